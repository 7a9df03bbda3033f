#include "core/base/files.h"
#include "core/media/media_client.h"
#include "support/media_samples.h"
#include "support/verify.h"

#include <cmath>

using base::ErrorKind;
using base::MediaTime;
using domain::Interval;
using media::Engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::DecodedPicture;
using support::MediaSamples;

/// The nearest border of an AAC packet at 48 kHz, as cut lists have them.
static MediaTime packet(double seconds)
{
    return base::fromSeconds(std::round(seconds * 48'000 / 1'024) * 1'024 / 48'000);
}

static MediaTime lengthOf(const QList<Interval> &keep)
{
    MediaTime length{0};
    for (const auto &interval : keep)
        length += interval.length();
    return length;
}

/// When white flashes and beeps begin, in seconds.
static QList<double> flashesIn(const QString &path)
{
    QList<double> starts;
    bool white = false;
    for (const auto &picture : support::decodedPictures(path)) {
        if (picture.brightness > 128 && !white)
            starts += picture.seconds;
        white = picture.brightness > 128;
    }
    return starts;
}

static QList<double> beepsIn(const QString &path)
{
    QList<double> starts;
    const auto samples = support::decodedSound(path);
    for (size_t i = 0; i < samples.size(); ++i)
        if (std::abs(samples[i]) > 0.1F) {
            starts += static_cast<double>(i) / 48'000;
            i += 9'600;
        }
    return starts;
}

class TestRender : public QObject {
    Q_OBJECT

private:
    MediaSamples m_samples;
    media::MediaClient m_media;

    QString video() const { return m_samples.path(u"out.mp4"_s); }
    QString audio() const { return m_samples.path(u"out.m4a"_s); }

    base::Result<media::RenderReport> render(
        const QString &input, const QList<Interval> &keep, Engine engine = Engine::Auto)
    {
        return m_media.render(
            {.input = input, .keep = keep, .engine = engine, .video = video(), .audio = audio()}, {}, {});
    }

private slots:
    void cleanup()
    {
        QFile::remove(video());
        QFile::remove(audio());
    }

    void exactlyTheKeptPicturesAreShownAtTheirTimes_data()
    {
        QTest::addColumn<Engine>("engine");
        for (const Engine engine : {Engine::Auto, Engine::Splice, Engine::Classic, Engine::Full})
            QTest::newRow(qPrintable(toString(engine))) << engine;
    }

    void exactlyTheKeptPicturesAreShownAtTheirTimes()
    {
        QFETCH(Engine, engine);
        const QList<Interval> keep{{packet(0.5), packet(2.3)}, {packet(4.1), packet(5.0)}, {packet(6.61), packet(9.2)}};
        const auto report = render(m_samples.counted(10), keep, engine);
        VERIFY_OK(report);
        QCOMPARE(report->engine, engine == Engine::Auto ? u"splice"_s : toString(engine));
        QVERIFY(!report->reason.isEmpty());
        QVERIFY(std::chrono::abs(report->duration - lengthOf(report->kept)) < 1ms);
        QVERIFY(std::chrono::abs(report->duration - lengthOf(keep)) < 1s);

        const auto pictures = support::decodedPictures(video());
        QVERIFY(pictures.size() > 120);
        QCOMPARE(report->framesCopied + report->framesPatched + report->framesInserted + report->framesEncoded,
            qint64(pictures.size()));
        const domain::TimeMap map(report->kept);
        for (const auto &picture : pictures) {
            const double source = base::toSeconds(map.toSource(base::fromSeconds(picture.seconds + 0.0003)));
            const int wanted = MediaSamples::brightnessOf(static_cast<int>(std::floor((source + 0.011) * 25)));
            QVERIFY2(std::abs(picture.brightness - wanted) <= 2,
                qPrintable(u"at %1: %2, wanted %3"_s.arg(picture.seconds).arg(picture.brightness).arg(wanted)));
        }
        QCOMPARE(pictures.front().seconds, 0.0);
    }

    void flashAndBeepStayTogether()
    {
        QList<Interval> keep;   // an event in each, 30 joins
        for (int i = 0; i < 30; ++i)
            keep += {packet(i + 0.70 + 0.007 * i), packet(i + 1.30 + 0.003 * i)};
        VERIFY_OK(render(m_samples.flashes(31), keep));
        const auto flashes = flashesIn(video());
        const auto beeps = beepsIn(video());
        QCOMPARE(flashes.size(), 30);
        QCOMPARE(beeps.size(), 30);
        for (qsizetype i = 0; i < 30; ++i)
            QVERIFY2(std::abs(flashes[i] - beeps[i]) < 0.010, qPrintable(u"%1 %2"_s.arg(flashes[i]).arg(beeps[i])));
        QCOMPARE(beepsIn(audio()).size(), 30);
    }

    void bothTracksAreAsLongAsTheTimeMapSays()
    {
        const QList<Interval> keep{{packet(1), packet(3)}, {packet(5), packet(6)}};
        VERIFY_OK(render(m_samples.counted(10), keep));
        const double wanted = base::toSeconds(lengthOf(keep));
        for (const auto &duration : support::probed(video(), u"stream=duration"_s))
            QVERIFY2(std::abs(duration.toDouble() - wanted) < 0.022, qPrintable(duration));
        for (const auto &start : support::probed(video(), u"stream=start_time"_s))
            QCOMPARE(start.toDouble(), 0.0);
    }

    void joinsInTheMiddleOfSoundDoNotClick()
    {
        const QString input = m_samples.make(u"low.m4a"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.5*sin(2*PI*100*t)':s=48000:c=stereo:d=6"_s, u"-c:a"_s,
                u"aac"_s, u"-b:a"_s, u"192k"_s});
        const QList<Interval> keep{
            {packet(0.5), packet(1.5031)}, {packet(2.2), packet(3.1)}, {packet(4.4), packet(5.3)}};
        VERIFY_OK(m_media.render(
            {.input = input, .keep = keep, .engine = Engine::Auto, .video = {}, .audio = audio()}, {}, {}));
        const auto samples = support::decodedSound(audio());
        QVERIFY(samples.size() > 130'000);
        // A cut without a fade jumps by up to 1.0; the tone itself moves by 0.0065 a sample.
        float step = 0;
        for (size_t i = 1; i < samples.size(); ++i)
            step = std::max(step, std::abs(samples[i] - samples[i - 1]));
        QVERIFY2(step < 0.02F, qPrintable(QString::number(step)));
    }

    void theSameJobGivesTheSameBytes()
    {
        const QList<Interval> keep{{packet(0.5), packet(2)}, {packet(3), packet(4)}};
        VERIFY_OK(render(m_samples.counted(10), keep));
        const auto firstVideo = base::readFile(video());
        const auto firstAudio = base::readFile(audio());
        cleanup();
        VERIFY_OK(render(m_samples.counted(10), keep));
        QCOMPARE(base::readFile(video()).value() == firstVideo.value(), true);
        QCOMPARE(base::readFile(audio()).value() == firstAudio.value(), true);
    }

    void aVariableFrameRateStaysOne()
    {
        const QString input = m_samples.make(u"vfr.mp4"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s,
                u"nullsrc=s=320x180:r=25:d=8,format=gray,geq=lum='20+4*mod(N,50)',format=yuv420p,"
                "select='lt(mod(t,2.3),0.71)+eq(mod(n,50),40)'"_s,
                u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=8"_s, u"-vsync"_s, u"vfr"_s, u"-c:v"_s, u"libx264"_s, u"-crf"_s,
                u"12"_s, u"-c:a"_s, u"aac"_s, u"-ar"_s, u"48000"_s});
        // Both cuts begin in a hole of the picture: what is on display there must be shown.
        const QList<Interval> keep{{packet(1.2), packet(2.5)}, {packet(3.5), packet(6)}};
        VERIFY_OK(render(input, keep));
        const auto pictures = support::decodedPictures(video());
        QVERIFY(pictures.size() > 20 && pictures.size() < 60);
        QCOMPARE(pictures.front().seconds, 0.0);
        QVERIFY(std::abs(pictures.front().brightness - MediaSamples::brightnessOf(17)) <= 2);
        const double join = base::toSeconds(keep[0].length());
        const auto atJoin = std::find_if(pictures.begin(), pictures.end(),
            [join](const DecodedPicture &picture) { return std::abs(picture.seconds - join) < 0.001; });
        QVERIFY(atJoin != pictures.end());
        QVERIFY(std::abs(atJoin->brightness - MediaSamples::brightnessOf(75)) <= 2);
    }

    void nothingCutIsCopied()
    {
        const auto report = render(m_samples.counted(4), {{0us, 4s}});
        VERIFY_OK(report);
        QCOMPARE(report->engine, u"copy"_s);
        QCOMPARE(report->framesEncoded, 0);
        QCOMPARE(support::decodedPictures(video()).size(), size_t(100));
        QCOMPARE(support::decodedSound(video()).size(), support::decodedSound(m_samples.counted(4)).size());
    }

    void fullIsDoneWhenAskedFor()
    {
        const auto report = render(m_samples.counted(4), {{0us, 4s}}, Engine::Full);
        VERIFY_OK(report);
        QCOMPARE(report->engine, u"full"_s);
        QCOMPARE(support::decodedPictures(video()).size(), size_t(100));
    }

    void oddSourcesBecomePlainMp4_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("wanted");   // width,height,pix_fmt,channels
        const QStringList picture = u"-f lavfi -i testsrc2=s=854x479:r=15:d=3"_s.split(u' ');
        const QStringList sound = u"-f lavfi -i sine=d=3"_s.split(u' ');
        QTest::newRow("odd height, 4:4:4")
            << u"odd.mkv"_s << picture + sound + u"-c:v libx264 -pix_fmt yuv444p -c:a aac"_s.split(u' ')
            << u"854,478,yuv420p"_s;
        QTest::newRow("10 bit") << u"deep.mkv"_s
                                << picture + sound + u"-c:v libx264 -pix_fmt yuv420p10le -c:a flac"_s.split(u' ')
                                << u"854,478,yuv420p"_s;
        QTest::newRow("5.1") << u"surround.mp4"_s
                             << picture
                + u"-f lavfi -i aevalsrc=0.1*sin(900*t)|0|0|0|0|0:c=5.1:d=3 -c:v libx264 -c:a ac3"_s.split(u' ')
                             << u"854,478,yuv420p"_s;
        QTest::newRow("mpeg4 in avi") << u"old.avi"_s << picture + sound + u"-c:v mpeg4 -c:a mp3"_s.split(u' ')
                                      << u"854,478,yuv420p"_s;
        QTest::newRow("vp9 and opus") << u"web.webm"_s
                                      << picture + sound
                + u"-c:v libvpx-vp9 -deadline realtime -c:a libopus"_s.split(u' ')
                                      << u"854,478,yuv420p"_s;
        QTest::newRow("tiny") << u"tiny.mkv"_s << u"-f lavfi -i testsrc2=s=2x2:r=15:d=3 -c:v ffv1"_s.split(u' ')
                              << u"16,16,yuv420p"_s;
        QTest::newRow("full range") << u"full.avi"_s << picture + sound + u"-c:v mjpeg -c:a pcm_s16le"_s.split(u' ')
                                    << u"854,478,yuvj420p"_s;
    }

    void oddSourcesBecomePlainMp4()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, arguments);
        QFETCH(QString, wanted);
        const QString input = m_samples.make(name, arguments);
        QVERIFY(!input.isEmpty());
        const auto report = m_media.render({.input = input,
                                               .keep = {{500ms, 1s}, {1500ms, 2500ms}},
                                               .engine = Engine::Auto,
                                               .video = video(),
                                               .audio = {}},
            {}, {});
        VERIFY_OK(report);
        QCOMPARE(support::probed(video(), u"stream=width,height,pix_fmt"_s).first(), wanted);
        for (const auto &channels : support::probed(video(), u"stream=channels"_s))
            QVERIFY(channels.toInt() <= 2);
        QVERIFY(support::decodedPictures(video()).size() >= 20);
    }

    void rotationIsCarriedOver()
    {
        const QString upright = m_samples.counted(4);
        const QString turned = m_samples.make(
            u"turned.mp4"_s, {u"-i"_s, upright, u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s});
        const auto before = m_media.probe(turned, {});
        VERIFY_OK(before);
        QVERIFY(before->video && before->video->rotation != 0);
        VERIFY_OK(render(turned, {{packet(1), packet(2)}}));
        const auto after = m_media.probe(video(), {});
        VERIFY_OK(after);
        QCOMPARE(after->video->rotation, before->video->rotation);

        const QString jpeg = m_samples.path(u"turned.jpg"_s);
        VERIFY_OK(m_media.poster(turned, 1s, jpeg, {}));
        QCOMPARE(support::probed(jpeg, u"stream=width,height"_s).first(), u"180,320"_s);
    }

    void soundAloneGivesAudioOnly()
    {
        const QString input = m_samples.make(u"voice.mp3"_s, u"-f lavfi -i sine=d=5:f=300"_s.split(u' '));
        VERIFY_FAILS(render(input, {{1s, 2s}}), ErrorKind::Invalid);
        const auto report = m_media.render(
            {.input = input, .keep = {{1s, 2s}, {3s, 4s}}, .engine = Engine::Auto, .video = {}, .audio = audio()}, {},
            {});
        VERIFY_OK(report);
        QCOMPARE(report->duration, MediaTime(2s));
        QVERIFY(std::abs(double(support::decodedSound(audio()).size()) / 48'000 - 2) < 0.03);
    }

    void aPictureAloneGivesVideoOnly()
    {
        const QString input =
            m_samples.make(u"mute.mp4"_s, {u"-i"_s, m_samples.counted(4), u"-an"_s, u"-c"_s, u"copy"_s});
        const auto report = m_media.render(
            {.input = input, .keep = {{1s, 2s}, {3s, 4s}}, .engine = Engine::Auto, .video = video(), .audio = {}}, {},
            {});
        VERIFY_OK(report);
        QCOMPARE(support::decodedPictures(video()).size(), size_t(50));
        QCOMPARE(support::probed(video(), u"stream=codec_type"_s), QStringList(u"video"_s));
    }

    void nothingToKeepIsRefused()
    {
        VERIFY_FAILS(render(m_samples.counted(4), {}), ErrorKind::Invalid);
        VERIFY_FAILS(render(m_samples.counted(4), {{50s, 60s}}), ErrorKind::Invalid);
        VERIFY_FAILS(render(m_samples.counted(4), {{2s, 3s}, {1s, 2s}}), ErrorKind::Invalid);
    }

    void chaptersAndTitleTravelWithTheVideo()
    {
        const QString output = m_samples.path(u"chapters.mp4"_s);
        VERIFY_OK(m_media.remux(m_samples.counted(10), output, u"Лекция \"1\""_s,
            {{u"Intro"_s, 0us}, {u"Основы"_s, 3s}, {u"End"_s, 8s}}, {}));
        QCOMPARE(support::probed(output, u"chapter=start_time,end_time:chapter_tags=title"_s),
            (QStringList{u"0.000000,3.000000,Intro"_s, u"3.000000,8.000000,Основы"_s, u"8.000000,10.000000,End"_s}));
        const auto probe = m_media.probe(output, {});
        VERIFY_OK(probe);
        QCOMPARE(probe->title, u"Лекция \"1\""_s);
        QCOMPARE(support::decodedPictures(output).size(), size_t(250));
        const QByteArray bytes = base::readFile(output).value();
        QVERIFY(bytes.indexOf("moov") < bytes.indexOf("mdat"));
        VERIFY_FAILS(
            m_media.remux(m_samples.counted(10), m_samples.path(u"b.mp4"_s), {}, {{u"a"_s, 5s}, {u"b"_s, 5s}}, {}),
            ErrorKind::Invalid);
    }

    void aPosterHasTheColoursOfTheFilm_data()
    {
        QTest::addColumn<QString>("size");
        QTest::newRow("as large") << u"640x360"_s;
        QTest::newRow("made smaller") << u"1920x1080"_s;
    }

    void aPosterHasTheColoursOfTheFilm()
    {
        QFETCH(QString, size);
        for (const auto &[colour, wanted] : {std::pair(u"white"_s, 255), std::pair(u"black"_s, 0)}) {
            const QString input = m_samples.make(colour + size + u".mp4"_s,
                u"-f lavfi -i color=%1:s=%2:r=5:d=1 -c:v libx264 -preset ultrafast"_s.arg(colour, size).split(u' '));
            const QString jpeg = m_samples.path(u"plain.jpg"_s);
            VERIFY_OK(m_media.poster(input, 0s, jpeg, {}));
            const QByteArray pixels = support::outputOf(
                u"ffmpeg"_s, u"-v error -i file:%1 -pix_fmt rgb24 -f rawvideo -"_s.arg(jpeg).split(u' '));
            QVERIFY(!pixels.isEmpty());
            QVERIFY2(std::abs(static_cast<uchar>(pixels.at(pixels.size() / 2)) - wanted) <= 2, qPrintable(colour));
        }
    }

    void aPosterIsTheFirstSharpPicture()
    {
        const QString input = m_samples.make(u"fade.mp4"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=s=1920x1080:r=10:d=4,drawbox=c=black:t=fill:enable='lt(t,2)'"_s,
                u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"ultrafast"_s});
        const QString jpeg = m_samples.path(u"poster.jpg"_s);
        VERIFY_OK(m_media.poster(input, 1s, jpeg, {}));
        QCOMPARE(support::probed(jpeg, u"stream=codec_name,width,height"_s).first(), u"mjpeg,1280,720"_s);
        const auto picture = support::decodedPictures(jpeg);
        QVERIFY(!picture.empty() && picture.front().brightness > 60);
        VERIFY_OK(m_media.poster(input, 3900ms, jpeg, {}));
        VERIFY_OK(m_media.poster(input, 1h, jpeg, {}));   // beyond the end: the last one
    }
};

QTEST_GUILESS_MAIN(TestRender)
#include "tst_render.moc"
