#include "core/domain/recording.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace domain {

template <class Enum>
struct Name {
    Enum value;
    QLatin1StringView name;
};

template <class Enum, size_t Size>
static QString nameOf(const std::array<Name<Enum>, Size> &names, Enum value)
{
    return std::find_if(names.begin(), names.end(), [&](const auto &row) { return row.value == value; })->name;
}

template <class Enum, size_t Size>
static std::optional<Enum> valueOf(const std::array<Name<Enum>, Size> &names, QStringView name)
{
    const auto row = std::find_if(names.begin(), names.end(),
                                  [&](const auto &each) { return name.compare(each.name, Qt::CaseInsensitive) == 0; });
    return row == names.end() ? std::nullopt : std::optional(row->value);
}

static constexpr std::array<Name<SourceKind>, 6> sourceKinds = {{
    {SourceKind::LocalFile, "local"_L1},
    {SourceKind::Zoom, "zoom"_L1},
    {SourceKind::YandexDisk, "yandex_disk"_L1},
    {SourceKind::GoogleDrive, "google_drive"_L1},
    {SourceKind::Dropbox, "dropbox"_L1},
    {SourceKind::Url, "url"_L1},
}};
static constexpr std::array<Name<SourceKind>, 4> formerSourceKinds = {{
    {SourceKind::LocalFile, "local_file"_L1},
    {SourceKind::Url, "external_url"_L1},
    {SourceKind::Url, "video_url"_L1},
    {SourceKind::GoogleDrive, "gdrive"_L1},
}};
static constexpr std::array<Name<Status>, 14> statuses = {{
    {Status::PendingSource, "PENDING_SOURCE"_L1},
    {Status::Initialized, "INITIALIZED"_L1},
    {Status::Downloading, "DOWNLOADING"_L1},
    {Status::Downloaded, "DOWNLOADED"_L1},
    {Status::Processing, "PROCESSING"_L1},
    {Status::Processed, "PROCESSED"_L1},
    {Status::Transcribing, "TRANSCRIBING"_L1},
    {Status::Preparing, "PREPARING"_L1},
    {Status::Transcribed, "TRANSCRIBED"_L1},
    {Status::Uploading, "UPLOADING"_L1},
    {Status::Uploaded, "UPLOADED"_L1},
    {Status::Ready, "READY"_L1},
    {Status::Skipped, "SKIPPED"_L1},
    {Status::Expired, "EXPIRED"_L1},
}};
static constexpr std::array<Name<StepKind>, 7> stepKinds = {{
    {StepKind::Download, "download"_L1},
    {StepKind::Analyze, "analyze"_L1},
    {StepKind::Transcribe, "transcribe"_L1},
    {StepKind::Trim, "trim"_L1},
    {StepKind::Topics, "topics"_L1},
    {StepKind::Subtitles, "subtitles"_L1},
    {StepKind::Publish, "publish"_L1},
}};
static constexpr std::array<Name<StepState>, 5> stepStates = {{
    {StepState::Pending, "pending"_L1},
    {StepState::Running, "running"_L1},
    {StepState::Completed, "completed"_L1},
    {StepState::Failed, "failed"_L1},
    {StepState::Skipped, "skipped"_L1},
}};
static constexpr std::array<Name<TargetState>, 4> targetStates = {{
    {TargetState::NotUploaded, "NOT_UPLOADED"_L1},
    {TargetState::Uploading, "UPLOADING"_L1},
    {TargetState::Uploaded, "UPLOADED"_L1},
    {TargetState::Failed, "FAILED"_L1},
}};

QString toString(SourceKind kind) { return nameOf(sourceKinds, kind); }

std::optional<SourceKind> sourceKindFrom(QStringView name)
{
    const auto kind = valueOf(sourceKinds, name);
    return kind ? kind : valueOf(formerSourceKinds, name);
}

QString toString(Status status) { return nameOf(statuses, status); }

std::optional<Status> statusFrom(QStringView name) { return valueOf(statuses, name); }

QString toString(StepKind kind) { return nameOf(stepKinds, kind); }

QString toString(StepState state) { return nameOf(stepStates, state); }

std::optional<StepState> stepStateFrom(QStringView name) { return valueOf(stepStates, name); }

QString toString(TargetState state) { return nameOf(targetStates, state); }

QString StepName::toString() const
{
    return target.isEmpty() ? domain::toString(kind) : domain::toString(kind) + u':' + target;
}

std::optional<StepName> StepName::fromString(QStringView text)
{
    const auto colon = text.indexOf(u':');
    const auto kind = valueOf(stepKinds, colon < 0 ? text : text.first(colon));
    const QString target = colon < 0 ? QString() : text.mid(colon + 1).toString();
    if (!kind || (*kind == StepKind::Publish) == target.isEmpty())
        return std::nullopt;
    return StepName{*kind, target};
}

// The machines are edge tables; docs/states.md draws the same ones.

std::span<const std::pair<StepState, StepState>> stepEdges()
{
    using enum StepState;
    static constexpr std::pair<StepState, StepState> edges[] = {
        {Pending, Running}, {Pending, Skipped},  {Running, Completed}, {Running, Failed}, {Running, Skipped},
        {Running, Pending}, {Completed, Pending}, {Failed, Running},    {Failed, Pending}, {Failed, Skipped},
        {Skipped, Pending},
    };
    return edges;
}

std::span<const std::pair<TargetState, TargetState>> targetEdges()
{
    using enum TargetState;
    static constexpr std::pair<TargetState, TargetState> edges[] = {
        {NotUploaded, Uploading}, {Uploading, Uploaded}, {Uploading, Failed},    {Uploading, NotUploaded},
        {Failed, Uploading},      {Failed, NotUploaded}, {Uploaded, NotUploaded},
    };
    return edges;
}

template <class State>
static base::Result<State> advanceAlong(std::span<const std::pair<State, State>> edges, const QString &what, State from, State to)
{
    if (std::find(edges.begin(), edges.end(), std::pair(from, to)) == edges.end())
        return fail(ErrorKind::Conflict, u"A %1 can't go from %2 to %3."_s.arg(what, toString(from), toString(to)));
    return to;
}

base::Result<StepState> advance(StepState from, StepState to) { return advanceAlong(stepEdges(), u"step"_s, from, to); }

base::Result<TargetState> advance(TargetState from, TargetState to)
{
    return advanceAlong(targetEdges(), u"target"_s, from, to);
}

TargetState targetState(StepState publishState)
{
    switch (publishState) {
    case StepState::Running: return TargetState::Uploading;
    case StepState::Completed: return TargetState::Uploaded;
    case StepState::Failed: return TargetState::Failed;
    case StepState::Pending:
    case StepState::Skipped: return TargetState::NotUploaded;
    }
    Q_UNREACHABLE();
}

namespace {
/// The facts that the status table asks for.
struct Situation {
    RecordingFlags flags;
    const QList<Step> &steps;

    [[nodiscard]] bool any(StepKind kind, StepState state) const
    {
        return std::any_of(steps.begin(), steps.end(),
                           [&](const Step &step) { return step.name.kind == kind && step.state == state; });
    }
    [[nodiscard]] bool running(StepKind kind) const { return any(kind, StepState::Running); }
    [[nodiscard]] bool completed(StepKind kind) const { return any(kind, StepState::Completed); }

    /// Every step before publishing is settled well, and at least one did something.
    [[nodiscard]] bool allBeforePublishingDone() const
    {
        bool worked = false;
        for (const Step &step : steps) {
            if (step.name.kind == StepKind::Publish || step.name.kind == StepKind::Download)
                continue;
            if (step.state != StepState::Completed && step.state != StepState::Skipped)
                return false;
            worked = worked || step.state == StepState::Completed;
        }
        return worked;
    }
    [[nodiscard]] bool laterStepFailed() const
    {
        return any(StepKind::Transcribe, StepState::Failed) || any(StepKind::Topics, StepState::Failed)
            || any(StepKind::Subtitles, StepState::Failed) || any(StepKind::Publish, StepState::Failed);
    }
    [[nodiscard]] bool everyTargetDone() const
    {
        return completed(StepKind::Publish)
            && std::none_of(steps.begin(), steps.end(), [](const Step &step) {
                   return step.name.kind == StepKind::Publish && step.state != StepState::Completed
                       && step.state != StepState::Skipped;
               });
    }
};

struct StatusRule {
    Status status;
    bool (*holds)(const Situation &);
};
}   // namespace

static constexpr StatusRule statusRules[] = {
    {Status::Expired, [](const Situation &now) { return now.flags.expired; }},
    {Status::Skipped, [](const Situation &now) { return now.flags.skipped; }},
    {Status::PendingSource, [](const Situation &now) { return now.flags.pendingSource; }},
    {Status::Downloading, [](const Situation &now) { return now.running(StepKind::Download); }},
    {Status::Uploading, [](const Situation &now) { return now.running(StepKind::Publish); }},
    {Status::Transcribing, [](const Situation &now) { return now.running(StepKind::Transcribe); }},
    {Status::Preparing,
     [](const Situation &now) { return now.running(StepKind::Topics) || now.running(StepKind::Subtitles); }},
    {Status::Processing, [](const Situation &now) { return now.running(StepKind::Analyze) || now.running(StepKind::Trim); }},
    {Status::Ready, [](const Situation &now) { return now.everyTargetDone() && now.allBeforePublishingDone(); }},
    {Status::Uploaded, [](const Situation &now) { return now.completed(StepKind::Publish); }},
    {Status::Transcribed,
     [](const Situation &now) { return now.completed(StepKind::Transcribe) && now.allBeforePublishingDone(); }},
    {Status::Processed, [](const Situation &now) { return now.completed(StepKind::Trim) || now.laterStepFailed(); }},
    {Status::Downloaded, [](const Situation &now) { return now.flags.mediaAtHand || now.completed(StepKind::Download); }},
    {Status::Initialized, [](const Situation &) { return true; }},
};

Status statusOf(const RecordingFlags &flags, const QList<Step> &steps)
{
    const Situation now{flags, steps};
    return std::find_if(std::begin(statusRules), std::end(statusRules), [&](const auto &rule) { return rule.holds(now); })
        ->status;
}

const Step *Recording::failedStep() const
{
    const Step *first = nullptr;
    for (const Step &step : steps)
        if (step.state == StepState::Failed && (!first || step.name.kind < first->name.kind))
            first = &step;
    return first;
}

const Step *Recording::step(const StepName &name) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step &step) { return step.name == name; });
    return found == steps.end() ? nullptr : &*found;
}

void Recording::setStep(const Step &step)
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step &each) { return each.name == step.name; });
    if (found == steps.end())
        steps += step;
    else
        *found = step;
}

bool allowSkipped(std::optional<bool> option, std::optional<bool> fromTemplate, std::optional<bool> fromProfile)
{
    return option.value_or(fromTemplate.value_or(fromProfile.value_or(false)));
}

}   // namespace domain
