#include "core/domain/cuts.h"
#include "support/cut_trial.h"
#include "support/faults.h"
#include "support/pairwise.h"
#include "support/verify.h"

#include <cmath>

using domain::Interval;
using media::Engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::Combination;
using support::CutTrial;
using support::FramePlan;
using support::MarkerOptions;
using support::MarkerVideo;

/// What recordings differ in, as far as cutting cares.
namespace setting {
enum { Rate, BPictures, References, Groups, Coding, SampleRate, Container, Count };
}
static const std::vector<int> levels{3, 3, 2, 3, 2, 2, 2};
static constexpr int openGroups = 2;

/// x264 opens groups only where there are B pictures.
static bool isPossible(const Combination &settings)
{
    return settings[setting::Groups] != openGroups || settings[setting::BPictures] > 0;
}

static MarkerOptions optionsFor(const Combination &settings, quint32 seed)
{
    static constexpr int frameRates[] = {25, 30, 25};
    static constexpr int bPictures[] = {0, 3, 5};
    static constexpr int references[] = {1, 4};
    static constexpr double groupSeconds[] = {2, 10, 2};
    static constexpr int sampleRates[] = {44'100, 48'000};
    const auto pick = [&settings](const auto &values, int which) {
        return values[static_cast<size_t>(settings[static_cast<size_t>(which)])];
    };
    return {.seed = seed,
        .frameRate = pick(frameRates, setting::Rate),
        .rate = settings[setting::Rate] == 2 ? MarkerOptions::Rate::Variable : MarkerOptions::Rate::Constant,
        .groupSeconds = pick(groupSeconds, setting::Groups),
        .groups = settings[setting::Groups] == openGroups ? MarkerOptions::Groups::Open : MarkerOptions::Groups::Closed,
        .bPictures = pick(bPictures, setting::BPictures),
        .pyramid = settings[setting::BPictures] == 2,
        .references = pick(references, setting::References),
        .coding = settings[setting::Coding] == 0 ? MarkerOptions::Coding::Cabac : MarkerOptions::Coding::Cavlc,
        .sampleRateHz = pick(sampleRates, setting::SampleRate),
        .container =
            settings[setting::Container] == 0 ? MarkerOptions::Container::Mp4 : MarkerOptions::Container::Matroska,
        // Every other one with weighted prediction, deblocking, 8x8 transforms and the rest.
        .extra = {{u"preset"_s, seed % 2 == 0 ? u"veryfast"_s : u"ultrafast"_s}}};
}

static QByteArray nameOf(const Combination &settings)
{
    static constexpr const char *names[setting::Count][3] = {{"25", "30", "variable"}, {"no B", "3 B", "5 B pyramid"},
        {"1 reference", "4 references"}, {"2 s", "10 s", "open"}, {"CABAC", "CAVLC"}, {"44.1 kHz", "48 kHz"},
        {"MP4", "MKV"}};
    QByteArrayList words;
    for (size_t i = 0; i < setting::Count; ++i)
        words += names[i][settings[i]];
    return words.join(", ");
}

class TestSmartCut : public QObject {
    Q_OBJECT

private:
    support::MarkerVideos m_videos;
    QTemporaryDir m_folder;

private slots:
    /// CI takes combinations that hold every pair of settings, SMART_CUT_FULL=1 all.
    void everyCutIsFaultless_data()
    {
        QTest::addColumn<Combination>("settings");
        QTest::addColumn<quint32>("seed");
        const auto all = support::everyCombination(levels, isPossible);
        quint32 seed = 0;
        for (const Combination &settings : support::isSoak() ? all : support::everyPair(all))
            QTest::newRow(nameOf(settings).constData()) << settings << ++seed;
        QVERIFY(support::isSoak() ? seed > 350 : seed >= 12 && seed <= 16);
        if (support::isSoak())
            return;
        // Found by the soak: pictures shown late by the decoder, and a long hole at a start.
        for (const auto &[settings, cuts] :
            {std::pair(Combination{1, 1, 1, 2, 1, 1, 0}, 207U), std::pair(Combination{2, 2, 1, 2, 1, 0, 1}, 382U)})
            QTest::newRow((nameOf(settings) + ", found").constData()) << settings << cuts;
    }

    void everyCutIsFaultless()
    {
        QFETCH(Combination, settings);
        QFETCH(quint32, seed);
        const auto video = m_videos.make(optionsFor(settings, seed));
        VERIFY_OK(video);
        const auto trial = CutTrial::run(m_folder.path(), *video, video->randomKeep(seed),
            {.engine = Engine::Splice,   // whatever it costs: the cuts are close together
                .startSlack = seed % 3 == 0 ? 100ms : 0ms,
                .seeks = support::isSoak() ? 300 : 60,
                .seed = seed,
                .twice = true});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
        QVERIFY2(trial->isSmart(), qPrintable(trial->report.reason));
        // Where pictures are rare, there may be no place for a splice near any cut.
        QVERIFY(settings[setting::Rate] == 2 || trial->plan.count(FramePlan::Kind::Patched) > 0);
        QFile::remove(video->path);
    }

    void everyEngineIsFaultless_data()
    {
        QTest::addColumn<Engine>("engine");
        for (const Engine engine : {Engine::Splice, Engine::Classic, Engine::Full})
            QTest::newRow(media::toString(engine).toLatin1().constData()) << engine;
    }

    void everyEngineIsFaultless()
    {
        QFETCH(Engine, engine);
        const auto video = m_videos.make({.seed = 77, .seconds = 20, .groupSeconds = 4, .bPictures = 3});
        VERIFY_OK(video);
        const auto trial =
            CutTrial::run(m_folder.path(), *video, video->randomKeep(77), {.engine = engine, .seeks = 30});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
        if (engine == Engine::Full)
            QCOMPARE(trial->plan.count(FramePlan::Kind::Encoded), trial->plan.frames.size());
        if (engine == Engine::Classic)
            QCOMPARE(trial->plan.count(FramePlan::Kind::Patched), 0);
    }

    void smartRenderingIsUsed_data()
    {
        QTest::addColumn<Combination>("settings");
        for (const Combination &settings :
            {Combination{0, 1, 0, 0, 0, 1, 0}, Combination{2, 0, 0, 1, 1, 0, 1}, Combination{1, 2, 1, 2, 0, 1, 0}})
            QTest::newRow(nameOf(settings).constData()) << settings;
    }

    void smartRenderingIsUsed()
    {
        QFETCH(Combination, settings);
        const auto video = m_videos.make(optionsFor(settings, 31));
        VERIFY_OK(video);
        // A cut every seven seconds.
        const domain::PacketGrid grid{.sampleRateHz = video->sampleRateHz};
        QList<Interval> keep;
        for (const auto start : {0ms, 7'300ms, 14'800ms, 22'100ms})
            keep += {grid.snapped(start), grid.snapped(start + 6'500ms)};
        const auto trial = CutTrial::run(m_folder.path(), *video, keep, {.seeks = 5});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
        const auto &report = trial->report;
        QVERIFY2(trial->isSmart(), qPrintable(report.reason));
        const auto renewed = double(report.framesInserted + report.framesEncoded);
        const double share = renewed / (renewed + double(report.framesCopied + report.framesPatched));
        QVERIFY2(share <= 0.03, qPrintable(QString::number(share)));
    }
};

QTEST_GUILESS_MAIN(TestSmartCut)
#include "tst_smart_cut.moc"
