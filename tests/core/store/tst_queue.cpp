#include "core/store/repositories.h"
#include "support/temp_store.h"
#include "support/verify.h"

#include <QSet>

#include <random>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using base::Instant;
using domain::Job;
using domain::JobKind;
using domain::JobState;
using domain::StepKind;
using store::ClaimedJob;
using store::JobQueue;

static const Instant now(std::chrono::milliseconds(1'764'000'000'000));

class TestQueue : public QObject {
    Q_OBJECT

    std::unique_ptr<TempStore> m_store;
    domain::WorkspaceId m_workspace;
    domain::RecordingId m_recording;

    store::Database &database() { return m_store->database(); }
    store::Scope scope() { return {database(), m_workspace}; }
    JobQueue queue(const QString &worker = u"worker"_s) { return {database(), worker, std::nullopt}; }
    Job find(const domain::JobId &id) { return store::JobRepository(scope()).find(id).value(); }

    domain::WorkspaceId newWorkspace() { return store::WorkspaceRepository(database()).create(u"w"_s, now).value().id; }
    domain::RecordingId newRecording(const domain::WorkspaceId &workspace)
    {
        return store::RecordingRepository({database(), workspace})
            .upsert({.title = u"r"_s, .sourceKey = base::newUuid()})
            .value()
            .recording.id;
    }
    Job newJob(const domain::RecordingId &recording, StepKind step = StepKind::Trim) const
    {
        return {.id = base::newId<domain::JobId>(),
            .run = base::newId<domain::RunId>(),
            .recording = recording,
            .step = {step, step == StepKind::Publish ? u"folder"_s : QString()},
            .kind = JobKind::Media,
            .runAt = now};
    }
    /// A job of a recording of its own.
    Job enqueued(const domain::WorkspaceId &workspace, int priority = 100, Instant runAt = now)
    {
        Job job = newJob(newRecording(workspace));
        job.priority = priority;
        job.runAt = runAt;
        if (!store::JobRepository({database(), workspace}).enqueue(job).value())
            qFatal("not enqueued");
        return job;
    }
    Job enqueued() { return enqueued(m_workspace); }
    ClaimedJob claimed(JobQueue &queue, Instant when = now)
    {
        return queue.claim(JobKind::Media, when).value().value();
    }
    static Job ended(Job job, JobState state)
    {
        job.state = state;
        return job;
    }

private slots:
    void initTestCase_data() { TempStore::addEngines(); }

    void init()
    {
        QFETCH_GLOBAL(QString, engine);
        SKIP_WITHOUT(engine);
        m_store = std::make_unique<TempStore>(engine);
        m_workspace = newWorkspace();
        m_recording = newRecording(m_workspace);
    }
    void cleanup() { m_store.reset(); }

    void aJobComesBackWhole()
    {
        Job job = newJob(m_recording, StepKind::Publish);
        job.kind = JobKind::Network;
        job.priority = 7;
        job.maxAttempts = 3;
        job.options = {{u"settings"_s, QJsonObject{{u"a"_s, 1}}}};
        VERIFY_OK(store::JobRepository(scope()).enqueue(job));
        m_store->reopen();
        const Job found = find(job.id);
        QCOMPARE(found.run.value, job.run.value);
        QCOMPARE(found.recording.value, m_recording.value);
        QCOMPARE(found.step.toString(), u"publish:folder"_s);
        QVERIFY(found.kind == JobKind::Network);
        QVERIFY(found.state == JobState::Available);
        QCOMPARE(found.priority, 7);
        QCOMPARE(found.attempt, 0);
        QCOMPARE(found.maxAttempts, 3);
        QVERIFY(found.runAt == now);
        QCOMPARE(found.options, job.options);
    }

    void theSameWorkIsEnqueuedOnce()
    {
        store::JobRepository jobs(scope());
        auto transaction = store::Transaction::begin(m_store->connection());
        QCOMPARE(jobs.enqueue(newJob(m_recording)).value(), true);
        QCOMPARE(jobs.enqueue(newJob(m_recording)).value(), false);
        QCOMPARE(jobs.enqueue(newJob(m_recording, StepKind::Topics)).value(), true);
        VERIFY_OK(transaction->commit());   // the no-op doesn't spoil it
        QCOMPARE(jobs.pending().value().size(), 2);

        auto workers = queue();
        const auto running = claimed(workers);
        QCOMPARE(jobs.enqueue(newJob(m_recording)).value(), false);
        VERIFY_OK(workers.finish(running, ended(running.job, JobState::Completed), now));
        QCOMPARE(jobs.enqueue(newJob(m_recording)).value(), true);
        QCOMPARE(jobs.of(m_recording).value().size(), 3);
    }

    void anEnqueueIsUndoneWithItsTransaction()
    {
        {
            auto transaction = store::Transaction::begin(m_store->connection());
            QCOMPARE(store::JobRepository(scope()).enqueue(newJob(m_recording)).value(), true);
        }
        auto workers = queue();
        QVERIFY(!workers.claim(JobKind::Media, now).value());
    }

    void aClaimCountsAttemptAndFence()
    {
        const Job job = enqueued();
        auto workers = queue();
        QVERIFY(!workers.claim(JobKind::Speech, now).value());
        const auto taken = claimed(workers);
        QCOMPARE(taken.workspace.value, m_workspace.value);
        QCOMPARE(taken.job.id.value, job.id.value);
        QVERIFY(taken.job.state == JobState::Running);
        QCOMPARE(taken.job.attempt, 1);
        QCOMPARE(taken.job.fence, 1);
        QVERIFY(!workers.claim(JobKind::Media, now).value());
    }

    void claimsFollowPriorityThenTime()
    {
        const Job later = enqueued(m_workspace, 100, now - 1s);
        const Job first = enqueued(m_workspace, 10, now);
        const Job earlier = enqueued(m_workspace, 100, now - 2s);
        const Job future = enqueued(m_workspace, 1, now + 1h);
        auto workers = queue();
        QCOMPARE(claimed(workers).job.id.value, first.id.value);
        QCOMPARE(claimed(workers).job.id.value, earlier.id.value);
        QCOMPARE(claimed(workers).job.id.value, later.id.value);
        QVERIFY(!workers.claim(JobKind::Media, now).value());
        QCOMPARE(claimed(workers, now + 1h).job.id.value, future.id.value);
    }

    void anUrgentJobOvertakesThoseAlreadyClaimedFrom()
    {
        for (int i = 0; i < 3; ++i)
            enqueued();
        auto workers = queue();
        claimed(workers);
        const Job urgent = enqueued(m_workspace, 1);
        QCOMPARE(claimed(workers).job.id.value, urgent.id.value);

        // One that another process inserted is seen once the marks are forgotten.
        store::Database other(m_store->url());
        Job foreign = newJob(newRecording(m_workspace));
        foreign.priority = 1;
        VERIFY_OK(store::JobRepository({other, m_workspace}).enqueue(foreign));
        QCOMPARE(claimed(workers, now + 3s).job.id.value, foreign.id.value);
    }

    void aJobFromElsewhereIsNeverForgotten()
    {
        enqueued();
        auto workers = queue();
        claimed(workers);
        store::Database other(m_store->url());
        Job foreign = newJob(newRecording(m_workspace));
        foreign.priority = 1;
        VERIFY_OK(store::JobRepository({other, m_workspace}).enqueue(foreign));
        QCOMPARE(claimed(workers).job.id.value, foreign.id.value);   // at once, for there is nothing else
    }

    void everyJobIsClaimedByOneThreadOnly()
    {
        constexpr int jobs = 200;
        for (int i = 0; i < jobs; ++i)
            enqueued(m_workspace, i % 3);
        auto workers = queue();
        std::mutex mutex;
        QStringList seen;
        QStringList errors;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (;;) {
                    const auto taken = workers.claim(JobKind::Media, now);
                    const auto done = taken && *taken
                        ? workers.finish(**taken, ended((*taken)->job, JobState::Completed), now)
                        : base::Result<>();
                    const std::lock_guard lock(mutex);
                    if (!taken)
                        errors += taken.error().message;
                    if (!done)
                        errors += done.error().message;
                    if (!taken || !*taken)
                        return;
                    seen += (*taken)->job.id.value;
                }
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(errors, QStringList());
        QCOMPARE(seen.size(), jobs);
        QCOMPARE(QSet(seen.begin(), seen.end()).size(), jobs);
        QVERIFY(store::JobRepository(scope()).pending().value().isEmpty());
    }

    void workspacesTakeTurns()
    {
        const auto other = newWorkspace();
        for (int i = 0; i < 20; ++i)
            enqueued(m_workspace);
        for (int i = 0; i < 3; ++i)
            enqueued(other);
        auto workers = queue();
        QStringList turns;
        for (int i = 0; i < 8; ++i)
            turns += claimed(workers).workspace.value;
        QCOMPARE(turns.first(6).count(other.value), 3);
        for (int i = 0; i < 6; ++i)
            QVERIFY(turns.at(i) != turns.at(i + 1) || i >= 5);
        QCOMPARE(turns.last(2), QStringList(2, m_workspace.value));
    }

    void aNewcomerWaitsNoLongerThanASecond()
    {
        for (int i = 0; i < 20; ++i)
            enqueued(m_workspace);
        auto workers = queue();
        claimed(workers);
        const auto other = newWorkspace();
        enqueued(other);
        QCOMPARE(claimed(workers, now + 1s).workspace.value, other.value);
    }

    void aWorkerMayServeOneWorkspaceOnly()
    {
        const auto other = newWorkspace();
        enqueued(other);
        JobQueue workers(database(), u"w"_s, m_workspace);
        QVERIFY(!workers.claim(JobKind::Media, now).value());
        QVERIFY(!workers.nextDue().value());
        const Job job = enqueued(m_workspace);
        QCOMPARE(claimed(workers).job.id.value, job.id.value);
    }

    void theNextDueJobIsKnown()
    {
        auto workers = queue();
        QVERIFY(!workers.nextDue().value());
        enqueued(m_workspace, 1, now + 2h);
        enqueued(m_workspace, 100, now + 1h);
        QVERIFY(workers.nextDue().value() == now + 1h);
        claimed(workers, now + 1h);
        QVERIFY(workers.nextDue().value() == now + 2h);
    }

    void aSnoozedJobWaits()
    {
        enqueued();
        auto workers = queue();
        const auto taken = claimed(workers);
        Job snoozed = ended(taken.job, JobState::Available);
        snoozed.attempt = 0;
        snoozed.runAt = now + 10min;
        snoozed.lastError = u"Too many requests."_s;
        VERIFY_OK(workers.finish(taken, snoozed, now));
        QVERIFY(!workers.claim(JobKind::Media, now + 9min).value());
        const auto again = claimed(workers, now + 10min);
        QCOMPARE(again.job.attempt, 1);
        QCOMPARE(again.job.fence, 2);
        QCOMPARE(again.job.lastError, u"Too many requests."_s);
    }

    void aLateResultIsRefused()
    {
        const Job job = enqueued();
        auto slow = queue(u"slow"_s);
        VERIFY_OK(slow.start(now));
        const auto stale = claimed(slow);
        auto quick = queue(u"quick"_s);
        QCOMPARE(quick.reapLost(now + 1min, 30s, false).value(), 1);
        VERIFY_FAILS(slow.finish(stale, ended(stale.job, JobState::Completed), now), ErrorKind::Conflict);
        const auto owned = claimed(quick, now + 1min);
        QCOMPARE(owned.job.fence, 2);
        VERIFY_FAILS(slow.finish(stale, ended(stale.job, JobState::Completed), now), ErrorKind::Conflict);
        QVERIFY(slow.cancelRequested(stale).value());
        QVERIFY(!quick.cancelRequested(owned).value());
        VERIFY_OK(quick.finish(owned, ended(owned.job, JobState::Completed), now));
        VERIFY_FAILS(quick.finish(owned, ended(owned.job, JobState::Completed), now), ErrorKind::Conflict);
        QVERIFY(find(job.id).state == JobState::Completed);
    }

    void aResultIsSavedWithTheChangeItBelongsTo()
    {
        const Job job = enqueued();
        auto workers = queue();
        const auto taken = claimed(workers);
        {
            auto transaction = store::Transaction::begin(m_store->connection());
            VERIFY_OK(workers.finish(taken, ended(taken.job, JobState::Completed), now));
        }
        QVERIFY(find(job.id).state == JobState::Running);
    }

    void cancellingStopsWaitingJobsAtOnceAndRunningOnesSoon()
    {
        store::JobRepository jobs(scope());
        const Job running = newJob(m_recording);
        const Job waiting = newJob(m_recording, StepKind::Topics);
        QCOMPARE(jobs.enqueue(running).value(), true);
        auto workers = queue();
        const auto taken = claimed(workers);
        QCOMPARE(jobs.enqueue(waiting).value(), true);
        QVERIFY(!workers.cancelRequested(taken).value());

        QCOMPARE(jobs.cancel(m_recording, now).value(), 2);
        QVERIFY(find(waiting.id).state == JobState::Cancelled);
        QVERIFY(find(running.id).state == JobState::Running);
        QVERIFY(workers.cancelRequested(taken).value());
        QVERIFY(!workers.claim(JobKind::Media, now).value());

        // It was just about to be tried again: it is not.
        VERIFY_OK(workers.finish(taken, ended(taken.job, JobState::Available), now));
        QVERIFY(find(running.id).state == JobState::Cancelled);
        QCOMPARE(jobs.cancel(m_recording, now).value(), 0);
        QCOMPARE(jobs.enqueue(newJob(m_recording)).value(), true);
    }

    void jobsOfALostWorkerAreDoneByAnother()
    {
        const Job job = enqueued();
        auto lost = queue(u"lost"_s);
        VERIFY_OK(lost.start(now));
        claimed(lost);
        auto other = queue(u"other"_s);
        VERIFY_OK(other.start(now));
        VERIFY_OK(lost.heartbeat(now + 20s));
        QCOMPARE(other.reapLost(now + 40s, 30s, false).value(), 0);
        QCOMPARE(other.reapLost(now + 51s, 30s, false).value(), 1);
        const Job back = find(job.id);
        QVERIFY(back.state == JobState::Available);
        QCOMPARE(back.losses, 1);
        const auto taken = claimed(other, now + 1h);
        QCOMPARE(taken.job.attempt, 1);   // a kill spends no attempt
    }

    void aRunnerThatTookTheLockTakesAllAtOnce()
    {
        const Job job = enqueued();
        auto killed = queue(u"killed"_s);
        VERIFY_OK(killed.start(now));
        claimed(killed);
        auto next = queue(u"next"_s);
        VERIFY_OK(next.start(now));
        QCOMPARE(next.reapLost(now, 30s, true).value(), 1);
        QVERIFY(find(job.id).state == JobState::Available);
        claimed(next, now + 1h);
        QCOMPARE(next.reapLost(now, 30s, true).value(), 0);   // its own it keeps
    }

    void threeLossesInARowFailTheJob()
    {
        const Job job = enqueued();
        Instant when = now;
        for (int i = 0; i < 3; ++i) {
            auto killed = queue(u"killed-%1"_s.arg(i));
            VERIFY_OK(killed.start(when));
            claimed(killed, when);
            when += 2h;
            QCOMPARE(queue(u"next"_s).reapLost(when, 30s, false).value(), 1);
        }
        QVERIFY(find(job.id).state == JobState::Failed);
        QVERIFY(!find(job.id).lastError.isEmpty());
    }

    void aLostJobThatWasCancelledStaysCancelled()
    {
        const Job job = enqueued();
        auto killed = queue(u"killed"_s);
        VERIFY_OK(killed.start(now));
        claimed(killed);
        QCOMPARE(store::JobRepository(scope()).cancel(job.recording, now).value(), 1);
        QCOMPARE(queue(u"next"_s).reapLost(now + 1h, 30s, false).value(), 1);
        QVERIFY(find(job.id).state == JobState::Cancelled);
    }

    void reapersNeverTakeTwice()
    {
        constexpr int jobs = 40;
        for (int i = 0; i < jobs; ++i)
            enqueued();
        auto killed = queue(u"killed"_s);
        VERIFY_OK(killed.start(now));
        for (int i = 0; i < jobs; ++i)
            claimed(killed);
        std::atomic<int> reaped = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back(
                [&, i] { reaped += queue(u"reaper-%1"_s.arg(i)).reapLost(now + 1h, 30s, false).value_or(1000); });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(reaped, jobs);
        const auto pending = store::JobRepository(scope()).pending().value();
        for (const auto &job : pending)
            QCOMPARE(job.losses, 1);
    }

    /// Kills, cancels, snoozes and results in whatever order: no job is lost, none is done twice.
    void whateverHappensEveryJobEndsOnce()
    {
        const uint seed = 20251124;
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        QHash<QString, int> done;
        for (int i = 0; i < 12; ++i)
            done.insert(enqueued().id.value, 0);
        Instant when = now;
        QList<std::pair<QString, ClaimedJob>> running;
        int workers = 0;
        for (int step = 0; step < 400; ++step) {
            when += 10s;
            const QString name = u"worker-%1"_s.arg(workers);
            auto mine = queue(name);
            VERIFY_OK(mine.heartbeat(when));
            if (random() % 3 != 0) {
                if (const auto taken = mine.claim(JobKind::Media, when).value())
                    running += {name, *taken};
            } else if (!running.isEmpty()) {
                const auto [owner, taken] = running.takeAt(random() % running.size());
                Job after = ended(taken.job, random() % 2 ? JobState::Completed : JobState::Available);
                const auto finished = mine.finish(taken, after, when);
                if (finished && after.state == JobState::Completed)
                    ++done[taken.job.id.value];
            }
            if (random() % 20 == 0) {   // this worker is killed; somebody notices an hour later
                ++workers;
                when += 1h;
                VERIFY_OK(queue(u"reaper"_s).reapLost(when, 1min, false));
            }
        }
        for (const auto &[id, times] : done.asKeyValueRange()) {
            const JobState state = find({id}).state;
            QCOMPARE(times, state == JobState::Completed ? 1 : 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
