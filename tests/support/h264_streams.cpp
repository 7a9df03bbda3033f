#include "support/h264_streams.h"

#include "support/material.h"

#include <QProcess>
#include <QRegularExpression>

#include <string_view>

using namespace Qt::StringLiterals;
using media::h264::Bytes;

namespace support {

static const QString talk = u"talk.mp4"_s;

struct Setting {
    const char *name;
    const char *arguments;   // libx264 unless they say otherwise
};
static constexpr Setting settings[] = {
    {"baseline, CAVLC", "-profile:v baseline -refs 2"},
    {"main", "-profile:v main"},
    {"main, CAVLC", "-profile:v main -coder vlc"},
    {"high", "-profile:v high"},
    {"no B pictures", "-bf 0 -refs 1"},
    {"four slices", "-slices 4"},
    {"four slices, CAVLC", "-slices 4 -coder vlc"},
    {"pyramid of five B pictures", "-bf 5 -b_strategy 0 -refs 4 -x264-params b-pyramid=normal"},
    {"strict pyramid", "-bf 3 -b_strategy 0 -refs 4 -x264-params b-pyramid=strict"},
    {"weighted, a fade", "-vf fade=out:0:50 -x264-params weightp=2:weightb=1"},
    {"weighted, a fade, CAVLC", "-vf fade=out:0:50 -coder vlc -x264-params weightp=2:weightb=1"},
    {"open GOP", "-g 12 -x264-params open-gop=1"},
    {"short GOPs", "-g 5"},
    {"interlaced, top field first", "-flags +ildct+ilme -x264-params tff=1"},
    {"interlaced, bottom field first, CAVLC", "-flags +ildct+ilme -coder vlc -x264-params bff=1"},
    {"10 bit", "-pix_fmt yuv420p10le"},
    {"4:2:2", "-pix_fmt yuv422p"},
    {"4:4:4", "-pix_fmt yuv444p"},
    {"4:4:4, scaling matrices", "-pix_fmt yuv444p -x264-params cqm=jvt"},
    {"4:0:0", "-pix_fmt gray"},
    {"lossless", "-qp 0"},
    {"scaling matrices", "-x264-params cqm=jvt"},
    {"HRD", "-x264-params nal-hrd=vbr:vbv-maxrate=500:vbv-bufsize=500"},
    {"constrained intra, no deblocking", "-x264-params constrained-intra=1:no-deblock=1:sps-id=9"},
    {"1920x1080", "-vf scale=1920:1080 -frames:v 6 -preset ultrafast"},
    {"OpenH264", "-c:v libopenh264"},
};

static bool hasOpenH264() { return outputOf(u"ffmpeg"_s, {u"-hide_banner"_s, u"-encoders"_s}).contains("libopenh264"); }

Bytes hex(const QByteArray &digits)
{
    const QByteArray bytes = QByteArray::fromHex(digits);
    return {bytes.begin(), bytes.end()};
}

void H264Streams::addRows()
{
    QTest::addColumn<QString>("stream");
    for (const Setting &setting : settings)
        if (std::string_view(setting.name) != "OpenH264" || hasOpenH264())
            QTest::newRow(setting.name) << QString::fromLatin1(setting.name);
    QTest::newRow("talk.mp4") << talk;
}

QString H264Streams::path(const QString &stream)
{
    if (stream == talk) {
        const QString file = sharedMaterial(u"media/talk.mp4"_s);
        if (!QFile::exists(file))
            return {};
        return m_samples.make(u"talk.h264"_s,
            {u"-t"_s, u"10"_s, u"-i"_s, u"file:"_s + file, u"-map"_s, u"0:v:0"_s, u"-c"_s, u"copy"_s, u"-f"_s,
                u"h264"_s});
    }
    for (const Setting &setting : settings)
        if (stream == QLatin1StringView(setting.name))
            return m_samples.make(QString(stream).replace(u' ', u'-').replace(u':', u'.') + u".h264"_s,
                u"-f lavfi -i testsrc2=size=320x180:rate=25:duration=2 -c:v libx264 -pix_fmt yuv420p"_s.split(u' ')
                    + QString::fromLatin1(setting.arguments).split(u' ') + QStringList{u"-f"_s, u"h264"_s});
    return {};
}

Bytes H264Streams::bytes(const QString &stream)
{
    QFile file(path(stream));
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

QString H264Streams::write(const QString &name, const Bytes &bytes)
{
    return m_samples.write(name, {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())});
}

Bytes byteStreamOf(const std::vector<Bytes> &units)
{
    Bytes stream;
    for (const Bytes &unit : units) {
        stream.insert(stream.end(), {0, 0, 0, 1});
        stream.insert(stream.end(), unit.begin(), unit.end());
    }
    return stream;
}

QList<QList<TracedElement>> tracedSliceHeaders(const QString &path)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"ffmpeg"_s,
        {u"-hide_banner"_s, u"-nostdin"_s, u"-nostats"_s, u"-i"_s, u"file:"_s + path, u"-c"_s, u"copy"_s, u"-bsf:v"_s,
            u"trace_headers"_s, u"-f"_s, u"null"_s, u"-"_s});
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        return {};
    static const QRegularExpression element(uR"(^\[trace_headers \S+ \S+\] (\d+)\s+(\S+)\s+([01]+) = (-?\d+)$)"_s);
    static const QRegularExpression unit(uR"(^\[trace_headers \S+ \S+\] ([A-Z][A-Za-z ]+)$)"_s);
    QList<QList<TracedElement>> headers;
    bool inSlice = false;
    for (const QString &line : QString::fromUtf8(process.readAll()).split(u'\n')) {
        if (const auto begins = unit.match(line); begins.hasMatch()) {
            inSlice = begins.captured(1) == u"Slice Header"_s;
            if (inSlice)
                headers.append(QList<TracedElement>());
        } else if (const auto found = element.match(line); inSlice && found.hasMatch()) {
            headers.last().append({.name = found.captured(2),
                .position = found.captured(1).toULongLong(),
                .bits = static_cast<size_t>(found.capturedLength(3)),
                .value = found.captured(4).toLongLong()});
        }
    }
    return headers;
}

QByteArray pictureHashes(const QString &path)
{
    return outputOf(u"ffmpeg"_s,
        {u"-v"_s, u"error"_s, u"-xerror"_s, u"-err_detect"_s, u"explode"_s, u"-nostdin"_s, u"-i"_s, u"file:"_s + path,
            u"-vsync"_s, u"passthrough"_s, u"-f"_s, u"framemd5"_s, u"-"_s});
}

}   // namespace support
