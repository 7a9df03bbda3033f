#pragma once

#include "core/domain/job.h"
#include "core/store/scope.h"

namespace store {

/// The queue as a workspace sees it; the workers' side is JobQueue.
class JobRepository {
public:
    explicit JobRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }

    /// In the caller's transaction. A job of the same (recording, step) that is available or running already makes this
    /// a no-op: false. NotFound: no such recording here.
    Result<bool> enqueue(const domain::Job &job);
    Result<domain::Job> find(const domain::JobId &id);
    Result<QList<domain::Job>> of(const domain::RecordingId &recording);   // newest first
    Result<QList<domain::Job>> pending();   // available and running, by priority
    /// Asks for a stop: an available job is cancelled at once, a running one when its worker sees `cancelRequested`.
    /// How many jobs that were.
    Result<int> cancel(const domain::RecordingId &recording, Instant now);

private:
    Scope m_scope;
};

}   // namespace store
