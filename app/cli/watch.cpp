#include "app/cli/watch.h"

#include "app/cli/report.h"

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::StepState;

namespace cli {

namespace {

/// Prints what changed between two looks at the recordings.
class Printer {
public:
    explicit Printer(Show show)
        : m_show(show)
        , m_moving(show == Show::Progress && ::isatty(STDERR_FILENO))
    {
    }
    ~Printer() { clear(); }
    Q_DISABLE_COPY_MOVE(Printer)

    void update(const QList<workspace::Overview> &overviews, base::Instant now)
    {
        if (m_show == Show::Nothing)
            return;
        QStringList running;
        for (const auto &overview : overviews) {
            for (const auto &step : overview.recording.steps) {
                printIfOver(overview, step);
                if (step.state == StepState::Running)
                    running += runningText(overview.recording, step, now);
            }
            if (overview.nextAttempt)
                running += u"%1: waiting, next try in %2"_s.arg(
                    overview.recording.title, clockTime(*overview.nextAttempt - now));
        }
        if (m_moving && !running.isEmpty()) {
            const QString line = running.join(u"   "_s);
            std::fputs(("\r\033[K" + line.left(200).toUtf8()).constData(), stderr);
            std::fflush(stderr);
            m_dirty = true;
        }
    }

private:
    void clear()
    {
        if (m_dirty)
            std::fputs("\r\033[K", stderr);
        m_dirty = false;
    }

    void printIfOver(const workspace::Overview &overview, const domain::Step &step)
    {
        const QString key = overview.recording.id.value + step.name.toString();
        const bool started = step.startedAt.has_value() && m_firstLook.value(key) != *step.startedAt;
        const bool failedNow = step.failure && m_failures.value(key) != step.failure->at;
        if (!m_seen.contains(key)) {   // what was over before this run is no news
            m_seen.insert(key);
            if (step.finishedAt || step.failure) {
                m_firstLook.insert(key, step.startedAt.value_or(base::Instant{}));
                m_failures.insert(key, step.failure ? step.failure->at : base::Instant{});
                return;
            }
        }
        if (failedNow) {
            m_failures.insert(key, step.failure->at);
            clear();
            printError(
                u"%1: %2 failed: %3"_s.arg(overview.recording.title, stepTitle(step.name), step.failure->reason));
            return;
        }
        if (!started || (step.state != StepState::Completed && step.state != StepState::Skipped))
            return;
        m_firstLook.insert(key, *step.startedAt);
        clear();
        const QString what = u"%1: %2 "_s.arg(overview.recording.title, stepTitle(step.name));
        if (step.state == StepState::Skipped) {
            printError(what + u"skipped. "_s + step.reason);
            return;
        }
        const auto took = *step.finishedAt - *step.startedAt;
        const QString seconds = QString::number(std::chrono::duration<double>(took).count(), 'f', 1);
        const QString speed =
            goesThroughTheMedia(step.name.kind) ? speedText(overview.recording.duration, took) : QString();
        printError((what + u"done in %1 s%2. %3"_s.arg(seconds, speed, step.reason)).trimmed());
    }

    /// Only of such a step the speed says anything.
    static bool goesThroughTheMedia(domain::StepKind kind)
    {
        const auto job = domain::jobKindOf(kind);
        return job == domain::JobKind::Media || job == domain::JobKind::Speech;
    }

    static QString speedText(std::chrono::milliseconds media, std::chrono::milliseconds took)
    {
        if (media <= 0ms || took <= 0ms)
            return {};
        const double speed = static_cast<double>(media.count()) / static_cast<double>(took.count());
        return u", %1× real time"_s.arg(speed, 0, 'f', speed < 10 ? 1 : 0);
    }

    static QString runningText(const domain::Recording &recording, const domain::Step &step, base::Instant now)
    {
        QString text = u"%1: %2 %3 %"_s.arg(recording.title, stepTitle(step.name)).arg(qRound(step.progress * 100));
        if (!step.startedAt || step.progress <= 0.05)
            return text;
        const auto took = now - *step.startedAt;
        const auto media = std::chrono::round<std::chrono::milliseconds>(recording.duration * step.progress);
        const auto left = std::chrono::round<std::chrono::milliseconds>(took * (1 / step.progress - 1));
        return text + speedText(media, took) + u", about %1 left"_s.arg(clockTime(left));
    }

    Show m_show;
    bool m_moving;
    bool m_dirty = false;
    QSet<QString> m_seen;
    QHash<QString, base::Instant> m_firstLook;   // start of the run of a step that was printed
    QHash<QString, base::Instant> m_failures;
};

}   // namespace

Result<QList<workspace::Overview>> watchUntilDone(
    const Context &context, const QList<domain::RecordingId> &ids, Show show)
{
    Printer printer(show);
    const store::RecordingQuery query{.ids = ids};
    {
        TRY(const auto before, context.workspace.recordings(query));
        printer.update(before, context.program.environment().clock.now());
    }
    workspace::LockedRunner runner;
    bool toldOfOther = false;
    for (;;) {
        if (!runner.runner) {
            auto started = context.workspace.startRunner(app::Program::runnerOptions());
            if (started)
                runner = *std::move(started);
            else if (started.error().kind != base::ErrorKind::Conflict)
                return base::fail(started.error());
            else if (!std::exchange(toldOfOther, true) && show == Show::Progress)
                printError(u"Another program works on this profile; it will do this too. Watching it."_s);
        }
        TRY(auto overviews, context.workspace.recordings(query));
        printer.update(overviews, context.program.environment().clock.now());
        if (std::none_of(overviews.begin(), overviews.end(), [](const auto &overview) { return overview.queued; }))
            return overviews;
        TRY_DO(context.stop.sleepFor(100ms));
    }
}

int watchAndReport(const Context &context, const QList<domain::RecordingId> &ids)
{
    const auto done = watchUntilDone(context, ids, Show::Progress);
    if (!done)
        return failWith(done.error());
    QJsonArray recordings;
    qsizetype failures = 0;
    for (const auto &overview : *done) {
        failures += hasFailed(overview) ? 1 : 0;
        if (context.json())
            recordings += toJson(context.workspace, overview);
        else
            printSummary(context.workspace, overview);
    }
    if (context.json())
        printJson({{u"recordings"_s, recordings}});
    return failures == 0 ? Ok : failures == done->size() ? Failed : SomeFailed;
}

}   // namespace cli
