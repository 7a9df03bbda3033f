#include "app/models/recordings_model.h"

#include "app/text.h"

#include <compare>
#include <numeric>

using namespace Qt::StringLiterals;

namespace models {

/// Above this many changed rows one reset is quicker than telling of each.
static constexpr qsizetype manyRows = 200;

namespace {
struct ColumnText {
    const char *title;
    QString (*text)(const RecordingRow &, Instant now);
    QString (*spoken)(const RecordingRow &, Instant now);   // for screen readers
};
}   // namespace

static const ColumnText columns[] = {
    {QT_TRANSLATE_NOOP("models::RecordingsModel", "Recording"),
        [](const RecordingRow &row, Instant) { return row.title; },
        [](const RecordingRow &row, Instant) { return row.title; }},
    {QT_TRANSLATE_NOOP("models::RecordingsModel", "Recorded"),
        [](const RecordingRow &row, Instant now) { return app::dateText(row.startTime, now); },
        [](const RecordingRow &row, Instant) { return app::exactDateText(row.startTime); }},
    {QT_TRANSLATE_NOOP("models::RecordingsModel", "Length"),
        [](const RecordingRow &row, Instant) { return app::lengthText(row.duration, row.finalDuration); },
        [](const RecordingRow &row, Instant) { return app::spokenLength(row.duration, row.finalDuration); }},
    {QT_TRANSLATE_NOOP("models::RecordingsModel", "Steps"),
        [](const RecordingRow &row, Instant) { return app::pillsText(row); },
        [](const RecordingRow &row, Instant) { return app::spokenPills(row); }},
    {QT_TRANSLATE_NOOP("models::RecordingsModel", "Status"), app::statusText, app::statusText},
};
static_assert(std::size(columns) == RecordingsModel::ColumnCount);

RecordingsModel::RecordingsModel(const base::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

int RecordingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int RecordingsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RecordingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RecordingRow &shown = row(index);
    const ColumnText &column = columns[index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(shown, m_clock.now());
    case Qt::ToolTipRole:
        return index.column() == Recorded ? app::exactDateText(shown.startTime) : app::toolTip(shown, m_clock.now());
    case Qt::AccessibleTextRole:
        return column.spoken(shown, m_clock.now());
    default:
        return {};
    }
}

QVariant RecordingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(columns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

const RecordingRow &RecordingsModel::row(const QModelIndex &index) const
{
    return m_rows.at(m_visible.at(static_cast<size_t>(index.row())));
}

const RecordingRow *RecordingsModel::find(const RecordingId &id) const
{
    const auto found = m_byId.constFind(id.value);
    return found == m_byId.cend() ? nullptr : &m_rows.at(*found);
}

QModelIndex RecordingsModel::indexOf(const RecordingId &id) const
{
    const auto found = m_byId.constFind(id.value);
    if (found == m_byId.cend())
        return {};
    const auto position = std::find(m_visible.begin(), m_visible.end(), *found);
    return position == m_visible.end() ? QModelIndex() : index(static_cast<int>(position - m_visible.begin()), Title);
}

bool RecordingsModel::passes(const RecordingRow &row) const
{
    return (m_group == Group::All || row.group == m_group)
        && (m_foldedSearch.isEmpty() || row.searchText.contains(m_foldedSearch));
}

bool RecordingsModel::less(int a, int b) const
{
    const RecordingRow &left = m_rows.at(a);
    const RecordingRow &right = m_rows.at(b);
    const auto ordered = [&]() -> std::strong_ordering {
        switch (m_sortColumn) {
        case Title: {
            const int order = left.searchText.compare(right.searchText);
            return order <=> 0;
        }
        case Length:
            return left.duration <=> right.duration;
        case Steps:
        case Status:
            return static_cast<int>(left.group) <=> static_cast<int>(right.group);
        default:
            return left.startTime <=> right.startTime;
        }
    }();
    if (std::is_neq(ordered))
        return m_sortOrder == Qt::AscendingOrder ? std::is_lt(ordered) : std::is_gt(ordered);
    // A total order, the newest first, so that rows never jump.
    return left.startTime != right.startTime ? left.startTime > right.startTime : right.id < left.id;
}

void RecordingsModel::rebuildVisible()
{
    m_visible.clear();
    for (int row = 0; row < m_rows.size(); ++row)
        if (passes(m_rows.at(row)))
            m_visible.push_back(row);
    const auto comesFirst = [this](int a, int b) { return less(a, b); };
    if (!std::is_sorted(m_visible.begin(), m_visible.end(), comesFirst))
        std::sort(m_visible.begin(), m_visible.end(), comesFirst);
}

void RecordingsModel::refilter()
{
    beginResetModel();
    rebuildVisible();
    endResetModel();
}

void RecordingsModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;

    // Rows lie in the order shown: then filtering keeps it without sorting again.
    std::vector<int> positions(static_cast<size_t>(m_rows.size()));
    std::iota(positions.begin(), positions.end(), 0);
    std::sort(positions.begin(), positions.end(), [this](int a, int b) { return less(a, b); });
    beginResetModel();
    QList<RecordingRow> sorted;
    sorted.reserve(m_rows.size());
    for (const int row : positions)
        sorted += std::move(m_rows[row]);
    m_rows = std::move(sorted);
    for (int row = 0; row < m_rows.size(); ++row)
        m_byId[m_rows.at(row).id.value] = row;
    rebuildVisible();
    endResetModel();
}

void RecordingsModel::count(const RecordingRow &row, int by)
{
    m_counts[static_cast<size_t>(Group::All)] += by;
    if (row.group != Group::All)
        m_counts[static_cast<size_t>(row.group)] += by;
}

void RecordingsModel::reset(QList<RecordingRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    std::sort(m_rows.begin(), m_rows.end(), [](const RecordingRow &a, const RecordingRow &b) {
        return a.startTime != b.startTime ? a.startTime > b.startTime : b.id < a.id;
    });
    m_byId.clear();
    m_byId.reserve(m_rows.size());
    m_counts = {};
    for (int row = 0; row < m_rows.size(); ++row) {
        m_byId.insert(m_rows.at(row).id.value, row);
        count(m_rows.at(row), 1);
    }
    rebuildVisible();
    endResetModel();
    emit countsChanged();
}

void RecordingsModel::show(int row)
{
    const auto at = std::lower_bound(
        m_visible.begin(), m_visible.end(), row, [this](int shown, int added) { return less(shown, added); });
    const int position = static_cast<int>(at - m_visible.begin());
    beginInsertRows({}, position, position);
    m_visible.insert(at, row);
    endInsertRows();
}

void RecordingsModel::hide(int position)
{
    beginRemoveRows({}, position, position);
    m_visible.erase(m_visible.begin() + position);
    endRemoveRows();
}

/// A step that goes on where it stopped did its first percents in another time: its pace is what is seen of it.
static void keepPace(const RecordingRow &before, RecordingRow &now, Instant time)
{
    constexpr double leap = 0.25;   // at once: found done
    if (now.situation != Situation::Running)
        return;
    const bool goesOn = before.situation == Situation::Running && before.step == now.step
        && before.startedAt == now.startedAt && now.progress - before.progress < leap;
    now.watchedSince = goesOn ? before.watchedSince : std::optional(time);
    now.progressThen = goesOn ? before.progressThen : now.progress;
}

void RecordingsModel::replace(int row, RecordingRow changed)
{
    keepPace(m_rows.at(row), changed, m_clock.now());
    const auto at = std::find(m_visible.begin(), m_visible.end(), row);
    const int position = at == m_visible.end() ? -1 : static_cast<int>(at - m_visible.begin());
    count(m_rows.at(row), -1);
    count(changed, 1);
    m_rows[row] = std::move(changed);
    const bool isPassing = passes(m_rows.at(row));
    const bool keepsPlace = position >= 0 && isPassing
        && (position == 0 || less(m_visible[static_cast<size_t>(position) - 1], row))
        && (position + 1 == rowCount() || less(row, m_visible[static_cast<size_t>(position) + 1]));
    if (keepsPlace) {
        emit dataChanged(index(position, 0), index(position, ColumnCount - 1));
        return;
    }
    if (position >= 0)
        hide(position);
    if (isPassing)
        show(row);
}

void RecordingsModel::apply(const QList<RecordingRow> &changed)
{
    if (changed.isEmpty())
        return;
    if (changed.size() > manyRows) {
        QList<RecordingRow> rows = m_rows;
        for (const RecordingRow &row : changed) {
            if (const auto known = m_byId.constFind(row.id.value); known != m_byId.cend())
                rows[*known] = row;
            else
                rows += row;
        }
        reset(std::move(rows));
        return;
    }
    for (const RecordingRow &row : changed) {
        if (const auto known = m_byId.constFind(row.id.value); known != m_byId.cend()) {
            replace(*known, row);
            continue;
        }
        const int added = static_cast<int>(m_rows.size());
        m_rows += row;
        m_byId.insert(row.id.value, added);
        count(row, 1);
        if (passes(row))
            show(added);
    }
    emit countsChanged();
}

void RecordingsModel::remove(const QList<RecordingId> &ids)
{
    bool any = false;
    for (const RecordingId &id : ids) {
        const auto known = m_byId.constFind(id.value);
        if (known == m_byId.cend())
            continue;
        const int row = *known;
        any = true;
        if (const auto at = std::find(m_visible.begin(), m_visible.end(), row); at != m_visible.end())
            hide(static_cast<int>(at - m_visible.begin()));
        count(m_rows.at(row), -1);
        m_byId.remove(id.value);

        // The last row takes the free place: nothing else moves.
        const int last = static_cast<int>(m_rows.size()) - 1;
        if (row != last) {
            m_rows[row] = std::move(m_rows[last]);
            m_byId[m_rows.at(row).id.value] = row;
            std::replace(m_visible.begin(), m_visible.end(), last, row);
        }
        m_rows.removeLast();
    }
    if (any)
        emit countsChanged();
}

std::optional<milliseconds> RecordingsModel::longestTimeLeft() const
{
    std::optional<milliseconds> longest;
    if (count(Group::Running) == 0)
        return longest;
    for (const RecordingRow &row : m_rows)
        if (const auto left = row.timeLeft(m_clock.now()); left && (!longest || *left > *longest))
            longest = left;
    return longest;
}

void RecordingsModel::setGroup(Group group)
{
    if (std::exchange(m_group, group) != group)
        refilter();
}

void RecordingsModel::setSearch(const QString &text)
{
    m_search = text;
    const QString folded = text.simplified().toCaseFolded();
    if (std::exchange(m_foldedSearch, folded) != folded)
        refilter();
}

void RecordingsModel::refreshWords()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RecordingsModel::refreshTimes()
{
    if (count(Group::Running) + count(Group::Waiting) > 0 && rowCount() > 0)
        emit dataChanged(index(0, Status), index(rowCount() - 1, Status));
}

}   // namespace models
