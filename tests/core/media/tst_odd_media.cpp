#include "core/media/media_client.h"
#include "support/media_samples.h"
#include "support/verify.h"

#include <QFileInfo>

using base::ErrorKind;
using media::Engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Every odd file ends done or in a named error; nothing hangs (the runner's limit), and this process goes on.
class TestOddMedia : public QObject {
    Q_OBJECT

private:
    support::MediaSamples m_samples;
    media::MediaClient m_media;

    base::Result<> analyse(const QString &input)
    {
        return m_media.analyze({.input = input,
                                   .loudness = m_samples.path(u"l"_s),
                                   .waveform = m_samples.path(u"w"_s),
                                   .speech = m_samples.path(u"s.wav"_s)},
            {}, {});
    }

    base::Result<media::RenderReport> renderPart(const QString &input, const domain::Probe &probe)
    {
        return m_media.render({.input = input,
                                  .keep = {{100ms, 700ms}, {1s, 1500ms}},
                                  .engine = Engine::Auto,
                                  .video = probe.video ? m_samples.path(u"o.mp4"_s) : QString(),
                                  .audio = probe.audio.isEmpty() ? QString() : m_samples.path(u"o.m4a"_s)},
            {}, {});
    }

    static bool isNamed(const base::Error &error)
    {
        const bool known = error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Corrupt
            || error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound;
        return known && error.message.endsWith(u'.') && error.message.size() > 12;
    }

private slots:
    void whatIsNoRecordingIsSaidToBeWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, const QByteArray &bytes, const QString &word,
                             ErrorKind kind = ErrorKind::Invalid) { QTest::newRow(name) << bytes << kind << word; };
        row("empty", {}, u"empty"_s);
        row("one byte", "x", u"text file"_s);
        row("one zero", QByteArray(1, '\0'), u"zeros"_s, ErrorKind::Corrupt);
        row("text", QByteArray("Dear all,\nthe recording is attached.\n").repeated(200), u"text file"_s);
        row("Russian text", QByteArray("Запись лекции прилагается. ").repeated(500), u"text file"_s);
        row("login page", "\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body></body></html>",
            u"web page"_s);
        row("old web page", "<HTML><BODY>Sign in</BODY></HTML>", u"web page"_s);
        row("JSON", "{\"error\": \"token expired\"}", u"text file"_s);
        row("PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", u"PDF"_s);
        row("ZIP", QByteArray("PK\x03\x04\x14\x00\x00\x00", 8) + QByteArray(4'000, '\x5A'), u"ZIP"_s);
        row("HLS playlist", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
            u"playlist"_s);
        row("concat list", "ffconcat version 1.0\nfile /etc/passwd\n", u"playlist"_s);
        row("subtitles", "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n", u"text file"_s);
        row("DASH manifest", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>",
            u"text file"_s);
        row("zeros", QByteArray(500'000, '\0'), u"zeros"_s, ErrorKind::Corrupt);
        row(
            "noise",
            [] {
                QByteArray noise;
                quint32 state = 7;
                for (int i = 0; i < 300'000; ++i)
                    noise.append(static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> 24));
                return noise;
            }(),
            u"no recording"_s);
    }

    void whatIsNoRecordingIsSaidToBeWhatItIs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, word);
        const QString input = m_samples.write(u"claims to be.mp4"_s, bytes);
        const auto probe = m_media.probe(input, {});
        VERIFY_FAILS(probe, kind);
        QVERIFY2(probe.error().message.contains(word), qPrintable(probe.error().message));
        VERIFY_FAILS(analyse(input), kind);
    }

    void aPictureIsNoRecording()
    {
        for (const auto &name : {u"a.png"_s, u"a.jpg"_s, u"a.gif"_s, u"a.webp"_s}) {
            const QString input = m_samples.make(name, u"-f lavfi -i testsrc=s=64x64:d=0.04 -frames:v 1"_s.split(u' '));
            const auto probe = m_media.probe(input, {});
            VERIFY_FAILS(probe, ErrorKind::Invalid);
            QVERIFY2(probe.error().message.contains(u"picture"_s), qPrintable(name + probe.error().message));
        }
    }

    void aPlaylistOfLocalFilesIsRefusedWhateverItsName()
    {
        const QString media = m_samples.make(u"segment.ts"_s, {u"-i"_s, m_samples.counted(4), u"-c"_s, u"copy"_s});
        for (const auto &name : {u"list.mp4"_s, u"list.m3u8"_s, u"list.ts"_s}) {
            const QString input = m_samples.write(
                name, "#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:4,\n" + media.toUtf8() + "\n#EXT-X-ENDLIST\n");
            VERIFY_FAILS(m_media.probe(input, {}), ErrorKind::Invalid);
        }
    }

    void aTruncatedRecordingSaysHowFarItGoes_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("percent");
        for (const auto &kind :
            {u"index first"_s, u"index last"_s, u"matroska"_s, u"wav"_s, u"mp3"_s, u"transport stream"_s})
            for (const int percent : {1, 10, 50, 99})
                QTest::addRow("%s %d", qPrintable(kind), percent) << kind << percent;
    }

    void aTruncatedRecordingSaysHowFarItGoes()
    {
        QFETCH(QString, kind);
        QFETCH(int, percent);
        const QString whole = m_samples.counted(10);
        const auto copied = [&](const QString &name, const QStringList &how) {
            return m_samples.make(name, QStringList{u"-i"_s, whole} + how);
        };
        const QHash<QString, QString> originals{{u"index first"_s, whole},
            {u"index last"_s, copied(u"last.mp4"_s, {u"-c"_s, u"copy"_s})},
            {u"matroska"_s, copied(u"whole.mkv"_s, {u"-c"_s, u"copy"_s})}, {u"wav"_s, copied(u"whole.wav"_s, {})},
            {u"mp3"_s, copied(u"whole.mp3"_s, {})},
            {u"transport stream"_s, copied(u"whole.ts"_s, {u"-c"_s, u"copy"_s})}};
        const QString input = m_samples.truncated(originals.value(kind), percent, u"cut off.bin"_s);
        const auto result = analyse(input);
        if (!result)
            QVERIFY2(isNamed(result.error()), qPrintable(result.error().message));
        if (kind.startsWith(u"index"_s)) {
            VERIFY_FAILS(result, ErrorKind::Corrupt);
            VERIFY_FAILS(m_media.probe(input, {}), ErrorKind::Corrupt);
        }
        if (kind == u"index first"_s && percent >= 50)
            QVERIFY2(result.error().message.contains(percent == 50 ? u"of 0:10"_s : u"0:09 of 0:10"_s),
                qPrintable(result.error().message));
        if ((kind == u"matroska"_s || kind == u"mp3"_s) && percent >= 10 && percent <= 50)
            VERIFY_FAILS(result, ErrorKind::Corrupt);
        if (const auto probe = m_media.probe(input, {}))
            if (const auto report = renderPart(input, *probe); !report)
                QVERIFY2(isNamed(report.error()), qPrintable(report.error().message));
    }

    void oddRecordingsAreWorkedOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char *title, const QString &name, const QString &arguments) {
            QTest::newRow(title) << name << arguments.split(u' ');
        };
        const QString picture = u"-f lavfi -i testsrc2=s=160x90:r=10:d=2 "_s;
        const QString sound = u"-f lavfi -i sine=d=2 "_s;
        row("no audio", u"mute.mp4"_s, picture + u"-c:v libx264"_s);
        row("audio only", u"voice.m4a"_s, sound + u"-c:a aac"_s);
        row("all silence", u"silence.mp4"_s, picture + u"-f lavfi -i anullsrc=d=2 -c:v libx264 -c:a aac -shortest"_s);
        row("attached picture", u"cover.mp3"_s,
            sound
                + u"-f lavfi -i testsrc=s=64x64:d=0.04 -map 0 -map 1 -c:v mjpeg -frames:v 1 -disposition:v attached_pic"_s);
        row("1 x 1", u"one.mkv"_s, u"-f lavfi -i color=s=2x2:d=2,crop=1:1,format=gray -c:v ffv1"_s);
        row("odd size", u"odd.mkv"_s, u"-f lavfi -i testsrc2=s=853x479:r=5:d=2,format=yuv444p -c:v ffv1"_s);
        row("one picture a second", u"slow.mp4"_s, u"-f lavfi -i testsrc2=s=160x90:r=1:d=3 -c:v libx264"_s);
        row("240 pictures a second", u"fast.mp4"_s,
            u"-f lavfi -i testsrc2=s=160x90:r=240:d=2 -c:v libx264 -preset ultrafast"_s);
        row("interlaced", u"laced.ts"_s, picture + sound + u"-c:v mpeg2video -flags +ilme+ildct -c:a mp2"_s);
        row("fragmented", u"fragments.mp4"_s,
            picture + sound + u"-c:v libx264 -g 10 -c:a aac -movflags frag_keyframe+empty_moov"_s);
        row("two sounds", u"two.mkv"_s, picture + sound + sound + u"-map 0 -map 1 -map 2 -c:v libx264 -c:a aac"_s);
        row("flv", u"a.flv"_s, picture + sound + u"-c:v flv1 -c:a mp3 -ar 44100"_s);
        row("wmv", u"a.wmv"_s, picture + sound + u"-c:v wmv2 -c:a wmav2"_s);
        row("sound 5 s late", u"late.mkv"_s,
            u"-f lavfi -i testsrc2=s=160x90:r=10:d=2 -itsoffset 5 "_s + sound + u"-c:v libx264 -c:a aac"_s);
        row("8 channels", u"eight.mkv"_s, u"-f lavfi -i aevalsrc=0.1*sin(500*t)|0|0|0|0|0|0|0:c=7.1:d=2 -c:a flac"_s);
        row("192 kHz", u"192.wav"_s, u"-f lavfi -i sine=r=192000:d=2 -c:a pcm_f32le"_s);
    }

    void oddRecordingsAreWorkedOn()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, arguments);
        const QString input = m_samples.make(name, arguments);
        QVERIFY(!input.isEmpty());
        const auto probe = m_media.probe(input, {});
        VERIFY_OK(probe);
        const auto analysis = analyse(input);
        if (probe->audio.isEmpty())
            VERIFY_FAILS(analysis, ErrorKind::Invalid);
        else
            VERIFY_OK(analysis);
        const auto report = renderPart(input, *probe);
        VERIFY_OK(report);
        if (probe->video)
            VERIFY_OK(m_media.poster(input, 500ms, m_samples.path(u"poster.jpg"_s), {}));
    }

    void anAttachedPictureIsNoVideo()
    {
        const auto probe = m_media.probe(m_samples.path(u"cover.mp3"_s), {});
        VERIFY_OK(probe);
        QVERIFY(!probe->video);
        QCOMPARE(probe->audio.size(), 1);
    }

    void anyFileNameWorks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("newline") << u"two\nlines.mp4"_s;
        QTest::newRow("quotes") << u"the \"best\" 'one' $(x) `y` \\z.mp4"_s;
        QTest::newRow("right to left") << u"\u202Eהרצאה\u202C.mp4"_s;
        QTest::newRow("leading dash") << u"-i.mp4"_s;
        QTest::newRow("colon") << u"http:x.mp4"_s;
        QTest::newRow("percent") << u"a%03d.mp4"_s;
        QTest::newRow("255 bytes") << QString(251, u'a') + u".mp4"_s;
        QTest::newRow("255 bytes of Russian") << QString(125, u'я') + u"a.mp4"_s;
        QTest::newRow("emoji") << u"🎬.mp4"_s;
    }

    void anyFileNameWorks()
    {
        QFETCH(QString, name);
        const QString original = m_samples.counted(4);
        const QString input = m_samples.path(name);
        QVERIFY(QFile::copy(original, input));
        VERIFY_OK(m_media.probe(input, {}));
        VERIFY_OK(analyse(input));
        QVERIFY(QFile::remove(input));
        const auto report = m_media.render(
            {.input = original, .keep = {{0s, 1s}}, .engine = Engine::Auto, .video = input, .audio = {}}, {}, {});
        VERIFY_OK(report);
        QVERIFY(QFileInfo(input).size() > 1'000);
        QVERIFY(QFile::remove(input));
    }

    void tooManyStreamsAreRefused()
    {
        QStringList arguments{u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=1"_s};
        for (int i = 0; i < 33; ++i)
            arguments += QStringList{u"-map"_s, u"0"_s};
        const QString input = m_samples.make(u"streams.mkv"_s, arguments + QStringList{u"-c:a"_s, u"pcm_s16le"_s});
        VERIFY_FAILS(m_media.probe(input, {}), ErrorKind::Forbidden);
    }

    void hugePicturesAreRefused()
    {
        // 20,000 x 20,000 in the header of an AVI that holds nothing like it.
        const QString small =
            m_samples.make(u"small.avi"_s, u"-f lavfi -i testsrc=s=64x48:r=5:d=1 -c:v mpeg4"_s.split(u' '));
        QFile file(small);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        const qsizetype format = bytes.indexOf("strf") + 8;   // BITMAPINFOHEADER
        for (const int field : {4, 8})
            bytes.replace(format + field, 4, QByteArray("\x20\x4E\x00\x00", 4));
        const auto probe = m_media.probe(m_samples.write(u"huge.avi"_s, bytes), {});
        VERIFY_FAILS(probe, ErrorKind::Forbidden);
    }

    void damagedPacketsAreSkipped()
    {
        QFile file(m_samples.counted(10));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        for (qsizetype at = bytes.indexOf("mdat") + 1'000; at + 40 < bytes.size(); at += 5'000)
            bytes.replace(at, 40, QByteArray(40, '\x77'));
        const QString input = m_samples.write(u"damaged.mp4"_s, bytes);
        const auto probe = m_media.probe(input, {});
        VERIFY_OK(probe);
        VERIFY_OK(analyse(input));
        VERIFY_OK(renderPart(input, *probe));
    }
};

QTEST_GUILESS_MAIN(TestOddMedia)
#include "tst_odd_media.moc"
