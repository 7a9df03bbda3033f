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
    QStringList names;   // of the placeholders, each once
    QList<qsizetype> places;   // by position: which name
    QStringList columns;   // of the result, known after the first run
    QVariantList bound;   // by position, as the driver has them
    bool writes = false;
    bool kept = false;   // by the connection
    bool lent = false;   // to a Statement
    QSqlQuery query;
};

/// Hashes an SQL text by its end: statements are long, and hashing all of one takes longer than looking it up.
struct SqlHash {
    size_t operator()(const QString &sql) const { return qHash(QStringView(sql).right(64), size_t(sql.size())); }
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
    std::unordered_map<QString, std::unique_ptr<Prepared>, SqlHash> statements;
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
