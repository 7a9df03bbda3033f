#pragma once

#include "core/domain/job.h"
#include "core/store/scope.h"

#include <map>

namespace store {

/// A job with whose it is.
struct ClaimedJob {
    domain::WorkspaceId workspace;
    domain::Job job;
};

/// The workers' side of the queue, which crosses workspaces. One per process; its functions may be called from any
/// thread.
class JobQueue {
public:
    /// `worker`: id of this process's row in `workers`. `only`: the one workspace served, nothing: all, in turns.
    JobQueue(Database &database, QString worker, std::optional<domain::WorkspaceId> only);

    /// Registers the worker; its heartbeat is its lease.
    Result<> start(Instant now);
    Result<> heartbeat(Instant now);
    /// Takes the next due job of the kind, or nothing. One statement: two workers never take the same row. Attempt and
    /// fence are counted up. Workspaces take turns; one that had no work before gets its turn within a second.
    Result<std::optional<ClaimedJob>> claim(domain::JobKind kind, Instant now);
    /// When the next available job of any kind becomes due; nothing when there is none.
    Result<std::optional<Instant>> nextDue();

    /// Ends a run, in the caller's transaction. A job that would be tried again but was asked to stop is cancelled.
    /// Conflict when the fence is not the row's any more: the lease was lost.
    Result<> finish(const ClaimedJob &claimed, const domain::Job &after, Instant now);
    /// Whether the job was cancelled or its lease is lost.
    Result<bool> cancelRequested(const ClaimedJob &claimed);

    /// Jobs of workers that are silent for longer than `lease` become available again by domain::afterLoss. With
    /// `everyOther`, of every worker but this one: for the runner that just took the profile's lock. How many that
    /// were.
    Result<int> reapLost(Instant now, std::chrono::milliseconds lease, bool everyOther);

private:
    /// The workspaces that had work of a kind when we last looked, in the order of their turns.
    struct Turns {
        QStringList workspaces;
        std::optional<Instant> since;
    };

    Result<std::optional<ClaimedJob>> claimFrom(
        const domain::WorkspaceId &workspace, domain::JobKind kind, Instant now);
    Result<> findWork(domain::JobKind kind, Instant now);
    [[nodiscard]] std::optional<QString> nextTurn(domain::JobKind kind, Instant now);
    void endTurns(domain::JobKind kind, const QString &workspace);

    Database &m_database;
    QString m_worker;
    std::optional<domain::WorkspaceId> m_only;
    std::mutex m_mutex;
    std::map<domain::JobKind, Turns> m_turns;
};

}   // namespace store
