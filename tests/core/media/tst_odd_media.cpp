#include "core/media/media_client.h"
#include "support/media_samples.h"
#include "support/odd_media.h"
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
        for (const auto &odd : support::noRecordings())
            QTest::newRow(odd.title) << odd.bytes << odd.kind << odd.word;
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
        for (const auto &odd : support::oddRecordings(m_samples))
            QTest::newRow(odd.title) << odd.name << odd.arguments;
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
        for (const auto &odd : support::oddNames())
            QTest::newRow(odd.title) << odd.name;
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
