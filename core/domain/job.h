#pragma once

#include "core/domain/recording.h"

namespace domain {

/// What a job needs of the machine; each kind has its own number of threads.
enum class JobKind { Media, Speech, Network, Control };
QString toString(JobKind kind);   // "media", ...
std::optional<JobKind> jobKindFrom(QStringView name);
JobKind jobKindOf(StepKind step);

enum class JobState { Available, Running, Completed, Cancelled, Failed };
QString toString(JobState state);   // "available", ...
std::optional<JobState> jobStateFrom(QStringView name);
/// Available → Running, Cancelled; Running → Completed, Failed, Cancelled, Available (retried, snoozed, interrupted,
/// lost); Failed, Cancelled → Available (by the user). Else Conflict.
base::Result<JobState> advance(JobState from, JobState to);
std::span<const Edge<JobState>> jobEdges();

/// One step of one recording, waiting for its turn or running.
struct Job {
    JobId id;
    RunId run;   // jobs enqueued by one request
    RecordingId recording;
    StepName step;
    JobKind kind = JobKind::Control;
    JobState state = JobState::Available;
    int priority = 100;   // smaller first
    int attempt = 0;   // runs started; snoozes and interrupted runs do not count
    int maxAttempts = 8;
    int losses = 0;   // runs in a row whose process died; the third fails the job
    Instant runAt{};   // earliest start; "scheduled" is Available with a later runAt
    QJsonObject options;   // the run's own layer of configuration
    qint64 fence = 0;   // of the current lease; a smaller one is refused
    QString lastError;
};

/// What an error of this kind does to the job.
enum class Outcome {
    Fails,
    Retries,   // with backoff, while attempts are left
    RetriesTwice,   // the same, but at most twice
    Snoozes,   // until the other side is ready; no attempt spent
    Resumes,   // at once; no attempt spent
    IsCancelled,
};
Outcome outcomeOf(base::ErrorKind kind);

/// The job after a run that ended with `error` at `now`. Pure: retry, snooze and give-up live only here.
/// `jitter` in 0..1 spreads the backoff: min(1 h, 5 s · 2^attempt) · (0.5 + jitter / 2).
Job afterFailure(Job job, const base::Error &error, Instant now, double jitter);

/// The job whose process died without a word: available again, no attempt spent; the third time in a row it fails.
Job afterLoss(Job job, Instant now);

}   // namespace domain
