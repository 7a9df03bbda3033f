#include "support/media_samples.h"

#include <QFile>
#include <QProcess>

#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace support {

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qWarning().noquote() << program << arguments << process.errorString() << process.readAllStandardError();
        return {};
    }
    return process.readAllStandardOutput();
}

QString MediaSamples::make(const QString &name, const QStringList &arguments)
{
    const QString file = path(name);
    if (QFile::exists(file))
        return file;
    outputOf(u"ffmpeg"_s,
        QStringList{u"-v"_s, u"error"_s, u"-nostdin"_s, u"-y"_s} + arguments + QStringList{u"file:"_s + file});
    return QFile::exists(file) ? file : QString();
}

QString MediaSamples::write(const QString &name, const QByteArray &bytes)
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

QString MediaSamples::truncated(const QString &original, int percent, const QString &name)
{
    QFile file(original);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return write(name, file.read(file.size() * percent / 100));
}

static const QStringList plainCodecs =
    u"-c:v libx264 -preset ultrafast -crf 12 -g 50 -pix_fmt yuv420p -c:a aac -b:a 128k "
    "-movflags +faststart -shortest"_s.split(u' ');

QString MediaSamples::counted(int seconds)
{
    return make(u"counted-%1.mp4"_s.arg(seconds),
        QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"nullsrc=s=320x180:r=25:d=%1,format=gray,geq=lum='20+4*mod(N,50)',format=yuv420p"_s.arg(seconds), u"-f"_s,
            u"lavfi"_s, u"-i"_s,
            u"aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.5)':s=48000:c=stereo:d=%1"_s.arg(seconds)}
            + plainCodecs);
}

QString MediaSamples::flashes(int seconds)
{
    return make(u"flashes-%1.mp4"_s.arg(seconds),
        QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"nullsrc=s=320x180:r=25:d=%1,format=gray,geq=lum='if(lt(mod(N,25),2),235,16)',format=yuv420p"_s.arg(
                seconds),
            u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"aevalsrc='0.5*sin(2*PI*2000*t)*lt(mod(t,1),0.04)':s=48000:c=stereo:d=%1"_s.arg(seconds)}
            + plainCodecs);
}

std::vector<DecodedPicture> decodedPictures(const QString &path)
{
    const QByteArray bytes = outputOf(u"ffmpeg"_s,
        {u"-v"_s, u"error"_s, u"-nostdin"_s, u"-i"_s, u"file:"_s + path, u"-map"_s, u"0:v:0"_s, u"-vf"_s,
            u"format=gray,crop=iw/2:ih/2,scale=4:4:flags=area"_s, u"-vsync"_s, u"passthrough"_s, u"-f"_s, u"rawvideo"_s,
            u"-"_s});
    const QStringList times = probed(path, u"frame=best_effort_timestamp_time"_s);
    std::vector<DecodedPicture> pictures;
    for (qsizetype i = 0; (i + 1) * 16 <= bytes.size() && i < times.size(); ++i) {
        int sum = 0;
        for (const char byte : bytes.mid(i * 16, 16))
            sum += static_cast<uchar>(byte);
        pictures.push_back({.seconds = times[i].section(u',', 0, 0).toDouble(), .brightness = (sum + 8) / 16});
    }
    return pictures;
}

std::vector<float> decodedSound(const QString &path)
{
    const QByteArray bytes = outputOf(u"ffmpeg"_s,
        {u"-v"_s, u"error"_s, u"-nostdin"_s, u"-i"_s, u"file:"_s + path, u"-map"_s, u"0:a:0"_s, u"-af"_s,
            u"aresample=async=1:first_pts=0"_s, u"-ac"_s, u"1"_s, u"-ar"_s, u"48000"_s, u"-f"_s, u"f32le"_s, u"-"_s});
    std::vector<float> samples(static_cast<size_t>(bytes.size()) / sizeof(float));
    if (!samples.empty())
        std::memcpy(samples.data(), bytes.constData(), samples.size() * sizeof(float));
    return samples;
}

QStringList probed(const QString &path, const QString &entries)
{
    const bool frames = entries.startsWith(u"frame"_s);
    QStringList arguments{u"-v"_s, u"error"_s};
    if (frames)
        arguments += QStringList{u"-select_streams"_s, u"v:0"_s};
    arguments += QStringList{u"-show_entries"_s, entries, u"-of"_s, u"csv=p=0"_s, u"file:"_s + path};
    return QString::fromUtf8(outputOf(u"ffprobe"_s, arguments)).split(u'\n', Qt::SkipEmptyParts);
}

}   // namespace support
