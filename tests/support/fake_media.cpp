#include "support/fake_media.h"

#include "core/base/files.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void writeLoudness(const QString &path, base::MediaTime duration)
{
    std::vector<float> decibels;
    for (base::MediaTime at{}; at < duration; at += domain::Loudness::window)
        decibels.push_back(at < 10s || at >= 30s ? -20.0F : -75.0F);
    const QByteArray bytes(
        reinterpret_cast<const char *>(decibels.data()), static_cast<qsizetype>(decibels.size() * sizeof(float)));
    if (const auto written = base::writeFileDurably(path, bytes); !written)
        qFatal("%s", qPrintable(written.error().message));
}

base::Result<> FakeMedia::ask(const QString &request, const base::StopToken &stop)
{
    ++requests;
    TRY_DO(stop.check());
    return before(request, stop);
}

base::Result<domain::Probe> FakeMedia::probe(const QString &, const base::StopToken &stop)
{
    TRY_DO(ask(u"probe"_s, stop));
    return domain::Probe{
        .format = u"mov"_s,
        .duration = duration,
        .sizeBytes = 1'000,
        .video = domain::VideoStream{.codec = u"h264"_s, .size = {320, 180}, .framesPerSecond = 25},
        .audio = {{.codec = u"aac"_s, .sampleRateHz = 48'000, .channels = 2, .samplesPerPacket = 1'024}},
    };
}

base::Result<> FakeMedia::analyze(
    const media::AnalysisRequest &request, const media::Progress &progress, const base::StopToken &stop)
{
    TRY_DO(ask(u"analyze"_s, stop));
    writeLoudness(request.loudness, duration);
    progress(0.5);
    TRY_DO(base::writeFileDurably(request.waveform, QByteArray(100, 'w')));
    return base::writeFileDurably(request.speech, QByteArray(100, 's'));
}

base::Result<> FakeMedia::poster(const QString &, base::MediaTime, const QString &jpeg, const base::StopToken &stop)
{
    TRY_DO(ask(u"poster"_s, stop));
    return base::writeFileDurably(jpeg, "jpeg");
}

base::Result<media::RenderReport> FakeMedia::render(
    const media::RenderRequest &request, const media::Progress &, const base::StopToken &stop)
{
    {
        const std::lock_guard lock(m_mutex);
        m_rendered = request;
    }
    TRY_DO(ask(u"render"_s, stop));
    base::MediaTime kept{};
    for (const auto &interval : request.keep)
        kept += interval.length();
    TRY_DO(base::writeFileDurably(request.video, "video " + QByteArray::number(kept.count())));
    TRY_DO(base::writeFileDurably(request.audio, "audio " + QByteArray::number(kept.count())));
    TRY_DO(base::writeFileDurably(request.plan, "segment 0 copy 0 " + QByteArray::number(kept.count()) + " 0\n"));
    TRY_DO(base::writeFileDurably(request.pieces, "pieces"));
    QList<media::RenderedSegment> segments;
    for (const auto &interval : request.keep)
        segments += {interval, u"copy"_s, u"It is a test."_s};
    return media::RenderReport{.engine = u"fake"_s,
        .reason = u"It is a test."_s,
        .duration = kept,
        .kept = request.keep,
        .segments = segments,
        .framesCopied = 4,
        .framesPatched = 3,
        .framesInserted = 2,
        .framesEncoded = 1};
}

media::RenderRequest FakeMedia::rendered() const
{
    const std::lock_guard lock(m_mutex);
    return m_rendered;
}

base::Result<> FakeMedia::remux(const QString &input, const QString &output, const QString &,
    const QList<media::ChapterMark> &, const base::StopToken &stop)
{
    TRY_DO(ask(u"remux"_s, stop));
    return base::copyFile(input, output, stop);
}

base::Result<QJsonObject> FakeMedia::versions(const base::StopToken &stop)
{
    TRY_DO(ask(u"versions"_s, stop));
    return QJsonObject{{u"ffmpeg"_s, u"fake"_s}};
}
