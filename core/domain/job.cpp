#include "core/domain/job.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;

namespace domain {

static constexpr int mostLosses = 3;
static constexpr int mostCorruptRetries = 2;
static constexpr auto firstBackoff = 5s;
static constexpr auto longestBackoff = 1h;
static constexpr auto unknownSnooze = 60s;   // of a rate limit that says nothing about its end

namespace {
enum class Outcome { Fail, Retry, RetryTwice, Snooze, Release, Cancel };
}

/// What a kind of error does to a job.
static Outcome outcomeOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Forbidden:
    case ErrorKind::LoginRequired:
    case ErrorKind::NeedsUser: return Outcome::Fail;
    case ErrorKind::Corrupt: return Outcome::RetryTwice;
    case ErrorKind::RateLimited:
    case ErrorKind::QuotaExceeded: return Outcome::Snooze;
    case ErrorKind::Interrupted: return Outcome::Release;
    case ErrorKind::Cancelled: return Outcome::Cancel;
    case ErrorKind::Unavailable:
    case ErrorKind::Internal: return Outcome::Retry;
    }
    Q_UNREACHABLE();
}

static std::chrono::milliseconds backoff(int attempt, double jitter)
{
    const double seconds = std::min(std::chrono::duration<double>(longestBackoff).count(),
                                    std::chrono::duration<double>(firstBackoff).count() * std::exp2(attempt));
    return std::chrono::milliseconds(std::llround(seconds * (0.5 + std::clamp(jitter, 0.0, 1.0) / 2) * 1'000));
}

Job afterFailure(Job job, const base::Error &error, Instant now, double jitter)
{
    job.lastError = error.message;
    job.losses = 0;
    const auto retryOrFail = [&](int attempts) {
        job.state = job.attempt >= attempts ? JobState::Failed : JobState::Available;
        job.runAt = now + std::max<std::chrono::milliseconds>(backoff(job.attempt, jitter), error.retryAfter.value_or(0s));
    };
    const auto giveBackAttempt = [&] {
        job.state = JobState::Available;
        job.attempt = std::max(0, job.attempt - 1);
    };
    switch (outcomeOf(error.kind)) {
    case Outcome::Fail: job.state = JobState::Failed; break;
    case Outcome::Cancel: job.state = JobState::Cancelled; break;
    case Outcome::Retry: retryOrFail(job.maxAttempts); break;
    case Outcome::RetryTwice: retryOrFail(std::min(job.maxAttempts, 1 + mostCorruptRetries)); break;
    case Outcome::Release:
        giveBackAttempt();
        job.runAt = now;
        break;
    case Outcome::Snooze:
        giveBackAttempt();
        job.runAt = std::max(error.notBefore.value_or(now), now + error.retryAfter.value_or(unknownSnooze));
        break;
    }
    return job;
}

Job afterLoss(Job job, Instant now)
{
    job.attempt = std::max(0, job.attempt - 1);   // a kill spends no attempt
    ++job.losses;
    job.runAt = now;
    job.state = job.losses >= mostLosses ? JobState::Failed : JobState::Available;
    job.lastError = job.state == JobState::Failed ? u"The program ended three times in a row while it did this."_s
                                                  : u"The program ended while it did this."_s;
    return job;
}

JobKind jobKindOf(StepKind step)
{
    switch (step) {
    case StepKind::Analyze:
    case StepKind::Trim: return JobKind::Media;
    case StepKind::Transcribe: return JobKind::Speech;
    case StepKind::Download:
    case StepKind::Publish: return JobKind::Network;
    case StepKind::Topics:
    case StepKind::Subtitles: return JobKind::Control;
    }
    Q_UNREACHABLE();
}

QString toString(JobKind kind)
{
    switch (kind) {
    case JobKind::Media: return u"media"_s;
    case JobKind::Speech: return u"speech"_s;
    case JobKind::Network: return u"network"_s;
    case JobKind::Control: return u"control"_s;
    }
    Q_UNREACHABLE();
}

QString toString(JobState state)
{
    switch (state) {
    case JobState::Available: return u"available"_s;
    case JobState::Running: return u"running"_s;
    case JobState::Completed: return u"completed"_s;
    case JobState::Cancelled: return u"cancelled"_s;
    case JobState::Failed: return u"failed"_s;
    }
    Q_UNREACHABLE();
}

}   // namespace domain
