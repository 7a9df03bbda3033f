#include "core/base/files.h"
#include "core/store/connection_p.h"
#include "core/store/queue_marks.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlError>
#include <QUrl>

#include <atomic>
#include <map>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Error;
using base::ErrorKind;
using base::fail;

namespace store {

Q_LOGGING_CATEGORY(lcStore, "core.store")

/// As many statements as a thread's connection keeps for another time.
static constexpr size_t keptStatements = 100;

// Errors

namespace {
struct Meaning {
    const char *code;   // SQLite's extended or primary result code, or how PostgreSQL's SQLSTATE begins
    ErrorKind kind;
    QStringView advice;
};
}   // namespace

static constexpr Meaning sqliteMeanings[] = {
    {"2067", ErrorKind::Conflict, u"There is one like it already."},   // SQLITE_CONSTRAINT_UNIQUE
    {"1555", ErrorKind::Conflict, u"There is one like it already."},   // SQLITE_CONSTRAINT_PRIMARYKEY
    {"787", ErrorKind::NotFound, u"What it belongs to is not there."},   // SQLITE_CONSTRAINT_FOREIGNKEY
    {"5", ErrorKind::Unavailable, u"Another program holds the database. Try again in a moment."},
    {"6", ErrorKind::Unavailable, u"Another program holds the database. Try again in a moment."},
    {"8", ErrorKind::Forbidden, u"The database is read-only. Check the permissions of its file and folder."},
    {"10", ErrorKind::Unavailable, u"The disk of the database does not work. Check it."},
    {"11", ErrorKind::Corrupt, u"The database file is damaged. Restore the newest backup beside it."},
    {"13", ErrorKind::Unavailable, u"The disk of the database is full. Make room on it."},
    {"14", ErrorKind::Unavailable, u"The database file can't be opened. Check its folder."},
    {"26", ErrorKind::Corrupt, u"The file is not a database of this program."},
};

static constexpr Meaning postgresMeanings[] = {
    {"23505", ErrorKind::Conflict, u"There is one like it already."},
    {"23503", ErrorKind::NotFound, u"What it belongs to is not there."},
    {"42501", ErrorKind::Forbidden, u"The role may not do this. Grant it the rights on the database."},
    {"28", ErrorKind::Forbidden, u"The server does not accept the role or its password."},
    {"3D000", ErrorKind::NotFound, u"The server has no such database. Create it first."},
    {"25006", ErrorKind::Forbidden, u"The database is read-only."},
    {"08", ErrorKind::Unavailable, u"The connection to the database was lost."},
    {"57P", ErrorKind::Unavailable, u"The database server is shutting down or starting."},
    {"25P03", ErrorKind::Unavailable, u"The server closed a transaction that stood idle."},
    {"40", ErrorKind::Unavailable, u"Another change came in between. Try again."},
    {"55P03", ErrorKind::Unavailable, u"Another change holds the rows. Try again in a moment."},
    {"53", ErrorKind::Unavailable, u"The database server has no room left: disk, memory or connections."},
    {"58", ErrorKind::Unavailable, u"The disk of the database server does not work."},
};

Error Connection::Private::errorOf(const QSqlError &error)
{
    const QString code = error.nativeErrorCode();
    const QString primary = QString::number(code.toInt() & 0xff);
    const QString words = error.databaseText().section(u'\n', 0, 0).trimmed();   // the rest may quote values
    const auto made = [&words](const Meaning &meaning) {
        return Error{.kind = meaning.kind, .message = u"%1 (%2)"_s.arg(meaning.advice, words)};
    };
    if (dialect == Dialect::Sqlite) {
        for (const auto &meaning : sqliteMeanings)
            if (code == QLatin1StringView(meaning.code))
                return made(meaning);
        for (const auto &meaning : sqliteMeanings)
            if (primary == QLatin1StringView(meaning.code))
                return made(meaning);
    } else {
        lost = lost || code.isEmpty() || code.startsWith("08"_L1) || code.startsWith("57P"_L1) || code == "25P03"_L1;
        if (code.isEmpty())
            return {.kind = ErrorKind::Unavailable,
                .message = u"The database server does not answer. Check that it runs. (%1)"_s.arg(words)};
        for (const auto &meaning : postgresMeanings)
            if (code.startsWith(QLatin1StringView(meaning.code)))
                return made(meaning);
    }
    return {.kind = ErrorKind::Internal, .message = u"The database refused a statement: %1 [%2]"_s.arg(words, code)};
}

// Statements

static void giveBack(Prepared *prepared)
{
    prepared->query.finish();
    prepared->lent = false;
    --prepared->connection->lent;
    if (!prepared->kept)
        delete prepared;
}

/// The statement with "?" for its named placeholders: QtSql binds names differently from driver to driver.
static QString positional(Prepared &prepared)
{
    const QString &sql = prepared.sql;
    QString text;
    text.reserve(sql.size());
    bool quoted = false;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar character = sql.at(i);
        if (character == u'\'')
            quoted = !quoted;
        const bool cast = character == u':' && i + 1 < sql.size() && sql.at(i + 1) == u':';
        if (quoted || character != u':' || cast) {
            text += character;
            if (cast)
                text += sql.at(++i);
            continue;
        }
        qsizetype end = i + 1;
        while (end < sql.size() && (sql.at(end).isLetterOrNumber() || sql.at(end) == u'_'))
            ++end;
        const QString name = sql.mid(i, end - i);
        if (!prepared.names.contains(name))
            prepared.names += name;
        prepared.places += prepared.names.indexOf(name);
        text += u'?';
        i = end - 1;
    }
    return text;
}

static bool isWrite(const QString &sql)
{
    static constexpr QLatin1StringView verbs[] = {
        "INSERT"_L1, "UPDATE"_L1, "DELETE"_L1, "CREATE"_L1, "ALTER"_L1, "DROP"_L1};
    const QStringView text = QStringView(sql).trimmed();
    return std::any_of(std::begin(verbs), std::end(verbs), [&](auto verb) { return text.startsWith(verb); });
}

Statement Connection::prepare(const QString &sql)
{
    const auto known = d->statements.find(sql);
    if (known != d->statements.end() && !known->second->lent) {
        ++d->lent;
        known->second->lent = true;
        return Statement(PreparedPtr(known->second.get(), giveBack), std::nullopt);
    }
    auto prepared = std::make_unique<Prepared>(*d, sql);
    const QString text = positional(*prepared);
    prepared->bound.resize(prepared->places.size());
    prepared->writes = isWrite(sql);
    prepared->query.setForwardOnly(d->dialect == Dialect::Sqlite);   // on PostgreSQL it would forbid a second statement
    if (!prepared->query.prepare(text)) {
        d->doomed = true;
        return Statement(PreparedPtr(nullptr, giveBack), d->errorOf(prepared->query.lastError()));
    }
    ++d->lent;
    prepared->lent = true;
    prepared->kept = known == d->statements.end() && d->statements.size() < keptStatements;
    Prepared *raw = prepared.release();
    if (raw->kept)
        d->statements.emplace(sql, raw);
    return Statement(PreparedPtr(raw, giveBack), std::nullopt);
}

Result<> Connection::Private::send(const QString &sql)
{
    QSqlQuery query(database);
    if (query.exec(sql))
        return {};
    doomed = true;
    return fail(errorOf(query.lastError()));
}

Result<> Connection::execute(const QString &sql)
{
    if (d->dialect == Dialect::Postgres)   // which prepares queries only, not BEGIN or CREATE
        return d->send(sql);
    TRY_DO(prepare(sql).execute());
    return {};
}

// Connections

Connection::Connection(std::unique_ptr<Private> d_)
    : d(std::move(d_))
{
}

Connection::~Connection() = default;

Connection::Private::~Private()
{
    Q_ASSERT(lent == 0);
    statements.clear();
    database.close();
    database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Dialect Connection::dialect() const { return d->dialect; }

QString Connection::lockRows() const
{
    return d->dialect == Dialect::Postgres ? u" FOR UPDATE SKIP LOCKED"_s : QString();
}

QString Connection::blobType() const { return d->dialect == Dialect::Postgres ? u"BYTEA"_s : u"BLOB"_s; }

std::unique_lock<std::recursive_mutex> Connection::Private::lockWriter() const
{
    return writer ? std::unique_lock(*writer) : std::unique_lock<std::recursive_mutex>();
}

/// The one writer lock of a file in this process, however many Database objects there are on it.
static std::shared_ptr<std::recursive_mutex> writerOf(const QString &path)
{
    static std::mutex mutex;
    static std::map<QString, std::weak_ptr<std::recursive_mutex>> writers;
    const std::lock_guard lock(mutex);
    std::erase_if(writers, [](const auto &entry) { return entry.second.expired(); });
    const QFileInfo file(path);
    auto &known = writers[QFileInfo(file.path()).canonicalFilePath() + u'/' + file.fileName()];
    auto writer = known.lock();
    if (!writer)
        known = writer = std::make_shared<std::recursive_mutex>();
    return writer;
}

// Database

namespace {
/// What the threads' connections know of their database; ends with it.
struct Target {
    Dialect dialect = Dialect::Sqlite;
    QUrl url;   // PostgreSQL
    QString path;   // SQLite
    bool valid = false;
};

struct OpenConnection {
    std::weak_ptr<const Target> target;
    std::unique_ptr<Connection> connection;
};
}   // namespace

/// The connections of this thread, closed when it ends.
static std::vector<OpenConnection> &connectionsOfThread()
{
    static thread_local std::vector<OpenConnection> connections;
    return connections;
}

class Database::Private {
public:
    std::shared_ptr<const Target> target;
    QueueMarks marks;
};

static std::shared_ptr<const Target> targetOf(const QString &url)
{
    auto target = std::make_shared<Target>();
    if (url.startsWith("sqlite:"_L1)) {
        target->path = url.sliced("sqlite:"_L1.size());
        target->valid = !target->path.isEmpty();
    } else if (url.startsWith("postgres://"_L1) || url.startsWith("postgresql://"_L1)) {
        target->dialect = Dialect::Postgres;
        target->url = QUrl(url, QUrl::StrictMode);
        target->valid = target->url.isValid() && target->url.path().size() > 1;
    }
    return target;
}

Database::Database(const QString &url)
    : d(std::make_unique<Private>())
{
    d->target = targetOf(url);
}

Database::~Database()
{
    std::erase_if(connectionsOfThread(), [this](const auto &open) { return open.target.lock() == d->target; });
}

Dialect Database::dialect() const { return d->target->dialect; }

QString Database::url() const
{
    return d->target->dialect == Dialect::Sqlite ? u"sqlite:"_s + d->target->path
                                                 : d->target->url.toString(QUrl::RemovePassword);
}

QString Database::filePath() const { return d->target->path; }

QueueMarks &Database::queueMarks() { return d->marks; }

static Result<> openSqlite(Connection::Private &connection, const QString &path)
{
    const QFileInfo file(path);
    const QFileInfo folder(file.path());
    if (!folder.isDir())
        return fail(ErrorKind::NotFound, u"The folder %1 of the database does not exist."_s.arg(folder.filePath()));
    if (!folder.isWritable() || (file.exists() && !(file.isFile() && file.isReadable() && file.isWritable())))
        return fail(ErrorKind::Forbidden,
            u"The database %1 can't be read and written. Check its owner and permissions."_s.arg(path));
    connection.writer = writerOf(path);
    connection.database.setDatabaseName(path);
    connection.database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=30000"_s);
    if (!connection.database.open())
        return fail(connection.errorOf(connection.database.lastError()));
    // A file that another process just creates is "busy" for a moment, past the timeout.
    const auto writer = connection.lockWriter();
    auto journal = connection.send(u"PRAGMA journal_mode = WAL"_s);
    for (int i = 0; i < 500 && !journal && journal.error().kind == ErrorKind::Unavailable; ++i) {
        std::this_thread::sleep_for(10ms);
        journal = connection.send(u"PRAGMA journal_mode = WAL"_s);
    }
    TRY_DO(std::move(journal));
    TRY_DO(connection.send(u"PRAGMA synchronous = NORMAL"_s));
    TRY_DO(connection.send(u"PRAGMA wal_autocheckpoint = 4000"_s));
    connection.level = Durability::Normal;
    return connection.send(u"PRAGMA foreign_keys = ON"_s);
}

static Result<> openPostgres(Connection::Private &connection, const QUrl &url)
{
    connection.database.setHostName(url.host(QUrl::FullyDecoded));
    connection.database.setPort(url.port(5432));
    connection.database.setUserName(url.userName(QUrl::FullyDecoded));
    connection.database.setPassword(url.password(QUrl::FullyDecoded));
    connection.database.setDatabaseName(url.path(QUrl::FullyDecoded).sliced(1));
    QString options = u"connect_timeout=10;application_name=dailies"_s;
    if (url.hasQuery())
        options += u';' + url.query(QUrl::FullyDecoded).replace(u'&', u';');
    connection.database.setConnectOptions(options);
    if (!connection.database.open()) {
        const QString words = connection.database.lastError().databaseText().section(u'\n', 0, 0);
        const bool refused = words.contains("authentication"_L1) || words.contains("role"_L1);
        return fail(refused ? ErrorKind::Forbidden : ErrorKind::Unavailable,
            u"Cannot connect to the database %1: %2"_s.arg(url.toString(QUrl::RemovePassword), words));
    }
    connection.lost = false;
    // A transaction left open would hold back vacuum, and with it slow every claim.
    TRY_DO(connection.send(u"SET idle_in_transaction_session_timeout = '5min'"_s));
    return connection.send(u"SET client_min_messages = warning"_s);
}

static Result<> open(Connection::Private &connection, const Target &target)
{
    return target.dialect == Dialect::Sqlite ? openSqlite(connection, target.path)
                                             : openPostgres(connection, target.url);
}

Result<Connection *> Database::here()
{
    auto &connections = connectionsOfThread();
    std::erase_if(connections, [](const auto &open) { return open.target.expired(); });
    for (const auto &open : connections) {
        if (open.target.lock() != d->target)
            continue;
        auto &known = *open.connection->d;
        if (known.lost && known.isIdle()) {
            qCInfo(lcStore) << "Connecting to the database again";
            known.statements.clear();
            known.database.close();
            TRY_DO(store::open(known, *d->target));
        }
        return open.connection.get();
    }
    if (!d->target->valid)
        return fail(ErrorKind::Invalid,
            u"A database's address is sqlite:/path/file.db or postgres://user:password@host:port/name."_s);
    static std::atomic<quint64> counter = 0;
    auto opened = std::make_unique<Connection::Private>();
    opened->dialect = d->target->dialect;
    opened->name = u"dailies-"_s + QString::number(++counter);
    opened->database =
        QSqlDatabase::addDatabase(opened->dialect == Dialect::Sqlite ? u"QSQLITE"_s : u"QPSQL"_s, opened->name);
    if (!opened->database.isValid())
        return fail(ErrorKind::Unavailable,
            u"Qt's driver for %1 is not installed."_s.arg(
                opened->dialect == Dialect::Sqlite ? u"SQLite"_s : u"PostgreSQL"_s));
    TRY_DO(store::open(*opened, *d->target));
    connections.push_back({d->target, std::unique_ptr<Connection>(new Connection(std::move(opened)))});
    return connections.back().connection.get();
}

}   // namespace store
