#include "core/domain/recording.h"
#include "support/verify.h"

#include <QRandomGenerator>

using base::ErrorKind;
using domain::RecordingFlags;
using domain::Status;
using domain::Step;
using domain::StepKind;
using domain::StepName;
using domain::StepState;
using domain::TargetState;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(RecordingFlags)

static const QList<StepState> stepStates = {
    StepState::Pending, StepState::Running, StepState::Completed, StepState::Failed, StepState::Skipped};
static const QList<TargetState> targetStates = {
    TargetState::NotUploaded, TargetState::Uploading, TargetState::Uploaded, TargetState::Failed};

/// A letter a step: download, analyze, transcribe, trim, topics, subtitles, then the targets. p(ending), r(unning),
/// c(ompleted), f(ailed), s(kipped), - (no such step).
static QList<Step> steps(const QString &letters)
{
    QList<Step> result;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        if (letters[i] == u'-')
            continue;
        const auto kind = static_cast<StepKind>(std::min<qsizetype>(i, qsizetype(StepKind::Publish)));
        const QString target = kind == StepKind::Publish ? u"t%1"_s.arg(i) : QString();
        result += Step{.name = {kind, target}, .state = stepStates.at(u"prcfs"_s.indexOf(letters[i]))};
    }
    return result;
}

class TestRecording : public QObject {
    Q_OBJECT

private slots:
    void theStatusFollowsTheTable_data()
    {
        QTest::addColumn<RecordingFlags>("flags");
        QTest::addColumn<QString>("letters");
        QTest::addColumn<Status>("status");
        const RecordingFlags wanted{.mapped = true};
        const RecordingFlags local{.mapped = true, .mediaAtHand = true};
        const auto row = [](const char *name, const RecordingFlags &flags, const QString &letters, Status status) {
            QTest::newRow(name) << flags << letters << status;
        };

        row("new", wanted, u""_s, Status::Initialized);
        row("planned", wanted, u"ppppppp"_s, Status::Initialized);
        row("nothing matched", RecordingFlags{}, u""_s, Status::Skipped);
        row("ignored", RecordingFlags{.mapped = true, .skipped = true}, u"cppppp"_s, Status::Skipped);
        row("the provider works on it", RecordingFlags{.mapped = true, .pendingSource = true}, u"p"_s,
            Status::PendingSource);
        row("nothing matched, and the provider works on it", RecordingFlags{.pendingSource = true}, u""_s,
            Status::Skipped);
        row("expired", RecordingFlags{.mapped = true, .expired = true, .mediaAtHand = true}, u"cccccccc"_s,
            Status::Expired);
        row("expired before skipped", RecordingFlags{.skipped = true, .expired = true}, u""_s, Status::Expired);

        row("download runs", wanted, u"rpppppp"_s, Status::Downloading);
        row("download failed", wanted, u"fpppppp"_s, Status::Initialized);
        row("downloaded", wanted, u"cpppppp"_s, Status::Downloaded);
        row("a local file", local, u"sppppppp"_s, Status::Downloaded);
        row("analysis runs", local, u"srpppp"_s, Status::Processing);
        row("analysis failed", local, u"sfpppp"_s, Status::Downloaded);
        row("analysed", local, u"scpppp"_s, Status::Downloaded);
        row("transcription runs", local, u"scrppp"_s, Status::Transcribing);
        row("transcription before analysis in the table", local, u"srrppp"_s, Status::Transcribing);
        row("transcription failed before the cut", local, u"scfppp"_s, Status::Downloaded);
        row("transcribed, not cut", local, u"sccppp"_s, Status::Downloaded);
        row("cutting", local, u"sccrpp"_s, Status::Processing);
        row("cutting failed", local, u"sccfpp"_s, Status::Downloaded);
        row("cut", local, u"scccpp"_s, Status::Processed);
        row("cut, transcription failed", local, u"scfcpp"_s, Status::Processed);
        row("cutting is switched off", local, u"sccspp"_s, Status::Processed);
        row("cutting is switched off, nothing done yet", local, u"sppspp"_s, Status::Downloaded);
        row("cutting is switched off, not downloaded", wanted, u"pspspp"_s, Status::Initialized);
        row("topics run", local, u"scccrp"_s, Status::Preparing);
        row("subtitles run", local, u"scccpr"_s, Status::Preparing);
        row("topics run while it is cut", local, u"sccrrp"_s, Status::Preparing);
        row("topics failed", local, u"scccfp"_s, Status::Processed);
        row("topics failed, subtitles done", local, u"scccfcp"_s, Status::Processed);
        row("everything before publishing", local, u"scccccp"_s, Status::Transcribed);
        row("without topics", local, u"scccscp"_s, Status::Transcribed);
        row("without text", local, u"scscssp"_s, Status::Processed);
        row("without targets", local, u"sccccc"_s, Status::Transcribed);

        row("publishing", local, u"scccccrp"_s, Status::Uploading);
        row("publishing and transcribing anew", local, u"scrcccr"_s, Status::Uploading);
        row("publishing failed", local, u"scccccf"_s, Status::Transcribed);
        row("publishing failed, without text", local, u"scscssf"_s, Status::Processed);
        row("one of two", local, u"scccccpc"_s, Status::Uploaded);
        row("one of two failed", local, u"scccccfc"_s, Status::Uploaded);
        row("the second runs", local, u"scccccrc"_s, Status::Uploading);
        row("all", local, u"scccccccc"_s, Status::Ready);
        row("all that are wanted", local, u"scccccsc"_s, Status::Ready);
        row("no target is wanted", local, u"scccccs"_s, Status::Transcribed);
        row("published without text", local, u"scscssc"_s, Status::Ready);
        row("a local file without download step", local, u"-ccccccc"_s, Status::Ready);
    }

    void theStatusFollowsTheTable()
    {
        QFETCH(RecordingFlags, flags);
        QFETCH(QString, letters);
        QFETCH(Status, status);
        QCOMPARE(domain::toString(domain::statusOf(flags, steps(letters))), domain::toString(status));
    }

    void everyStatusIsReached()
    {
        QSet<Status> wanted;
        for (const Status status : domain::statusOrder())
            wanted += status;
        QCOMPARE(wanted.size(), 14);
        for (const Status status : wanted)
            QVERIFY(domain::statusFrom(domain::toString(status)) == std::optional(status));

        QSet<Status> reached;
        forEveryCombination([&reached](Status status) { reached += status; });
        QVERIFY(reached == wanted);
    }

    void aFailedStepNeverLooksLikeWork()
    {
        static const QSet<Status> busy{
            Status::Downloading, Status::Processing, Status::Transcribing, Status::Preparing, Status::Uploading};
        for (quint32 seed = 1; seed <= 1000; ++seed) {
            QRandomGenerator random(seed);
            QString letters;
            for (int i = 0; i < 9; ++i)
                letters += u"pcfs"_s.at(random.bounded(4));   // anything but running
            const RecordingFlags flags{.mapped = true, .mediaAtHand = random.bounded(2) == 1};
            const Status status = domain::statusOf(flags, steps(letters));
            QVERIFY2(!busy.contains(status), qPrintable(u"seed %1: %2"_s.arg(seed).arg(letters)));
            // And what runs is always seen.
            letters[random.bounded(9)] = u'r';
            QVERIFY2(busy.contains(domain::statusOf(flags, steps(letters))),
                qPrintable(u"seed %1: %2"_s.arg(seed).arg(letters)));
        }
    }

    void stepsMoveAlongTheirEdgesOnly() { movesAlongEdgesOnly(stepStates, domain::stepEdges()); }
    void targetsMoveAlongTheirEdgesOnly() { movesAlongEdgesOnly(targetStates, domain::targetEdges()); }

    void aRefusedMoveSaysWhich()
    {
        const auto refused = domain::advance(StepState::Completed, StepState::Running);
        VERIFY_FAILS(refused, ErrorKind::Conflict);
        QCOMPARE(refused.error().message, u"A step that is completed cannot become running."_s);
    }

    void aTargetIsItsPublishStep()
    {
        QVERIFY(domain::targetState(StepState::Pending) == TargetState::NotUploaded);
        QVERIFY(domain::targetState(StepState::Skipped) == TargetState::NotUploaded);
        QVERIFY(domain::targetState(StepState::Running) == TargetState::Uploading);
        QVERIFY(domain::targetState(StepState::Completed) == TargetState::Uploaded);
        QVERIFY(domain::targetState(StepState::Failed) == TargetState::Failed);
        // Every move of the step is a move of the target, or none.
        for (const auto &edge : domain::stepEdges()) {
            const TargetState from = domain::targetState(edge.from);
            const TargetState to = domain::targetState(edge.to);
            if (from != to)
                VERIFY_OK(domain::advance(from, to));
        }
    }

    void stepNamesRoundTrip()
    {
        for (const auto &text : {u"download"_s, u"trim"_s, u"publish:folder"_s, u"publish:018f-a:b"_s}) {
            const auto name = StepName::fromString(text);
            QVERIFY(name);
            QCOMPARE(name->toString(), text);
        }
        for (const auto &text : {u""_s, u"publish"_s, u"publish:"_s, u"trim:folder"_s, u"dance"_s})
            QVERIFY2(!StepName::fromString(text), qPrintable(text));
    }

    void sourceKindsHaveTheNamesOfBothGenerations()
    {
        using domain::SourceKind;
        for (const SourceKind kind : {SourceKind::LocalFile, SourceKind::Zoom, SourceKind::YandexDisk,
                 SourceKind::GoogleDrive, SourceKind::Dropbox, SourceKind::Url})
            QVERIFY(domain::sourceKindFrom(domain::toString(kind)) == std::optional(kind));
        QCOMPARE(domain::toString(SourceKind::LocalFile), u"local"_s);
        QVERIFY(domain::sourceKindFrom(u"LOCAL_FILE") == std::optional(SourceKind::LocalFile));
        QVERIFY(domain::sourceKindFrom(u"VIDEO_URL") == std::optional(SourceKind::Url));
        QVERIFY(domain::sourceKindFrom(u"fax") == std::nullopt);
    }

    void theFirstFailureOfThePipelineIsTheOneShown()
    {
        domain::Recording recording;
        QVERIFY(!recording.failedStep());
        recording.setStep({.name = {StepKind::Publish, u"folder"_s}, .state = StepState::Failed});
        recording.setStep({.name = {StepKind::Trim, {}}, .state = StepState::Failed});
        QCOMPARE(recording.failedStep()->name.toString(), u"trim"_s);
        recording.setStep({.name = {StepKind::Trim, {}}, .state = StepState::Completed});
        QCOMPARE(recording.steps.size(), 2);
        QCOMPARE(recording.failedStep()->name.toString(), u"publish:folder"_s);
        QVERIFY(!recording.step({StepKind::Publish, u"other"_s}));
    }

    void theNearestWordOnSkippedWins()
    {
        QCOMPARE(domain::allowSkipped({}, {}, {}), false);
        QCOMPARE(domain::allowSkipped({}, {}, true), true);
        QCOMPARE(domain::allowSkipped({}, false, true), false);
        QCOMPARE(domain::allowSkipped({}, true, false), true);
        QCOMPARE(domain::allowSkipped(false, true, true), false);
        QCOMPARE(domain::allowSkipped(true, false, false), true);
    }

private:
    /// Every combination of step states of a recording with one target.
    template <class Visit> void forEveryCombination(Visit visit)
    {
        const QString all = u"prcfs"_s;
        for (int code = 0; code < 5 * 5 * 5 * 5 * 5 * 5 * 5; ++code) {
            QString letters;
            for (int i = 0, rest = code; i < 7; ++i, rest /= 5)
                letters += all.at(rest % 5);
            visit(domain::statusOf({.mapped = true}, steps(letters + u'p')));
        }
        visit(domain::statusOf({.mapped = true}, steps(u"cccccccc"_s)));
        visit(domain::statusOf({.mapped = true, .expired = true}, {}));
        visit(domain::statusOf({.mapped = true, .pendingSource = true}, {}));
        visit(domain::statusOf({}, {}));
    }

    template <class State>
    void movesAlongEdgesOnly(const QList<State> &states, std::span<const domain::Edge<State>> edges)
    {
        for (const State from : states)
            for (const State to : states) {
                const bool allowed = std::any_of(
                    edges.begin(), edges.end(), [&](const auto &edge) { return edge.from == from && edge.to == to; });
                const auto moved = domain::advance(from, to);
                if (allowed)
                    QVERIFY(moved.value() == to);
                else
                    VERIFY_FAILS(moved, ErrorKind::Conflict);
            }
    }
};

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
