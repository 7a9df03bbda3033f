// 10,000 jobs that do nothing, drained on SQLite by four workers, against the raw rate of two transactions per job on a
// plain table of the same file system, in the same run.

#include "core/store/migrator.h"
#include "core/store/repositories.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

static constexpr int jobs = 10'000;
static constexpr int workers = 4;

static std::atomic<int> errors = 0;

static void report(const QString &message)
{
    if (++errors <= 5)
        std::fprintf(stderr, "%s\n", qPrintable(message));
}

static double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Runs `work(worker)` on every worker; the seconds until the last is done.
template <class Work> static double together(const Work &work)
{
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&work, i] { work(i); });
    for (auto &thread : threads)
        thread.join();
    return secondsSince(begin);
}

/// Two transactions per job and nothing else: prepared statements, WAL, NORMAL, one lock for the four.
static double rawRate(const QString &path)
{
    const auto open = [&](const QString &name) {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=30000"_s);
        if (!database.open())
            report(database.lastError().text());
        for (const auto &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = NORMAL"_s})
            QSqlQuery(database).exec(pragma);
        return database;
    };
    {
        auto database = open(u"raw"_s);
        QSqlQuery(database).exec(u"CREATE TABLE raw (id INTEGER PRIMARY KEY, state TEXT)"_s);
        database.transaction();
        QSqlQuery insert(database);
        insert.prepare(u"INSERT INTO raw (id, state) VALUES (?, 'available')"_s);
        for (int i = 0; i < jobs; ++i) {
            insert.bindValue(0, i);
            insert.exec();
        }
        database.commit();
    }
    std::mutex writer;
    const double seconds = together([&](int worker) {
        const QString name = u"raw-%1"_s.arg(worker);
        {
            auto database = open(name);
            QSqlQuery begin(database);
            QSqlQuery update(database);
            QSqlQuery commit(database);
            begin.prepare(u"BEGIN IMMEDIATE"_s);
            update.prepare(u"UPDATE raw SET state = ? WHERE id = ?"_s);
            commit.prepare(u"COMMIT"_s);
            for (int i = worker; i < jobs; i += workers) {
                for (const auto &state : {u"running"_s, u"completed"_s}) {
                    const std::lock_guard lock(writer);
                    update.bindValue(0, state);
                    update.bindValue(1, i);
                    if (!begin.exec() || !update.exec() || !commit.exec())
                        report(update.lastError().text());
                }
            }
        }
        QSqlDatabase::removeDatabase(name);
    });
    QSqlDatabase::removeDatabase(u"raw"_s);
    return jobs / seconds;
}

struct Drained {
    double rate = 0;   // jobs a second
    double worstClaim = 0;   // seconds
};

static Drained drain(const QString &path)
{
    store::Database database(u"sqlite:"_s + path);
    const base::SystemClock clock;
    if (const auto migrated = store::migrate(database); !migrated)
        report(migrated.error().message);
    const auto workspace = store::WorkspaceRepository(database).create(u"bench"_s, clock.now()).value().id;
    const store::Scope scope{database, workspace};
    {
        auto transaction = store::Transaction::begin(*database.here().value()).value();
        store::JobRepository queue(scope);
        for (int i = 0; i < jobs; ++i) {
            const auto recording = store::RecordingRepository(scope)
                                       .upsert({.title = u"recording"_s, .sourceKey = QString::number(i)})
                                       .value()
                                       .recording.id;
            const auto added = queue.enqueue({.id = base::newId<domain::JobId>(),
                .run = base::newId<domain::RunId>(),
                .recording = recording,
                .step = {domain::StepKind::Trim, {}},
                .kind = domain::JobKind::Media,
                .runAt = clock.now()});
            if (!added)
                report(added.error().message);
        }
        if (const auto done = transaction.commit(); !done)
            report(done.error().message);
    }
    store::JobQueue queue(database, u"bench"_s, workspace);
    std::atomic<int> drained = 0;
    double worst[workers] = {};
    const double seconds = together([&](int worker) {
        for (;;) {
            const auto begin = Clock::now();
            const auto claimed = queue.claim(domain::JobKind::Media, clock.now());
            worst[worker] = std::max(worst[worker], secondsSince(begin));
            if (!claimed) {
                report(claimed.error().message);
                continue;
            }
            if (!*claimed)
                return;
            domain::Job job = (*claimed)->job;
            job.state = domain::JobState::Completed;
            auto *connection = database.here().value();
            auto transaction = store::Transaction::begin(*connection);
            if (!transaction) {
                report(transaction.error().message);
                continue;
            }
            auto done = queue.finish(**claimed, job, clock.now());
            if (done)
                done = transaction->commit();
            if (!done)
                report(done.error().message);
            ++drained;
        }
    });
    if (drained != jobs)
        report(u"Only %1 jobs were drained."_s.arg(drained.load()));
    return {.rate = jobs / seconds, .worstClaim = *std::max_element(std::begin(worst), std::end(worst))};
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    std::printf("%d jobs, %d workers, SQLite\n", jobs, workers);
    for (int round = 1; round <= 3; ++round) {
        const double raw = rawRate(folder.filePath(u"raw-%1.db"_s.arg(round)));
        const Drained queue = drain(folder.filePath(u"queue-%1.db"_s.arg(round)));
        std::printf("raw %6.0f jobs/s   queue %6.0f jobs/s   ratio %.2f (at least 0.50)   "
                    "worst claim %.0f ms (at most 1000)\n",
            raw, queue.rate, queue.rate / raw, queue.worstClaim * 1000);
        std::fflush(stdout);
    }
    std::printf("errors %d (none, also no \"database is locked\")\n", errors.load());
    return errors == 0 ? 0 : 1;
}
