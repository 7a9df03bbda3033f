#pragma once

#include "core/store/scope.h"

namespace store {

/// Workspaces and their members.
class WorkspaceRepository {
public:
    explicit WorkspaceRepository(Database &database)
        : m_database(database)
    {
    }
    struct Row {
        domain::WorkspaceId id;
        QString name;
        QJsonObject settings;   // the workspace's layer of configuration
        qint64 revision = 0;   // of the newest change in the workspace
    };
    Result<Row> create(const QString &name, Instant now);
    Result<QList<Row>> all();   // oldest first
    Result<Row> find(const domain::WorkspaceId &id);
    Result<> saveSettings(const domain::WorkspaceId &id, const QJsonObject &settings, Instant now);

    enum class Role { Owner, User, Viewer };
    /// Adds the member or changes the role.
    Result<> saveMember(const domain::WorkspaceId &id, const domain::UserId &user, Role role, Instant now);
    Result<QList<std::pair<domain::UserId, Role>>> members(const domain::WorkspaceId &id);

    /// The next revision of the workspace, taken in the caller's transaction.
    static Result<qint64> nextRevision(Connection &connection, const domain::WorkspaceId &id);

private:
    Database &m_database;
};

}   // namespace store
