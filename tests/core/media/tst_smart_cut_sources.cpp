#include "support/camera_video.h"
#include "support/cut_trial.h"
#include "support/faults.h"
#include "support/material.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::CameraVideos;
using support::CutTrial;
using support::MarkerOptions;
using support::MarkerVideos;
using support::SourceVideo;

/// A marker video encoded in a way.
using Change = std::function<void(MarkerOptions &)>;

class TestSmartCutSources : public QObject {
    Q_OBJECT

private:
    MarkerVideos m_videos;
    support::MediaSamples m_samples;
    QTemporaryDir m_folder;
    CameraVideos m_camera{sharedMaterial(u"media/talk.mp4"_s)};

    base::Result<CutTrial> cut(const SourceVideo &video, CutTrial::Options options)
    {
        options.engine = media::Engine::Splice;   // as far as it goes, whatever it costs
        options.seeks = support::isSoak() ? 300 : 15;
        return CutTrial::run(m_folder.path(), video, video.randomKeep(options.seed), options);
    }

private slots:
    void aTalkIsCutWithoutFault()
    {
        const QString talk = sharedMaterial(u"media/talk.mp4"_s);
        NEED_MATERIAL(talk);
        const SourceVideo video{.path = talk, .sampleRateHz = 48'000, .duration = 42'400ms};
        const auto trial = cut(video, {.isMarked = false, .seed = 2});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
    }

    void everyCameraIsCutWithoutFault_data()
    {
        QTest::addColumn<int>("seconds");   // in CI
        QTest::addColumn<QStringList>("encoder");
        const auto x264 = [](const QString &options) { return (u"-c:v libx264 "_s + options).split(u' '); };
        QTest::newRow("ultrafast, past the loop") << 50 << x264(u"-preset ultrafast"_s);
        QTest::newRow("medium") << 14 << x264(u"-preset medium"_s);
        QTest::newRow("slow, short groups") << 8 << x264(u"-preset slow -g 60"_s);
        QTest::newRow("meeting") << 14 << x264(u"-preset veryfast -tune zerolatency -profile:v main -g 240"_s);
    }

    void everyCameraIsCutWithoutFault()
    {
        QFETCH(int, seconds);
        QFETCH(QStringList, encoder);
        NEED_MATERIAL(sharedMaterial(u"media/talk.mp4"_s));
        const auto video = m_camera.byFfmpeg(support::isSoak() ? 600 : seconds, encoder);
        VERIFY_OK(video);
        const auto trial = cut(*video, {.isMarked = false, .seed = 3});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
        QFile::remove(video->path);
    }

    void everyMeetingIsCutWithoutFault_data()
    {
        QTest::addColumn<int>("temporalLayers");
        QTest::addColumn<bool>("isCabac");
        QTest::addColumn<bool>("hasLongTermReferences");
        QTest::newRow("plain") << 1 << false << false;
        QTest::newRow("three temporal layers, CABAC") << 3 << true << false;
        QTest::newRow("long-term references") << 2 << false << true;
    }

    void everyMeetingIsCutWithoutFault()
    {
        QFETCH(int, temporalLayers);
        QFETCH(bool, isCabac);
        QFETCH(bool, hasLongTermReferences);
        NEED_MATERIAL(sharedMaterial(u"media/talk.mp4"_s));
        const auto video = m_camera.byOpenH264(support::isSoak() ? 300 : 12,
            {.temporalLayers = temporalLayers, .isCabac = isCabac, .hasLongTermReferences = hasLongTermReferences});
        if (!video && video.error().kind == base::ErrorKind::Invalid)
            QSKIP("NOT TESTED: this build is without OpenH264; install libopenh264-dev.");
        VERIFY_OK(video);
        const auto trial = cut(*video, {.isMarked = false, .seed = 4});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
        QFile::remove(video->path);
    }

    void everyStreamIsCutWithoutFault_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
        const auto x264 = [&row](const char *name, const QString &parameters) {
            row(name, [parameters](MarkerOptions &options) { options.extra.insert(u"x264-params"_s, parameters); });
        };
        const auto pixels = [&row](const char *name, const QString &format) {
            row(name, [format](MarkerOptions &options) { options.pixelFormat = format; });
        };
        const auto encoder = [&row](const char *name, const QString &encoder, const QMap<QString, QString> &extra) {
            row(name, [encoder, extra](MarkerOptions &options) {
                options.encoder = encoder;
                options.extra = extra;
            });
        };
        x264("interlaced", u"tff=1"_s);
        x264("progressive, told as interlaced", u"fake-interlaced=1"_s);
        x264("four slices a picture", u"slices=4"_s);
        x264("intra refresh", u"intra-refresh=1:bframes=0"_s);
        x264("one group", u"keyint=infinite"_s);
        x264("sets in band, delimiters", u"repeat-headers=1:aud=1"_s);
        x264("HRD", u"nal-hrd=vbr:vbv-maxrate=800:vbv-bufsize=800"_s);
        x264("scaling matrices", u"cqm=jvt:8x8dct=1"_s);
        x264("constrained intra prediction", u"constrained-intra=1"_s);
        x264("sixteen references", u"ref=16"_s);
        row("lossless", [](MarkerOptions &options) { options.extra.insert(u"qp"_s, u"0"_s); });
        row("weighted prediction, all partitions", [](MarkerOptions &options) {
            options.extra.insert(u"preset"_s, u"slow"_s);
            options.pyramid = true;
        });
        pixels("10 bit", u"yuv420p10le"_s);
        pixels("4:2:2", u"yuv422p"_s);
        pixels("4:4:4", u"yuv444p"_s);
        encoder(
            "HEVC", u"libx265"_s, {{u"preset"_s, u"ultrafast"_s}, {u"x265-params"_s, u"log-level=error:open-gop=0"_s}});
        encoder("HEVC, open groups", u"libx265"_s,
            {{u"preset"_s, u"superfast"_s}, {u"x265-params"_s, u"log-level=error:open-gop=1:bframes=4"_s}});
        encoder("VP9", u"libvpx-vp9"_s, {{u"deadline"_s, u"realtime"_s}, {u"cpu-used"_s, u"8"_s}, {u"b"_s, u"800k"_s}});
        encoder("AV1", u"libaom-av1"_s, {{u"cpu-used"_s, u"8"_s}, {u"usage"_s, u"realtime"_s}, {u"b"_s, u"600k"_s}});
        encoder("MPEG-4", u"mpeg4"_s, {{u"b"_s, u"3M"_s}});
    }

    void everyStreamIsCutWithoutFault()
    {
        QFETCH(Change, change);
        MarkerOptions options{.seed = 21, .seconds = 12, .bPictures = 2};
        change(options);
        if (!MarkerVideos::hasEncoder(options.encoder))
            QSKIP(qPrintable(u"NOT TESTED: this FFmpeg has no %1."_s.arg(options.encoder)));
        const auto video = m_videos.make(options);
        VERIFY_OK(video);
        const auto trial = cut(*video, {.seed = 5});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
    }

    void everyContainerIsCutWithoutFault_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<int>("sampleRateHz");
        QTest::newRow("Matroska, moved by FFmpeg") << u"moved.mkv"_s << u"-c copy"_s << 48'000;
        QTest::newRow("QuickTime") << u"plain.mov"_s << u"-c copy"_s << 48'000;
        QTest::newRow("fragments") << u"fragments.mp4"_s << u"-c copy -movflags frag_keyframe+empty_moov"_s << 48'000;
        QTest::newRow("transport stream") << u"stream.ts"_s << u"-c copy"_s << 48'000;
        QTest::newRow("Opus") << u"opus.mkv"_s << u"-c:v copy -c:a libopus"_s << 48'000;
        QTest::newRow("MP3") << u"mp3.mp4"_s << u"-c:v copy -c:a libmp3lame"_s << 48'000;
        QTest::newRow("mono") << u"mono.mp4"_s << u"-c:v copy -c:a aac -aac_pns 0 -b:a 128k -ac 1"_s << 48'000;
        QTest::newRow("32 kHz") << u"slow.mp4"_s << u"-c:v copy -c:a aac -aac_pns 0 -b:a 128k -ar 32000"_s << 32'000;
        QTest::newRow("sound that begins late") << u"late.mp4"_s << u"-c copy -bsf:a noise=drop=lt(n\\,70)"_s << 48'000;
        QTest::newRow("no sound") << u"mute.mp4"_s << u"-c copy -an"_s << 0;
    }

    void everyContainerIsCutWithoutFault()
    {
        QFETCH(QString, name);
        QFETCH(QString, arguments);
        QFETCH(int, sampleRateHz);
        const auto original = m_videos.make({.seed = 22, .seconds = 12, .bPictures = 2});
        VERIFY_OK(original);
        const QString path =
            m_samples.make(name, QStringList{u"-i"_s, original->path} + arguments.split(u' ', Qt::SkipEmptyParts));
        QVERIFY(!path.isEmpty());
        SourceVideo video = *original;
        video.path = path;
        video.events.clear();   // the container may have moved them
        video.sampleRateHz = sampleRateHz;
        const auto trial = cut(video, {.seed = 6});
        VERIFY_OK(trial);
        VERIFY_FAULTLESS(trial->faults);
    }
};

QTEST_GUILESS_MAIN(TestSmartCutSources)
#include "tst_smart_cut_sources.moc"
