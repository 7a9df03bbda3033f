#include "support/browser.h"
#include "support/cut_trial.h"
#include "support/faults.h"
#include "support/seeded_random.h"
#include "support/two_encoders.h"
#include "support/verify.h"

#include <cmath>

using namespace Qt::StringLiterals;
using support::CutTrial;
using support::Faults;
using support::FramePlan;
using support::MarkerOptions;
using support::SeededRandom;
using support::Watched;

static constexpr int width = 320;
static constexpr int height = 180;

/// Cut recordings as people watch them. A browser's decoder is stricter than FFmpeg's.
class TestSmartCutBrowser : public QObject {
    Q_OBJECT

private:
    support::MarkerVideos m_videos;
    QTemporaryDir m_folder;

    /// In the middle of pictures that stay long enough: half of them anywhere, half just after joins.
    static QList<double> placesIn(const FramePlan &plan, int count)
    {
        constexpr double longEnough = 0.015;
        SeededRandom random(11);
        QList<double> places;
        while (places.size() < count) {
            qsizetype frame = random.wholeBetween(0, int(plan.frames.size()) - 2);
            if (random.coin()) {
                const auto &segment = plan.segments[random.wholeBetween(0, int(plan.segments.size()) - 1)];
                frame = std::ranges::lower_bound(plan.frames, segment.output, {}, &FramePlan::Frame::output)
                    - plan.frames.begin() + random.wholeBetween(0, 8);
            }
            if (frame + 1 >= plan.frames.size())
                continue;
            const double length = plan.frames[frame + 1].output - plan.frames[frame].output;
            if (length > longEnough)
                places += plan.frames[frame].output + length / 2;
        }
        return places;
    }

    static const FramePlan::Frame &frameAt(const FramePlan &plan, double at)
    {
        return *std::prev(std::ranges::upper_bound(plan.frames, at, {}, &FramePlan::Frame::output));
    }

    static QStringList faultsOf(const Watched &watched, const FramePlan &plan)
    {
        Faults faults;
        faults.addUnless(watched.error.isEmpty(), watched.error);
        for (const auto &seen : watched.seeks)
            faults.addUnless(frameAt(plan, seen.at).picture == seen.number,
                u"after the seek to %1 s picture %2 is shown, not %3"_s.arg(seen.at)
                    .arg(seen.number)
                    .arg(frameAt(plan, seen.at).picture));
        for (const auto &seen : watched.played) {
            // While the number is read, the next picture may have come.
            const auto now = std::ranges::upper_bound(plan.frames, seen.at + 0.001, {}, &FramePlan::Frame::output);
            const auto fits = [&seen](const auto &frame) { return frame.picture == seen.number; };
            const auto end = now + std::min<std::ptrdiff_t>(3, plan.frames.end() - now);
            faults.addUnless(std::any_of(std::prev(now), end, fits),
                u"in playing picture %1 is shown at %2 s"_s.arg(seen.number).arg(seen.at));
        }
        return faults.list();
    }

private slots:
    void initTestCase()
    {
        if (support::chromium().isEmpty())
            QSKIP("NOT TESTED: there is no chromium.");
    }

    void aBrowserShowsWhatIsPlanned_data()
    {
        QTest::addColumn<int>("bPictures");
        QTest::addColumn<bool>("hasOpenGroups");
        QTest::newRow("no B pictures, variable rate") << 0 << false;
        QTest::newRow("B pictures, open groups") << 3 << true;
    }

    void aBrowserShowsWhatIsPlanned()
    {
        QFETCH(int, bPictures);
        QFETCH(bool, hasOpenGroups);
        const auto video = m_videos.make({.seed = 41,
            .width = width,
            .height = height,
            .rate = bPictures == 0 ? MarkerOptions::Rate::Variable : MarkerOptions::Rate::Constant,
            .groupSeconds = 4,
            .groups = hasOpenGroups ? MarkerOptions::Groups::Open : MarkerOptions::Groups::Closed,
            .bPictures = bPictures});
        VERIFY_OK(video);
        const auto trial = CutTrial::run(
            m_folder.path(), *video, video->randomKeep(41), {.engine = media::Engine::Splice, .seeks = 1});
        VERIFY_OK(trial);
        QVERIFY2(trial->isSmart(), qPrintable(trial->report.reason));
        constexpr int seeks = 30;
        const auto watched =
            support::watch(m_folder.filePath(u"cut.mp4"_s), width, height, placesIn(trial->plan, seeks));
        VERIFY_OK(watched);
        VERIFY_FAULTLESS(faultsOf(*watched, trial->plan));
        QCOMPARE(watched->seeks.size(), seeks);
        QVERIFY2(watched->played.size() > 30, qPrintable(QString::number(watched->played.size())));
        QVERIFY(watched->played.last().at > trial->plan.outputEnd() - 2);
    }

    void aBrowserDoesNotBearSharedIds()
    {
        const auto shared = support::byTwoEncoders(m_videos, support::SetIds::Shared);
        VERIFY_OK(shared);
        FramePlan plan{.segments = {{.engine = u"copy"_s, .end = 16}}, .frames = {}};
        for (int i = 0; i < 16 * 25; ++i)
            plan.frames += FramePlan::Frame{.output = i / 25.0, .source = i / 25.0, .picture = i};
        const auto watched = support::watch(*shared, width, height, placesIn(plan, 30));
        VERIFY_OK(watched);
        QVERIFY(!watched->error.isEmpty());
        QVERIFY(!faultsOf(*watched, plan).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSmartCutBrowser)
#include "tst_smart_cut_browser.moc"
