#include "core/store/migrator.h"

#include "core/base/files.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QLockFile>
#include <QLoggingCategory>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

static void initResources() { Q_INIT_RESOURCE(migrations); }   // must stand outside of a namespace

namespace store {

Q_DECLARE_LOGGING_CATEGORY(lcStore)

static constexpr int keptBackups = 5;

namespace {
struct Migration {
    QString name;   // "0001_initial"
    QString sql;
    QString checksum;
};
}   // namespace

static Result<QList<Migration>> migrationsIn(const QString &folder, Dialect dialect)
{
    static const QRegularExpression pattern(u"^(\\d{4}_\\w+)(\\.sqlite|\\.postgres)?\\.sql$"_s);
    const QString other = dialect == Dialect::Sqlite ? u".postgres"_s : u".sqlite"_s;
    QList<Migration> migrations;
    for (const QString &file : QDir(folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        const auto match = pattern.match(file);
        if (!match.hasMatch())
            return fail(ErrorKind::Internal, u"%1 is no name of a migration."_s.arg(file));
        if (match.captured(2) == other)
            continue;
        QFile source(folder + u'/' + file);
        if (!source.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Internal, u"Cannot read the migration %1."_s.arg(file));
        const QByteArray text = source.readAll();
        migrations += {match.captured(1), QString::fromUtf8(text),
            QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex())};
    }
    return migrations;
}

/// The statements of a migration: each ends with ";" at the end of a line. Comments are left out.
static QStringList statementsOf(const Migration &migration, const Connection &connection)
{
    static const QRegularExpression comment(u"^\\s*--.*$"_s, QRegularExpression::MultilineOption);
    QStringList statements;
    const QString text = QString(migration.sql).remove(comment).replace("%BLOB%"_L1, connection.blobType()) + u'\n';
    for (const QString &part : text.split(u";\n"_s))
        if (const QString statement = part.trimmed(); !statement.isEmpty())
            statements += statement;
    return statements;
}

static Result<bool> hasTable(Connection &connection, const QString &name)
{
    TRY(auto rows,
        connection
            .prepare(connection.dialect() == Dialect::Sqlite
                    ? u"SELECT name FROM sqlite_master WHERE type = 'table' AND name = :name"_s
                    : u"SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = :name"_s)
            .bind(u":name", name)
            .run());
    return rows.next();
}

/// How many of `migrations` the database has. Conflict unless what it has is the beginning of them.
static Result<qsizetype> countApplied(Connection &connection, const QList<Migration> &migrations)
{
    TRY(const bool begun, hasTable(connection, u"schema_migrations"_s));
    if (!begun)
        return 0;
    TRY(auto rows, connection.prepare(u"SELECT name, checksum FROM schema_migrations ORDER BY name"_s).run());
    qsizetype applied = 0;
    while (rows.next()) {
        const QString name = rows.text(u"name");
        if (applied >= migrations.size() || name > migrations.at(applied).name)
            return fail(ErrorKind::Conflict,
                u"The database was written by a newer version of the program (it has %1). Use that version."_s.arg(
                    name));
        if (migrations.at(applied).name != name || migrations.at(applied).checksum != rows.text(u"checksum"))
            return fail(ErrorKind::Conflict,
                u"The database was made by another build of the program (%1 differs). Use the build that made it."_s
                    .arg(name));
        ++applied;
    }
    return applied;
}

static QString quoted(QString text) { return u'\'' + text.replace(u'\'', "''"_L1) + u'\''; }

/// A verified copy of the SQLite file beside it.
static Result<> backUp(Connection &connection, const QString &path, const QString &before)
{
    const QFileInfo file(path);
    const QDir folder = file.dir();
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz'Z'"_s);
    const QString copy = u"%1.backup-%2-before-%3"_s.arg(file.fileName(), stamp, before);
    const QString part = folder.filePath(copy + u".part"_s);
    for (const QString &abandoned : folder.entryList({file.fileName() + u".backup-*.part"_s}, QDir::Files))
        QFile::remove(folder.filePath(abandoned));
    TRY_DO(connection.execute(u"VACUUM INTO "_s + quoted(part)));

    TRY_DO(connection.execute(u"ATTACH DATABASE %1 AS backup"_s.arg(quoted(part))));
    QString verdict;
    {
        auto check = connection.prepare(u"PRAGMA backup.integrity_check"_s).run();
        if (check && check->next())
            verdict = check->text(u"integrity_check");
        else if (!check)
            verdict = check.error().message;
    }
    TRY_DO(connection.execute(u"DETACH DATABASE backup"_s));
    if (verdict != "ok"_L1) {
        QFile::remove(part);
        return fail(ErrorKind::Corrupt, u"The copy of the database before its change is damaged: %1"_s.arg(verdict));
    }
    TRY_DO(base::syncToDisk(part));
    TRY_DO(base::renameDurably(part, folder.filePath(copy)));
    qCInfo(lcStore).noquote() << "The database was copied to" << copy;

    QStringList copies = folder.entryList({file.fileName() + u".backup-*"_s}, QDir::Files, QDir::Name);
    while (copies.size() > keptBackups)
        QFile::remove(folder.filePath(copies.takeFirst()));
    return {};
}

/// One migration in one transaction; nothing when another program was faster.
static Result<> apply(Connection &connection, const QList<Migration> &migrations, qsizetype index)
{
    TRY(auto transaction, Transaction::begin(connection, Durability::Full));
    if (connection.dialect() == Dialect::Postgres)   // SQLite's transaction is the lock
        TRY_DO(connection.prepare(u"SELECT pg_advisory_xact_lock(:lock)"_s)
                   .bind(u":lock", qint64(7305808869231650164))
                   .run());
    TRY(const auto applied, countApplied(connection, migrations));
    if (applied > index)
        return {};
    if (applied == 0)
        TRY_DO(connection.execute(u"CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT NOT NULL PRIMARY KEY, "
                                  "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"_s));
    const Migration &migration = migrations.at(index);
    for (const QString &statement : statementsOf(migration, connection))
        TRY_DO(connection.execute(statement));
    TRY_DO(
        connection.prepare(u"INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (:name, :sum, :now)"_s)
            .bind(u":name", migration.name)
            .bind(u":sum", migration.checksum)
            .bind(u":now", base::SystemClock().now())
            .execute());
    return transaction.commit();
}

/// Applies what the database doesn't have yet. On SQLite one program at a time: copies must not get in each other's
/// way, and who comes second has nothing left to copy.
static Result<> applyMissing(Database &database, Connection &connection, const QList<Migration> &migrations)
{
    if (connection.dialect() == Dialect::Postgres) {
        for (qsizetype i = 0; i < migrations.size(); ++i)
            TRY_DO(apply(connection, migrations, i));
        return {};
    }
    QLockFile lock(database.filePath() + u".migrating"_s);
    lock.setStaleLockTime(0);   // age says nothing; a dead owner's lock is taken at once all the same
    if (!lock.lock())
        return fail(ErrorKind::Forbidden, u"Cannot lock %1."_s.arg(database.filePath()));
    TRY(const auto applied, countApplied(connection, migrations));
    if (applied > 0 && applied < migrations.size())
        TRY_DO(backUp(connection, database.filePath(), migrations.at(applied).name.left(4)));
    for (qsizetype i = applied; i < migrations.size(); ++i)
        TRY_DO(apply(connection, migrations, i));
    return {};
}

Result<> migrate(Database &database, const QString &folder)
{
    initResources();
    TRY(auto *connection, database.here());
    TRY(const auto migrations, migrationsIn(folder, connection->dialect()));
    if (migrations.isEmpty())
        return fail(ErrorKind::Internal, u"There are no migrations in %1."_s.arg(folder));
    TRY(const auto applied, countApplied(*connection, migrations));
    return applied < migrations.size() ? applyMissing(database, *connection, migrations) : Result<>();
}

// Both engines describe a schema in the same columns.

static const QString sqliteColumns = u"SELECT m.name AS tab, c.name AS col, c.type AS kind, c.\"notnull\" AS filled, "
                                     "c.pk AS part FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                                     "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"_s;

static const QString postgresColumns =
    u"SELECT c.table_name AS tab, c.column_name AS col, c.data_type AS kind, "
    "CASE WHEN c.is_nullable = 'NO' THEN 1 ELSE 0 END AS filled, "
    "COALESCE(array_position(i.indkey::int[], c.ordinal_position::int), -1) + 1 AS part "
    "FROM information_schema.columns c "
    "JOIN pg_class r ON r.relname = c.table_name AND r.relnamespace = current_schema()::regnamespace "
    "LEFT JOIN pg_index i ON i.indrelid = r.oid AND i.indisprimary "
    "WHERE c.table_schema = current_schema()"_s;

static const QString sqliteIndexes = u"SELECT m.name AS ind, m.tbl_name AS tab, l.\"unique\" AS single, "
                                     "x.name AS col, x.seqno + 1 AS place, l.partial AS part FROM sqlite_master m "
                                     "JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name "
                                     "JOIN pragma_index_info(m.name) x "
                                     "WHERE m.type = 'index' AND m.name NOT LIKE 'sqlite%'"_s;

static const QString postgresIndexes =
    u"SELECT r.relname AS ind, t.relname AS tab, CASE WHEN i.indisunique THEN 1 ELSE 0 END AS single, "
    "a.attname AS col, k.place AS place, CASE WHEN i.indpred IS NULL THEN 0 ELSE 1 END AS part "
    "FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
    "CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k (number, place) "
    "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number "
    "WHERE NOT i.indisprimary AND r.relnamespace = current_schema()::regnamespace"_s;

Result<QString> schemaDump(Connection &connection)
{
    const bool sqlite = connection.dialect() == Dialect::Sqlite;
    QStringList lines;
    {
        TRY(auto rows, connection.prepare(sqlite ? sqliteColumns : postgresColumns).run());
        while (rows.next()) {
            const QString kind = rows.text(u"kind").toUpper().replace("BYTEA"_L1, "BLOB"_L1);
            const qint64 part = rows.integer(u"part");
            lines += u"%1.%2 %3%4%5"_s.arg(rows.text(u"tab"), rows.text(u"col"), kind,
                rows.integer(u"filled") != 0 ? u" NOT NULL"_s : QString(),
                part > 0 ? u" KEY %1"_s.arg(part) : QString());
        }
    }
    {
        TRY(auto rows, connection.prepare(sqlite ? sqliteIndexes : postgresIndexes).run());
        while (rows.next())
            lines += u"%1 INDEX %2 %3 %4%5%6"_s.arg(rows.text(u"tab"), rows.text(u"ind"))
                         .arg(rows.integer(u"place"))
                         .arg(rows.text(u"col"), rows.integer(u"single") != 0 ? u" UNIQUE"_s : QString(),
                             rows.integer(u"part") != 0 ? u" PARTIAL"_s : QString());
    }
    lines.sort();
    return lines.join(u'\n') + u'\n';
}

}   // namespace store
