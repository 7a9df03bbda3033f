#pragma once

#include "core/store/connection.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <unordered_map>

namespace store {

/// A statement as the driver knows it. Kept by the connection for the next time the same text is asked for.
struct Prepared {
    Prepared(Connection::Private &owner, const QString &text);

    Connection::Private *connection;
    QString sql;   // with named placeholders: the key in the cache
    QStringList names;   // of the placeholders, by position
    QStringList columns;   // of the result, known after the first run
    bool writes = false;
    QSqlQuery query;
};

class Connection::Private {
public:
    ~Private();

    [[nodiscard]] base::Error errorOf(const QSqlError &error);
    /// One statement, past the cache.
    Result<> send(const QString &sql);
    /// The process's writer lock, taken unless a transaction has it; empty on PostgreSQL.
    [[nodiscard]] std::unique_lock<std::recursive_mutex> lockWriter() const;
    [[nodiscard]] bool isIdle() const { return depth == 0 && lent == 0; }

    Dialect dialect = Dialect::Sqlite;
    QString name;   // QtSql's name of this connection
    QSqlDatabase database;
    std::shared_ptr<std::recursive_mutex> writer;   // SQLite only
    std::unordered_map<QString, PreparedPtr> statements;   // those not in use
    int lent = 0;   // statements in use
    int depth = 0;   // transactions, one within the other
    bool doomed = false;   // an inner transaction was given up
    bool lost = false;   // the server is gone
    Durability level = Durability::Normal;   // as SQLite is set now
    bool syncAfterCommit = false;   // an inner transaction wants more than the outer
};

inline Prepared::Prepared(Connection::Private &owner, const QString &text)
    : connection(&owner)
    , sql(text)
    , query(owner.database)
{
}

}   // namespace store
