#include "support/temp_store.h"
#include "support/verify.h"

#include <QSqlDatabase>

#include <thread>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Instant;
using store::Transaction;

class TestConnection : public QObject {
    Q_OBJECT

    std::unique_ptr<TempStore> m_store;

    store::Connection &connection() { return m_store->connection(); }
    int count(const QString &table)
    {
        auto rows = connection().prepare(u"SELECT COUNT(*) AS n FROM "_s + table).run();
        return rows && rows->next() ? int(rows->integer(u"n")) : -1;
    }
    base::Result<> add(const QString &word)
    {
        TRY_DO(connection().prepare(u"INSERT INTO words (word) VALUES (:word)"_s).bind(u":word", word).execute());
        return {};
    }

private slots:
    void initTestCase_data() { TempStore::addEngines(); }

    void init()
    {
        QFETCH_GLOBAL(QString, engine);
        SKIP_WITHOUT(engine);
        m_store = std::make_unique<TempStore>(engine, TempStore::Schema::None);
        VERIFY_OK(
            connection().execute(u"CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, number BIGINT, yes BOOLEAN, "
                                 "share DOUBLE PRECISION, bytes %1, json TEXT)"_s.arg(connection().blobType())));
        VERIFY_OK(connection().execute(u"CREATE TABLE words (word TEXT NOT NULL PRIMARY KEY)"_s));
        VERIFY_OK(
            connection().execute(u"CREATE TABLE letters (word TEXT NOT NULL REFERENCES words (word), letter TEXT)"_s));
    }
    void cleanup() { m_store.reset(); }
    void cleanupTestCase() { QCOMPARE(QSqlDatabase::connectionNames(), QStringList()); }

    void valuesComeBackAsTheyWere()
    {
        const QString text = u"it's \"quoted\" \\ %1 :name ? ; -- /* */\n\u0436\U0001F600"_s;
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        const qint64 number = std::numeric_limits<qint64>::max();
        const QJsonObject json{{u"a"_s, QJsonArray{1, u"zwei"_s, QJsonValue::Null}}};
        VERIFY_OK(connection()
                      .prepare(u"INSERT INTO things (id, number, yes, share, bytes, json) "
                               "VALUES (:id, :number, :yes, :share, :bytes, :json)"_s)
                      .bind(u":json", json)
                      .bind(u":bytes", bytes)
                      .bind(u":share", 1.0 / 3)
                      .bind(u":yes", true)
                      .bind(u":number", number)
                      .bind(u":id", text)
                      .execute());
        auto rows = connection().prepare(u"SELECT id, number, yes, share, bytes, json FROM things"_s).run();
        VERIFY_OK(rows);
        QVERIFY(rows->next());
        QCOMPARE(rows->json(u"json"), json);
        QCOMPARE(rows->id<base::Id<struct Tag>>(u"id").value, text);
        QCOMPARE(rows->integer(u"number"), number);
        QCOMPARE(rows->flag(u"yes"), true);
        QCOMPARE(rows->number(u"share"), 1.0 / 3);
        QCOMPARE(rows->bytes(u"bytes"), bytes);
        QVERIFY(!rows->next());
    }

    void nothingIsNullAndEmptyIsNot()
    {
        auto insert = connection().prepare(
            u"INSERT INTO things (id, number, bytes, json) VALUES (:id, :number, :bytes, :json)"_s);
        VERIFY_OK(insert.bind(u":id", QString())
                      .bind(u":number", std::optional<Instant>())
                      .bind(u":bytes", QByteArray())
                      .bind(u":json", std::optional<QString>())
                      .execute());
        auto rows = connection()
                        .prepare(u"SELECT id, number, bytes, json FROM things WHERE id = :id AND bytes = :none"_s)
                        .bind(u":id", u""_s)
                        .bind(u":none", QByteArray(""))
                        .run();
        VERIFY_OK(rows);
        QVERIFY(rows->next());
        QVERIFY(!rows->isNull(u"id"));
        QVERIFY(!rows->isNull(u"bytes"));
        QVERIFY(rows->isNull(u"json"));
        QCOMPARE(rows->maybeInstant(u"number"), std::nullopt);
    }

    void aPlaceholderMayComeTwiceAndInAnyOrder()
    {
        auto select = connection().prepare(
            u"SELECT CAST(:b AS TEXT) AS first, CAST(:a AS TEXT) AS second, CAST(:b AS TEXT) AS third, ':a' AS raw"_s);
        auto rows = select.bind(u":a", u"A"_s).bind(u":b", u"B"_s).run();
        VERIFY_OK(rows);
        QVERIFY(rows->next());
        QCOMPARE(rows->text(u"first") + rows->text(u"second") + rows->text(u"third") + rows->text(u"raw"), u"BAB:a"_s);
    }

    void aStatementRunsAgainWithOtherValues()
    {
        auto insert = connection().prepare(u"INSERT INTO words (word) VALUES (:word)"_s);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(insert.bind(u":word", QString::number(i)).execute().value(), 1);
        QCOMPARE(count(u"words"_s), 3);
    }

    void errorsHaveKinds()
    {
        VERIFY_OK(add(u"once"_s));
        VERIFY_FAILS(add(u"once"_s), ErrorKind::Conflict);
        VERIFY_FAILS(connection()
                         .prepare(u"INSERT INTO letters (word, letter) VALUES (:word, 'x')"_s)
                         .bind(u":word", u"missing"_s)
                         .execute(),
            ErrorKind::NotFound);
        VERIFY_FAILS(connection().prepare(u"SELECT nothing FROM nowhere"_s).run(), ErrorKind::Internal);
        VERIFY_FAILS(connection().execute(u"NONSENSE"_s), ErrorKind::Internal);
        VERIFY_OK(add(u"still usable"_s));
    }

    void aTransactionIsRolledBackUnlessCommitted()
    {
        {
            auto transaction = Transaction::begin(connection());
            VERIFY_OK(transaction);
            VERIFY_OK(add(u"lost"_s));
        }
        QCOMPARE(count(u"words"_s), 0);
        {
            auto transaction = Transaction::begin(connection(), store::Durability::Full);
            VERIFY_OK(transaction);
            VERIFY_OK(add(u"kept"_s));
            VERIFY_OK(transaction->commit());
        }
        QCOMPARE(count(u"words"_s), 1);
    }

    void anInnerTransactionJoinsTheOuter()
    {
        {
            auto outer = Transaction::begin(connection());
            {
                auto inner = Transaction::begin(connection(), store::Durability::Full);
                VERIFY_OK(add(u"inner"_s));
                VERIFY_OK(inner->commit());
            }
        }
        QCOMPARE(count(u"words"_s), 0);
        {
            auto outer = Transaction::begin(connection());
            {
                auto inner = Transaction::begin(connection(), store::Durability::Full);
                VERIFY_OK(add(u"inner"_s));
                VERIFY_OK(inner->commit());
            }
            VERIFY_OK(outer->commit());
        }
        QCOMPARE(count(u"words"_s), 1);
    }

    void halfAChangeIsNeverCommitted()
    {
        {
            auto outer = Transaction::begin(connection());
            VERIFY_OK(add(u"outer"_s));
            {
                auto inner = Transaction::begin(connection());
                VERIFY_OK(add(u"inner"_s));
            }
            VERIFY_FAILS(outer->commit(), ErrorKind::Internal);
        }
        QCOMPARE(count(u"words"_s), 0);
        {
            auto outer = Transaction::begin(connection());
            VERIFY_OK(add(u"same"_s));
            VERIFY_FAILS(add(u"same"_s), ErrorKind::Conflict);
            VERIFY_FAILS(outer->commit(), ErrorKind::Internal);
        }
        QCOMPARE(count(u"words"_s), 0);
    }

    void eachThreadHasItsOwnConnection()
    {
        store::Connection *mine = &connection();
        QCOMPARE(&connection(), mine);
        const qsizetype before = QSqlDatabase::connectionNames().size();
        store::Connection *theirs = nullptr;
        std::thread([&] { theirs = m_store->database().here().value(); }).join();
        QVERIFY(theirs != mine);
        QCOMPARE(QSqlDatabase::connectionNames().size(), before);   // closed with its thread
    }

    void aDatabaseMayEndBeforeAThreadThatUsedIt()
    {
        std::mutex mutex;
        std::condition_variable changed;
        bool opened = false;
        bool gone = false;
        auto other = std::make_unique<store::Database>(m_store->url());
        const qsizetype before = QSqlDatabase::connectionNames().size();
        std::thread thread([&] {
            VERIFY_OK(other->here());
            std::unique_lock lock(mutex);
            opened = true;
            changed.notify_all();
            changed.wait(lock, [&] { return gone; });
            lock.unlock();
            VERIFY_OK(m_store->database().here());   // opens one and closes the other
            QCOMPARE(QSqlDatabase::connectionNames().size(), before + 1);
        });
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return opened; });
            other.reset();
            gone = true;
            changed.notify_all();
        }
        thread.join();
        QCOMPARE(QSqlDatabase::connectionNames().size(), before);
    }

    void manyWritersLoseNothing()
    {
        constexpr int threads = 4;
        constexpr int each = 100;
        VERIFY_OK(connection().execute(u"INSERT INTO things (id, number) VALUES ('counter', 0)"_s));
        std::atomic<int> failures = 0;
        std::vector<std::thread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&] {
                auto *mine = m_store->database().here().value();
                for (int n = 0; n < each; ++n)
                    if (!mine->prepare(u"UPDATE things SET number = number + 1 WHERE id = 'counter'"_s).execute())
                        ++failures;
            });
        for (auto &worker : workers)
            worker.join();
        QCOMPARE(failures, 0);
        auto rows = connection().prepare(u"SELECT number FROM things"_s).run();
        QVERIFY(rows->next());
        QCOMPARE(rows->integer(u"number"), threads * each);
    }

    void aLostServerIsAskedAgain()
    {
        if (m_store->database().dialect() == store::Dialect::Sqlite)
            QSKIP("SQLite has no server to lose");
        VERIFY_OK(add(u"before"_s));
        m_store->onServer(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1'"_s.arg(
            m_store->url().section(u'/', -1)));
        VERIFY_FAILS(add(u"lost"_s), ErrorKind::Unavailable);
        VERIFY_OK(add(u"after"_s));
        QCOMPARE(count(u"words"_s), 2);
    }

    void whatIsNotThereIsSaid()
    {
        QFETCH_GLOBAL(QString, engine);
        if (engine == "sqlite"_L1) {
            VERIFY_FAILS(
                store::Database(u"sqlite:"_s + m_store->folder() + u"/no/such.db"_s).here(), ErrorKind::NotFound);
            VERIFY_FAILS(store::Database(u"sqlite:"_s + m_store->folder()).here(), ErrorKind::Forbidden);
        } else {
            VERIFY_FAILS(
                store::Database(u"postgres://dailies:dailies@127.0.0.1:1/none"_s).here(), ErrorKind::Unavailable);
            const QString wrong = QString(m_store->url()).replace(":dailies@"_L1, ":wrong-secret@"_L1);
            const auto refused = store::Database(wrong).here();
            VERIFY_FAILS(refused, ErrorKind::Forbidden);
            QVERIFY(!refused.error().message.contains("wrong-secret"_L1));
            QVERIFY(!store::Database(wrong).url().contains("wrong-secret"_L1));
        }
        VERIFY_FAILS(store::Database(u"mysql://host/name"_s).here(), ErrorKind::Invalid);
    }

    void aFileThatIsNoDatabaseIsCorrupt()
    {
        QFETCH_GLOBAL(QString, engine);
        if (engine != "sqlite"_L1)
            QSKIP("Only SQLite is a file");
        const QString path = m_store->folder() + u"/text.db"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        VERIFY_FAILS(store::Database(u"sqlite:"_s + path).here(), ErrorKind::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
