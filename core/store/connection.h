#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QVariant>

#include <memory>
#include <mutex>

namespace store {

using base::Instant;
using base::Result;

enum class Dialect { Sqlite, Postgres };
enum class Durability { Full, Normal };   // of SQLite's commits: publications, intents, secrets and migrations are Full

class Connection;
class QueueMarks;
class Rows;
struct Prepared;

/// A prepared statement that goes back to its connection when it is done with.
using PreparedPtr = std::unique_ptr<Prepared, void (*)(Prepared *)>;

/// A prepared statement with named placeholders (":id"). May be executed again with other values.
class Statement {
public:
    /// Guards QtSql's traps: a null QString is "", not NULL; unsigned and 64-bit numbers stay numbers.
    Statement &bind(QStringView name, const QString &text);
    Statement &bind(QStringView name, qint64 number);
    Statement &bind(QStringView name, int number) { return bind(name, static_cast<qint64>(number)); }
    Statement &bind(QStringView name, bool flag);
    Statement &bind(QStringView name, double number);
    Statement &bind(QStringView name, Instant instant);   // UTC milliseconds
    Statement &bind(QStringView name, const QByteArray &bytes);   // BLOB, BYTEA
    Statement &bind(QStringView name, const QJsonObject &json);   // compact text
    template <class Tag> Statement &bind(QStringView name, const base::Id<Tag> &id) { return bind(name, id.value); }
    /// Nothing binds NULL.
    template <class T> Statement &bind(QStringView name, const std::optional<T> &value)
    {
        return value ? bind(name, *value) : bindNull(name);
    }
    Statement &bindNull(QStringView name);

    /// Errors: Conflict (a unique key), NotFound (a foreign key), Unavailable
    /// (locked, lost connection, disk), Forbidden (read-only), Corrupt (damaged file), Internal (the SQL).
    Result<Rows> run();
    /// For statements without a result: the number of rows touched.
    Result<int> execute();

private:
    friend class Connection;
    explicit Statement(PreparedPtr prepared, std::optional<base::Error> error);
    Statement &bindValue(QStringView name, const QVariant &value);
    /// Sends the values and hands the rows to `read`, under the writer lock if need be.
    template <class Read> Result<> send(const Read &read);
    PreparedPtr m_prepared;
    QVariantList m_values;   // one a name
    qsizetype m_next = 0;   // where the next look-up begins: values are mostly bound in order
    std::optional<base::Error> m_error;   // of preparing, kept for run()
};

/// The rows of one statement, read to the last: a half-read statement would keep SQLite's lock and hide its errors.
class Rows {
public:
    bool next();
    [[nodiscard]] QString text(QStringView column) const;
    [[nodiscard]] qint64 integer(QStringView column) const;
    [[nodiscard]] double number(QStringView column) const;
    [[nodiscard]] bool flag(QStringView column) const;
    [[nodiscard]] Instant instant(QStringView column) const;
    [[nodiscard]] std::optional<Instant> maybeInstant(QStringView column) const;   // nothing for NULL
    template <class AnyId> [[nodiscard]] AnyId id(QStringView column) const { return AnyId{text(column)}; }
    [[nodiscard]] QByteArray bytes(QStringView column) const;
    [[nodiscard]] QJsonObject json(QStringView column) const;
    [[nodiscard]] bool isNull(QStringView column) const;

private:
    friend class Statement;
    [[nodiscard]] const QVariant &value(QStringView column) const;
    QStringList m_columns;
    QVariantList m_values;   // row by row
    qsizetype m_row = -1;
    mutable qsizetype m_column = 0;   // where the next look-up begins: columns are mostly read in order
};

/// One open connection; belongs to the thread that opened it.
class Connection {
public:
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    [[nodiscard]] Statement prepare(const QString &sql);
    Result<> execute(const QString &sql);   // one statement without placeholders

    // The dialect's few fragments.
    [[nodiscard]] Dialect dialect() const;
    [[nodiscard]] QString lockRows() const;   // " FOR UPDATE SKIP LOCKED" or ""
    [[nodiscard]] QString blobType() const;   // "BLOB" or "BYTEA"

    class Private;

private:
    friend class Database;
    friend class Transaction;
    explicit Connection(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// A database by URL: "sqlite:/path/file.db" or "postgres://user:password@host:port/name". A connection per thread,
/// opened when first asked for and closed with its thread. SQLite: WAL, foreign_keys, one writer lock per process.
class Database {
public:
    /// Nothing is opened yet.
    explicit Database(const QString &url);
    /// Closes this thread's connection; other threads close theirs when they end or open another one.
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] Dialect dialect() const;
    [[nodiscard]] QString url() const;   // without the password
    [[nodiscard]] QString filePath() const;   // SQLite's file, else empty
    /// This thread's connection. Errors: Invalid (the URL), NotFound, Forbidden, Unavailable.
    Result<Connection *> here();
    /// Where this process's claims begin to look.
    [[nodiscard]] QueueMarks &queueMarks();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Rolls back unless committed. On SQLite BEGIN IMMEDIATE under the process's writer lock. May nest: an inner one joins
/// the outer, which can't be committed any more once an inner one was given up.
class Transaction {
public:
    static Result<Transaction> begin(Connection &connection, Durability durability = Durability::Normal);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    Result<> commit();

private:
    explicit Transaction(Connection &connection);
    Connection *m_connection;   // null once done or moved from
    std::unique_lock<std::recursive_mutex> m_writer;
};

}   // namespace store
