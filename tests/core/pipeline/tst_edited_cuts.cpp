#include "core/base/files.h"
#include "core/base/json.h"
#include "support/verify.h"
#include "support/world.h"

#include <QDir>

#include <future>

using base::ErrorKind;
using domain::Cut;
using domain::CutFormat;
using domain::CutKind;
using domain::RecordingId;
using domain::StepKind;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A recording of a minute, silent from 10 to 30 s, cut and published.
class Recut : public World {
public:
    Recut()
    {
        engines.beforeWords = [this](const base::StopToken &) -> base::Result<> {
            ++transcriptions;
            return {};
        };
        id = add();
        startRunner();
        run();
        VERIFY_OK(workspace->cutList(id));
    }
    ~Recut() { runner = {}; }
    Q_DISABLE_COPY_MOVE(Recut)

    void run()
    {
        VERIFY_OK(workspace->run({.recordings = {id}}));
        QVERIFY(waitUntilIdle(id));
        QCOMPARE(domain::toString(overview(id).recording.status()), u"READY"_s);
    }

    /// The present list after `change`, imported.
    base::Result<workspace::Workspace::ImportedCuts> edit(const std::function<void(QList<Cut> &)> &change)
    {
        TRY(const auto list, workspace->cutList(id));
        QList<Cut> cuts = list.cuts;
        change(cuts);
        return workspace->importCuts(id, CutFormat::Json, base::toCompactJson({{u"cuts"_s, domain::toJson(cuts)}}));
    }

    QStringList planned()
    {
        QStringList names;
        const auto plan = workspace->plan(overview(id).recording, {});
        for (const auto &step : plan ? plan->steps : QList<pipeline::PlannedStep>())
            if (step.run)
                names += step.name.toString();
        return names;
    }

    QByteArray published(const QString &file)
    {
        return base::readFile(folder.filePath(u"out/talk/"_s + file)).value_or(QByteArray());
    }
    QJsonObject provenance()
    {
        return base::parseObject(published(u"provenance.json"_s), u"provenance"_s).value_or(QJsonObject());
    }
    QStringList pieces() { return QDir(checkpoints()).entryList({u"*.pieces"_s}, QDir::Files); }
    [[nodiscard]] QString checkpoints() const
    {
        return folder.filePath(u"profile/media/recordings/"_s + id.value + u"/checkpoints"_s);
    }

    std::atomic<int> transcriptions = 0;
    RecordingId id;
};

class TestEditedCuts : public QObject {
    Q_OBJECT

private slots:
    void aPersonsListIsWhatIsCut()
    {
        Recut world;
        const auto automatic = world.workspace->cutList(world.id).value();
        QCOMPARE(automatic.cuts.size(), 1);
        QVERIFY(!automatic.edited && automatic.rendered);
        QVERIFY(world.media.rendered().startSlack > 0s);
        QVERIFY(world.media.rendered().settled.isEmpty());

        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        world.run();
        const auto list = world.workspace->cutList(world.id).value();
        QVERIFY(list.edited && list.rendered);
        QVERIFY(list.cuts.first().edited);
        const auto request = world.media.rendered();
        QCOMPARE(request.keep.size(), 2);
        QCOMPARE(request.keep.first(), domain::Interval({0s, automatic.cuts.first().source.start}));
        const auto moved = request.keep.last().start - (automatic.cuts.first().source.end - 5s);
        QVERIFY(std::chrono::abs(moved) <= 11ms);   // half a packet
        QVERIFY(request.startSlack == 0s);
        // Only the moved edge may go to where it costs least; the automatic rendering had no such edges.
        QVERIFY(request.settled.contains(request.keep.first().end));
        QVERIFY(!request.settled.contains(request.keep.last().start));
        QCOMPARE(world.overview(world.id).recording.finalDuration,
            std::chrono::round<std::chrono::milliseconds>(
                automatic.duration - automatic.cuts.first().source.length() + 5s + -moved));
    }

    void onlyTheCutAndWhatDependsOnItRunAgain()
    {
        Recut world;
        QCOMPARE(world.planned(), QStringList());
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        QCOMPARE(world.planned(), (QStringList{u"trim"_s, u"subtitles"_s, u"publish:folder"_s}));
        QVERIFY(!world.workspace->cutList(world.id)->rendered);
        world.run();
        QCOMPARE(world.planned(), QStringList());
        QCOMPARE(world.transcriptions.load(), 1);
    }

    void everythingThatIsPublishedMovesWithTheCut()
    {
        Recut world;
        const auto lineOf = [](const QByteArray &srt, const QByteArray &word) {
            const auto lines = srt.split('\n');
            const auto text =
                std::find_if(lines.begin(), lines.end(), [&](const auto &line) { return line.contains(word); });
            return text == lines.end() || text == lines.begin() ? QByteArray() : *(text - 1);
        };
        const QByteArray before = world.published(u"subtitles.srt"_s);
        const QByteArray chapters = world.published(u"chapters.txt"_s);
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        world.run();
        const QByteArray after = world.published(u"subtitles.srt"_s);
        QCOMPARE(lineOf(after, "word0"), lineOf(before, "word0"));
        QVERIFY2(lineOf(before, "word4").startsWith("00:00:11,"), before.constData());
        QVERIFY2(lineOf(after, "word4").startsWith("00:00:16,"), after.constData());
        QVERIFY(world.published(u"chapters.txt"_s) != chapters);
        QVERIFY(world.published(u"video.mp4"_s).startsWith("video 45"));
    }

    void provenanceSaysWhoCutAndHowItWasRendered()
    {
        Recut world;
        QCOMPARE(world.provenance()["cut_list"_L1].toString(), u"automatic"_s);
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts += Cut{{40s, 41s}, CutKind::Manual, u"A sneeze."_s}; }));
        world.run();
        const QJsonObject json = world.provenance();
        QCOMPARE(json["cut_list"_L1].toString(), u"edited"_s);
        QCOMPARE(json["cuts"_L1].toArray().size(), 2);
        QCOMPARE(json["cuts"_L1][0]["edited"_L1].toBool(), false);
        QCOMPARE(json["cuts"_L1][1]["edited"_L1].toBool(), true);
        QCOMPARE(json["cuts"_L1][1]["reason"_L1].toString(), u"A sneeze."_s);
        const QJsonObject render = json["render"_L1].toObject();
        QCOMPARE(render["frames"_L1].toObject(),
            (QJsonObject{{u"copied"_s, 4}, {u"patched"_s, 3}, {u"inserted"_s, 2}, {u"encoded"_s, 1}}));
        QCOMPARE(render["segments"_L1].toArray().size(), 3);
        for (const auto &segment : render["segments"_L1].toArray())
            QVERIFY(segment["engine"_L1].toString() == "copy"_L1 && segment["reason"_L1].isString());
    }

    void anImportThatChangesNothingLeavesEverythingDone()
    {
        Recut world;
        for (const auto format : {CutFormat::Json, CutFormat::Edl, CutFormat::Otio}) {
            const auto bytes = world.workspace->exportCuts(world.id, format);
            VERIFY_OK(bytes);
            const auto imported = world.workspace->importCuts(world.id, format, *bytes);
            VERIFY_OK(imported);
            QCOMPARE(imported->changed, 0);
        }
        QCOMPARE(world.planned(), QStringList());
        QVERIFY(!world.workspace->cutList(world.id)->edited);
    }

    void aListThatKeepsEverythingIsAPersonsWishToo()
    {
        Recut world;
        const auto imported = world.edit([](QList<Cut> &cuts) { cuts.clear(); });
        VERIFY_OK(imported);
        QCOMPARE(imported->changed, 1);
        world.run();
        QVERIFY(world.overview(world.id).recording.finalDuration == 60s);
        QVERIFY(world.workspace->cutList(world.id)->edited);
    }

    void resettingIsAutomaticAgain()
    {
        Recut world;
        const auto automatic = world.workspace->cutList(world.id)->cuts;
        QCOMPARE(world.workspace->resetCuts(world.id).value(), false);
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        world.run();
        QCOMPARE(world.workspace->resetCuts(world.id).value(), true);
        world.run();
        const auto list = world.workspace->cutList(world.id).value();
        QCOMPARE(list.cuts, automatic);
        QVERIFY(!list.edited && list.rendered);
        QCOMPARE(world.transcriptions.load(), 1);
    }

    void otherOptionsOfCuttingDoNotTakeAPersonsListBack()
    {
        Recut world;
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        world.run();
        const auto list = world.workspace->cutList(world.id)->cuts;
        VERIFY_OK(world.workspace->saveSettings(
            {{u"trimming"_s, QJsonObject{{u"preset"_s, u"tight"_s}, {u"pad_after"_s, 0.1}, {u"enabled"_s, false}}}}));
        QCOMPARE(world.planned(), QStringList());
        VERIFY_OK(world.workspace->saveSettings({{u"trimming"_s, QJsonObject{{u"engine"_s, u"full"_s}}}}));
        QVERIFY(world.planned().contains(u"trim"_s));
        VERIFY_OK(world.workspace->run({.recordings = {world.id}, .force = true}));
        QVERIFY(world.waitUntilIdle(world.id));
        QCOMPARE(world.workspace->cutList(world.id)->cuts, list);
    }

    void aPersonsListDoesNotWaitForWords()
    {
        Recut world;
        world.engines.speed = 10;
        const auto waits = [&] {
            const auto plan = world.workspace->plan(world.overview(world.id).recording, {.force = true});
            return plan->find({StepKind::Trim, {}})->after.contains({StepKind::Transcribe, {}});
        };
        QVERIFY(waits());
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts.clear(); }));
        QVERIFY(!waits());
    }

    void aListThatChangesWhileItIsRenderedIsRenderedAfterwards()
    {
        Recut world;
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        std::atomic<int> renders = 0;
        world.media.before = [&](const QString &request, const base::StopToken &) -> base::Result<> {
            if (request == "render"_L1 && ++renders == 1)
                TRY_DO(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
            return {};
        };
        world.run();
        QCOMPARE(renders.load(), 2);
        QVERIFY(world.workspace->cutList(world.id)->rendered);
        QVERIFY(world.overview(world.id).recording.finalDuration > 49s);
        QCOMPARE(world.planned(), QStringList());
    }

    void aCutThatFailsLeavesTheFilmAndItsCuts()
    {
        Recut world;
        const auto before = world.workspace->cuts(world.id);
        VERIFY_OK(before);
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts.clear(); }));
        world.media.before = [](const QString &request, const base::StopToken &) -> base::Result<> {
            if (request == "render"_L1)
                return base::fail(ErrorKind::Invalid, u"It is a test."_s);
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {world.id}}));
        QVERIFY(world.waitUntilIdle(world.id));
        QCOMPARE(world.stateOf(world.id, StepKind::Trim), u"failed"_s);
        QCOMPARE(world.workspace->cuts(world.id).value().cuts, before->cuts);
        VERIFY_OK(world.workspace->renderPlan(world.id));
        VERIFY_OK(world.workspace->resetCuts(world.id));
        world.media.before = [](const QString &, const base::StopToken &) -> base::Result<> { return {}; };
        world.run();
        QCOMPARE(world.workspace->cutList(world.id)->cuts, before->cuts);
    }

    void aListThatCannotBeCutChangesNothing()
    {
        Recut world;
        const auto refused = world.edit([](QList<Cut> &cuts) { cuts += Cut{{15s, 16s}}; });
        VERIFY_FAILS(refused, ErrorKind::Invalid);
        VERIFY_FAILS(world.edit([](QList<Cut> &cuts) { cuts = {Cut{{0s, 60s}}}; }), ErrorKind::Invalid);
        QVERIFY(!world.workspace->cutList(world.id)->edited);
    }

    void beforeTheAnalysisThereIsNothingToEdit()
    {
        World world;
        const auto id = world.add();
        VERIFY_FAILS(world.workspace->cutList(id), ErrorKind::NotFound);
        VERIFY_FAILS(world.workspace->exportCuts(id, CutFormat::Edl), ErrorKind::NotFound);
        VERIFY_FAILS(world.workspace->importCuts(id, CutFormat::Json, "{\"cuts\": []}"), ErrorKind::NotFound);
        VERIFY_FAILS(world.workspace->renderPlan(id), ErrorKind::NotFound);
    }

    void twoWorkspacesSeeNothingOfEachOthersCuts()
    {
        Recut one;
        Recut two;
        VERIFY_OK(one.edit([](QList<Cut> &cuts) { cuts.clear(); }));
        QVERIFY(!two.workspace->cutList(two.id)->edited);
        QCOMPARE(two.planned(), QStringList());
        VERIFY_FAILS(two.workspace->cutList(one.id), ErrorKind::NotFound);
        VERIFY_FAILS(two.workspace->resetCuts(one.id), ErrorKind::NotFound);
    }

    void thePlanOfTheRenderingIsKept()
    {
        Recut world;
        const auto plan = world.workspace->renderPlan(world.id);
        VERIFY_OK(plan);
        QVERIFY2(plan->startsWith("segment 0 copy 0 "), plan->constData());
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts.clear(); }));
        world.run();
        QCOMPARE(world.workspace->renderPlan(world.id).value(), "segment 0 copy 0 60000000 0\n"_ba);
    }

    void renderedPiecesOutliveTheAttempt()
    {
        Recut world;
        const QString first = world.media.rendered().pieces;
        QVERIFY(QFile::exists(first));
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        world.run();
        QCOMPARE(world.media.rendered().pieces, first);
        QCOMPARE(world.pieces().size(), 1);
    }

    void piecesOfAnotherSourceAreNotUsed()
    {
        Recut world;
        const auto sha256 = base::sha256OfFile(world.folder.filePath(u"talk.mp4"_s), {});
        VERIFY_OK(sha256);
        QCOMPARE(world.pieces(), QStringList(u"trim-%1.pieces"_s.arg(*sha256)));
        VERIFY_OK(base::writeFileDurably(world.checkpoints() + u"/trim-0123abcd.pieces"_s, "of another file"));
        VERIFY_OK(world.workspace->run({.recordings = {world.id}, .force = true}));
        QVERIFY(world.waitUntilIdle(world.id));
        QCOMPARE(world.pieces(), QStringList(u"trim-%1.pieces"_s.arg(*sha256)));
    }

    void aRemovedRecordingLeavesNoPieces()
    {
        Recut world;
        VERIFY_OK(world.edit([](QList<Cut> &cuts) { cuts[0].source.end -= 5s; }));
        VERIFY_OK(world.workspace->remove({world.id}));
        QVERIFY(!QDir(world.checkpoints()).exists());
        VERIFY_OK(world.workspace->restore({world.id}));
        QVERIFY(world.workspace->cutList(world.id)->edited);   // a person's work is no leftover
        world.run();
        QCOMPARE(world.pieces().size(), 1);
    }

    void aRecordingThatIsRemovedWhileItIsRenderedLeavesNoPieces()
    {
        Recut world;
        std::promise<base::Result<>> removed;
        world.media.before = [&](const QString &request, const base::StopToken &) -> base::Result<> {
            if (request == "render"_L1)
                removed.set_value(world.workspace->remove({world.id}));
            return {};
        };
        VERIFY_OK(world.workspace->run({.recordings = {world.id}, .force = true}));
        VERIFY_OK(removed.get_future().get());
        world.runner = {};   // ends when the step has
        QVERIFY(!QDir(world.checkpoints()).exists());
    }
};

QTEST_GUILESS_MAIN(TestEditedCuts)
#include "tst_edited_cuts.moc"
