#include "core/media/media_client.h"
#include "support/cut_trial.h"
#include "support/faults.h"
#include "support/media_samples.h"
#include "support/verify.h"

#include <QFile>
#include <QtEndian>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Interval;
using support::CutTrial;
using support::FramePlan;
using support::MarkerOptions;
using support::MarkerVideos;
using support::SourceVideo;

using Options = QMap<QString, QString>;

static const Options quickHevc{
    {u"preset"_s, u"ultrafast"_s}, {u"x265-params"_s, u"log-level=error:open-gop=0:bframes=3:pools=none"_s}};
static const Options quickVp9{
    {u"deadline"_s, u"realtime"_s}, {u"cpu-used"_s, u"8"_s}, {u"b"_s, u"900k"_s}, {u"lag-in-frames"_s, u"0"_s}};
static const Options vp9WithHiddenFrames{{u"deadline"_s, u"good"_s}, {u"cpu-used"_s, u"5"_s}, {u"b"_s, u"900k"_s},
    {u"lag-in-frames"_s, u"16"_s}, {u"auto-alt-ref"_s, u"1"_s}};
static const Options quickAv1{
    {u"usage"_s, u"realtime"_s}, {u"cpu-used"_s, u"8"_s}, {u"b"_s, u"900k"_s}, {u"lag-in-frames"_s, u"0"_s}};

/// Every start lies between two entries, far from both.
static const QList<Interval> threeParts{{400ms, 3'100ms}, {4'420ms, 6'530ms}, {7'400ms, 10s}};

class TestSmartCutCodecs : public QObject {
    Q_OBJECT

private:
    MarkerVideos m_videos;
    support::MediaSamples m_samples;
    QTemporaryDir m_folder;

    static MarkerOptions recording(const QString &encoder, const Options &extra)
    {
        return {.seed = 41, .seconds = 10, .groupSeconds = 1, .encoder = encoder, .extra = extra};
    }
    [[nodiscard]] QString cutVideo() const { return m_folder.filePath(u"cut.mp4"_s); }
    static int seeks() { return support::isSoak() ? 300 : 60; }

private slots:
    void headsAreJoinedToCopiesWithoutFault_data()
    {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<Options>("extra");
        QTest::addColumn<bool>("isVariable");
        QTest::addColumn<bool>("isMatroska");
        const auto row = [](const char *name, const QString &encoder, const Options &extra, bool isVariable,
                             bool isMatroska) { QTest::newRow(name) << encoder << extra << isVariable << isMatroska; };
        row("HEVC", u"libx265"_s, quickHevc, false, false);
        row("HEVC, variable rate, Matroska", u"libx265"_s, quickHevc, true, true);
        row("VP9", u"libvpx-vp9"_s, quickVp9, true, false);
        row("VP9, hidden frames, Matroska", u"libvpx-vp9"_s, vp9WithHiddenFrames, false, true);
        row("AV1", u"libaom-av1"_s, quickAv1, false, false);
        row("AV1, variable rate, Matroska", u"libaom-av1"_s, quickAv1, true, true);
    }

    void headsAreJoinedToCopiesWithoutFault()
    {
        QFETCH(QString, encoder);
        QFETCH(Options, extra);
        QFETCH(bool, isVariable);
        QFETCH(bool, isMatroska);
        if (!MarkerVideos::hasEncoder(encoder))
            QSKIP(qPrintable(u"NOT TESTED: this FFmpeg has no %1."_s.arg(encoder)));
        MarkerOptions options = recording(encoder, extra);
        options.groupSeconds = isVariable ? 0.6 : 1;   // of the nominal rate, which is twice the real one
        options.rate = isVariable ? MarkerOptions::Rate::Variable : MarkerOptions::Rate::Constant;
        options.container = isMatroska ? MarkerOptions::Container::Matroska : MarkerOptions::Container::Mp4;
        const auto video = m_videos.make(options);
        VERIFY_OK(video);
        const auto trial =
            CutTrial::run(m_folder.path(), *video, threeParts, {.seeks = seeks(), .seed = 7, .twice = !isVariable});
        VERIFY_OK(trial);
        QVERIFY2(trial->report.engine == "classic"_L1, qPrintable(trial->report.reason));
        VERIFY_FAULTLESS(trial->faults);
        QVERIFY(trial->report.framesCopied > trial->report.framesEncoded);
        QVERIFY(trial->report.framesEncoded > 0);
    }

    void hevcIsNamedAfterSetsInBand()
    {
        if (!MarkerVideos::hasEncoder(u"libx265"_s))
            QSKIP("NOT TESTED: this FFmpeg has no libx265.");
        const auto video = m_videos.make(recording(u"libx265"_s, quickHevc));
        VERIFY_OK(video);
        media::MediaClient client;
        VERIFY_OK(client.render(
            {.input = video->path, .keep = threeParts, .video = cutVideo(), .audio = {}, .plan = {}, .pieces = {}}, {},
            {}));
        QCOMPARE(support::probed(cutVideo(), u"stream=codec_tag_string"_s).first(), u"hev1"_s);
        // Every packet that a player may start with brings the three kinds of sets.
        QFile file(cutVideo());
        QVERIFY(file.open(QIODevice::ReadOnly));
        int entries = 0;
        const QStringList packets = support::probed(cutVideo(), u"packet=codec_type,pos,flags"_s);
        for (const QString &packet : packets) {
            const QStringList fields = packet.split(u',');
            if (fields.size() < 3 || fields[0] != "video"_L1 || !fields[2].startsWith(u'K'))
                continue;
            QVERIFY(file.seek(fields[1].toLongLong()));
            QList<int> types;
            for (int i = 0; i < 3; ++i) {
                const auto size = qFromBigEndian<quint32>(file.read(4).constData());
                types += file.read(size)[0] >> 1 & 63;
            }
            QCOMPARE(types, (QList<int>{32, 33, 34}));
            ++entries;
        }
        QVERIFY2(entries >= 8, qPrintable(QString::number(entries)));
    }

    void whatCannotBeJoinedIsEncodedAndSaysWhy_data()
    {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("pixelFormat");
        QTest::addColumn<Options>("extra");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const QString &encoder, const QString &pixelFormat, Options extra,
                             const Options &changes, const QString &reason) {
            extra.insert(changes);
            QTest::newRow(name) << encoder << pixelFormat << extra << reason;
        };
        const QString plain = u"yuv420p"_s;
        const QString parameters = u"x265-params"_s;
        row("HEVC, open groups", u"libx265"_s, plain, quickHevc,
            {{parameters, u"log-level=error:open-gop=1:bframes=3:pools=none"_s}}, u"no entry point"_s);
        row("HEVC, interlaced", u"libx265"_s, plain, quickHevc,
            {{parameters, u"log-level=error:interlace=tff:pools=none"_s}}, u"interlaced"_s);
        row("HEVC, 10 bit", u"libx265"_s, u"yuv420p10le"_s, quickHevc, {}, u"8 bit 4:2:0"_s);
        row("HEVC, 4:2:2", u"libx265"_s, u"yuv422p"_s, quickHevc, {}, u"8 bit 4:2:0"_s);
        row("VP9, 4:4:4", u"libvpx-vp9"_s, u"yuv444p"_s, quickVp9, {}, u"8 bit 4:2:0"_s);
        row("AV1 of another kind", u"libaom-av1"_s, plain, quickAv1, {{u"enable-cdef"_s, u"0"_s}},
            u"AV1 pictures of its kind"_s);
        row("MPEG-4", u"mpeg4"_s, plain, {}, {{u"b"_s, u"2M"_s}}, u"mpeg4 are not copied"_s);
    }

    void whatCannotBeJoinedIsEncodedAndSaysWhy()
    {
        QFETCH(QString, encoder);
        QFETCH(QString, pixelFormat);
        QFETCH(Options, extra);
        QFETCH(QString, reason);
        if (!MarkerVideos::hasEncoder(encoder))
            QSKIP(qPrintable(u"NOT TESTED: this FFmpeg has no %1."_s.arg(encoder)));
        MarkerOptions options = recording(encoder, extra);
        if (encoder == "libx265"_L1)
            options.extra.insert(u"crf"_s, u"16"_s);   // so that key pictures do not stand out
        options.seconds = 6;
        options.pixelFormat = pixelFormat;
        const auto video = m_videos.make(options);
        VERIFY_OK(video);
        const auto trial = CutTrial::run(m_folder.path(), *video, {{400ms, 2'700ms}, {3'480ms, 6s}}, {.seeks = 5});
        VERIFY_OK(trial);
        QCOMPARE(trial->report.engine, u"full"_s);
        QVERIFY2(trial->report.reason.contains(reason), qPrintable(trial->report.reason));
        QCOMPARE(support::probed(cutVideo(), u"stream=codec_name,pix_fmt"_s).first(), u"h264,yuv420p"_s);
        VERIFY_FAULTLESS(trial->faults);
    }

    void otherSoundIsEncodedBesideACopiedPicture_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("picture");
        QTest::addColumn<QString>("sound");
        QTest::newRow("H.264 with Opus") << u"opus.mkv"_s << u"libx264"_s << u"libopus"_s;
        QTest::newRow("H.264 with MP3") << u"mp3.mp4"_s << u"libx264"_s << u"libmp3lame"_s;
        QTest::newRow("H.264 with AC-3") << u"ac3.mp4"_s << u"libx264"_s << u"ac3"_s;
        QTest::newRow("VP9 with Opus") << u"opus.webm"_s << u"libvpx-vp9"_s << u"libopus"_s;
    }

    void otherSoundIsEncodedBesideACopiedPicture()
    {
        QFETCH(QString, name);
        QFETCH(QString, picture);
        QFETCH(QString, sound);
        if (!MarkerVideos::hasEncoder(picture) || !MarkerVideos::hasEncoder(sound))
            QSKIP(qPrintable(u"NOT TESTED: this FFmpeg has no %1 or no %2."_s.arg(picture, sound)));
        const auto original = m_videos.make(recording(picture, picture == "libx264"_L1 ? Options() : quickVp9));
        VERIFY_OK(original);
        SourceVideo video = *original;
        video.path = m_samples.make(
            name, {u"-i"_s, original->path, u"-c:v"_s, u"copy"_s, u"-c:a"_s, sound, u"-b:a"_s, u"192k"_s});
        QVERIFY(!video.path.isEmpty());
        video.events.clear();   // the container may have moved them
        const auto trial = CutTrial::run(m_folder.path(), video, threeParts, {.seeks = 20});
        VERIFY_OK(trial);
        QVERIFY2(trial->isSmart(), qPrintable(trial->report.reason));
        QVERIFY(trial->report.framesCopied > 100);
        VERIFY_FAULTLESS(trial->faults);
        QCOMPARE(support::probed(cutVideo(), u"stream=codec_name"_s).last(), u"aac"_s);
    }

    void languagesTurnColoursAndChaptersStay()
    {
        const auto original = m_videos.make(recording(u"libx264"_s, {}));
        VERIFY_OK(original);
        const QString chapters = m_samples.write(u"chapters.txt"_s,
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=5000\ntitle=One\n"
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=5000\nEND=7700\ntitle=Two\n"
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=7700\nEND=10000\ntitle=Three\n");
        SourceVideo video = *original;
        video.path = m_samples.make(u"everything.mp4"_s,
            {u"-i"_s, original->path, u"-i"_s, chapters, u"-map"_s, u"0:v"_s, u"-map"_s, u"0:a"_s, u"-map"_s, u"0:a"_s,
                u"-map_chapters"_s, u"1"_s, u"-c"_s, u"copy"_s, u"-metadata:s:a:0"_s, u"language=eng"_s,
                u"-metadata:s:a:1"_s, u"language=rus"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s});
        QVERIFY(!video.path.isEmpty());
        const auto trial = CutTrial::run(m_folder.path(), video, threeParts, {.seeks = 5});
        VERIFY_OK(trial);
        QVERIFY2(trial->isSmart(), qPrintable(trial->report.reason));
        VERIFY_FAULTLESS(trial->faults);

        for (const QString &entries : {u"stream=codec_name,channels:stream_tags=language"_s,
                 u"stream=color_range,color_space,color_transfer,color_primaries"_s, u"side_data=rotation"_s}) {
            const QStringList before = support::probed(video.path, entries);
            QVERIFY(!before.isEmpty());
            QCOMPARE(support::probed(cutVideo(), entries), before);
        }
        QVERIFY(support::probed(cutVideo(), u"side_data=rotation"_s).join(u' ').contains(u"90"_s));
        const QString tags = support::probed(cutVideo(), u"stream_tags=language"_s).join(u' ');
        QVERIFY2(tags.contains(u"eng rus"_s), qPrintable(tags));
        // Where each chapter begins, or the first that is kept of it.
        const domain::TimeMap map(trial->report.kept);
        const QStringList kept = support::probed(cutVideo(), u"chapter=start_time:chapter_tags=title"_s);
        QCOMPARE(kept.size(), 3);
        const QList<double> starts{
            0, base::toSeconds(map.toOutputOrJoin(5s)), base::toSeconds(map.toOutputOrJoin(7'700ms))};
        for (qsizetype i = 0; i < 3; ++i) {
            QVERIFY2(std::abs(kept[i].section(u',', 0, 0).toDouble() - starts[i]) < 0.0011, qPrintable(kept[i]));
            QCOMPARE(kept[i].section(u',', 1), (QStringList{u"One"_s, u"Two"_s, u"Three"_s})[i]);
        }
    }
};

QTEST_GUILESS_MAIN(TestSmartCutCodecs)
#include "tst_smart_cut_codecs.moc"
