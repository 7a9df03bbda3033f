#include "core/domain/recording.h"

#include "core/domain/names.h"

using namespace Qt::StringLiterals;

namespace domain {

static constexpr NameTable<SourceKind, 12> sourceKinds = {{
    {SourceKind::LocalFile, "local"_L1},
    {SourceKind::LocalFile, "local_file"_L1},
    {SourceKind::Zoom, "zoom"_L1},
    {SourceKind::YandexDisk, "yandex_disk"_L1},
    {SourceKind::GoogleDrive, "google_drive"_L1},
    {SourceKind::GoogleDrive, "gdrive"_L1},
    {SourceKind::Dropbox, "dropbox"_L1},
    {SourceKind::Url, "url"_L1},
    {SourceKind::Url, "external_url"_L1},
    {SourceKind::Url, "video_url"_L1},
    {SourceKind::Url, "youtube"_L1},
    {SourceKind::Url, "other"_L1},
}};

static constexpr NameTable<Status, 14> statuses = {{
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

static constexpr NameTable<StepKind, 7> stepKinds = {{
    {StepKind::Download, "download"_L1},
    {StepKind::Analyze, "analyze"_L1},
    {StepKind::Transcribe, "transcribe"_L1},
    {StepKind::Trim, "trim"_L1},
    {StepKind::Topics, "topics"_L1},
    {StepKind::Subtitles, "subtitles"_L1},
    {StepKind::Publish, "publish"_L1},
}};

static constexpr NameTable<StepState, 5> stepStates = {{
    {StepState::Pending, "pending"_L1},
    {StepState::Running, "running"_L1},
    {StepState::Completed, "completed"_L1},
    {StepState::Failed, "failed"_L1},
    {StepState::Skipped, "skipped"_L1},
}};

static constexpr NameTable<TargetState, 4> targetStates = {{
    {TargetState::NotUploaded, "NOT_UPLOADED"_L1},
    {TargetState::Uploading, "UPLOADING"_L1},
    {TargetState::Uploaded, "UPLOADED"_L1},
    {TargetState::Failed, "FAILED"_L1},
}};

QString toString(SourceKind kind) { return nameOf(sourceKinds, kind); }
std::optional<SourceKind> sourceKindFrom(QStringView name) { return valueOf(sourceKinds, name); }

QString toString(Status status) { return nameOf(statuses, status); }
std::optional<Status> statusFrom(QStringView name) { return valueOf(statuses, name); }

QString toString(StepKind kind) { return nameOf(stepKinds, kind); }
QString toString(StepState state) { return nameOf(stepStates, state); }
std::optional<StepState> stepStateFrom(QStringView name) { return valueOf(stepStates, name); }

QString toString(TargetState state) { return nameOf(targetStates, state); }

QString StepName::toString() const
{
    const QString name = domain::toString(kind);
    return target.isEmpty() ? name : name + u':' + target;
}

std::optional<StepName> StepName::fromString(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    const auto kind = valueOf(stepKinds, colon < 0 ? text : text.first(colon));
    if (!kind || (*kind == StepKind::Publish) != (colon >= 0) || colon == text.size() - 1)
        return std::nullopt;
    return StepName{.kind = *kind, .target = colon < 0 ? QString() : text.sliced(colon + 1).toString()};
}

static constexpr std::array<Edge<StepState>, 11> stepTable = {{
    {StepState::Pending, StepState::Running},
    {StepState::Pending, StepState::Skipped},
    {StepState::Running, StepState::Completed},
    {StepState::Running, StepState::Failed},
    {StepState::Running, StepState::Skipped},
    {StepState::Running, StepState::Pending},
    {StepState::Completed, StepState::Pending},
    {StepState::Failed, StepState::Running},
    {StepState::Failed, StepState::Pending},
    {StepState::Failed, StepState::Skipped},
    {StepState::Skipped, StepState::Pending},
}};

static constexpr std::array<Edge<TargetState>, 7> targetTable = {{
    {TargetState::NotUploaded, TargetState::Uploading},
    {TargetState::Uploading, TargetState::Uploaded},
    {TargetState::Uploading, TargetState::Failed},
    {TargetState::Uploading, TargetState::NotUploaded},
    {TargetState::Failed, TargetState::Uploading},
    {TargetState::Failed, TargetState::NotUploaded},
    {TargetState::Uploaded, TargetState::NotUploaded},
}};

std::span<const Edge<StepState>> stepEdges() { return stepTable; }
std::span<const Edge<TargetState>> targetEdges() { return targetTable; }

base::Result<StepState> advance(StepState from, StepState to) { return walk(stepEdges(), from, to, u"step"_s); }
base::Result<TargetState> advance(TargetState from, TargetState to)
{
    return walk(targetEdges(), from, to, u"target"_s);
}

TargetState targetState(StepState publishState)
{
    switch (publishState) {
    case StepState::Running:
        return TargetState::Uploading;
    case StepState::Completed:
        return TargetState::Uploaded;
    case StepState::Failed:
        return TargetState::Failed;
    case StepState::Pending:
    case StepState::Skipped:
        return TargetState::NotUploaded;
    }
    Q_UNREACHABLE();
}

namespace {
/// A recording as the rules below ask about it.
struct Facts {
    const RecordingFlags &flags;
    const QList<Step> &steps;

    [[nodiscard]] int count(std::initializer_list<StepKind> kinds, std::initializer_list<StepState> states) const
    {
        const auto has = [](const auto &list, auto value) {
            return std::find(list.begin(), list.end(), value) != list.end();
        };
        return static_cast<int>(std::count_if(steps.begin(), steps.end(),
            [&](const Step &step) { return has(kinds, step.name.kind) && has(states, step.state); }));
    }
    [[nodiscard]] bool running(std::initializer_list<StepKind> kinds) const
    {
        return count(kinds, {StepState::Running}) > 0;
    }
    [[nodiscard]] bool completed(StepKind kind) const { return count({kind}, {StepState::Completed}) > 0; }
    [[nodiscard]] bool open(std::initializer_list<StepKind> kinds) const
    {
        return count(kinds, {StepState::Pending, StepState::Running, StepState::Failed}) > 0;
    }
    [[nodiscard]] bool hasMedia() const { return flags.mediaAtHand || completed(StepKind::Download); }
    [[nodiscard]] int published() const { return count({StepKind::Publish}, {StepState::Completed}); }
};

struct StatusRule {
    Status status;
    bool (*holds)(const Facts &);
};
}   // namespace

static bool everythingButPublishingIsDone(const Facts &facts)
{
    return facts.completed(StepKind::Transcribe)
        && !facts.open({StepKind::Download, StepKind::Analyze, StepKind::Transcribe, StepKind::Trim, StepKind::Topics,
            StepKind::Subtitles});
}

/// Cut, or passed through uncut by choice, or so far that a later step could fail.
static bool isTrimmed(const Facts &facts)
{
    const bool passedThrough =
        facts.hasMedia() && facts.count({StepKind::Trim}, {StepState::Skipped}) > 0 && !facts.open({StepKind::Analyze});
    const bool laterFailed =
        facts.count({StepKind::Topics, StepKind::Subtitles, StepKind::Publish}, {StepState::Failed}) > 0;
    return facts.completed(StepKind::Trim) || passedThrough || laterFailed;
}

/// First match wins.
static const std::array<StatusRule, 14> statusTable = {{
    {Status::Expired, [](const Facts &facts) { return facts.flags.expired; }},
    {Status::Skipped, [](const Facts &facts) { return facts.flags.skipped || !facts.flags.mapped; }},
    {Status::PendingSource, [](const Facts &facts) { return facts.flags.pendingSource; }},
    {Status::Downloading, [](const Facts &facts) { return facts.running({StepKind::Download}); }},
    {Status::Uploading, [](const Facts &facts) { return facts.running({StepKind::Publish}); }},
    {Status::Transcribing, [](const Facts &facts) { return facts.running({StepKind::Transcribe}); }},
    {Status::Preparing,
        [](const Facts &facts) {
            return facts.running({StepKind::Topics, StepKind::Subtitles});
        }},
    {Status::Processing,
        [](const Facts &facts) {
            return facts.running({StepKind::Analyze, StepKind::Trim});
        }},
    {Status::Ready, [](const Facts &facts) { return facts.published() > 0 && !facts.open({StepKind::Publish}); }},
    {Status::Uploaded, [](const Facts &facts) { return facts.published() > 0; }},
    {Status::Transcribed, everythingButPublishingIsDone},
    {Status::Processed, isTrimmed},
    {Status::Downloaded, [](const Facts &facts) { return facts.hasMedia(); }},
    {Status::Initialized, [](const Facts &) { return true; }},
}};

Status statusOf(const RecordingFlags &flags, const QList<Step> &steps)
{
    const Facts facts{flags, steps};
    return std::find_if(statusTable.begin(), statusTable.end(), [&](const auto &rule) {
        return rule.holds(facts);
    })->status;
}

QList<Status> statusOrder()
{
    QList<Status> order;
    for (const auto &rule : statusTable)
        order += rule.status;
    return order;
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
    const auto found =
        std::find_if(steps.begin(), steps.end(), [&](const Step &present) { return present.name == step.name; });
    if (found == steps.end())
        steps += step;
    else
        *found = step;
}

bool allowSkipped(std::optional<bool> option, std::optional<bool> fromTemplate, std::optional<bool> fromProfile)
{
    return option ? *option : fromTemplate ? *fromTemplate : fromProfile.value_or(false);
}

}   // namespace domain
