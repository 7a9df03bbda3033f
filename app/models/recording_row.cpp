#include "app/models/recording_row.h"

using namespace std::chrono_literals;
using domain::Step;
using domain::StepKind;
using domain::StepState;
using workspace::Overview;

namespace models {

/// How much of the cut's pill the analysis before it fills.
static constexpr double analysisShare = 0.3;

static const Step *find(const domain::Recording &recording, StepKind kind)
{
    const auto found = std::find_if(
        recording.steps.begin(), recording.steps.end(), [kind](const Step &step) { return step.name.kind == kind; });
    return found == recording.steps.end() ? nullptr : &*found;
}

static bool needsPerson(base::ErrorKind kind)
{
    return kind == base::ErrorKind::NeedsUser || kind == base::ErrorKind::LoginRequired;
}

static PillState pillState(const Step &step, const Overview &overview)
{
    switch (step.state) {
    case StepState::Running:
        return PillState::Running;
    case StepState::Completed:
        return PillState::Done;
    case StepState::Skipped:
        return PillState::Skipped;
    case StepState::Failed:
        return step.failure && needsPerson(step.failure->kind) ? PillState::NeedsUser : PillState::Failed;
    case StepState::Pending:
        if (!overview.queued)
            return PillState::NotStarted;
        if (step.failure && overview.nextAttempt)
            return PillState::Waiting;
        return step.progress > 0 ? PillState::Resumed : PillState::NotStarted;
    }
    Q_UNREACHABLE();
}

static int percentOf(double progress) { return std::clamp(static_cast<int>(progress * 100), 0, 99); }

static Pill pillOf(StepKind kind, const Overview &overview)
{
    const Step *step = find(overview.recording, kind);
    if (!step)
        return {.step = kind};
    return {.step = kind, .state = pillState(*step, overview), .percent = percentOf(step->progress)};
}

/// Analysis and cut in one: a person sees only that it is being cut.
static Pill cutPill(const Overview &overview)
{
    Pill cut = pillOf(StepKind::Trim, overview);
    const Pill analysis = pillOf(StepKind::Analyze, overview);
    const bool analysisIsOver = analysis.state == PillState::Done || analysis.state == PillState::Skipped;
    if (!analysisIsOver && analysis.state != PillState::NotStarted && cut.state == PillState::NotStarted) {
        cut.state = analysis.state;
        cut.percent = static_cast<int>(analysis.percent * analysisShare);
    } else if (cut.state == PillState::Running || cut.state == PillState::Resumed) {
        cut.percent = static_cast<int>(100 * analysisShare + cut.percent * (1 - analysisShare));
    }
    return cut;
}

static QList<Pill> pillsOf(const Overview &overview)
{
    if (overview.recording.flags.skipped)
        return {};
    QList<Pill> pills;
    if (overview.recording.sourceKind != domain::SourceKind::LocalFile)
        pills += pillOf(StepKind::Download, overview);
    pills += cutPill(overview);
    for (const StepKind kind : {StepKind::Transcribe, StepKind::Topics, StepKind::Subtitles, StepKind::Publish})
        pills += pillOf(kind, overview);
    return pills;
}

static const Step *runningStep(const domain::Recording &recording)
{
    const Step *first = nullptr;   // the others wait for it
    for (const Step &step : recording.steps)
        if (step.state == StepState::Running && (!first || step.name.kind < first->name.kind))
            first = &step;
    return first;
}

static const Step *failureThatWaits(const domain::Recording &recording)
{
    for (const Step &step : recording.steps)
        if (step.state == StepState::Pending && step.failure)
            return &step;
    return nullptr;
}

/// The first wanted thing that the finished recording does without.
static const Step *absentResult(const domain::Recording &recording)
{
    for (const StepKind kind : {StepKind::Transcribe, StepKind::Topics, StepKind::Subtitles})
        if (const Step *step = find(recording, kind); step && step->state == StepState::Skipped)
            return step;
    return nullptr;
}

static void settle(RecordingRow &row, Group group, Situation situation, const Step *step)
{
    row.group = group;
    row.situation = situation;
    if (!step)
        return;
    row.step = step->name.kind;
    row.reason = step->failure ? step->failure->reason : step->reason;
    if (step->failure)
        row.errorKind = step->failure->kind;
    row.startedAt = step->startedAt;
    row.progress = step->progress;
}

static void judge(RecordingRow &row, const Overview &overview)
{
    const domain::Recording &recording = overview.recording;
    const domain::Status status = recording.status();
    if (status == domain::Status::Expired)
        return settle(row, Group::NeedsYou, Situation::Expired, nullptr);
    if (status == domain::Status::Skipped) {
        settle(row, Group::Skipped, Situation::Skipped, nullptr);
        row.reason = recording.skipReason;
        return;
    }
    if (const Step *running = runningStep(recording))
        return settle(row, Group::Running, Situation::Running, running);
    if (overview.queued && overview.nextAttempt)
        return settle(row, Group::Waiting, Situation::WaitsToRetry, failureThatWaits(recording));
    if (overview.queued) {
        const bool begun = std::any_of(recording.steps.begin(), recording.steps.end(),
            [](const Step &step) { return step.state == StepState::Completed; });
        return settle(row, Group::Waiting, begun ? Situation::BetweenSteps : Situation::Queued, nullptr);
    }
    if (const Step *failed = recording.failedStep())
        return settle(row, Group::NeedsYou, Situation::Failed, failed);
    if (status == domain::Status::Ready) {
        const Step *absent = absentResult(recording);
        return settle(row, Group::Done, absent ? Situation::DonePartly : Situation::Done, absent);
    }
    if (status == domain::Status::PendingSource)
        return settle(row, Group::Waiting, Situation::PendingSource, nullptr);
    settle(row, Group::All, Situation::NotStarted, nullptr);
}

static QByteArray stampOf(const domain::Recording &recording)
{
    QByteArray stamp = QByteArray::number(recording.updatedAt.time_since_epoch().count());
    for (const Step &step : recording.steps)
        stamp += ' ' + QByteArray::number(static_cast<int>(step.state)) + ':'
            + QByteArray::number(step.finishedAt ? step.finishedAt->time_since_epoch().count() : 0);
    return stamp;
}

RecordingRow rowOf(const Overview &overview)
{
    const domain::Recording &recording = overview.recording;
    RecordingRow row{.id = recording.id,
        .title = recording.title,
        .searchText = (recording.title + u'\n' + overview.templateName).toCaseFolded(),
        .mediaPath = recording.mediaPath,
        .templateName = overview.templateName,
        .packageFolder = overview.packageFolder,
        .startTime = recording.startTime,
        .duration = recording.duration,
        .finalDuration = recording.finalDuration,
        .pills = pillsOf(overview),
        .attempt = overview.attempt,
        .nextAttempt = overview.nextAttempt,
        .resultStamp = stampOf(recording)};
    judge(row, overview);
    return row;
}

Link RecordingRow::link() const
{
    switch (situation) {
    case Situation::Skipped:
    case Situation::WaitsToRetry:
    case Situation::DonePartly:
    case Situation::PendingSource:
        return Link::Why;
    case Situation::Failed:
    case Situation::Expired:
        return Link::Fix;
    case Situation::Done:
        return packageFolder.isEmpty() ? Link::None : Link::Open;
    default:
        return Link::None;
    }
}

std::optional<milliseconds> RecordingRow::timeLeft(Instant now) const
{
    if (situation != Situation::Running || !startedAt)
        return std::nullopt;
    const milliseconds took = now - watchedSince.value_or(*startedAt);
    const double done = progress - progressThen;
    const bool known = (done >= 0.05 && took >= 3s) || (done >= 0.01 && took >= 20s);
    if (!known)
        return std::nullopt;
    return std::chrono::round<milliseconds>(took * ((1 - progress) / done));
}

}   // namespace models
