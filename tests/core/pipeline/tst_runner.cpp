#include "support/verify.h"
#include "support/world.h"

#include <thread>

using base::ErrorKind;
using domain::StepKind;
using domain::StepState;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunner : public QObject {
    Q_OBJECT

private slots:
    void aRecordingGoesAllTheWay()
    {
        World world;
        const auto id = world.add();
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitUntilIdle(id));

        const auto overview = world.overview(id);
        QCOMPARE(domain::toString(overview.recording.status()), u"READY"_s);
        QCOMPARE(overview.packageFolder, world.folder.filePath(u"out/talk"_s));
        QVERIFY(overview.recording.finalDuration < overview.recording.duration);
        QStringList names;
        const auto files = world.workspace->files(id);
        VERIFY_OK(files);
        for (const auto &file : *files)
            names += file.name;
        QCOMPARE(names,
            (QStringList{u"audio.m4a"_s, u"chapters.txt"_s, u"description.txt"_s, u"poster.jpg"_s, u"provenance.json"_s,
                u"subtitles.srt"_s, u"subtitles.vtt"_s, u"topics.json"_s, u"transcript.json"_s, u"transcript.txt"_s,
                u"video.mp4"_s}));
    }

    void stepsSideBySideKeepWhatTheOtherFoundOut()
    {
        World world;
        const auto id = world.add();
        world.engines.beforeWords = [&](const base::StopToken &stop) -> base::Result<> {
            while (world.stateOf(id, StepKind::Trim) != "completed"_L1)
                TRY_DO(stop.sleepFor(5ms));
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitUntilIdle(id));
        QVERIFY(world.overview(id).recording.finalDuration > 0ms);
    }

    void aSecondRunAsksTheMediaToolNothing()
    {
        World world;
        const auto id = world.add();
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitUntilIdle(id));
        const int before = world.media.requests;
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        QVERIFY(world.waitUntilIdle(id));
        QCOMPARE(world.media.requests.load(), before);
        VERIFY_OK(world.workspace->run({.recordings = {id}, .force = true}));
        QVERIFY(world.waitUntilIdle(id));
        QVERIFY(world.media.requests > before);
    }

    void aFileThatIsNoRecordingFailsAtOnceWithItsReason()
    {
        World world;
        const auto id = world.add();
        world.media.before = [](const QString &request, const base::StopToken &) -> base::Result<> {
            if (request == "probe"_L1)
                return base::fail(ErrorKind::Invalid, u"This is a shopping list."_s);
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitUntilIdle(id));
        const auto recording = world.overview(id).recording;
        QVERIFY(recording.failedStep());
        QCOMPARE(recording.failedStep()->failure->reason, u"This is a shopping list."_s);
        QCOMPARE(domain::toString(recording.status()), u"DOWNLOADED"_s);
    }

    void aPassingFaultIsRetriedAfterItsBackoffAndNotBefore()
    {
        World world;
        const auto id = world.add();
        std::atomic<int> renders = 0;
        world.media.before = [&](const QString &request, const base::StopToken &) -> base::Result<> {
            if (request == "render"_L1 && ++renders == 1)
                return base::fail(ErrorKind::Unavailable, u"The disk is busy."_s);
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitFor(id, [](const auto &overview) { return overview.nextAttempt.has_value(); }));
        QCOMPARE(renders.load(), 1);
        QCOMPARE(world.stateOf(id, StepKind::Trim), u"pending"_s);
        world.clock.advance(1h);
        QVERIFY(world.waitUntilIdle(id));
        QCOMPARE(renders.load(), 2);
        QCOMPARE(domain::toString(world.overview(id).recording.status()), u"READY"_s);
    }

    void cancellingStopsARunningStepAndRunningGoesOn()
    {
        World world;
        const auto id = world.add();
        std::atomic<bool> block = true;
        world.media.before = [&](const QString &request, const base::StopToken &stop) -> base::Result<> {
            while (request == "render"_L1 && block)
                TRY_DO(stop.sleepFor(5ms));
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitFor(id, [&](const auto &) { return world.stateOf(id, StepKind::Trim) == "running"_L1; }));
        VERIFY_OK(world.workspace->cancel({id}));
        QVERIFY(world.waitUntilIdle(id));
        QCOMPARE(world.stateOf(id, StepKind::Trim), u"pending"_s);
        QVERIFY(!world.overview(id).recording.failedStep());

        block = false;
        VERIFY_OK(world.workspace->retry({id}));
        QVERIFY(world.waitUntilIdle(id));
        QCOMPARE(domain::toString(world.overview(id).recording.status()), u"READY"_s);
    }

    void shutdownSpendsNoAttemptAndTheNextProgramGoesOn()
    {
        World world;
        const auto id = world.add();
        std::atomic<bool> block = true;
        world.media.before = [&](const QString &request, const base::StopToken &stop) -> base::Result<> {
            while (request == "render"_L1 && block)
                TRY_DO(stop.sleepFor(5ms));
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitFor(id, [&](const auto &) { return world.stateOf(id, StepKind::Trim) == "running"_L1; }));
        world.runner = {};
        QVERIFY(world.overview(id).queued);
        QCOMPARE(world.overview(id).attempt, 0);

        block = false;
        world.workspace.reset();
        world.open();
        world.startRunner();
        QVERIFY(world.waitUntilIdle(id));
        QCOMPARE(domain::toString(world.overview(id).recording.status()), u"READY"_s);
    }

    void onlyOneRunnerWorksOnAProfile()
    {
        World world;
        world.startRunner();
        VERIFY_FAILS(world.workspace->startRunner({}), ErrorKind::Conflict);
        world.runner = {};
        VERIFY_OK(world.workspace->startRunner({}));
    }

    void pausedRunnersStartNothing()
    {
        World world;
        world.startRunner();
        world.runner.runner->pause(true);
        const auto id = world.add();
        const int probes = world.media.requests;
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        std::this_thread::sleep_for(100ms);   // several polls
        QCOMPARE(world.media.requests.load(), probes);
        world.runner.runner->pause(false);
        QVERIFY(world.waitUntilIdle(id));
        QCOMPARE(domain::toString(world.overview(id).recording.status()), u"READY"_s);
    }

    void slowEnginesDontHoldUpTheCutAndFastOnesGiveItTheWords()
    {
        for (const double speed : {1.0, 10.0}) {
            World world;
            world.engines.speed = speed;
            const auto id = world.add();
            const auto plan = world.workspace->plan(world.overview(id).recording, {});
            VERIFY_OK(plan);
            const bool waits = plan->find({StepKind::Trim, {}})->after.contains({StepKind::Transcribe, {}});
            QCOMPARE(waits, speed >= 5);
        }
    }

    void aRemovedRecordingIsRestoredWithItsWork()
    {
        World world;
        const auto id = world.add();
        VERIFY_OK(world.workspace->run({.recordings = {id}}));
        world.startRunner();
        QVERIFY(world.waitUntilIdle(id));
        VERIFY_OK(world.workspace->remove({id}));
        QCOMPARE(world.workspace->recordings({})->size(), 0);
        VERIFY_OK(world.workspace->restore({id}));
        QCOMPARE(domain::toString(world.overview(id).recording.status()), u"READY"_s);
    }

    void twoWorkspacesSideBySideSeeNothingOfEachOther()
    {
        World one;
        World two;
        const auto id = one.add();
        one.startRunner();
        two.startRunner();
        VERIFY_OK(one.workspace->run({.recordings = {id}}));
        QVERIFY(one.waitUntilIdle(id));
        QCOMPARE(two.workspace->recordings({})->size(), 0);
        VERIFY_FAILS(two.workspace->recording(id.value), ErrorKind::NotFound);
        QCOMPARE(two.media.requests.load(), 0);
    }

    void changesTellWhichRecordingsToReadAgain()
    {
        World world;
        const auto first = world.add(u"one.mp4"_s);
        const auto before = world.workspace->changedSince(0);
        VERIFY_OK(before);
        QVERIFY(before->ids.contains(first));
        QCOMPARE(world.workspace->changedSince(before->token)->ids.size(), 0);
        VERIFY_OK(world.workspace->rename(first, u"Another title"_s));
        QCOMPARE(world.workspace->changedSince(before->token)->ids, QList{first});
    }
};

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
