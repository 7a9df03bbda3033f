#include "core/store/scope.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace store {

Result<Stamp> nextStamp(Connection &connection, const domain::WorkspaceId &workspace)
{
    TRY(auto rows,
        connection
            .prepare(u"UPDATE workspace_counters SET revision = revision + 1, change = change + 1 "
                     "WHERE workspace = :workspace RETURNING revision, change"_s)
            .bind(u":workspace", workspace)
            .run());
    if (!rows.next())
        return fail(ErrorKind::NotFound, u"There is no such workspace."_s);
    return Stamp{.revision = rows.integer(u"revision"), .change = rows.integer(u"change")};
}

Result<> noteChange(Connection &connection, const domain::WorkspaceId &workspace, const domain::RecordingId &recording)
{
    TRY_DO(connection.prepare(u"UPDATE workspace_counters SET change = change + 1 WHERE workspace = :workspace"_s)
               .bind(u":workspace", workspace)
               .execute());
    TRY_DO(connection
               .prepare(u"UPDATE recordings SET change = (SELECT change FROM workspace_counters "
                        "WHERE workspace = :workspace) WHERE workspace = :workspace AND id = :id"_s)
               .bind(u":workspace", workspace)
               .bind(u":id", recording)
               .execute());
    return {};
}

Result<> removeRow(
    const Scope &scope, QLatin1StringView table, const QString &id, base::Instant now, const QString &missing)
{
    TRY(auto *connection, scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, scope.workspace));
    TRY(const int touched,
        connection
            ->prepare(u"UPDATE %1 SET deleted_at = :now, updated_at = :now, revision = :revision "
                      "WHERE workspace = :workspace AND id = :id AND deleted_at IS NULL"_s.arg(table))
            .bind(u":now", now)
            .bind(u":revision", stamp.revision)
            .bind(u":workspace", scope.workspace)
            .bind(u":id", id)
            .execute());
    if (touched == 0)
        return fail(ErrorKind::NotFound, missing);
    return transaction.commit();
}

}   // namespace store
