#include "core/store/source_repository.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace store {

Result<QList<SourceRow>> SourceRepository::all()
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection
            ->prepare(u"SELECT id, name, kind, config, active, last_sync_at FROM sources "
                      "WHERE workspace = :workspace AND deleted_at IS NULL ORDER BY id"_s)
            .bind(u":workspace", m_scope.workspace)
            .run());
    QList<SourceRow> found;
    while (rows.next())
        found += SourceRow{.id = rows.id<domain::SourceId>(u"id"),
            .name = rows.text(u"name"),
            .kind = domain::sourceKindFrom(rows.text(u"kind")).value_or(domain::SourceKind::LocalFile),
            .config = rows.json(u"config"),
            .active = rows.flag(u"active"),
            .lastSyncAt = rows.maybeInstant(u"last_sync_at")};
    return found;
}

Result<SourceRow> SourceRepository::save(const SourceRow &row, Instant now)
{
    SourceRow saved = row;
    const bool isNew = saved.id.isEmpty();
    if (isNew)
        saved.id = base::newId<domain::SourceId>();
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    TRY(const int touched,
        connection
            ->prepare(isNew
                    ? u"INSERT INTO sources (workspace, id, name, kind, config, active, last_sync_at, revision, "
                      "updated_at) VALUES (:workspace, :id, :name, :kind, :config, :active, :last_sync, :revision, "
                      ":now)"_s
                    : u"UPDATE sources SET name = :name, kind = :kind, config = :config, active = :active, "
                      "last_sync_at = :last_sync, revision = :revision, updated_at = :now "
                      "WHERE workspace = :workspace AND id = :id AND deleted_at IS NULL"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":id", saved.id)
            .bind(u":name", saved.name)
            .bind(u":kind", domain::toString(saved.kind))
            .bind(u":config", saved.config)
            .bind(u":active", saved.active)
            .bind(u":last_sync", saved.lastSyncAt)
            .bind(u":revision", stamp.revision)
            .bind(u":now", now)
            .execute());
    if (touched == 0)
        return fail(ErrorKind::NotFound, u"There is no such source."_s);
    TRY_DO(transaction.commit());
    return saved;
}

Result<> SourceRepository::remove(const domain::SourceId &id, Instant now)
{
    return removeRow(m_scope, "sources"_L1, id.value, now, u"There is no such source."_s);
}

}   // namespace store
