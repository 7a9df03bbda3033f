#include "core/store/workspace_repository.h"

#include <array>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace store {

using Role = WorkspaceRepository::Role;

static constexpr std::array<std::pair<Role, QLatin1StringView>, 3> roles = {{
    {Role::Owner, "owner"_L1},
    {Role::User, "user"_L1},
    {Role::Viewer, "viewer"_L1},
}};

static const QString selectWorkspaces = u"SELECT w.id, w.name, w.settings, c.revision FROM workspaces w "
                                        "JOIN workspace_counters c ON c.workspace = w.id WHERE w.deleted_at IS NULL "_s;

static WorkspaceRepository::Row rowFrom(const Rows &rows)
{
    return {.id = rows.id<domain::WorkspaceId>(u"id"),
        .name = rows.text(u"name"),
        .settings = rows.json(u"settings"),
        .revision = rows.integer(u"revision")};
}

Result<WorkspaceRepository::Row> WorkspaceRepository::create(const QString &name, Instant now)
{
    const Row row{.id = base::newId<domain::WorkspaceId>(), .name = name, .settings = {}, .revision = 1};
    TRY(auto *connection, m_database.here());
    TRY(auto transaction, Transaction::begin(*connection, Durability::Full));
    TRY_DO(connection
               ->prepare(u"INSERT INTO workspaces (id, name, settings, revision, created_at, updated_at) "
                         "VALUES (:id, :name, '{}', 1, :now, :now)"_s)
               .bind(u":id", row.id)
               .bind(u":name", name)
               .bind(u":now", now)
               .execute());
    TRY_DO(connection->prepare(u"INSERT INTO workspace_counters (workspace, revision, change) VALUES (:id, 1, 1)"_s)
               .bind(u":id", row.id)
               .execute());
    TRY_DO(transaction.commit());
    return row;
}

Result<QList<WorkspaceRepository::Row>> WorkspaceRepository::all()
{
    TRY(auto *connection, m_database.here());
    TRY(auto rows, connection->prepare(selectWorkspaces + u"ORDER BY w.id"_s).run());   // ids sort by time
    QList<Row> found;
    while (rows.next())
        found += rowFrom(rows);
    return found;
}

Result<WorkspaceRepository::Row> WorkspaceRepository::find(const domain::WorkspaceId &id)
{
    TRY(auto *connection, m_database.here());
    TRY(auto rows, connection->prepare(selectWorkspaces + u"AND w.id = :id"_s).bind(u":id", id).run());
    if (!rows.next())
        return fail(ErrorKind::NotFound, u"There is no such workspace."_s);
    return rowFrom(rows);
}

Result<> WorkspaceRepository::saveSettings(const domain::WorkspaceId &id, const QJsonObject &settings, Instant now)
{
    TRY(auto *connection, m_database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const qint64 revision, nextRevision(*connection, id));
    TRY_DO(connection
               ->prepare(u"UPDATE workspaces SET settings = :settings, revision = :revision, updated_at = :now "
                         "WHERE id = :id"_s)
               .bind(u":settings", settings)
               .bind(u":revision", revision)
               .bind(u":now", now)
               .bind(u":id", id)
               .execute());
    return transaction.commit();
}

Result<> WorkspaceRepository::saveMember(
    const domain::WorkspaceId &id, const domain::UserId &user, Role role, Instant now)
{
    const auto named = std::find_if(roles.begin(), roles.end(), [role](const auto &row) { return row.first == role; });
    TRY(auto *connection, m_database.here());
    TRY_DO(connection
               ->prepare(u"INSERT INTO members (workspace, user_id, role, created_at) VALUES (:id, :user, :role, :now) "
                         "ON CONFLICT (workspace, user_id) DO UPDATE SET role = excluded.role"_s)
               .bind(u":id", id)
               .bind(u":user", user)
               .bind(u":role", QString(named->second))
               .bind(u":now", now)
               .execute());
    return {};
}

Result<QList<std::pair<domain::UserId, Role>>> WorkspaceRepository::members(const domain::WorkspaceId &id)
{
    TRY(auto *connection, m_database.here());
    TRY(auto rows,
        connection->prepare(u"SELECT user_id, role FROM members WHERE workspace = :id ORDER BY created_at, user_id"_s)
            .bind(u":id", id)
            .run());
    QList<std::pair<domain::UserId, Role>> found;
    while (rows.next()) {
        const auto user = rows.id<domain::UserId>(u"user_id");
        const QString name = rows.text(u"role");
        for (const auto &[role, known] : roles)
            if (name == known)
                found += {user, role};
    }
    return found;
}

Result<qint64> WorkspaceRepository::nextRevision(Connection &connection, const domain::WorkspaceId &id)
{
    TRY(const auto stamp, nextStamp(connection, id));
    return stamp.revision;
}

}   // namespace store
