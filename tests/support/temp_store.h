#pragma once

#include "core/store/migrator.h"

#include <QTemporaryDir>
#include <QTest>

/// A fresh database for one test, gone with it: "sqlite" in a temporary folder, "postgres" on the server of
/// TEST_POSTGRES_URL.
class TempStore {
public:
    enum class Schema { Newest, None };

    explicit TempStore(const QString &engine, Schema schema = Schema::Newest)
    {
        using namespace Qt::StringLiterals;
        if (engine == "sqlite"_L1) {
            m_url = u"sqlite:"_s + m_folder.filePath(u"test.db"_s);
        } else {
            m_server = qEnvironmentVariable("TEST_POSTGRES_URL");
            m_name = u"test_"_s + base::newUuid().remove(u'-');
            m_url = m_server.section(u'/', 0, -2) + u'/' + m_name;
            onServer(u"CREATE DATABASE "_s + m_name);
        }
        m_database = std::make_unique<store::Database>(m_url);
        if (schema == Schema::Newest) {
            const auto migrated = store::migrate(*m_database);
            if (!migrated)
                qFatal("%s", qPrintable(migrated.error().message));
        }
    }
    ~TempStore()
    {
        m_database.reset();
        if (!m_name.isEmpty())
            onServer(QStringLiteral("DROP DATABASE ") + m_name);   // waits for connections that are just closing
    }
    Q_DISABLE_COPY_MOVE(TempStore)

    [[nodiscard]] store::Database &database() { return *m_database; }
    [[nodiscard]] store::Connection &connection() { return *m_database->here().value(); }
    [[nodiscard]] QString url() const { return m_url; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// A statement with administrator's means, past the database of the test.
    void onServer(const QString &sql)
    {
        store::Database server(m_server);
        const auto done = server.here().value()->execute(sql);
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    }
    /// Closes and opens, as the next start of the program does.
    void reopen()
    {
        m_database.reset();
        m_database = std::make_unique<store::Database>(m_url);
    }

    /// Call in initTestCase_data(): every test function runs on both engines.
    static void addEngines()
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("SQLite") << QStringLiteral("sqlite");
        QTest::newRow("PostgreSQL") << QStringLiteral("postgres");
    }
    static bool has(const QString &engine)
    {
        return engine == QLatin1StringView("sqlite") || qEnvironmentVariableIsSet("TEST_POSTGRES_URL");
    }

private:
    QTemporaryDir m_folder;
    QString m_server;
    QString m_name;
    QString m_url;
    std::unique_ptr<store::Database> m_database;
};

/// In init(): skips the engine that is not there, loudly; in CI that is a failure.
#define SKIP_WITHOUT(engine)                                                                                           \
    if (!TempStore::has(engine)) {                                                                                     \
        if (qEnvironmentVariable("CI") == QLatin1StringView("true"))                                                   \
            QFAIL("There is no PostgreSQL: TEST_POSTGRES_URL is not set");                                             \
        QSKIP("NOT TESTED on PostgreSQL: set TEST_POSTGRES_URL, see scripts/postgres.sh");                             \
    }
