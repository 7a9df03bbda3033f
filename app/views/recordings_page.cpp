#include "app/views/recordings_page.h"

#include "app/text.h"
#include "app/views/widgets.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using models::Group;
using models::RecordingsModel;

namespace views {

RecordingsPage::RecordingsPage(const theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_filters(new FilterRow(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_tableStack(new QStackedWidget(m_splitter))
    , m_table(new QTableView(m_tableStack))
    , m_empty(new EmptyState(theme, m_tableStack))
    , m_details(new DetailsPane(theme, m_splitter))
    , m_delegate(new delegates::RecordingDelegate(theme, m_table))
{
    m_table->setObjectName(u"recordings"_s);
    m_table->setItemDelegate(m_delegate);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(theme::metrics::row);
    m_table->horizontalHeader()->setFixedHeight(32);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->setAccessibleName(tr("Recordings"));
    m_table->viewport()->installEventFilter(this);
    m_table->installEventFilter(this);

    m_tableStack->addWidget(m_table);
    m_tableStack->addWidget(m_empty);
    m_splitter->addWidget(m_tableStack);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({384, 300});
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_splitter->setHandleWidth(1);
    m_details->setMinimumHeight(200);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(m_splitter, 1);

    connect(m_filters, &FilterRow::chosen, this, &RecordingsPage::setGroup);
    connect(m_empty->button(), &QPushButton::clicked, this, &RecordingsPage::onEmptyButton);
    connect(m_delegate, &delegates::RecordingDelegate::linkActivated, this, &RecordingsPage::onLink);
    connect(m_table, &QTableView::doubleClicked, this, &RecordingsPage::openCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { emit contextMenuWanted(m_table->viewport()->mapToGlobal(at)); });
    connect(&theme, &theme::Theme::changed, this, [this] { m_table->viewport()->update(); });
    showEmptyState();
}

void RecordingsPage::setProfile(viewmodels::Profile *profile)
{
    m_profile = profile;
    m_details->setDetails(profile ? &profile->details : nullptr);
    if (!profile) {
        m_table->setModel(nullptr);
        showEmptyState();
        return;
    }
    RecordingsModel *model = &profile->recordings.model();
    m_table->setModel(model);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(RecordingsModel::Recorded, Qt::DescendingOrder);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RecordingsPage::onSelectionChanged);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecordingsPage::onSelectionChanged);
    connect(model, &RecordingsModel::countsChanged, this, &RecordingsPage::showCounts);
    connect(model, &RecordingsModel::modelAboutToBeReset, this, &RecordingsPage::rememberSelection);
    connect(model, &RecordingsModel::modelReset, this, &RecordingsPage::restoreSelection);
    connect(model, &RecordingsModel::rowsInserted, this, &RecordingsPage::onRowsInserted);
    connect(model, &RecordingsModel::rowsRemoved, this, &RecordingsPage::onRowsRemoved);
    connect(&profile->recordings, &viewmodels::Recordings::loaded, this, &RecordingsPage::restoreSelection);
    connect(&profile->recordings, &viewmodels::Recordings::changed, this, &RecordingsPage::followCurrent);
    connect(&profile->recordings, &viewmodels::Recordings::added, this,
        [this](const QList<domain::RecordingId> &ids) { select(ids.first()); });
    layOutColumns();
    showCounts();
    restoreSelection();
}

// Selection

QList<domain::RecordingId> RecordingsPage::selected() const
{
    QList<domain::RecordingId> ids;
    if (!m_profile || !m_table->selectionModel())
        return ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        ids += m_profile->recordings.model().row(index).id;
    return ids;
}

std::optional<models::RecordingRow> RecordingsPage::current() const
{
    const QModelIndex index = m_profile ? m_table->currentIndex() : QModelIndex();
    return index.isValid() ? std::optional(m_profile->recordings.model().row(index)) : std::nullopt;
}

void RecordingsPage::select(const domain::RecordingId &id)
{
    if (!m_profile)
        return;
    m_wanted = id;
    const QModelIndex index = m_profile->recordings.model().indexOf(id);
    if (!index.isValid())
        return;
    m_wanted = {};
    choose(index);
    m_table->scrollTo(index);
}

void RecordingsPage::onRowsInserted()
{
    showEmptyState();
    if (!m_wanted.isEmpty())
        select(m_wanted);
    else if (!m_table->currentIndex().isValid())
        choose(m_table->model()->index(0, 0));
}

/// The row that takes the place of a removed one is the one to go on with.
void RecordingsPage::onRowsRemoved()
{
    showEmptyState();
    if (m_table->currentIndex().isValid() && !m_table->selectionModel()->hasSelection())
        choose(m_table->currentIndex());
}

/// Whatever keys are held at the moment.
void RecordingsPage::choose(const QModelIndex &index)
{
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RecordingsPage::rememberSelection()
{
    m_remembered = selected();
    if (const auto row = current())
        m_rememberedCurrent = row->id;
}

void RecordingsPage::restoreSelection()
{
    if (!m_profile)
        return;
    const RecordingsModel &model = m_profile->recordings.model();
    QItemSelection selection;
    for (const auto &id : std::exchange(m_remembered, {}))
        if (const QModelIndex index = model.indexOf(id); index.isValid())
            selection.select(index, index.siblingAtColumn(RecordingsModel::ColumnCount - 1));
    QModelIndex index = model.indexOf(m_rememberedCurrent);
    if (!index.isValid() && model.rowCount() > 0)
        index = model.index(0, 0);
    if (index.isValid())
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    if (selection.isEmpty() && index.isValid())
        selection.select(index, index.siblingAtColumn(RecordingsModel::ColumnCount - 1));
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    showEmptyState();
    followCurrent();
}

void RecordingsPage::onSelectionChanged()
{
    followCurrent();
    emit selectionChanged();
}

void RecordingsPage::followCurrent()
{
    if (!m_profile)
        return;
    const QModelIndex index = m_table->currentIndex();
    const models::RecordingRow *row = index.isValid() ? &m_profile->recordings.model().row(index) : nullptr;
    m_profile->details.show(row);
    m_details->setVisible(m_detailsWanted && row);
    emit selectionChanged();
}

// Filters

void RecordingsPage::setGroup(Group group)
{
    if (!m_profile)
        return;
    m_profile->recordings.model().setGroup(group);
    showCounts();
}

void RecordingsPage::setSearch(const QString &text)
{
    if (m_profile)
        m_profile->recordings.model().setSearch(text);
}

void RecordingsPage::showCounts()
{
    if (!m_profile)
        return;
    m_filters->show(m_profile->recordings.model());
    showEmptyState();
}

void RecordingsPage::showEmptyState()
{
    const bool loaded = m_profile && m_profile->recordings.state().loaded;
    const bool hasRows = loaded && m_profile->recordings.model().rowCount() > 0;
    const bool hasAny = loaded && m_profile->recordings.model().total() > 0;
    m_filters->setVisible(hasAny || !loaded);
    m_tableStack->setCurrentWidget(hasRows || !loaded ? static_cast<QWidget *>(m_table) : m_empty);
    if (hasRows || !loaded)
        return;
    if (!hasAny) {
        m_empty->show({.icon = u"drop"_s,
            .title = tr("Drop recordings here"),
            .sentence = tr("Video and sound files, or folders of them. Silence is cut, speech becomes text, and a "
                           "finished package lies on this computer a little later."),
            .button = tr("Add recordings")});
    } else if (!m_profile->recordings.model().search().isEmpty()) {
        m_empty->show({.icon = u"search"_s,
            .title = tr("Nothing found"),
            .sentence = tr("No title here has “%1”.").arg(m_profile->recordings.model().search()),
            .button = tr("Show all")});
    } else {
        const bool calm = m_profile->recordings.model().group() == Group::NeedsYou;
        m_empty->show({.icon = u"done"_s,
            .title = calm ? tr("Nothing needs you") : tr("Nothing here now"),
            .sentence = calm ? tr("What fails or waits for a decision of yours appears here.")
                             : tr("No recording is in this state."),
            .button = tr("Show all")});
    }
}

void RecordingsPage::onEmptyButton()
{
    if (!m_profile || m_profile->recordings.model().total() == 0) {
        emit addWanted();
        return;
    }
    setSearch({});
    emit searchCleared();
    setGroup(Group::All);
}

// Links

void RecordingsPage::onLink(const QModelIndex &index)
{
    choose(index);
    switch (m_profile->recordings.model().row(index).link()) {
    case models::Link::Why:
        explainCurrent();
        break;
    case models::Link::Fix:
        setDetailsVisible(true);
        m_details->openTab(DetailsPane::Overview);
        break;
    case models::Link::Open:
        openCurrent();
        break;
    case models::Link::None:
        break;
    }
}

void RecordingsPage::explainCurrent()
{
    setDetailsVisible(true);
    m_details->openTab(DetailsPane::Why);
}

void RecordingsPage::openCurrent()
{
    const auto row = current();
    if (row && !row->packageFolder.isEmpty())
        openFolder(row->packageFolder);
    else
        setDetailsVisible(true);
}

void RecordingsPage::setDetailsVisible(bool visible)
{
    m_detailsWanted = visible;
    m_details->setVisible(visible && current());
}

// Layout

void RecordingsPage::layOutColumns()
{
    if (!m_table->model())
        return;
    const QFontMetrics metrics(QApplication::font());
    const auto widthOf = [&metrics](const QString &text) { return metrics.horizontalAdvance(text) + 20; };
    const int total = m_table->viewport()->width();
    const int length = widthOf(u"0:00:00 → 0:00:00"_s);
    const int recorded = widthOf(app::dateText(base::Instant(std::chrono::hours(24 * 20'750)), base::Instant{}));
    const int steps = m_delegate->stepsWidth();
    constexpr int leastTitle = 170;
    constexpr int leastStatus = 200;
    const bool hideRecorded = total < leastTitle + recorded + length + steps + leastStatus;
    const bool hideLength = total < leastTitle + length + steps + leastStatus;
    m_table->setColumnHidden(RecordingsModel::Recorded, hideRecorded);
    m_table->setColumnHidden(RecordingsModel::Length, hideLength);
    const int free = total - (hideRecorded ? 0 : recorded) - (hideLength ? 0 : length) - steps;
    const int title = std::max(leastTitle, free * 40 / 100);
    m_table->setColumnWidth(RecordingsModel::Title, title);
    m_table->setColumnWidth(RecordingsModel::Recorded, recorded);
    m_table->setColumnWidth(RecordingsModel::Length, length);
    m_table->setColumnWidth(RecordingsModel::Steps, steps);
    m_table->setColumnWidth(RecordingsModel::Status, std::max(leastStatus, free - title));
}

void RecordingsPage::updateCursor(const QPoint &position)
{
    const QModelIndex index = m_table->indexAt(position);
    const bool onLink = index.isValid() && m_delegate->linkRect(m_table->visualRect(index), index).contains(position);
    m_table->viewport()->setCursor(onLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool RecordingsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        layOutColumns();
    if (watched == m_table->viewport() && event->type() == QEvent::MouseMove)
        updateCursor(static_cast<QMouseEvent *>(event)->position().toPoint());
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        // Single letters only here, where nothing is typed (WCAG 2.1.4).
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_W && key->modifiers() == Qt::NoModifier && current()) {
            explainCurrent();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RecordingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_table->setAccessibleName(tr("Recordings"));
        if (m_profile)
            m_profile->recordings.model().refreshWords();
        showCounts();
        layOutColumns();
    }
    QWidget::changeEvent(event);
}

}   // namespace views
