#include "core/domain/job.h"

#include "core/domain/names.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;

namespace domain {

static constexpr int lossesAllowed = 3;
static constexpr int damagesAllowed = 3;   // the first run and two more
static constexpr std::chrono::seconds firstBackoff = 5s;
static constexpr std::chrono::seconds longestBackoff = 1h;
static constexpr std::chrono::seconds snooze = 1min;   // when the other side didn't say how long

static constexpr NameTable<JobKind, 4> kinds = {{
    {JobKind::Media, "media"_L1},
    {JobKind::Speech, "speech"_L1},
    {JobKind::Network, "network"_L1},
    {JobKind::Control, "control"_L1},
}};

static constexpr NameTable<JobState, 5> states = {{
    {JobState::Available, "available"_L1},
    {JobState::Running, "running"_L1},
    {JobState::Completed, "completed"_L1},
    {JobState::Cancelled, "cancelled"_L1},
    {JobState::Failed, "failed"_L1},
}};

static constexpr std::array<Edge<JobState>, 8> edges = {{
    {JobState::Available, JobState::Running},
    {JobState::Available, JobState::Cancelled},
    {JobState::Running, JobState::Completed},
    {JobState::Running, JobState::Failed},
    {JobState::Running, JobState::Cancelled},
    {JobState::Running, JobState::Available},
    {JobState::Failed, JobState::Available},
    {JobState::Cancelled, JobState::Available},
}};

static constexpr std::array<std::pair<ErrorKind, Outcome>, 13> outcomes = {{
    {ErrorKind::Invalid, Outcome::Fails},
    {ErrorKind::NotFound, Outcome::Fails},
    {ErrorKind::Conflict, Outcome::Fails},
    {ErrorKind::Forbidden, Outcome::Fails},
    {ErrorKind::Corrupt, Outcome::RetriesTwice},
    {ErrorKind::LoginRequired, Outcome::Fails},
    {ErrorKind::NeedsUser, Outcome::Fails},
    {ErrorKind::RateLimited, Outcome::Snoozes},
    {ErrorKind::QuotaExceeded, Outcome::Snoozes},
    {ErrorKind::Interrupted, Outcome::Resumes},
    {ErrorKind::Unavailable, Outcome::Retries},
    {ErrorKind::Cancelled, Outcome::IsCancelled},
    {ErrorKind::Internal, Outcome::Retries},
}};

QString toString(JobKind kind) { return nameOf(kinds, kind); }
std::optional<JobKind> jobKindFrom(QStringView name) { return valueOf(kinds, name); }

QString toString(JobState state) { return nameOf(states, state); }
std::optional<JobState> jobStateFrom(QStringView name) { return valueOf(states, name); }

std::span<const Edge<JobState>> jobEdges() { return edges; }

base::Result<JobState> advance(JobState from, JobState to) { return walk(jobEdges(), from, to, u"job"_s); }

JobKind jobKindOf(StepKind step)
{
    switch (step) {
    case StepKind::Download:
    case StepKind::Publish:
        return JobKind::Network;
    case StepKind::Analyze:
    case StepKind::Trim:
        return JobKind::Media;
    case StepKind::Transcribe:
        return JobKind::Speech;
    case StepKind::Topics:   // short, or waiting for a service: not behind hours of recognition
    case StepKind::Subtitles:
        return JobKind::Control;
    }
    Q_UNREACHABLE();
}

Outcome outcomeOf(ErrorKind kind)
{
    for (const auto &[candidate, outcome] : outcomes)
        if (candidate == kind)
            return outcome;
    Q_UNREACHABLE();
}

static std::chrono::milliseconds backoff(int attempt, double jitter)
{
    const double full = std::min<double>(
        static_cast<double>(firstBackoff.count()) * std::exp2(attempt), static_cast<double>(longestBackoff.count()));
    return std::chrono::milliseconds(std::llround(full * (0.5 + jitter / 2) * 1000));
}

Job afterFailure(Job job, const base::Error &error, Instant now, double jitter)
{
    const Outcome outcome = outcomeOf(error.kind);
    const Instant whenReady = std::max(now + error.retryAfter.value_or(0s), error.notBefore.value_or(now));
    job.losses = 0;
    if (outcome != Outcome::Resumes)
        job.lastError = error.message;

    switch (outcome) {
    case Outcome::Fails:
        job.state = JobState::Failed;
        return job;
    case Outcome::IsCancelled:
        job.state = JobState::Cancelled;
        return job;
    case Outcome::Resumes:
        job.state = JobState::Available;
        job.attempt = std::max(0, job.attempt - 1);
        job.runAt = now;
        return job;
    case Outcome::Snoozes:
        job.state = JobState::Available;
        job.attempt = std::max(0, job.attempt - 1);
        job.runAt = whenReady > now ? whenReady : now + snooze;
        return job;
    case Outcome::Retries:
    case Outcome::RetriesTwice: {
        const int allowed =
            outcome == Outcome::RetriesTwice ? std::min(damagesAllowed, job.maxAttempts) : job.maxAttempts;
        job.state = job.attempt < allowed ? JobState::Available : JobState::Failed;
        if (job.state == JobState::Available)
            job.runAt = std::max(now + backoff(job.attempt, jitter), whenReady);
        return job;
    }
    }
    Q_UNREACHABLE();
}

Job afterLoss(Job job, Instant now)
{
    job.attempt = std::max(0, job.attempt - 1);
    ++job.losses;
    job.runAt = now;
    job.state = job.losses < lossesAllowed ? JobState::Available : JobState::Failed;
    job.lastError = job.state == JobState::Failed
        ? u"The program ended %1 times in a row while it did this. Look at its log, then retry."_s.arg(job.losses)
        : u"The program ended while it did this."_s;
    return job;
}

}   // namespace domain
