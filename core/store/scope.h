#pragma once

#include "core/domain/ids.h"
#include "core/store/connection.h"

namespace store {

/// Where a workspace's rows are: repositories of user data can only be made with one, so that no query can forget whose
/// data it reads. Every repository uses the calling thread's connection and may be used from any thread.
struct Scope {
    Database &database;
    domain::WorkspaceId workspace;
};

/// The counters of a workspace after one more change, taken in the caller's transaction.
struct Stamp {
    qint64 revision = 0;
    qint64 change = 0;
};
/// For what a synced profile hears of. NotFound: no such workspace.
Result<Stamp> nextStamp(Connection &connection, const domain::WorkspaceId &workspace);
/// The recording looks different to a window, but not to a synced profile: progress, jobs.
Result<> noteChange(Connection &connection, const domain::WorkspaceId &workspace, const domain::RecordingId &recording);
/// Marks a row as deleted. NotFound, as `missing` says: there is none.
Result<> removeRow(
    const Scope &scope, QLatin1StringView table, const QString &id, base::Instant now, const QString &missing);

}   // namespace store
