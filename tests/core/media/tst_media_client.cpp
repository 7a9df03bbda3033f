#include "core/base/files.h"
#include "core/media/media_client.h"
#include "support/media_samples.h"
#include "support/verify.h"

#include <QDir>
#include <QProcess>

#include <csignal>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using base::ErrorKind;
using base::Result;
using base::StopReason;
using base::StopSource;
using media::Engine;
using media::MediaClient;
using media::RenderReport;
using media::RenderRequest;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::MediaSamples;

/// The running dailies-media whose parent is `parent`, or -1.
static pid_t childOf(qint64 parent)
{
    for (const QString &pid : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file(u"/proc/%1/stat"_s.arg(pid));   // "12 (dailies-media) S 11 ..."
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll();
        const QList<QByteArray> rest = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (stat.contains("(dailies-media)") && rest.value(0) != "Z" && rest.value(1).toLongLong() == parent)
            return pid.toInt();
    }
    return -1;
}

static QString longVideo(MediaSamples &samples)
{
    return samples.make(u"long.mp4"_s,
        u"-f lavfi -i testsrc2=s=1280x720:r=30:d=40 -f lavfi -i sine=d=40 -c:v libx264 -preset ultrafast -c:a aac"_s
            .split(u' '));
}

static RenderRequest longRender(const QString &input, const QString &output)
{
    return {.input = input, .keep = {{1s, 30s}}, .engine = Engine::Full, .video = output, .audio = {}};
}

class TestMediaClient : public QObject {
    Q_OBJECT

private:
    MediaSamples m_samples;
    MediaClient m_media;

    QString script(const QString &name, const QByteArray &text)
    {
        const QString path = m_samples.write(name, "#!/bin/sh\n" + text + "\n");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

private slots:
    void versionsNameFFmpegAndItsEncoders()
    {
        const auto versions = m_media.versions({});
        VERIFY_OK(versions);
        QVERIFY(!versions->value(u"ffmpeg"_s).toString().isEmpty());
        QCOMPARE(versions->value(u"encoders"_s).toArray(), (QJsonArray{u"libx264"_s, u"aac"_s, u"mjpeg"_s}));
    }

    void aProbeTellsWhatTheContainerSays()
    {
        const QString input = m_samples.make(u"probe.mp4"_s,
            {u"-i"_s, m_samples.counted(4), u"-c"_s, u"copy"_s, u"-metadata"_s, u"title=Лекция"_s, u"-metadata"_s,
                u"creation_time=2026-11-24T09:30:00Z"_s, u"-metadata:s:a:0"_s, u"language=rus"_s});
        const auto probe = m_media.probe(input, {});
        VERIFY_OK(probe);
        QVERIFY(probe->format.contains(u"mp4"_s));
        QVERIFY(std::chrono::abs(probe->duration - 4s) < 30ms);
        QCOMPARE(probe->sizeBytes, QFileInfo(input).size());
        QCOMPARE(probe->title, u"Лекция"_s);
        QCOMPARE(probe->createdAt, base::fromRfc3339(u"2026-11-24T09:30:00Z"));
        QVERIFY(probe->video);
        QCOMPARE(probe->video->codec, u"h264"_s);
        QCOMPARE(probe->video->size, QSize(320, 180));
        QCOMPARE(probe->video->framesPerSecond, 25.0);
        QCOMPARE(probe->audio.size(), 1);
        QCOMPARE(probe->audio[0].codec, u"aac"_s);
        QCOMPARE(probe->audio[0].sampleRateHz, 48'000);
        QCOMPARE(probe->audio[0].channels, 2);
        QCOMPARE(probe->audio[0].samplesPerPacket, 1'024);
        QCOMPARE(probe->audio[0].language, u"rus"_s);
    }

    void progressOnlyRises()
    {
        QList<double> parts;
        VERIFY_OK(m_media.render({.input = m_samples.counted(10),
                                     .keep = {{0s, 8s}},
                                     .engine = Engine::Full,
                                     .video = m_samples.path(u"p.mp4"_s),
                                     .audio = {}},
            [&parts](double part) { parts += part; }, {}));
        QVERIFY(!parts.isEmpty());
        QVERIFY2(std::is_sorted(parts.begin(), parts.end()), QDebug::toString(parts).toUtf8().constData());
        QVERIFY(parts.first() >= 0 && parts.last() <= 1);
    }

    void aKilledChildIsOneFailedStep()
    {
        const QString output = m_samples.path(u"killed.mp4"_s);
        const auto killIt = [](double) { ::kill(childOf(::getpid()), SIGKILL); };
        const auto report = m_media.render(longRender(longVideo(m_samples), output), killIt, {});
        VERIFY_FAILS(report, ErrorKind::Unavailable);
        QVERIFY2(report.error().message.contains(u"signal KILL"_s), qPrintable(report.error().message));
        QVERIFY(!QFile::exists(output));
        VERIFY_OK(m_media.versions({}));
    }

    void stoppingEndsTheChild_data()
    {
        QTest::addColumn<StopReason>("reason");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("by the user") << StopReason::Cancelled << ErrorKind::Cancelled;
        QTest::newRow("by shutdown") << StopReason::Interrupted << ErrorKind::Interrupted;
    }

    void stoppingEndsTheChild()
    {
        QFETCH(StopReason, reason);
        QFETCH(ErrorKind, kind);
        StopSource stop;
        const QString output = m_samples.path(u"stopped.mp4"_s);
        const auto stopIt = [&stop, reason](double) { stop.request(reason); };
        VERIFY_FAILS(m_media.render(longRender(longVideo(m_samples), output), stopIt, stop.token()), kind);
        QCOMPARE(childOf(::getpid()), -1);
        QVERIFY(!QFile::exists(output));
    }

    void aStopBeforeTheStartStartsNothing()
    {
        StopSource stop;
        stop.request(StopReason::Cancelled);
        VERIFY_FAILS(m_media.probe(m_samples.counted(4), stop.token()), ErrorKind::Cancelled);
    }

    void theChildEndsWithItsParent()
    {
        QProcess parent;
        parent.start(QCoreApplication::applicationFilePath(),
            {u"--render"_s, longVideo(m_samples), m_samples.path(u"orphan.mp4"_s)});
        QVERIFY(parent.waitForReadyRead());   // it is at work
        const pid_t child = childOf(parent.processId());
        QVERIFY(child > 0);
        parent.kill();
        QVERIFY(parent.waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(u"/proc/%1/exe"_s.arg(child)) || ::kill(child, 0) != 0, 20'000);
    }

    void severalThreadsMayAskAtOnce()
    {
        const QString input = m_samples.counted(4);
        std::vector<Result<domain::Probe>> probes(6, base::fail(ErrorKind::Internal, u"never ran"_s));
        {
            std::vector<std::jthread> threads;
            for (auto &probe : probes)
                threads.emplace_back([&] { probe = m_media.probe(input, {}); });
        }
        for (const auto &probe : probes)
            VERIFY_OK(probe);
    }

    void aLongRequestArrivesWhole()
    {
        RenderRequest request{.input = m_samples.counted(4),
            .keep = {},
            .engine = Engine::Full,
            .video = m_samples.path(u"many.mp4"_s),
            .audio = {}};
        for (int i = 0; i < 40'000; ++i)   // more than a pipe holds
            request.keep += domain::Interval{.start = i * 100us, .end = i * 100us + 50us};
        request.keep += domain::Interval{.start = 0us, .end = 1us};
        const auto report = m_media.render(request, {}, {});
        VERIFY_FAILS(report, ErrorKind::Invalid);
        QVERIFY(report.error().message.contains(u"order"_s));
    }

    void theRecordingIsNeverOverwritten()
    {
        const QString input = m_samples.make(u"precious.mp4"_s, {u"-i"_s, m_samples.counted(4), u"-c"_s, u"copy"_s});
        const QString link = m_samples.path(u"link.mp4"_s);
        QVERIFY(QFile::link(input, link));
        const qint64 bytes = QFileInfo(input).size();
        VERIFY_FAILS(m_media.remux(input, link, {}, {}, {}), ErrorKind::Invalid);
        QCOMPARE(QFileInfo(input).size(), bytes);
    }

    void aBrokenProgramIsUnavailable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("says nothing") << QByteArray("exit 0") << ErrorKind::Unavailable;
        QTest::newRow("exits") << QByteArray("echo broken >&2; exit 3") << ErrorKind::Unavailable;
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$") << ErrorKind::Unavailable;
        QTest::newRow("hangs") << QByteArray("exec sleep 1000") << ErrorKind::Unavailable;
        QTest::newRow("babbles") << QByteArray("echo hello; exec sleep 1000") << ErrorKind::Invalid;
        QTest::newRow("never ends a line") << QByteArray("exec cat /dev/zero") << ErrorKind::Internal;
        QTest::newRow("closes its output") << QByteArray("exec sleep 1000 >&-") << ErrorKind::Unavailable;
        QTest::newRow("floods its errors")
            << QByteArray("head -c 3000000 /dev/zero >&2; exit 1") << ErrorKind::Unavailable;
    }

    void aBrokenProgramIsUnavailable()
    {
        QFETCH(QByteArray, text);
        QFETCH(ErrorKind, kind);
        MediaClient client(script(u"broken.sh"_s, text), {.silence = 1s});
        VERIFY_FAILS(client.versions({}), kind);
    }

    void aMissingProgramSaysSo()
    {
        MediaClient client(u"/nowhere/dailies-media"_s);
        VERIFY_FAILS(client.versions({}), ErrorKind::Unavailable);
    }

    void onlyFilesAreOpened()
    {
        const QString fifo = m_samples.path(u"fifo.mp4"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
        VERIFY_FAILS(m_media.probe(fifo, {}), ErrorKind::Invalid);
        VERIFY_FAILS(m_media.probe(u"/dev/zero"_s, {}), ErrorKind::Invalid);
        VERIFY_FAILS(m_media.probe(m_samples.folder(), {}), ErrorKind::Invalid);
        VERIFY_FAILS(m_media.probe(u"/nowhere.mp4"_s, {}), ErrorKind::NotFound);
        VERIFY_FAILS(m_media.probe(u"http://127.0.0.1/a.mp4"_s, {}), ErrorKind::NotFound);
    }
};

/// A parent that dies while its child works: says a line when the child does.
static int renderAndReport(const QString &input, const QString &output)
{
    MediaClient client;
    const auto report = client.render(longRender(input, output),
        [](double) {
            static bool told = false;
            if (!std::exchange(told, true))
                ::puts("working"), ::fflush(stdout);
        },
        {});
    return report ? 0 : 1;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 4 && qstrcmp(argv[1], "--render") == 0)
        return renderAndReport(QFile::decodeName(argv[2]), QFile::decodeName(argv[3]));
    TestMediaClient test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_media_client.moc"
