// 10,000 jobs that do nothing, drained on SQLite by four workers, against the raw rate of two transactions per job in
// the same run. Raw is what any queue must pay: the rows are known, each transaction is one prepared UPDATE by id, four
// threads with one lock. On the queue's own table, with its indexes, and, to tell what those cost, on a bare one.

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

/// Two transactions per job on the rows of `table`, and nothing else; jobs a second.
static double rawRate(const QString &path, const QString &table, const QStringList &ids)
{
    std::mutex writer;
    const double seconds = together([&](int worker) {
        const QString name = u"raw-%1"_s.arg(worker);
        {
            auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            database.setDatabaseName(path);
            database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=30000"_s);
            if (!database.open())
                report(database.lastError().text());
            QSqlQuery(database).exec(u"PRAGMA synchronous = NORMAL"_s);
            QSqlQuery begin(database);
            QSqlQuery update(database);
            QSqlQuery commit(database);
            begin.prepare(u"BEGIN IMMEDIATE"_s);
            update.prepare(u"UPDATE %1 SET state = ? WHERE id = ?"_s.arg(table));
            commit.prepare(u"COMMIT"_s);
            for (qsizetype i = worker; i < ids.size(); i += workers) {
                for (const auto &state : {u"running"_s, u"completed"_s}) {
                    const std::lock_guard lock(writer);
                    update.bindValue(0, state);
                    update.bindValue(1, ids.at(i));
                    if (!begin.exec() || !update.exec() || !commit.exec())
                        report(update.lastError().text());
                }
            }
        }
        QSqlDatabase::removeDatabase(name);
    });
    return double(ids.size()) / seconds;
}

struct Drained {
    double rate = 0;   // jobs a second
    double worstClaim = 0;   // seconds
};

/// Fills the queue; the ids of the jobs.
static QStringList fill(store::Database &database, const domain::WorkspaceId &workspace)
{
    const base::SystemClock clock;
    const store::Scope scope{database, workspace};
    auto transaction = store::Transaction::begin(*database.here().value()).value();
    QStringList ids;
    for (int i = 0; i < jobs; ++i) {
        const auto recording = store::RecordingRepository(scope)
                                   .upsert({.title = u"recording"_s, .sourceKey = QString::number(i)})
                                   .value()
                                   .recording.id;
        const domain::Job job{.id = base::newId<domain::JobId>(),
            .run = base::newId<domain::RunId>(),
            .recording = recording,
            .step = {domain::StepKind::Trim, {}},
            .kind = domain::JobKind::Media,
            .runAt = clock.now()};
        if (const auto added = store::JobRepository(scope).enqueue(job); !added)
            report(added.error().message);
        ids += job.id.value;
    }
    for (const auto &statement : {u"CREATE TABLE bare (id TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL)"_s,
             u"INSERT INTO bare (id, state) SELECT id, state FROM jobs"_s})
        if (const auto made = database.here().value()->execute(statement); !made)
            report(made.error().message);
    if (const auto done = transaction.commit(); !done)
        report(done.error().message);
    return ids;
}

static Drained drain(store::Database &database, const domain::WorkspaceId &workspace)
{
    const base::SystemClock clock;
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

/// A fresh database of its own for each measurement: none inherits the other's pages.
template <class Measure> static auto onFreshDatabase(const Measure &measure)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"queue.db"_s);
    store::Database database(u"sqlite:"_s + path);
    if (const auto migrated = store::migrate(database); !migrated)
        report(migrated.error().message);
    const auto workspace = store::WorkspaceRepository(database).create(u"bench"_s, {}).value().id;
    const QStringList ids = fill(database, workspace);
    return measure(path, database, workspace, ids);
}

static double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::printf("%d jobs, %d workers, SQLite; jobs a second\n", jobs, workers);
    std::vector<double> ratios;
    std::vector<double> bareRatios;
    double worst = 0;
    for (int round = 1; round <= 5; ++round) {
        const auto rawOn = [](const QString &table) {
            return onFreshDatabase([&](const QString &path, auto &, const auto &, const QStringList &ids) {
                return rawRate(path, table, ids);
            });
        };
        const double bare = rawOn(u"bare"_s);
        const Drained queue = onFreshDatabase([](const QString &, store::Database &database, const auto &workspace,
                                                  const QStringList &) { return drain(database, workspace); });
        const double raw = rawOn(u"jobs"_s);
        ratios.push_back(queue.rate / raw);
        bareRatios.push_back(queue.rate / bare);
        worst = std::max(worst, queue.worstClaim);
        std::printf("round %d: queue %6.0f   raw %6.0f   raw on a bare table %6.0f   worst claim %3.0f ms\n", round,
            queue.rate, raw, bare, queue.worstClaim * 1000);
        std::fflush(stdout);
    }
    std::printf("median ratio to raw %.2f (at least 0.50), to raw on a bare table %.2f; worst claim %.0f ms (at most "
                "1000); errors %d (none, also no \"database is locked\")\n",
        median(ratios), median(bareRatios), worst * 1000, errors.load());
    return errors == 0 && median(ratios) >= 0.5 && worst <= 1 ? 0 : 1;
}
