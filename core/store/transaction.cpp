#include "core/base/files.h"
#include "core/store/connection_p.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace store {

Transaction::Transaction(Connection &connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_writer(std::move(other.m_writer))
{
}

Result<Transaction> Transaction::begin(Connection &connection, Durability durability)
{
    auto &d = *connection.d;
    if (d.depth > 0) {
        if (durability == Durability::Full && d.level == Durability::Normal)
            d.syncAfterCommit = true;
        ++d.depth;
        return Transaction(connection);
    }
    auto writer = d.lockWriter();
    if (d.dialect == Dialect::Sqlite && d.level != durability) {
        TRY_DO(
            d.send(durability == Durability::Full ? u"PRAGMA synchronous = FULL"_s : u"PRAGMA synchronous = NORMAL"_s));
        d.level = durability;
    }
    // QtSql's transaction() sends a plain BEGIN, which takes the write lock too late: at the first write, with BUSY.
    TRY_DO(connection.execute(d.dialect == Dialect::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s));
    d.depth = 1;
    d.doomed = false;
    d.syncAfterCommit = false;
    Transaction transaction(connection);
    transaction.m_writer = std::move(writer);
    return transaction;
}

Transaction::~Transaction()
{
    if (!m_connection)
        return;
    auto &d = *m_connection->d;
    if (--d.depth > 0) {
        d.doomed = true;
        return;
    }
    // After some errors SQLite has rolled back by itself, and a lost server has too: then this fails, rightly.
    (void)m_connection->execute(u"ROLLBACK"_s);
}

Result<> Transaction::commit()
{
    Q_ASSERT(m_connection);
    auto &d = *m_connection->d;
    if (d.depth > 1) {
        --d.depth;
        m_connection = nullptr;
        return {};
    }
    if (d.doomed)   // the destructor rolls back
        return fail(ErrorKind::Internal, u"A part of the change failed before, so nothing of it was saved."_s);
    TRY_DO(m_connection->execute(u"COMMIT"_s));
    d.depth = 0;
    m_connection = nullptr;
    const bool sync = d.dialect == Dialect::Sqlite && d.syncAfterCommit;
    const QString journal = d.database.databaseName() + u"-wal"_s;
    if (m_writer)
        m_writer.unlock();
    return sync ? base::syncToDisk(journal) : Result<>();
}

}   // namespace store
