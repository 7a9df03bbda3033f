#include "core/pipeline/plan.h"
#include "support/verify.h"

using namespace pipeline;
using domain::Step;
using domain::StepKind;
using domain::StepState;
using namespace Qt::StringLiterals;

class TestPlan : public QObject {
    Q_OBJECT

    domain::Config m_config;
    domain::Recording m_recording{.id = {u"id"_s}, .title = u"Talk"_s, .sourceKey = u"key"_s};

    [[nodiscard]] Plan plan(const domain::Recording &recording, const domain::Config &config, bool force = false,
        const QString &engine = u"engine"_s, bool waits = false) const
    {
        return makePlan({.recording = recording,
            .config = config,
            .transcriber = {engine, engine.isEmpty() ? u"Install a model."_s : u"The best."_s},
            .topicFinder = {u"local"_s, u"Needs nothing."_s},
            .speechDetector = {},
            .trimWaitsForWords = waits,
            .force = force});
    }

    static domain::Config with(const QString &assignment)
    {
        return domain::Config::resolve(
            {{domain::Level::Run, u"this run"_s, domain::layerFromAssignment(assignment).value()}});
    }

    /// The recording after everything of `plan` was done.
    [[nodiscard]] domain::Recording done(const Plan &plan) const
    {
        domain::Recording recording = m_recording;
        for (const auto &planned : plan.steps)
            if (planned.run)
                recording.setStep(
                    {.name = planned.name, .state = StepState::Completed, .fingerprint = planned.fingerprint});
        return recording;
    }

    static QStringList running(const Plan &plan)
    {
        QStringList names;
        for (const auto &step : plan.steps)
            if (step.run)
                names += step.name.toString();
        return names;
    }

    static QStringList ready(const Plan &plan, const domain::Recording &recording, bool allowErrors = false)
    {
        QStringList names;
        for (const auto &name : readySteps(plan, recording.steps, allowErrors))
            names += name.toString();
        return names;
    }

private slots:
    void everyStepHasAReason()
    {
        const Plan fresh = plan(m_recording, m_config);
        QCOMPARE(fresh.steps.size(), 7);
        for (const auto &step : fresh.steps)
            QVERIFY2(!step.reason.isEmpty(), qPrintable(step.name.toString()));
        QCOMPARE(running(fresh),
            (QStringList{u"analyze"_s, u"transcribe"_s, u"trim"_s, u"topics"_s, u"subtitles"_s, u"publish:folder"_s}));
    }

    void whatIsDoneIsNotDoneAgain()
    {
        const auto recording = done(plan(m_recording, m_config));
        QCOMPARE(running(plan(recording, m_config)), QStringList());
        QCOMPARE(running(plan(recording, m_config, true)).size(), 6);
    }

    void aChangedOptionRedoesExactlyWhatDependsOnIt_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QStringList>("again");
        QTest::newRow("title") << u"metadata.title_template={date}"_s << QStringList{u"publish:folder"_s};
        QTest::newRow("cuts") << u"trimming.preset=tight"_s
                              << QStringList{u"trim"_s, u"subtitles"_s, u"publish:folder"_s};
        QTest::newRow("language") << u"transcription.language=ru"_s
                                  << QStringList{u"transcribe"_s, u"topics"_s, u"subtitles"_s, u"publish:folder"_s};
        QTest::newRow("topics") << u"topics.granularity=short"_s << QStringList{u"topics"_s, u"publish:folder"_s};
        QTest::newRow("retention") << u"retention.auto_expire_days=30"_s << QStringList();
    }

    void aChangedOptionRedoesExactlyWhatDependsOnIt()
    {
        QFETCH(QString, assignment);
        QFETCH(QStringList, again);
        const auto recording = done(plan(m_recording, m_config));
        QCOMPARE(running(plan(recording, with(assignment))), again);
    }

    void aPersonsCutsStandInsteadOfTheOptionsOfCutting()
    {
        const QStringList again{u"trim"_s, u"subtitles"_s, u"publish:folder"_s};
        domain::Recording recording = done(plan(m_recording, m_config));
        recording.editedCuts = QList<domain::Cut>();
        const Plan edited = plan(recording, m_config);
        QCOMPARE(running(edited), again);
        QCOMPARE(edited.find({StepKind::Trim, {}})->reason, u"Cuts as they were edited by hand."_s);

        for (const Step &step : done(edited).steps)
            recording.setStep(step);
        QCOMPARE(running(plan(recording, m_config)), QStringList());
        QCOMPARE(running(plan(recording, with(u"trimming.preset=tight"_s))), QStringList());
        QCOMPARE(running(plan(recording, with(u"trimming.engine=full"_s))), again);
        *recording.editedCuts += domain::Cut{{std::chrono::seconds(1), std::chrono::seconds(2)}};
        QCOMPARE(running(plan(recording, m_config)), again);
        recording.editedCuts.reset();
        QCOMPARE(running(plan(recording, m_config)), again);
    }

    void withoutAnEngineTextAndWhatNeedsItAreSkippedWithTheReason()
    {
        const Plan without = plan(m_recording, m_config, false, {});
        QCOMPARE(running(without), (QStringList{u"analyze"_s, u"trim"_s, u"publish:folder"_s}));
        QCOMPARE(without.find({StepKind::Transcribe, {}})->reason, u"Install a model."_s);
        QVERIFY(without.find({StepKind::Topics, {}})->reason.contains("text"_L1));
    }

    void stepsStartWhenWhatTheyNeedIsSettled()
    {
        const Plan fresh = plan(m_recording, m_config);
        QCOMPARE(ready(fresh, m_recording), QStringList(u"analyze"_s));

        domain::Recording recording = m_recording;
        recording.setStep({.name = {StepKind::Analyze, {}},
            .state = StepState::Completed,
            .fingerprint = fresh.find({StepKind::Analyze, {}})->fingerprint});
        QCOMPARE(ready(plan(recording, m_config), recording), (QStringList{u"transcribe"_s, u"trim"_s}));
        QCOMPARE(ready(plan(recording, m_config, false, u"engine"_s, true), recording), QStringList(u"transcribe"_s));
    }

    void aFailedTextHoldsUpOnlyWhatNeedsIt()
    {
        domain::Recording recording = done(plan(m_recording, m_config));
        recording.setStep({.name = {StepKind::Transcribe, {}}, .state = StepState::Failed});
        for (const auto kind : {StepKind::Trim, StepKind::Topics, StepKind::Subtitles})
            recording.setStep({.name = {kind, {}}});
        recording.setStep({.name = {StepKind::Publish, u"folder"_s}});
        const Plan waiting = plan(recording, m_config, false, u"engine"_s, true);
        QCOMPARE(ready(waiting, recording), QStringList(u"trim"_s));
        QCOMPARE(ready(waiting, recording, true), (QStringList{u"trim"_s, u"topics"_s}));
    }

    void theHashNamesThePlan()
    {
        QCOMPARE(plan(m_recording, m_config).hash(), plan(m_recording, m_config).hash());
        QVERIFY(plan(m_recording, m_config).hash() != plan(m_recording, with(u"trimming.preset=tight"_s)).hash());
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
