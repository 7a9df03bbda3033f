#include "core/media/worker/commands.h"
#include "core/media/worker/output.h"
#include "core/media/worker/video_track.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr MediaTime nothingCut{50'000};   // a keep list that leaves less than this out leaves nothing out
static constexpr qint64 pixelsOf4K = 3'840LL * 2'160;

/// The keep list as far as there is a recording: sorted, disjoint, not empty.
static Result<QList<domain::Interval>> checkedKeep(QList<domain::Interval> keep, MediaTime duration)
{
    MediaTime end{0};
    for (auto &interval : keep) {
        if (interval.start < end || interval.end < interval.start)
            return base::fail(ErrorKind::Invalid, u"The list of what to keep is out of order."_s);
        end = interval.end;
        if (duration > MediaTime(0))
            interval.end = std::min(interval.end, duration);
    }
    keep.removeIf([](const domain::Interval &interval) { return interval.end <= interval.start; });
    if (keep.isEmpty())
        return base::fail(ErrorKind::Invalid, u"Nothing of the recording would be left."_s);
    return keep;
}

static bool keepsAll(const QList<domain::Interval> &keep, MediaTime duration)
{
    return keep.size() == 1 && keep.first().start <= MediaTime(0) && keep.first().end + nothingCut >= duration;
}

/// Whether every player takes the streams in MP4 as they are.
static bool fitMp4(const Input &input)
{
    const auto name = QLatin1StringView(input.format()->iformat->name);
    const AVStream *video = input.video();
    const AVStream *audio = input.audio();
    const auto isPlain = [](int format) { return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P; };
    return (name.contains("mp4"_L1) || name.contains("matroska"_L1))
        && (!audio || audio->codecpar->codec_id == AV_CODEC_ID_AAC)
        && (!video || (video->codecpar->codec_id == AV_CODEC_ID_H264 && isPlain(video->codecpar->format)));
}

/// The length of what was written.
static Result<MediaTime> copyStreams(
    Input &input, QList<const AVStream *> streams, const QByteArray &path, OutputFile::Kind kind, const Report &report)
{
    TRY(OutputFile output, OutputFile::create(path, kind));
    streams.removeAll(nullptr);
    QHash<int, int> places;
    for (const AVStream *stream : streams) {
        TRY(const int place, output.addCopied(stream));
        places.insert(stream->index, place);
    }
    TRY_DO(output.start());
    for (const AVStream *stream : streams)
        TRY_DO(input.seek(stream, {}));
    MediaTime end{0};
    const PacketPtr packet(av_packet_alloc());
    for (;;) {
        TRY(const bool more, input.read(packet.get()));
        if (!more)
            break;
        const auto place = places.constFind(packet->stream_index);
        if (place == places.constEnd())
            continue;
        const AVRational unit = input.format()->streams[packet->stream_index]->time_base;
        const qint64 start = input.startIn(unit);
        if (packet->pts != AV_NOPTS_VALUE)
            packet->pts -= start;
        if (packet->dts != AV_NOPTS_VALUE)
            packet->dts -= start;
        end = std::max(end, toMediaTime(std::max(packet->pts, packet->dts) + packet->duration, unit));
        report(base::toSeconds(end) / std::max(1e-3, base::toSeconds(input.duration())));
        TRY_DO(output.write(packet.get(), *place));
    }
    TRY_DO(output.finish());
    return std::min(end, std::max(input.duration(), MediaTime(1)));
}

static Result<RenderReport> renderCopy(
    Input &input, const RenderJob &job, const QList<domain::Interval> &keep, const Report &report)
{
    MediaTime duration{0};
    if (!job.audio.isEmpty()) {
        TRY(duration, copyStreams(input, {input.audio()}, job.audio, OutputFile::Kind::M4a, report));
    }
    if (!job.video.isEmpty()) {
        TRY(duration, copyStreams(input, {input.video(), input.audio()}, job.video, OutputFile::Kind::Mp4, report));
    }
    return RenderReport{.engine = u"copy"_s,
        .reason = u"Nothing was cut and the streams fit MP4 as they are, so they were copied."_s,
        .duration = duration,
        .kept = keep,
        .segments = {{.source = keep.first(), .engine = u"copy"_s, .reason = {}}}};
}

namespace {
/// Everything decoded, cut and encoded again; sound and picture take turns so that they stay together.
class FullRender {
public:
    FullRender(const RenderJob &job, Timeline timeline)
        : m_job(job)
        , m_timeline(std::move(timeline))
    {
    }

    Result<> open(Input *pictureInput, Input *soundInput);
    Result<> run(const Report &report);
    [[nodiscard]] qint64 framesEncoded() const { return m_picture ? m_picture->framesEncoded() : 0; }
    [[nodiscard]] MediaTime duration() const { return toMediaTime(m_timeline.length(), m_timeline.unit); }

private:
    const RenderJob &m_job;
    Timeline m_timeline;
    std::optional<VideoTrack> m_picture;
    std::optional<AudioTrack> m_sound;
    std::optional<OutputFile> m_video;
    std::optional<OutputFile> m_audio;
    int m_pictureStream = -1;
    int m_soundStream = -1;
};
}   // namespace

Result<> FullRender::open(Input *pictureInput, Input *soundInput)
{
    if (pictureInput != nullptr) {
        TRY(auto picture, VideoTrack::open(*pictureInput, m_timeline));
        m_picture.emplace(std::move(picture));
    }
    if (soundInput != nullptr) {
        TRY(auto sound, AudioTrack::open(*soundInput, m_timeline));
        m_sound.emplace(std::move(sound));
    }
    if (m_picture) {
        TRY(OutputFile file, OutputFile::create(m_job.video, OutputFile::Kind::Mp4));
        m_video.emplace(std::move(file));
        TRY(m_pictureStream, m_video->addEncoded(m_picture->encoder()));
        m_video->turnLike(m_pictureStream, m_picture->source());
        if (m_sound) {
            TRY(m_soundStream, m_video->addEncoded(m_sound->encoder()));
        }
        TRY_DO(m_video->start());
    }
    if (!m_job.audio.isEmpty()) {
        TRY(OutputFile file, OutputFile::create(m_job.audio, OutputFile::Kind::M4a));
        m_audio.emplace(std::move(file));
        TRY_DO(m_audio->addEncoded(m_sound->encoder()));
        TRY_DO(m_audio->start());
    }
    return {};
}

Result<> FullRender::run(const Report &report)
{
    const PacketSink writePicture = [this](const AVPacket *packet) { return m_video->write(packet, m_pictureStream); };
    const PacketSink writeSound = [this](const AVPacket *packet) -> Result<> {
        if (m_video)
            TRY_DO(m_video->write(packet, m_soundStream));
        if (m_audio)
            TRY_DO(m_audio->write(packet, 0));
        return {};
    };
    bool pictureGoesOn = m_picture.has_value();
    bool soundGoesOn = m_sound.has_value();
    const auto whole = static_cast<double>(std::max<qint64>(1, m_timeline.length()));
    while (pictureGoesOn || soundGoesOn) {
        const bool pictureNext = pictureGoesOn && (!soundGoesOn || m_picture->position() <= m_sound->position());
        if (pictureNext) {
            TRY(pictureGoesOn, m_picture->step(writePicture));
            report(static_cast<double>(m_picture->position()) / whole);
        } else {
            TRY(soundGoesOn, m_sound->step(writeSound));
            if (!m_picture)
                report(static_cast<double>(m_sound->position()) / whole);
        }
    }
    if (m_video)
        TRY_DO(m_video->finish());
    return m_audio ? m_audio->finish() : Result<>();
}

Result<RenderReport> render(const RenderJob &job, const Limits &limits, const Report &report)
{
    TRY(const auto input, Input::open(job.input));
    const AVStream *video = input->video();
    const AVStream *audio = input->audio();
    if (!job.video.isEmpty() && video == nullptr)
        return base::fail(ErrorKind::Invalid, u"The recording has no picture; only its sound can be written."_s);
    if (!job.audio.isEmpty() && audio == nullptr)
        return base::fail(ErrorKind::Invalid, u"The recording has no sound."_s);
    if (job.video.isEmpty() && job.audio.isEmpty())
        return base::fail(ErrorKind::Invalid, u"Neither video nor audio is asked for."_s);
    allowProcessorTime(limits, input->duration());
    if (video != nullptr && qint64(video->codecpar->width) * video->codecpar->height >= pixelsOf4K)
        allowLargePictures(limits);
    TRY(const auto keep, checkedKeep(job.keep, input->duration()));

    const bool whole = keepsAll(keep, input->duration());
    if (job.engine == Engine::Auto && whole && fitMp4(*input))
        return renderCopy(*input, job, keep, report);

    const AVRational clock = audio != nullptr ? AVRational{1, AudioTrack::rateFor(audio)} : microseconds;
    FullRender full(job, Timeline(keep, input->duration(), clock));
    std::unique_ptr<Input> soundInput;
    if (audio != nullptr) {
        TRY(soundInput, Input::open(job.input));
    }
    TRY_DO(full.open(job.video.isEmpty() ? nullptr : input.get(), soundInput.get()));
    TRY_DO(full.run(report));
    return RenderReport{.engine = u"full"_s,
        .reason = job.engine == Engine::Full ? u"Asked for."_s
            : whole                          ? u"The streams do not fit MP4 as they are."_s
                                             : u"Smart rendering is not built yet."_s,
        .duration = full.duration(),
        .kept = keep,
        .segments = {},
        .framesEncoded = full.framesEncoded()};
}

}   // namespace media::worker
