#pragma once

#include "core/workspace/workspace.h"

namespace models {

using base::Instant;
using domain::RecordingId;
using std::chrono::milliseconds;

/// The filters above the table, in their order there.
enum class Group { All, NeedsYou, Running, Waiting, Done, Skipped };
inline constexpr int groupCount = 6;

enum class PillState { NotStarted, Waiting, Running, Done, Skipped, Failed, NeedsUser, Resumed };

/// One step as the table shows it. The analysis belongs to the cut: it has no pill of its own.
struct Pill {
    domain::StepKind step = domain::StepKind::Trim;
    PillState state = PillState::NotStarted;
    int percent = 0;   // of Running and Resumed
    friend bool operator==(const Pill &, const Pill &) = default;
};

/// What the sentence of status says.
enum class Situation {
    NotStarted,
    Queued,   // its turn comes
    BetweenSteps,   // one step is over, the next is about to start
    Running,
    WaitsToRetry,
    PendingSource,
    Failed,
    Skipped,
    Done,
    DonePartly,   // done, but something that was wanted does not apply
    Expired,
};

/// The one link a sentence may have.
enum class Link { None, Why, Fix, Open };

/// One recording as the table shows it: facts, no words; app/text turns them into sentences.
struct RecordingRow {
    RecordingId id;
    QString title;
    QString searchText;   // folded title and template
    QString mediaPath;
    QString templateName;
    QString packageFolder;
    Instant startTime{};
    milliseconds duration{};   // 0 unknown
    milliseconds finalDuration{};   // 0 before the cut
    QList<Pill> pills;
    Group group = Group::All;   // All: in no other
    Situation situation = Situation::NotStarted;
    std::optional<domain::StepKind> step;   // that runs, waits, failed or does not apply
    QString reason;   // the core's own sentence
    base::ErrorKind errorKind = base::ErrorKind::Internal;   // of Failed and WaitsToRetry
    int attempt = 0;
    std::optional<Instant> startedAt;   // of the step that runs
    double progress = 0;   // of the step that runs, 0..1
    std::optional<Instant> watchedSince;   // since when the step is seen to run; nothing: since its start
    double progressThen = 0;
    std::optional<Instant> nextAttempt;
    QByteArray resultStamp;   // changes when a step ended: time to look at the results again

    [[nodiscard]] Link link() const;
    [[nodiscard]] bool isWorking() const { return group == Group::Running || group == Group::Waiting; }
    [[nodiscard]] bool canRun() const { return !isWorking(); }
    [[nodiscard]] bool canCancel() const { return isWorking(); }
    [[nodiscard]] bool canRetry() const { return situation == Situation::Failed; }
    /// How long the running step still takes; nothing before it is known well enough (5 % and 3 s, or 20 s).
    [[nodiscard]] std::optional<milliseconds> timeLeft(Instant now) const;
};

RecordingRow rowOf(const workspace::Overview &overview);

}   // namespace models
