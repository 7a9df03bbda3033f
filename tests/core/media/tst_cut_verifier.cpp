#include "core/base/files.h"
#include "core/media/media_client.h"
#include "support/cut_verifier.h"
#include "support/faults.h"
#include "support/marker_picture.h"
#include "support/media_samples.h"
#include "support/packet_rules.h"
#include "support/two_encoders.h"
#include "support/verify.h"

#include <cmath>

using domain::Interval;
using media::Engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::CutCase;
using support::CutVerifier;
using support::DecodedSound;
using support::FramePlan;
using support::MarkerOptions;
using support::MarkerVideo;

/// Fails the test unless something is found, and all that is found has to do with `what`.
#define VERIFY_FAULTY(faults, what)                                                                                    \
    do {                                                                                                               \
        const QStringList found_ = (faults);                                                                           \
        QVERIFY2(!found_.isEmpty(), "nothing was found");                                                              \
        QVERIFY2(found_.join(u'\n').contains(what), qPrintable(found_.join(u'\n')));                                   \
    } while (false)

/// The checks that tell whether smart rendering works must fail where something is wrong.
class TestCutVerifier : public QObject {
    Q_OBJECT

private:
    support::MarkerVideos m_videos;
    MarkerVideo m_video;
    CutCase m_full;   // m_video, rendered by encoding everything
    DecodedSound m_sourceSound;
    DecodedSound m_fullSound;
    QList<support::Flash> m_flashes;   // in m_full

    QString path(const QString &name) const { return m_videos.path(name); }

    /// A frame of the plan with many of the same segment on both sides.
    qsizetype inTheMiddle() const
    {
        const auto &segments = m_full.plan.segments;
        const auto longest =
            std::ranges::max_element(segments, {}, [](const auto &segment) { return segment.end - segment.start; });
        const double middle = longest->output + (longest->end - longest->start) / 2;
        return std::ranges::lower_bound(m_full.plan.frames, middle, {}, &FramePlan::Frame::output)
            - m_full.plan.frames.begin();
    }
    /// m_full with another output.
    CutCase with(const QString &output) const
    {
        CutCase job = m_full;
        job.output = output;
        return job;
    }
    /// The output, its pictures or its sound or both changed on the way into another file.
    QString changed(const QString &name, const QStringList &arguments) const
    {
        const QStringList whole =
            QStringList{u"-v"_s, u"error"_s, u"-nostdin"_s, u"-y"_s, u"-i"_s, m_full.output} + arguments;
        support::outputOf(u"ffmpeg"_s, whole + QStringList{path(name)});
        return path(name);
    }

private slots:
    void initTestCase()
    {
        const auto made = m_videos.make({.seed = 7, .groupSeconds = 2, .bPictures = 3});
        VERIFY_OK(made);
        m_video = *made;
        const QString output = path(u"full.mp4"_s);
        const auto report = media::MediaClient().render({.input = m_video.path,
                                                            .keep = m_video.randomKeep(3),
                                                            .engine = Engine::Full,
                                                            .video = output,
                                                            .audio = {},
                                                            .plan = {},
                                                            .pieces = {}},
            {}, {});
        VERIFY_OK(report);
        m_full = {.source = m_video.path,
            .output = output,
            .plan = FramePlan::encoded(report->kept, m_video.pictures),
            .kept = report->kept,
            .events = m_video.events};
        QVERIFY(m_full.kept.size() > 5);
        const auto before = DecodedSound::of(m_video.path);
        const auto after = DecodedSound::of(output);
        VERIFY_OK(before);
        VERIFY_OK(after);
        m_sourceSound = *before;
        m_fullSound = *after;
        for (const auto &frame : m_full.plan.frames)
            if (m_video.events.contains(frame.source))
                m_flashes += support::Flash{.source = frame.source, .output = frame.output};
        QVERIFY(m_flashes.size() >= 4);
    }

    void markersTellTheirNumbersAndTimes_data()
    {
        QTest::addColumn<bool>("variable");
        QTest::addColumn<bool>("matroska");
        QTest::newRow("constant") << false << false;
        QTest::newRow("variable, Matroska") << true << true;
    }

    void markersTellTheirNumbersAndTimes()
    {
        QFETCH(bool, variable);
        QFETCH(bool, matroska);
        const auto video = m_videos.make({.seed = 5,
            .rate = variable ? MarkerOptions::Rate::Variable : MarkerOptions::Rate::Constant,
            .container = matroska ? MarkerOptions::Container::Matroska : MarkerOptions::Container::Mp4});
        VERIFY_OK(video);
        auto reader = support::PictureReader::open(video->path);
        VERIFY_OK(reader);
        const media::worker::FramePtr frame(av_frame_alloc());
        int number = 0;
        for (; reader->next(frame.get()); ++number) {
            const double at = reader->secondsOf(frame.get());
            QCOMPARE(support::paintedNumber(frame.get()), number);
            QVERIFY(std::abs(at - video->pictures[number]) < 0.00051);
            const bool flash = std::ranges::any_of(
                video->events, [at](double event) { return at > event - 0.001 && at < event + 0.08; });
            const bool ending =
                std::ranges::any_of(video->events, [at](double event) { return std::abs(at - event - 0.08) < 0.002; });
            QVERIFY(ending || support::paintedFlash(frame.get()) == flash);
        }
        QCOMPARE(number, video->pictures.size());
        QVERIFY(video->events.size() >= 4);
        for (const double event : video->events)
            QVERIFY(std::ranges::any_of(
                video->pictures, [event](double picture) { return std::abs(picture - event) < 0.00002; }));

        const auto sound = DecodedSound::of(video->path);
        VERIFY_OK(sound);
        VERIFY_FAULTLESS(sound->gaps);
        QList<support::Flash> flashes;
        for (const double event : video->events)
            flashes += support::Flash{.source = event, .output = event};
        VERIFY_FAULTLESS(support::faultsOfBeeps(*sound, *sound, flashes));
    }

    void markersAreTheSameEachTime()
    {
        const MarkerOptions options{.seed = 9, .seconds = 8, .rate = MarkerOptions::Rate::Variable};
        const auto one = m_videos.make(options);
        const auto other = m_videos.make(options);
        VERIFY_OK(one);
        VERIFY_OK(other);
        QVERIFY(base::readFile(one->path).value() == base::readFile(other->path).value());
    }

    void keepListsLieOnTheGridInOrder()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            base::MediaTime end{-1};
            for (const Interval &interval : m_video.randomKeep(seed)) {
                const QByteArray where = QByteArray::number(seed);
                QVERIFY2(interval.start > end && interval.end > interval.start, where);
                QVERIFY2(interval.end <= m_video.duration, where);
                const double packets = base::toSeconds(interval.start) * 48'000 / 1'024;
                QVERIFY2(std::abs(packets - std::round(packets)) < 1e-3, where);
                end = interval.end;
            }
        }
    }

    void fullRenderingIsFaultless()
    {
        auto verifier = CutVerifier::open(m_full);
        VERIFY_OK(verifier);
        VERIFY_FAULTLESS(verifier->all(20, 1));
        QCOMPARE(verifier->flashes().size(), m_flashes.size());
    }

    void aPlainCopyIsFaultless()
    {
        CutCase job{.source = m_video.path,
            .output = path(u"copy.mp4"_s),
            .plan = FramePlan::encoded({{0us, m_video.duration}}, m_video.pictures),
            .kept = {{0us, m_video.duration}},
            .events = m_video.events};
        job.plan.segments.first().engine = u"copy"_s;
        for (auto &frame : job.plan.frames)
            frame.kind = FramePlan::Kind::Copied;
        QVERIFY(QFile::copy(job.source, job.output));
        auto verifier = CutVerifier::open(job);
        VERIFY_OK(verifier);
        VERIFY_FAULTLESS(verifier->all(20, 1));
    }

    void aPlanIsReadAsItIsWritten()
    {
        QFile file(path(u"plan.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("segment 0 splice 1.024000 2.048000 0.000000 it begins between two entries\n"
                   "segment 1 copy 4.000000 5.000000 1.024000 \n"
                   "frame 0.000000 0.960000 24 inserted\nframe 0.016000 1.040000 26 patched\n"
                   "frame 1.024000 4.000000 100 copied\n");
        file.close();
        const auto plan = FramePlan::read(file.fileName());
        VERIFY_OK(plan);
        QCOMPARE(plan->segments.size(), 2);
        QCOMPARE(plan->segments[0].reason, u"it begins between two entries"_s);
        QCOMPARE(plan->segments[1].reason, QString());
        QCOMPARE(plan->segments[1].output, 1.024);
        QCOMPARE(plan->frames.size(), 3);
        QCOMPARE(plan->frames[1].picture, 26);
        QCOMPARE(plan->count(FramePlan::Kind::Patched), 1);
    }

    void aMalformedPlanIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray segment = "segment 0 copy 0.000000 1.000000 0.000000 \n";
        const QByteArray frame = "frame 0.000000 0.000000 0 copied\n";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no frames") << segment;
        QTest::newRow("unknown kind") << segment + "frame 0.000000 0.000000 0 moved\n";
        QTest::newRow("out of order") << segment + "frame 1.000000 0.000000 0 copied\n" + frame;
        QTest::newRow("three decimals") << segment + "frame 0.000 0.000 0 copied\n";
        QTest::newRow("wrong number") << "segment 1 copy 0.000000 1.000000 0.000000 \n" + frame;
        QTest::newRow("unknown engine") << "segment 0 magic 0.000000 1.000000 0.000000 \n" + frame;
    }

    void aMalformedPlanIsRefused()
    {
        QFETCH(QByteArray, text);
        QFile file(path(u"malformed.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        VERIFY_FAILS(FramePlan::read(file.fileName()), base::ErrorKind::Corrupt);
    }

    void aWrongPlanIsFound_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<std::function<void(FramePlan &)>>("spoil");
        const auto row = [](const char *name, const QString &what, const std::function<void(FramePlan &)> &spoil) {
            QTest::newRow(name) << what << spoil;
        };
        const qsizetype middle = inTheMiddle();
        row("a picture is left out", u"kept but not shown"_s,
            [middle](FramePlan &plan) { plan.frames.remove(middle); });
        row("a picture comes twice", u"shown again"_s,
            [middle](FramePlan &plan) { plan.frames[middle].picture = plan.frames[middle - 1].picture; });
        row("two pictures change places", u"after a later one"_s,
            [middle](FramePlan &plan) { std::swap(plan.frames[middle].picture, plan.frames[middle + 1].picture); });
        row("a picture of a removed part", u"is of a removed part"_s, [](FramePlan &plan) {
            const auto next =
                std::ranges::lower_bound(plan.frames, plan.segments[2].output - 0.0001, {}, &FramePlan::Frame::output);
            std::prev(next)->picture += 3;
            std::prev(next)->source += 0.12;
        });
        row("a picture is late", u"should be at"_s, [middle](FramePlan &plan) { plan.frames[middle].output += 0.004; });
        row("a segment begins too late", u"segment 1 begins"_s,
            [](FramePlan &plan) { plan.segments[1].output += 0.001; });
        row("a segment is not reported", u"are reported"_s, [](FramePlan &plan) { plan.segments.removeLast(); });
        row("another edge is reported", u"not what is reported"_s,
            [](FramePlan &plan) { plan.segments[1].start += 0.0213; });
        row("insertion in the middle", u"elsewhere"_s,
            [middle](FramePlan &plan) { plan.frames[middle].kind = FramePlan::Kind::Inserted; });
        row("an old picture stays on display", u"is on display instead"_s, [](FramePlan &plan) {
            const auto first = std::ranges::find_if(
                plan.frames, [&plan](const auto &frame) { return frame.output > plan.segments[2].output - 0.0001; });
            first->kind = FramePlan::Kind::Inserted;
            first->picture -= 5;
            first->source -= 0.2;
            plan.frames.erase(first + 1, first + 6);
        });
    }

    void aWrongPlanIsFound()
    {
        QFETCH(QString, what);
        QFETCH(std::function<void(FramePlan &)>, spoil);
        FramePlan plan = m_full.plan;
        VERIFY_FAULTLESS(support::faultsOf(plan, m_full.kept, m_video.pictures));
        spoil(plan);
        VERIFY_FAULTY(support::faultsOf(plan, m_full.kept, m_video.pictures), what);
    }

    void wrongPicturesAreFound_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("change");
        const auto copied = [](const QString &options) {
            return (u"-c copy "_s + options).split(u' ', Qt::SkipEmptyParts);
        };
        QTest::newRow("one is lost") << u"shows the number"_s << copied(u"-bsf:v noise=drop=eq(n\\,60)"_s);
        QTest::newRow("bits are wrong") << u"dB of"_s << copied(u"-bsf:v noise=amount=20000"_s);
        QTest::newRow("all are late") << u"planned for"_s
                                      << copied(u"-bsf:v setts=pts=PTS+180:dts=DTS+180:time_base=1/90000"_s);
        QTest::newRow("the last are missing") << u"are planned"_s << copied(u"-t 5"_s);
        QTest::newRow("poor quality")
            << u"dB of 38"_s
            << u"-c:a copy -vsync passthrough -enc_time_base -1 -c:v libx264 -preset ultrafast -crf 40"_s.split(u' ');
    }

    void wrongPicturesAreFound()
    {
        QFETCH(QString, what);
        QFETCH(QStringList, change);
        auto verifier = CutVerifier::open(with(changed(u"wrong.mp4"_s, change)));
        VERIFY_OK(verifier);
        VERIFY_FAULTY(verifier->pictures(), what);
    }

    void encodedPicturesAreNoCopies()
    {
        CutCase job = m_full;
        job.plan.frames[inTheMiddle()].kind = FramePlan::Kind::Copied;
        auto verifier = CutVerifier::open(job);
        VERIFY_OK(verifier);
        VERIFY_FAULTY(verifier->pictures(), u"was copied, but differs"_s);
    }

    void wrongSoundIsFound_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<std::function<void(DecodedSound &, const FramePlan &)>>("spoil");
        const auto row = [](const char *name, const QString &what,
                             const std::function<void(DecodedSound &, const FramePlan &)> &spoil) {
            QTest::newRow(name) << what << spoil;
        };
        const auto delay = [](DecodedSound &sound, qint64 samples) {
            sound.samples.insert(sound.samples.begin(), static_cast<size_t>(samples), 0.0F);
        };
        row("no beep", u"no beep"_s,
            [](DecodedSound &sound, const FramePlan &) { std::ranges::fill(sound.samples, 0.0F); });
        row("three samples late", u"3 samples late"_s,
            [delay](DecodedSound &sound, const FramePlan &) { delay(sound, 3); });
        row("2 ms late", u"apart"_s, [delay](DecodedSound &sound, const FramePlan &) { delay(sound, 96); });
        row("a packet late", u"apart"_s, [delay](DecodedSound &sound, const FramePlan &) { delay(sound, 1'024); });
        row("drift of 0.6 ms", u"drift"_s, [](DecodedSound &sound, const FramePlan &) {
            for (int i = 0; i < 29; ++i)
                sound.samples.insert(sound.samples.begin() + (i + 1) * std::ssize(sound.samples) / 30, 0.0F);
        });
        row("a click at a join", u"jumps"_s, [](DecodedSound &sound, const FramePlan &plan) {
            sound.samples[static_cast<size_t>(sound.sampleAt(plan.segments[2].output))] += 0.05F;
        });
        row("noise at a join", u"off a crossfade"_s, [](DecodedSound &sound, const FramePlan &plan) {
            const qint64 at = sound.sampleAt(plan.segments[2].output);
            for (qint64 i = at; i < at + 512; ++i)
                sound.samples[static_cast<size_t>(i)] += i % 8 < 4 ? 0.02F : -0.02F;
        });
        row("another sound", u"not that of the source"_s,
            [](DecodedSound &sound, const FramePlan &) { std::ranges::reverse(sound.samples); });
    }

    void wrongSoundIsFound()
    {
        QFETCH(QString, what);
        QFETCH(std::function<void(DecodedSound &, const FramePlan &)>, spoil);
        DecodedSound output = m_fullSound;
        spoil(output, m_full.plan);
        VERIFY_FAULTY(support::faultsOfBeeps(m_sourceSound, output, m_flashes)
                + support::faultsOfAlignment(m_sourceSound, output, m_full.plan)
                + support::faultsOfJoins(m_sourceSound, output, m_full.plan, 12),
            what);
    }

    void aLostPacketOfSoundIsFound()
    {
        auto verifier = CutVerifier::open(
            with(changed(u"gap.mp4"_s, {u"-c"_s, u"copy"_s, u"-bsf:a"_s, u"noise=drop=eq(n\\,90)"_s})));
        VERIFY_OK(verifier);
        VERIFY_FAULTY(verifier->packets(), u"of the sound lasts 2048"_s);
    }

    void aShorterFileIsFound()
    {
        auto verifier = CutVerifier::open(with(changed(u"short.mp4"_s, {u"-c"_s, u"copy"_s, u"-t"_s, u"5"_s})));
        VERIFY_OK(verifier);
        VERIFY_FAULTY(verifier->length(), u"are kept"_s);
    }

    void anIndexAfterTheMediaIsFound()
    {
        VERIFY_FAULTY(
            support::faultsOfMp4(changed(u"late.mp4"_s, {u"-c"_s, u"copy"_s})), u"index comes after the media"_s);
    }

    void wrongPacketTimesAreFound()
    {
        using support::faultsOfPictureTimes;
        VERIFY_FAULTLESS(faultsOfPictureTimes({{0, -2, 1}, {4, -1, 1}, {2, 0, 1}, {3, 3, 1}}));
        VERIFY_FAULTY(faultsOfPictureTimes({{0, 0, 1}, {1, 0, 1}}), u"not after the one before"_s);
        VERIFY_FAULTY(faultsOfPictureTimes({{0, 0, 1}, {1, 2, 1}}), u"before it is decoded"_s);
        VERIFY_FAULTY(faultsOfPictureTimes({{0, -1, 1}, {0, 0, 1}}), u"at one time"_s);
        VERIFY_FAULTY(faultsOfPictureTimes({{1, 0, 1}, {2, 1, 1}}), u"first picture is shown at 1"_s);
        VERIFY_FAULTLESS(support::faultsOfSoundTimes({{-10, -10, 10}, {0, 0, 10}, {10, 10, 8}}));
        VERIFY_FAULTY(support::faultsOfSoundTimes({{0, 0, 10}, {11, 11, 10}}), u"begins at 11"_s);
    }

    void wrongParameterSetsAreFound()
    {
        using support::faultsOfParameterSets;
        using support::ParameterSet;
        const ParameterSet sequence = ParameterSet::of(QByteArray::fromHex("6742c01ed9"));   // id 0
        const ParameterSet picture = ParameterSet::of(QByteArray::fromHex("68ce3880"));   // id 0 of sequence 0
        QCOMPARE(sequence.id, 0);
        QCOMPARE(picture.id, 0);
        QCOMPARE(picture.sequence, 0);
        VERIFY_FAULTLESS(faultsOfParameterSets({sequence, picture}));
        VERIFY_FAULTY(faultsOfParameterSets({sequence, picture, picture}), u"are called 0"_s);
        VERIFY_FAULTY(faultsOfParameterSets({picture}), u"which is not there"_s);
    }

    void twoEncodersWithTheSameIdsBreakSeeks()
    {
        const auto shared = support::byTwoEncoders(m_videos, support::SetIds::Shared);
        VERIFY_OK(shared);
        auto reader = support::PictureReader::open(*shared);
        VERIFY_OK(reader);
        const support::DecoderLog log;
        const media::worker::FramePtr frame(av_frame_alloc());
        int number = 0;
        while (reader->next(frame.get()))
            QCOMPARE(support::paintedNumber(frame.get()), number++);
        QVERIFY(number > 0);
        VERIFY_FAULTLESS(support::DecoderLog::take());   // from the start all seems well
        VERIFY_FAULTY(support::faultsOfSeeks(*shared, 30, 1), u"seek"_s);
        VERIFY_FAULTY(support::faultsOfMp4(*shared), u"of its own"_s);

        const auto distinct = support::byTwoEncoders(m_videos, support::SetIds::Distinct);
        VERIFY_OK(distinct);
        VERIFY_FAULTLESS(support::faultsOfSeeks(*distinct, 30, 1));
        VERIFY_FAULTLESS(support::faultsOfMp4(*distinct));
    }
};

QTEST_GUILESS_MAIN(TestCutVerifier)
#include "tst_cut_verifier.moc"
