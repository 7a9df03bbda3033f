#include "core/store/repositories.h"
#include "support/temp_store.h"
#include "support/verify.h"

#include <QDir>

#include <thread>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Instant;

class TestMigrations : public QObject {
    Q_OBJECT

    QString m_engine;
    std::unique_ptr<TempStore> m_store;
    std::unique_ptr<QTemporaryDir> m_folder;

    store::Database &database() { return m_store->database(); }
    QString dump() { return store::schemaDump(m_store->connection()).value_or(u"failed"_s); }
    /// The program's migrations up to this one: an older program's.
    QString folderUpTo(const QString &last)
    {
        const QDir shipped(u":/migrations"_s);
        for (const auto &file : shipped.entryList({u"*.sql"_s}, QDir::Files, QDir::Name))
            if (file.first(last.size()) <= last)
                QFile::copy(shipped.filePath(file), m_folder->filePath(file));
        return m_folder->path();
    }
    /// The program's migrations and one more.
    QString folderWith(const QString &name, const QByteArray &sql)
    {
        const QDir shipped(u":/migrations"_s);
        for (const auto &file : shipped.entryList())
            QFile::copy(shipped.filePath(file), m_folder->filePath(file));
        QFile added(m_folder->filePath(name));
        if (added.open(QIODevice::WriteOnly))
            added.write(sql);
        return m_folder->path();
    }
    /// Four programs bring the database to the newest schema side by side.
    int failuresOfProgramsAtOnce()
    {
        std::atomic<int> failures = 0;
        std::vector<std::thread> programs;
        for (int i = 0; i < 4; ++i)
            programs.emplace_back([&] {
                store::Database mine(m_store->url());
                if (const auto done = store::migrate(mine); !done) {
                    qWarning() << done.error().message;
                    ++failures;
                }
            });
        for (auto &program : programs)
            program.join();
        return failures;
    }
    QStringList backups()
    {
        return QDir(m_store->folder()).entryList({u"test.db.backup-*"_s}, QDir::Files, QDir::Name);
    }

private slots:
    void initTestCase_data() { TempStore::addEngines(); }

    void init()
    {
        QFETCH_GLOBAL(QString, engine);
        SKIP_WITHOUT(engine);
        m_engine = engine;
        m_store = std::make_unique<TempStore>(engine, TempStore::Schema::None);
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup() { m_store.reset(); }

    /// The same on both engines; tests/data/schema.txt changes only with UPDATE_GOLDEN=1.
    void anEmptyDatabaseGetsTheNewestSchema()
    {
        VERIFY_OK(store::migrate(database()));
        QFile golden(QStringLiteral(TEST_DATA "/schema.txt"));
        if (qEnvironmentVariableIsSet("UPDATE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(dump().toUtf8());
            golden.close();
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(dump(), QString::fromUtf8(golden.readAll()));
    }

    void everySyncableTableCarriesWhatSyncNeeds()
    {
        VERIFY_OK(store::migrate(database()));
        const QString schema = dump();
        for (const auto &table : {u"workspaces"_s, u"sources"_s, u"templates"_s, u"recordings"_s, u"steps"_s,
                 u"artifacts"_s, u"publications"_s, u"edited_cuts"_s}) {
            for (const auto &column : {u"revision BIGINT NOT NULL"_s, u"updated_at BIGINT NOT NULL"_s})
                QVERIFY2(schema.contains(table + u'.' + column + u'\n'), qPrintable(table + u'.' + column));
            QVERIFY2(schema.contains(table + u".deleted_at BIGINT\n"_s), qPrintable(table));
        }
        for (const auto &table : {u"members"_s, u"sources"_s, u"templates"_s, u"recordings"_s, u"steps"_s,
                 u"artifacts"_s, u"publications"_s, u"edited_cuts"_s, u"secrets"_s, u"jobs"_s})
            QVERIFY2(schema.contains(table + u".workspace TEXT NOT NULL"_s), qPrintable(table));
    }

    void openingAgainChangesNothing()
    {
        VERIFY_OK(store::migrate(database()));
        const auto workspace = store::WorkspaceRepository(database()).create(u"one"_s, Instant());
        VERIFY_OK(workspace);
        const QString before = dump();
        m_store->reopen();
        VERIFY_OK(store::migrate(database()));
        QCOMPARE(dump(), before);
        QCOMPARE(store::WorkspaceRepository(database()).find(workspace->id).value().name, u"one"_s);
        QCOMPARE(backups(), QStringList());
    }

    void aProfileOfTheFirstProgramGetsTheNewestSchemaAndKeepsItsRows()
    {
        VERIFY_OK(store::migrate(database(), folderUpTo(u"0001"_s)));
        QVERIFY(!dump().contains("edited_cuts"_L1));
        auto &connection = m_store->connection();
        VERIFY_OK(connection.execute(u"INSERT INTO workspaces (id, name, settings, revision, created_at, updated_at) "
                                     "VALUES ('w', 'old', '{}', 1, 1, 1)"_s));
        VERIFY_OK(
            connection.execute(u"INSERT INTO workspace_counters (workspace, revision, change) VALUES ('w', 1, 1)"_s));
        VERIFY_OK(connection.execute(
            u"INSERT INTO recordings (workspace, id, title, title_folded, source_kind, source_key, media_path, "
            "size_bytes, start_time, duration_ms, final_duration_ms, mapped, skipped, pending_source, expired, "
            "media_at_hand, skip_reason, settings, change, revision, created_at, updated_at) VALUES ('w', 'r', 'Talk', "
            "'talk', 'local', 'key', '/talk.mp4', 1, 1, 1, 1, TRUE, FALSE, FALSE, FALSE, TRUE, '', '{}', 1, 1, 1, 1)"_s));
        m_store->reopen();

        VERIFY_OK(store::migrate(database()));
        QFile golden(QStringLiteral(TEST_DATA "/schema.txt"));
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(dump(), QString::fromUtf8(golden.readAll()));
        store::RecordingRepository recordings({database(), {u"w"_s}});
        auto recording = recordings.find({u"r"_s});
        VERIFY_OK(recording);
        QCOMPARE(recording->title, u"Talk"_s);
        QVERIFY(!recording->editedCuts);
        VERIFY_OK(recordings.saveCuts({u"r"_s}, QList<domain::Cut>(), Instant()));
        QVERIFY(recordings.find({u"r"_s})->editedCuts.has_value());
    }

    void twoProgramsMayMigrateAtOnce()
    {
        QCOMPARE(failuresOfProgramsAtOnce(), 0);
        QCOMPARE(backups(), QStringList());   // nobody met a half-made schema
    }

    void twoProgramsMayMigrateAnOldDatabaseAtOnce()
    {
        VERIFY_OK(store::migrate(database(), folderUpTo(u"0001"_s)));
        QCOMPARE(failuresOfProgramsAtOnce(), 0);
        QCOMPARE(backups().size(), m_engine == "sqlite"_L1 ? 1 : 0);
    }

    void aNewerDatabaseIsRefused()
    {
        VERIFY_OK(store::migrate(database(), folderWith(u"9999_future.sql"_s, "CREATE TABLE future (id TEXT);\n")));
        const auto refused = store::migrate(database());
        VERIFY_FAILS(refused, ErrorKind::Conflict);
        QVERIFY(refused.error().message.contains("9999_future"_L1));
    }

    void aMigrationChangedAfterwardsIsRefused()
    {
        VERIFY_OK(store::migrate(database()));
        VERIFY_OK(m_store->connection().execute(u"UPDATE schema_migrations SET checksum = 'other'"_s));
        VERIFY_FAILS(store::migrate(database()), ErrorKind::Conflict);
    }

    void aMigrationThatFailsLeavesNoTrace()
    {
        VERIFY_OK(store::migrate(database()));
        const QString before = dump();
        const QString folder =
            folderWith(u"9001_broken.sql"_s, "CREATE TABLE half (id TEXT);\nCREATE TABLE half (id TEXT);\n");
        VERIFY_FAILS(store::migrate(database(), folder), ErrorKind::Internal);
        QCOMPARE(dump(), before);
        VERIFY_OK(store::migrate(database()));
    }

    void enginesMayDiffer()
    {
        folderWith(u"9001_words.sqlite.sql"_s, "-- a; comment;\nCREATE TABLE words (word TEXT,\n    note TEXT);\n");
        const QString folder = folderWith(u"9001_words.postgres.sql"_s, "CREATE TABLE words (word TEXT, note TEXT);\n");
        VERIFY_OK(store::migrate(database(), folder));
        QVERIFY(dump().contains("words.note TEXT\n"_L1));
    }

    void anExistingFileIsCopiedBeforeItIsChanged()
    {
        if (m_engine != "sqlite"_L1)
            QSKIP("A server is backed up by its operator");
        VERIFY_OK(store::migrate(database()));
        VERIFY_OK(store::WorkspaceRepository(database()).create(u"before"_s, Instant()));
        QCOMPARE(backups(), QStringList());
        VERIFY_OK(store::migrate(database(), folderWith(u"9001_more.sql"_s, "CREATE TABLE more (id TEXT);\n")));
        QCOMPARE(backups().size(), 1);

        store::Database copy(u"sqlite:"_s + m_store->folder() + u'/' + backups().first());
        const QString schema = store::schemaDump(*copy.here().value()).value();
        QVERIFY(!schema.contains("more.id"_L1));
        const auto rows = store::WorkspaceRepository(copy).all();
        VERIFY_OK(rows);
        QCOMPARE(rows->size(), 1);
        QCOMPARE(rows->first().name, u"before"_s);
    }

    void onlyTheLastCopiesAreKept()
    {
        if (m_engine != "sqlite"_L1)
            QSKIP("A server is backed up by its operator");
        VERIFY_OK(store::migrate(database()));
        QStringList before;
        for (int i = 1; i <= 7; ++i) {
            before = backups();
            VERIFY_OK(store::migrate(database(),
                folderWith(u"900%1_more.sql"_s.arg(i), u"CREATE TABLE more%1 (id TEXT);\n"_s.arg(i).toUtf8())));
        }
        QCOMPARE(backups().size(), 5);
        QVERIFY(backups().last().endsWith("before-9007"_L1));
        QVERIFY(!backups().contains(before.first()));
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
