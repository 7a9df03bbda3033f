#include "core/media/media_client.h"
#include "support/marker_video.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::MediaTime;
using domain::Interval;

namespace {
/// What children cost from its making on.
class Meter {
public:
    [[nodiscard]] double wall() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }
    [[nodiscard]] double processor() const { return childSeconds() - m_used; }

private:
    static double childSeconds()
    {
        rusage usage{};
        getrusage(RUSAGE_CHILDREN, &usage);
        const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }

    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    double m_used = childSeconds();
};

struct Cost {
    double wall = 0;
    double processor = 0;
};
}   // namespace

static bool ffmpeg(const QStringList &arguments)
{
    QProcess process;
    process.start(u"ffmpeg"_s, QStringList{u"-nostdin"_s, u"-v"_s, u"error"_s, u"-y"_s} + arguments);
    return process.waitForFinished(-1) && process.exitCode() == 0;
}

static Cost ffmpegCost(const QStringList &arguments)
{
    const Meter meter;
    if (!ffmpeg(arguments))
        qFatal("ffmpeg failed");
    return {.wall = meter.wall(), .processor = meter.processor()};
}

/// `count` cuts at even distances, a quarter of the time in all, each a little off the others' phase.
static QList<Interval> keepWith(int count, MediaTime duration)
{
    QList<Interval> keep;
    MediaTime from{0};
    for (int i = 0; i < count; ++i) {
        const MediaTime stretch = duration / (count + 1);
        const MediaTime cut = stretch * (i + 1) + MediaTime(137'000) * (i % 7);
        keep += {from, cut - stretch / 8};
        from = cut + stretch / 8;
    }
    return keep += {from, duration};
}

static QString made(const QString &path, const support::MarkerOptions &options)
{
    if (QFileInfo::exists(path))
        return path;
    std::printf("making %s\n", qPrintable(QFileInfo(path).fileName()));
    support::MarkerVideos videos;
    const auto video = videos.make(options);
    if (!video)
        qFatal("%s", qPrintable(video.error().message));
    if (!QFile::copy(video->path, path))
        qFatal("%s could not be written", qPrintable(path));
    return path;
}

/// Longer recordings are a shorter one many times over. Only the sound is encoded again: repeated packets leave gaps.
static QString repeated(const QString &piece, int times, const QString &path)
{
    if (!QFileInfo::exists(path))
        ffmpeg({u"-stream_loop"_s, QString::number(times - 1), u"-i"_s, piece, u"-c:v"_s, u"copy"_s, u"-af"_s,
            u"aresample=async=1"_s, u"-c:a"_s, u"aac"_s, u"-b:a"_s, u"128k"_s, path});
    return path;
}

static qint64 peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss / 1024;
}

static Cost cut(const QString &input, const QList<Interval> &keep, const QString &folder, const QString &pieces = {})
{
    const Meter meter;
    double done = 0;
    {
        media::MediaClient client;
        const auto report = client.render({.input = input,
                                              .keep = keep,
                                              .startSlack = 100ms,
                                              .video = folder + u"/cut.mp4"_s,
                                              .audio = folder + u"/cut.m4a"_s,
                                              .pieces = pieces},
            {}, {});
        if (!report)
            qFatal("%s", qPrintable(report.error().message));
        const auto renewed = double(report->framesInserted + report->framesEncoded);
        const auto all = renewed + double(report->framesCopied + report->framesPatched);
        double kept = 0;
        for (const auto &interval : report->kept)
            kept += base::toSeconds(interval.length());
        const double share = kept / base::toSeconds(keep.last().end);
        done = meter.wall();
        std::printf(
            "  %s: %lld joins, %.2f %% of the pictures encoded, size %.2f of the kept share, peak memory so far "
            "%lld MB\n",
            qPrintable(report->engine), static_cast<long long>(report->kept.size() - 1), 100 * renewed / all,
            double(QFileInfo(folder + u"/cut.mp4"_s).size()) / (share * double(QFileInfo(input).size())),
            static_cast<long long>(peakMegabytes()));
    }
    return {.wall = done, .processor = meter.processor()};
}

static void print(const char *what, const Cost &cost)
{
    std::printf("  %-44s %8.2f s wall %8.2f s processor\n", what, cost.wall, cost.processor);
}

static Cost remux(const QString &input, const QString &folder)
{
    return ffmpegCost({u"-i"_s, input, u"-c"_s, u"copy"_s, folder + u"/remux.mp4"_s});
}

static void againstReencoding(const QString &input, const QString &folder)
{
    const auto keep = keepWith(40, 300s);
    std::printf("5 minutes of 1080p25, entry points every 2 s, 3 B pictures, 40 cuts\n");
    const Cost ours = cut(input, keep, folder);
    print("smart rendering", ours);
    QStringList ranges;
    for (const auto &interval : keep)
        ranges += u"between(t,%1,%2)"_s.arg(base::toSeconds(interval.start)).arg(base::toSeconds(interval.end));
    const QString chosen = ranges.join(u'+');
    const Cost theirs = ffmpegCost({u"-i"_s, input, u"-vf"_s, u"select='%1',setpts=N/FRAME_RATE/TB"_s.arg(chosen),
        u"-af"_s, u"aselect='%1',asetpts=N/SR/TB"_s.arg(chosen), u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"veryfast"_s,
        u"-crf"_s, u"20"_s, u"-c:a"_s, u"aac"_s, folder + u"/select.mp4"_s});
    print("ffmpeg select, x264 veryfast", theirs);
    std::printf("  1/%.1f of the wall time, 1/%.1f of the processor time (wanted: at most 1/25 each)\n",
        theirs.wall / ours.wall, theirs.processor / ours.processor);
}

static void hour(const QString &input, const QString &folder)
{
    std::printf("One hour of it\n");
    const Cost floor = remux(input, folder);
    print("ffmpeg -c copy", floor);
    for (const auto &[cuts, bar, goal] : {std::tuple(10, 7, 5), std::tuple(100, 18, 12), std::tuple(540, 60, 40)}) {
        const Cost ours = cut(input, keepWith(cuts, 3'600s), folder);
        print(qPrintable(u"%1 cuts (wanted: %2 s processor, goal %3)"_s.arg(cuts).arg(bar).arg(goal)), ours);
        std::printf("  %.1f times the remux's wall time\n", ours.wall / floor.wall);
    }
}

static void recut(const QString &input, const QString &folder)
{
    std::printf("Moving one of 100 cuts of that hour\n");
    const QString pieces = folder + u"/pieces"_s;
    QFile::remove(pieces);
    auto keep = keepWith(100, 3'600s);
    print("first rendering", cut(input, keep, folder, pieces));
    keep[50].start += 700ms;
    print("second rendering (wanted: 5 s wall)", cut(input, keep, folder, pieces));
}

static void meeting(const QString &input, const QString &folder)
{
    std::printf("10 minutes as Zoom records them: variable rate, no B pictures, entry points every 8 s, 90 cuts\n");
    print("smart rendering (wanted: 15 s processor, goal 12)", cut(input, keepWith(90, 600s), folder));
}

/// bench_smart_cut FOLDER: keeps its recordings in FOLDER for the next time.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (argc < 2)
        return std::fputs("bench_smart_cut FOLDER [five|hour|recut|meeting]...\n", stderr), 2;
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    const QStringList chosen = application.arguments().mid(2);
    const auto wants = [&chosen](const QString &name) { return chosen.isEmpty() || chosen.contains(name); };
    const auto lecture = [&] {
        return made(folder + u"/lecture.mp4"_s,
            {.seconds = 300,
                .width = 1920,
                .height = 1080,
                .bPictures = 3,
                .pyramid = true,
                .extra = {{u"preset"_s, u"superfast"_s}, {u"crf"_s, u"23"_s}}});
    };
    if (wants(u"meeting"_s))
        meeting(made(folder + u"/meeting.mp4"_s,
                    {.seconds = 600,
                        .width = 1920,
                        .height = 1080,
                        .rate = support::MarkerOptions::Rate::Variable,
                        .groupSeconds = 8,
                        .extra = {{u"preset"_s, u"superfast"_s}, {u"crf"_s, u"23"_s}}}),
            folder);
    if (wants(u"five"_s))
        againstReencoding(lecture(), folder);
    if (wants(u"hour"_s) || wants(u"recut"_s)) {
        const QString whole = repeated(lecture(), 12, folder + u"/hour.mp4"_s);
        if (wants(u"hour"_s))
            hour(whole, folder);
        if (wants(u"recut"_s))
            recut(whole, folder);
    }
    return 0;
}
