#include "core/media/media_client.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using SteadyClock = std::chrono::steady_clock;

static double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

static bool ffmpeg(const QStringList &arguments)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(u"ffmpeg"_s, QStringList{u"-nostdin"_s, u"-v"_s, u"info"_s, u"-y"_s} + arguments);
    return process.waitForFinished(-1) && process.exitCode() == 0;
}

/// Speech-like sound with pauses, AAC 48 kHz stereo: five minutes encoded once, then repeated without encoding.
static bool makeRecording(const QString &path, const QString &folder, int seconds)
{
    const QString piece = folder + u"/piece.m4a"_s;
    return ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"anoisesrc=d=300:c=pink:a=0.5:seed=1:r=48000,tremolo=f=0.2:d=1"_s,
               u"-f"_s, u"lavfi"_s, u"-i"_s, u"anoisesrc=d=300:c=brown:a=0.5:seed=2:r=48000,tremolo=f=0.3:d=1"_s,
               u"-filter_complex"_s, u"[0][1]amerge"_s, u"-c:a"_s, u"aac"_s, u"-b:a"_s, u"128k"_s, piece})
        && ffmpeg(
            {u"-stream_loop"_s, u"-1"_s, u"-i"_s, piece, u"-c"_s, u"copy"_s, u"-t"_s, QString::number(seconds), path});
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? qMax(60, atoi(argv[1])) : 3'600;
    const int repetitions = argc > 2 ? qMax(1, atoi(argv[2])) : 5;
    const QTemporaryDir folder;
    const QString input = folder.filePath(u"hour.m4a"_s);
    if (!makeRecording(input, folder.path(), seconds))
        return std::fputs("ffmpeg could not make the recording\n", stderr), 1;

    media::MediaClient client;
    std::vector<double> ours;
    std::vector<double> ratios;
    std::printf(
        "%d s of AAC 48 kHz stereo; seconds of wall time\n  analyze  silencedetect  ratio  times real time\n", seconds);
    for (int i = 0; i < repetitions; ++i) {
        auto start = SteadyClock::now();
        const auto done = client.analyze({.input = input,
                                             .loudness = folder.filePath(u"loudness"_s),
                                             .waveform = folder.filePath(u"waveform"_s),
                                             .speech = folder.filePath(u"speech.wav"_s)},
            {}, {});
        if (!done)
            return std::fprintf(stderr, "%s\n", qPrintable(done.error().message)), 1;
        ours.push_back(secondsSince(start));
        start = SteadyClock::now();
        if (!ffmpeg({u"-i"_s, input, u"-vn"_s, u"-af"_s, u"silencedetect"_s, u"-f"_s, u"null"_s, u"-"_s}))
            return 1;
        const double theirs = secondsSince(start);
        ratios.push_back(ours.back() / theirs);
        std::printf("%9.2f  %13.2f  %5.2f  %15.0f\n", ours.back(), theirs, ratios.back(), seconds / ours.back());
    }
    const auto median = [](std::vector<double> values) {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    };
    std::printf("median: ratio %.2f (wanted: at most 0.70), %.0f times real time (wanted: at least 1000)\n",
        median(ratios), seconds / median(ours));
    return 0;
}
