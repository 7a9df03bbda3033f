#include "app/viewmodels/recordings.h"

#include "app/text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::Group;
using models::RecordingRow;

namespace viewmodels {

static constexpr auto tickLength = 300ms;
static constexpr int ticksPerDiskLook = 30;

Recordings::Recordings(std::shared_ptr<Library> library, Background &background, const base::Clock &clock)
    : m_library(std::move(library))
    , m_background(background)
    , m_clock(clock)
    , m_model(clock)
{
    connect(&m_timer, &QTimer::timeout, this, &Recordings::refresh);
    m_timer.start(tickLength);
    refresh();
}

Recordings::~Recordings() { m_stop.request(base::StopReason::Interrupted); }

// Following

Recordings::Tick Recordings::look(Library &library, const Question &question)
{
    Tick tick{.token = question.token};
    const auto failed = [&tick](const base::Error &error) {
        tick.failed = true;
        tick.error = error;
        return tick;
    };
    const auto changes = library.changedSince(question.token);
    if (!changes)
        return failed(changes.error());
    if (question.first || !changes->ids.isEmpty()) {
        const auto overviews = library.recordings(question.first ? QList<RecordingId>() : changes->ids);
        if (!overviews)
            return failed(overviews.error());
        tick.rows.reserve(overviews->size());
        for (const auto &overview : *overviews)
            tick.rows += models::rowOf(overview);
        QSet<QString> present;
        for (const auto &row : tick.rows)
            present.insert(row.id.value);
        for (const auto &id : changes->ids)
            if (!question.first && !present.contains(id.value))
                tick.gone += id;
    }
    tick.token = changes->token;
    if (question.disk)
        tick.freeBytes = library.freeBytes();
    if (!question.first) {   // the list first: work may start a tick later
        const auto works = library.work(question.paused);
        if (!works)
            return failed(works.error());
        tick.worksHere = *works;
    }
    return tick;
}

void Recordings::refresh()
{
    if (std::exchange(m_looking, true)) {
        m_lookAgain = true;
        return;
    }
    const Question question{.first = !m_state.loaded,
        .token = m_token,
        .paused = m_state.paused,
        .disk = m_ticks++ % ticksPerDiskLook == 0};
    m_background.run(
        this, [library = m_library, question] { return look(*library, question); },
        [this](Tick tick) { take(std::move(tick)); });
}

void Recordings::take(Tick tick)
{
    m_looking = false;
    if (tick.failed) {
        if (!std::exchange(m_errorShown, true))
            emit message(failure(tr("The profile can't be read: %1").arg(app::errorText(tick.error)), tick.error));
    } else {
        m_errorShown = false;
        State state = m_state;
        const bool first = !state.loaded;
        m_token = tick.token;
        state.loaded = true;
        state.elsewhere = !tick.worksHere;
        if (tick.freeBytes >= 0)
            state.freeBytes = tick.freeBytes;
        if (first) {
            m_model.reset(std::move(tick.rows));
        } else {
            QList<RecordingId> ids;
            for (const auto &row : tick.rows)
                ids += row.id;
            m_model.remove(tick.gone);
            m_model.apply(tick.rows);
            if (!ids.isEmpty())
                emit changed(ids);
            else if (m_ticks % 3 == 0)
                m_model.refreshTimes();
        }
        setState(state);
        if (first)
            emit loaded();
    }
    if (std::exchange(m_lookAgain, false))
        refresh();
}

void Recordings::setState(const State &state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

std::optional<std::chrono::milliseconds> Recordings::timeLeft() const { return m_model.longestTimeLeft(); }

// What can be done

bool Recordings::any(const QList<RecordingId> &ids, bool (RecordingRow::*can)() const) const
{
    return std::any_of(ids.begin(), ids.end(), [&](const RecordingId &id) {
        const RecordingRow *row = m_model.find(id);
        return row && (row->*can)();
    });
}

bool Recordings::canRun(const QList<RecordingId> &ids) const { return any(ids, &RecordingRow::canRun); }

bool Recordings::canCancel(const QList<RecordingId> &ids) const { return any(ids, &RecordingRow::canCancel); }

bool Recordings::canRetry(const QList<RecordingId> &ids) const { return any(ids, &RecordingRow::canRetry); }

// Commands

void Recordings::command(std::function<Result<>(Library &)> effect)
{
    m_background.run(
        this, [library = m_library, effect = std::move(effect)] { return effect(*library); },
        [this](const Result<> &result) {
            if (!result)
                emit message(failure(app::errorText(result.error()), result.error()));
            refresh();
        });
}

void Recordings::add(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_background.run(
        this,
        [library = m_library, paths, stop = m_stop.token()]() -> Result<workspace::AddReport> {
            TRY(const auto report, library->add(paths, stop));
            QList<RecordingId> fresh;
            for (const auto &item : report.items)
                fresh += item.recording.id;
            if (!fresh.isEmpty())
                TRY_DO(library->run(fresh, false));
            return report;
        },
        [this](const Result<workspace::AddReport> &report) { onAdded(report); });
}

void Recordings::onAdded(const Result<workspace::AddReport> &report)
{
    refresh();
    if (!report) {
        emit message(failure(tr("Nothing was added: %1").arg(app::errorText(report.error())), report.error()));
        return;
    }
    QList<RecordingId> ids;
    int fresh = 0;
    for (const auto &item : report->items) {
        ids += item.recording.id;
        fresh += item.isNew ? 1 : 0;
    }
    QStringList details;
    for (const auto &refusal : report->refused)
        details += tr("%1: %2", "file, why it was refused")
                       .arg(QFileInfo(refusal.path).fileName(), app::errorText(refusal.error));
    const int known = static_cast<int>(report->items.size()) - fresh;
    const int refused = static_cast<int>(report->refused.size());
    QStringList parts;
    if (fresh > 0)
        parts += tr("%n recording(s) added.", nullptr, fresh);
    if (known > 0)
        parts += tr("%n recording(s) were here already.", nullptr, known);
    if (refused > 0)
        parts += tr("%n file(s) can't be taken.", nullptr, refused);
    if (parts.isEmpty())
        parts += tr("There are no recordings in it. Add video or audio files.");
    const bool good = refused == 0 && !report->items.isEmpty();
    if (!good || known > 0)   // a new row in the table says enough by itself
        emit message({.level = good ? Message::Level::Info : Message::Level::Warning,
            .text = parts.join(u' '),
            .details = details.join(u'\n'),
            .action = details.isEmpty() ? Message::Action::None : Message::Action::ShowDetails,
            .passing = good});
    if (!ids.isEmpty())
        emit added(ids);
}

void Recordings::run(const QList<RecordingId> &ids)
{
    if (!ids.isEmpty())
        command([ids](Library &library) { return library.run(ids, false); });
}

void Recordings::runAfresh(const QList<RecordingId> &ids)
{
    if (!ids.isEmpty())
        command([ids](Library &library) { return library.run(ids, true); });
}

void Recordings::cancel(const QList<RecordingId> &ids)
{
    if (!ids.isEmpty())
        command([ids](Library &library) { return library.cancel(ids); });
}

void Recordings::retry(const QList<RecordingId> &ids)
{
    if (!ids.isEmpty())
        command([ids](Library &library) { return library.retry(ids); });
}

void Recordings::remove(const QList<RecordingId> &ids)
{
    if (ids.isEmpty())
        return;
    const RecordingRow *only = ids.size() == 1 ? m_model.find(ids.first()) : nullptr;
    const QString text = only ? tr("“%1” was removed. The original file stays where it is.").arg(only->title)
                              : tr("%n recording(s) were removed. The original files stay where they are.", nullptr,
                                  static_cast<int>(ids.size()));
    m_model.remove(ids);
    m_removed += ids;
    emit undoChanged();
    emit message({.text = text, .action = Message::Action::Undo});
    command([ids](Library &library) { return library.remove(ids); });
}

void Recordings::undo()
{
    if (m_removed.isEmpty())
        return;
    const auto ids = m_removed.takeLast();
    emit undoChanged();
    command([ids](Library &library) { return library.restore(ids); });
}

void Recordings::rename(const RecordingId &id, const QString &title)
{
    command([id, title](Library &library) { return library.rename(id, title); });
}

void Recordings::exportCuts(const RecordingId &id, const QString &file)
{
    command([id, file](Library &library) { return library.exportCuts(id, file); });
}

void Recordings::resetCuts(const RecordingId &id)
{
    command([id](Library &library) { return library.resetCuts(id); });
}

void Recordings::setPaused(bool paused)
{
    State state = m_state;
    state.paused = paused;
    setState(state);
    refresh();
}

}   // namespace viewmodels
