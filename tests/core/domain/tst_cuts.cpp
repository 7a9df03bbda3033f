#include "core/domain/cuts.h"
#include "support/verify.h"
#include "timeline.h"

#include <cmath>
#include <limits>

using base::ErrorKind;
using base::MediaTime;
using domain::CutKind;
using domain::CutOptions;
using domain::CutPlan;
using domain::detectSilence;
using domain::Interval;
using domain::Loudness;
using domain::PacketGrid;
using domain::planCuts;
using domain::Word;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

static constexpr float speechLevel = -20;
static constexpr float roomLevel = -60;
static const PacketGrid noGrid{.sampleRateHz = 0, .samplesPerPacket = 0};

/// Speech in `sounds`, room noise elsewhere.
static Loudness recording(double seconds, const QList<Interval> &sounds, float room = roomLevel)
{
    Loudness loudness;
    loudness.decibels.resize(static_cast<size_t>(std::lround(seconds * 100)), room);
    for (const auto &sound : sounds)
        for (auto time = sound.start; time < std::min(sound.end, loudness.duration()); time += Loudness::window)
            loudness.decibels[static_cast<size_t>(time / Loudness::window)] = speechLevel;
    return loudness;
}

static CutOptions options(double minimum, double before, double after)
{
    CutOptions options;
    options.minimumSilence = at(minimum);
    options.padBefore = at(before);
    options.padAfter = at(after);
    return options;
}

static Word spoken(double start, double end, double confidence = 1)
{
    return {.text = u"word"_s, .source = from(start, end), .confidence = confidence};
}

static QString cutsOf(const CutPlan &plan)
{
    QList<Interval> sources;
    for (const auto &cut : plan.cuts)
        sources += cut.source;
    return timeline::text(sources);
}

/// Cuts of a minute with sound from 10 to 20 and from 30 to 50 s.
static CutPlan planMinute(const CutOptions &options, const std::optional<QList<Word>> &words = {},
    const std::optional<QList<Interval>> &speech = {}, const PacketGrid &grid = noGrid)
{
    return planCuts(recording(60, {from(10, 20), from(30, 50)}), at(60), grid, options, speech, words);
}

class TestCuts : public QObject {
    Q_OBJECT

private slots:
    void theNoiseFloorIsTheTenthPercentile()
    {
        Loudness loudness;
        for (int index = 0; index < 1'000; ++index)
            loudness.decibels.push_back(-80.0F + static_cast<float>(index) * 0.05F);
        QVERIFY(std::abs(domain::noiseFloor(loudness) + 75) < 0.2);
    }

    void digitalSilenceIsNoNoise()
    {
        auto loudness = recording(60, {from(30, 60)}, -90);
        for (size_t index = 0; index < 500; ++index)
            loudness.decibels[3'000 + index] = -50;
        QVERIFY(std::abs(domain::noiseFloor(loudness) + 50) < 0.2);
        QCOMPARE(domain::noiseFloor(recording(5, {}, -90)), -90.0);
        QCOMPARE(domain::noiseFloor({}), -90.0);
    }

    void theThresholdFollowsTheNoise_data()
    {
        QTest::addColumn<float>("room");
        QTest::addColumn<double>("threshold");
        QTest::newRow("quiet room") << -75.0F << -55.0;
        QTest::newRow("room") << -50.0F << -42.0;
        QTest::newRow("loud room") << -33.0F << -30.0;
        QTest::newRow("gated pauses") << -90.0F << -40.0;
    }

    void theThresholdFollowsTheNoise()
    {
        QFETCH(float, room);
        QFETCH(double, threshold);
        const auto detection = detectSilence(recording(60, {from(10, 50)}, room), {});
        QVERIFY(std::abs(detection.thresholdDecibels - threshold) < 0.2);
    }

    void aWaveringVoiceIsOneSound()
    {
        // Between the two levels of the hysteresis: it goes on as sound, but does not begin as one.
        auto loudness = recording(60, {from(10, 20)}, -70);
        const auto fill = [&](size_t begin, size_t end, float level) {
            for (size_t index = begin * 100; index < end * 100; ++index)
                loudness.decibels[index] = level;
        };
        fill(20, 30, -58);
        fill(40, 50, -58);
        QCOMPARE(timeline::text(detectSilence(loudness, {}).silences), u"0-10, 30-60"_s);
    }

    void aGivenThresholdAloneDecides()
    {
        CutOptions given;
        given.thresholdDecibels = -40;
        auto loudness = recording(60, {from(10, 50)}, -43);
        QCOMPARE(timeline::text(detectSilence(loudness, given).silences), u"0-10, 50-60"_s);
    }

    void shortSoundsInSilenceAreSilence()
    {
        const auto loudness = recording(60, {from(0.05, 0.1), from(5, 5.14), from(10, 20), from(40, 40.15)});
        QCOMPARE(timeline::text(detectSilence(loudness, {}).silences), u"0-10, 20-40, 40.15-60"_s);
    }

    void typingIsNoSilence()
    {
        QList<Interval> keys;
        for (int key = 0; key < 25; ++key)
            keys += from(10 + key * 0.4, 10.05 + key * 0.4);
        const auto silences = detectSilence(recording(30, keys), {}).silences;
        QCOMPARE(silences.size(), 2);
        QCOMPARE(silences[0], from(0, 10));
    }

    void numbersThatAreNoneAreSilence()
    {
        auto loudness = recording(10, {from(5, 10)});
        loudness.decibels[100] = std::numeric_limits<float>::quiet_NaN();
        loudness.decibels[101] = -std::numeric_limits<float>::infinity();
        loudness.decibels[600] = 3;   // above full scale
        QCOMPARE(timeline::text(detectSilence(loudness, {}).silences), u"0-5"_s);
    }

    void everySilenceIsLongEnoughAndQuiet()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const auto loudness = recording(90, timeline::randomStretches(random, 20, 5));
            const auto detection = detectSilence(loudness, options(0.7, 0.2, 0.3));
            for (const auto &silence : detection.silences) {
                QVERIFY2(silence.length() >= at(0.7), where.constData());
                int loud = 0;
                for (auto time = silence.start; time < silence.end; time += Loudness::window) {
                    const bool sounds = loudness.decibels[static_cast<size_t>(time / Loudness::window)] > -50;
                    loud = sounds ? loud + 1 : 0;
                    QVERIFY2(loud < 15, where.constData());
                }
            }
        }
    }

    // The table of the functional reference, A.5: an hour, ends only, pads of 5 s.
    void onlyTheEndsAreCutWhenAsked_data()
    {
        QTest::addColumn<QList<Interval>>("silences");
        QTest::addColumn<QString>("cuts");
        QTest::newRow("none") << QList<Interval>() << u""_s;
        QTest::newRow("both ends") << QList{from(0, 62), from(3490, 3600)} << u"0-57, 3495-3600"_s;
        QTest::newRow("padding exceeds the gain") << QList{from(0.05, 3)} << u""_s;
        QTest::newRow("middle") << QList{from(1200, 1260)} << u""_s;
        QTest::newRow("click first") << QList{from(0.05, 60)} << u"0-55"_s;
    }

    void onlyTheEndsAreCutWhenAsked()
    {
        QFETCH(QList<Interval>, silences);
        QFETCH(QString, cuts);
        auto ends = options(2, 5, 5);
        ends.scope = CutOptions::Scope::EndsOnly;
        ends.thresholdDecibels = -40;
        const auto loudness = recording(3600, complement(silences, at(3600)));
        const auto plan = planCuts(loudness, at(3600), noGrid, ends, {}, {});
        QCOMPARE(cutsOf(plan), cuts);
        QCOMPARE(plan.refusal, QString());
    }

    void paddingIsKeptOnTheSidesWithSound()
    {
        const auto plan = planMinute(options(0.7, 0.2, 0.3));
        QCOMPARE(cutsOf(plan), u"0-9.8, 20.3-29.8, 50.3-60"_s);
        QCOMPARE(plan.map.outputDuration(), at(10.5 + 20.5));
    }

    void paddingNeverExceedsTheSilence() { QCOMPARE(cutsOf(planMinute(options(0.7, 6, 6))), u"0-4, 56-60"_s); }

    void everyCutSaysWhy()
    {
        const auto plan = planMinute(options(0.7, 0.2, 0.3), QList{spoken(11, 12)});
        QCOMPARE(plan.cuts.size(), 3);
        QCOMPARE(toString(plan.cuts[0].kind), u"head"_s);
        QCOMPARE(plan.cuts[0].reason, u"Silence of 10.0 s before the first words"_s);
        QCOMPARE(toString(plan.cuts[1].kind), u"inner"_s);
        QCOMPARE(plan.cuts[1].reason, u"Silence of 10.0 s, shortened to 0.5 s"_s);
        QCOMPARE(toString(plan.cuts[2].kind), u"tail"_s);
        QCOMPARE(plan.cuts[2].reason, u"Silence of 10.0 s after the last words"_s);
        QCOMPARE(planMinute(options(0.7, 0.2, 0.3)).cuts[0].reason, u"Silence of 10.0 s before the first sounds"_s);
    }

    void edgesKeepOffWords_data()
    {
        QTest::addColumn<QList<Word>>("words");
        QTest::addColumn<QString>("cuts");
        QTest::newRow("far") << QList{spoken(10, 20)} << u"0-9.8, 20.3-29.8, 50.3-60"_s;
        QTest::newRow("reaches into the cut") << QList{spoken(19, 20.5)} << u"0-9.8, 20.58-29.8, 50.3-60"_s;
        QTest::newRow("too near") << QList{spoken(29.85, 30.2)} << u"0-9.8, 20.3-29.77, 50.3-60"_s;
        QTest::newRow("uncertain") << QList{spoken(19, 20.5, 0.4)} << u"0-9.8, 20.3-29.8, 50.3-60"_s;
        QTest::newRow("whispered inside") << QList{spoken(24, 24.5)} << u"0-9.8, 20.3-23.92, 24.58-29.8, 50.3-60"_s;
        QTest::newRow("leaves less than the minimum") << QList{spoken(20, 29.5)} << u"0-9.8, 50.3-60"_s;
        QTest::newRow("covers the cut") << QList{spoken(15, 35)} << u"0-9.8, 50.3-60"_s;
        QTest::newRow("at the very start") << QList{spoken(0, 0.5)} << u"0.58-9.8, 20.3-29.8, 50.3-60"_s;
    }

    void edgesKeepOffWords()
    {
        QFETCH(QList<Word>, words);
        QFETCH(QString, cuts);
        QCOMPARE(cutsOf(planMinute(options(0.7, 0.2, 0.3), words)), cuts);
    }

    void aMovedEdgeSaysSo()
    {
        const auto plan = planMinute(options(0.7, 0.2, 0.3), QList{spoken(19, 20.5)});
        QVERIFY(plan.cuts[1].reason.contains(u"kept whole"_s));
    }

    void aPictureThatOutlastsTheSoundIsATail()
    {
        const auto plan = planCuts(recording(20, {from(0, 20)}), at(30), noGrid, options(0.7, 0.2, 0.3), {}, {});
        QCOMPARE(cutsOf(plan), u"20.3-30"_s);
        const auto rounded = planCuts(recording(20, {from(0, 10)}), at(19.996), noGrid, options(0.7, 0.2, 0.3), {}, {});
        QCOMPARE(cutsOf(rounded), u"10.3-19.996"_s);
    }

    void nothingIsCutWithoutSound_data()
    {
        QTest::addColumn<Loudness>("loudness");
        QTest::newRow("digital silence") << recording(60, {}, -90);
        QTest::newRow("room noise") << recording(60, {}, -50);
        QTest::newRow("a click") << recording(60, {from(30, 30.1)});
        QTest::newRow("shorter than the minimum") << recording(0.3, {});
        QTest::newRow("no audio") << Loudness();
    }

    void nothingIsCutWithoutSound()
    {
        QFETCH(Loudness, loudness);
        const auto plan = planCuts(loudness, at(60), {}, options(0.7, 0.2, 0.3), {}, {});
        QVERIFY(plan.cuts.isEmpty());
        QCOMPARE(plan.map.outputDuration(), at(60));
        QVERIFY(plan.refusal.contains(u"No sound"_s));
    }

    void detectedSpeechIsNeverDropped_data()
    {
        QTest::addColumn<Interval>("speech");
        QTest::addColumn<bool>("refused");
        QTest::newRow("all kept") << from(10, 20) << false;
        QTest::newRow("its edge lies in the padding") << from(9.7, 20.4) << false;
        QTest::newRow("whispered in a cut") << from(24, 24.4) << true;
        QTest::newRow("most of it") << from(20, 20.7) << true;
        QTest::newRow("half a second of it") << from(15, 20.9) << true;
        QTest::newRow("a little of it") << from(15, 20.7) << false;
    }

    void detectedSpeechIsNeverDropped()
    {
        QFETCH(Interval, speech);
        QFETCH(bool, refused);
        const auto plan = planMinute(options(0.7, 0.2, 0.3), {}, QList{speech});
        QCOMPARE(!plan.refusal.isEmpty(), refused);
        QCOMPARE(plan.cuts.isEmpty(), refused);
        QCOMPARE(plan.map.outputDuration() == at(60), refused);
        if (refused)
            QVERIFY(plan.refusal.contains(u"Speech at 0:00:"_s));
    }

    void nothingToCutIsNoRefusal()
    {
        const auto plan = planCuts(recording(60, {from(0, 60)}), at(60), {}, {}, {}, {});
        QVERIFY(plan.cuts.isEmpty());
        QCOMPARE(plan.refusal, QString());
        QCOMPARE(plan.map.outputDuration(), at(60));
    }

    void bordersOfPacketsAreExact()
    {
        const PacketGrid grid{.sampleRateHz = 48'000, .samplesPerPacket = 1'024};
        QCOMPARE(grid.snapped(at(0)), at(0));
        QCOMPARE(grid.snapped(at(1)), MediaTime(1'002'667));
        QCOMPARE(grid.atOrBefore(at(1)), MediaTime(981'333));
        QCOMPARE(grid.atOrAfter(at(1)), MediaTime(1'002'667));
        QCOMPARE(noGrid.snapped(at(1)), at(1));
        for (const int rate : {8'000, 22'050, 44'100, 48'000}) {
            const PacketGrid other{.sampleRateHz = rate, .samplesPerPacket = 1'024};
            for (qint64 index = 0; index < 200'000; index += 997) {
                const auto border = MediaTime(std::llround(static_cast<double>(index) * 1'024e6 / rate));
                QCOMPARE(other.snapped(border), border);
                QCOMPARE(other.atOrBefore(border), border);
                QCOMPARE(other.atOrAfter(border), border);
                QCOMPARE(other.atOrAfter(border - MediaTime(1)), border);
                QCOMPARE(other.atOrBefore(border + MediaTime(1)), border);
            }
        }
    }

    void everyPlanKeepsItsPromises()
    {
        for (quint32 seed = 1; seed <= 400; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const auto duration = timeline::between(random, 5, 120);
            const auto loudness =
                recording(base::toSeconds(duration) - 0.004, timeline::randomStretches(random, 25, 6));
            QList<Word> words;
            for (const auto &stretch : timeline::randomStretches(random, 60, 1.5))
                words += Word{u"w"_s, stretch, random.generateDouble()};
            auto wanted =
                options(0.3 + random.generateDouble(), random.generateDouble() / 2, random.generateDouble() / 2);
            wanted.scope = seed % 4 == 0 ? CutOptions::Scope::EndsOnly : CutOptions::Scope::Everywhere;
            const PacketGrid grid{.sampleRateHz = seed % 2 == 0 ? 48'000 : 44'100, .samplesPerPacket = 1'024};

            const auto plan = planCuts(loudness, duration, grid, wanted, {}, words);
            QVERIFY2(toJson(plan) == toJson(planCuts(loudness, duration, grid, wanted, {}, words)), where.constData());

            QList<Interval> parts;
            for (const auto &cut : plan.cuts)
                parts += cut.source;
            for (const auto &kept : plan.map.kept())
                parts += kept.source;
            std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
            QVERIFY2(
                !parts.isEmpty() && parts.front().start == at(0) && parts.back().end == duration, where.constData());
            for (qsizetype index = 1; index < parts.size(); ++index)
                QVERIFY2(parts[index].start == parts[index - 1].end, where.constData());

            auto silences = detectSilence(loudness, wanted).silences;
            for (auto &silence : silences)
                if (silence.end == loudness.duration())
                    silence.end = duration;
            for (const auto &cut : plan.cuts) {
                QVERIFY2(cut.source.start < cut.source.end && !cut.reason.isEmpty(), where.constData());
                QVERIFY2((cut.kind == CutKind::Head) == (cut.source.start == at(0)), where.constData());
                QVERIFY2(
                    cut.kind != CutKind::Inner || wanted.scope == CutOptions::Scope::Everywhere, where.constData());
                for (const auto edge : {cut.source.start, cut.source.end})
                    QVERIFY2(edge == at(0) || edge == duration || grid.snapped(edge) == edge, where.constData());
                const auto silence = std::find_if(silences.begin(), silences.end(), [&](const Interval &candidate) {
                    return candidate.start <= cut.source.start && cut.source.end <= candidate.end;
                });
                QVERIFY2(silence != silences.end() && silence->length() >= wanted.minimumSilence, where.constData());
                QVERIFY2(
                    silence->start == at(0) || cut.source.start >= silence->start + wanted.padAfter, where.constData());
                QVERIFY2(
                    silence->end == duration || cut.source.end <= silence->end - wanted.padBefore, where.constData());
                for (const auto &word : std::as_const(words))
                    QVERIFY2(word.confidence < 0.5 || cut.source.end <= word.source.start - at(0.08)
                            || cut.source.start >= word.source.end + at(0.08),
                        where);
            }
        }
    }

    void aPlanSurvivesJson()
    {
        const auto plan = planMinute(options(0.7, 0.2, 0.3), {}, {}, PacketGrid());
        const auto read = domain::cutPlanFromJson(toJson(plan));
        VERIFY_OK(read);
        QCOMPARE(toJson(*read), toJson(plan));
        QCOMPARE(read->cuts.size(), 3);
        QCOMPARE(read->map.outputDuration(), plan.map.outputDuration());

        const auto refused = planCuts({}, at(60), {}, {}, {}, {});
        QCOMPARE(domain::cutPlanFromJson(toJson(refused))->refusal, refused.refusal);
    }

    void aDamagedPlanIsRefused()
    {
        auto json = toJson(planMinute({}));
        json["cuts"_L1] =
            QJsonArray{QJsonObject{{"start"_L1, 0}, {"end"_L1, 1}, {"kind"_L1, u"middle"_s}, {"reason"_L1, u""_s}}};
        VERIFY_FAILS(domain::cutPlanFromJson(json), ErrorKind::Invalid);
        VERIFY_FAILS(domain::cutPlanFromJson({}), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestCuts)
#include "tst_cuts.moc"
