#include "core/media/worker/video_track.h"

#include "core/media/worker/picture_format.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr MediaTime nearby{10'000};   // half a packet of sound: a picture this near to an edge is at the edge
static constexpr int smallestSide = 16;
static constexpr int leastPreciseUnit = 10'000;
static constexpr AVRational preciseUnit{1, 90'000};
static constexpr int encoderThreads = 6;   // fixed, because x264's output depends on it
static constexpr double keyframeSeconds = 4;

/// Odd lines go; a side too small for the encoder is scaled up.
static int fittedSide(int side) { return std::max(smallestSide, side & ~1); }

VideoTrack::VideoTrack(const Timeline &timeline, Input &input)
    : m_timeline(&timeline)
    , m_input(&input)
    , m_stream(input.video())
{
}

Result<std::unique_ptr<VideoTrack>> VideoTrack::open(Input &input, const Timeline &timeline)
{
    std::unique_ptr<VideoTrack> track(new VideoTrack(timeline, input));
    input.readOnly(track->m_stream);
    TRY(track->m_decoder, openDecoder(track->m_stream, 0));
    TRY_DO(track->openEncoder());
    return track;
}

Result<int> VideoTrack::addTo(OutputFile &file) const
{
    TRY(const int stream, file.addEncoded(m_encoder.get(), m_stream));
    file.turnLike(stream, m_stream);
    return stream;
}

Result<> VideoTrack::openEncoder()
{
    const AVCodec *codec = avcodec_find_encoder_by_name("libx264");
    if (codec == nullptr)
        return base::fail(ErrorKind::Unavailable, u"This FFmpeg cannot encode H.264. Install Debian's libavcodec."_s);
    const AVCodecParameters *source = m_stream->codecpar;
    if (source->width <= 0 || source->height <= 0)
        return base::fail(ErrorKind::Corrupt, u"The picture of the recording cannot be decoded."_s);
    m_encoder.reset(avcodec_alloc_context3(codec));
    m_encoder->width = fittedSide(source->width);
    m_encoder->height = fittedSide(source->height);
    m_encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    const bool precise = m_stream->time_base.num == 1 && m_stream->time_base.den >= leastPreciseUnit
        && m_stream->time_base.den <= 1'000'000;
    m_encoder->time_base = precise ? m_stream->time_base : preciseUnit;
    const double rate = m_stream->avg_frame_rate.den > 0 ? av_q2d(m_stream->avg_frame_rate) : 0;
    m_encoder->framerate = rate >= 1 && rate <= 240 ? m_stream->avg_frame_rate : AVRational{25, 1};
    m_encoder->gop_size = static_cast<int>(std::lround(av_q2d(m_encoder->framerate) * keyframeSeconds));
    describeLike(*m_encoder, *source);
    m_encoder->thread_count = encoderThreads;
    m_encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    av_opt_set(m_encoder->priv_data, "preset", "veryfast", 0);
    av_opt_set(m_encoder->priv_data, "crf", "20", 0);
    if (const int code = avcodec_open2(m_encoder.get(), codec, nullptr); code < 0)
        return avFail(u"encode the picture"_s, code);
    return {};
}

qint64 VideoTrack::toUnit(qint64 ticks) const { return av_rescale_q(ticks, m_timeline->unit, m_encoder->time_base); }

qint64 VideoTrack::position() const
{
    if (m_done)
        return m_timeline->length();
    return std::max<qint64>(0, av_rescale_q(m_shown, m_encoder->time_base, m_timeline->unit));
}

/// False at the end. Pictures that cannot be decoded leave the one before on display.
Result<bool> VideoTrack::decodeFrame()
{
    for (;;) {
        TRY(const bool more, decodeNext(*m_input, *m_decoder, *m_packet, *m_frame));
        if (!more)
            return false;
        if (m_frame->best_effort_timestamp != AV_NOPTS_VALUE)
            return m_decodedAny = true;
    }
}

Result<bool> VideoTrack::step(const PacketSink &sink)
{
    if (m_done)
        return false;
    bool goesOn = m_segment < m_timeline->segments.size();
    if (goesOn) {
        TRY(goesOn, decodeFrame());
    }
    if (goesOn) {
        TRY_DO(take(sink));
        return true;
    }
    m_done = true;
    TRY_DO(finish(sink));
    return false;
}

/// Puts m_frame where the keep list wants it.
Result<> VideoTrack::take(const PacketSink &sink)
{
    const qint64 time = m_frame->best_effort_timestamp - m_input->startIn(m_stream->time_base);
    const qint64 at = av_rescale_q(time, m_stream->time_base, m_timeline->unit);
    const qint64 near = m_timeline->ticks(nearby);
    const auto &segments = m_timeline->segments;
    for (; m_segment < segments.size() && at >= segments[m_segment].end - near; ++m_segment, m_opened = false)
        TRY_DO(open(sink));
    if (m_segment == segments.size())
        return {};
    const auto &segment = segments[m_segment];
    if (at > segment.start + near) {
        TRY_DO(open(sink));
        const bool isFirst = m_onDisplay->width == 0;   // it is on display from the start, however late it comes
        const qint64 natural = av_rescale_q(time, m_stream->time_base, m_encoder->time_base) - toUnit(segment.start)
            + toUnit(segment.output);
        TRY_DO(show(m_frame.get(), isFirst ? 0 : natural, sink));
        m_opened = true;
    }
    av_frame_unref(m_onDisplay.get());
    av_frame_move_ref(m_onDisplay.get(), m_frame.get());
    return {};
}

/// Shows the picture on display at the start of the current segment, once.
Result<> VideoTrack::open(const PacketSink &sink)
{
    if (std::exchange(m_opened, true) || m_onDisplay->width == 0)
        return {};
    return show(m_onDisplay.get(), toUnit(m_timeline->segments[m_segment].output), sink);
}

Result<> VideoTrack::finish(const PacketSink &sink)
{
    for (; m_segment < m_timeline->segments.size(); ++m_segment, m_opened = false)
        TRY_DO(open(sink));
    if (!m_decodedAny)
        return base::fail(ErrorKind::Corrupt, u"The picture of the recording cannot be decoded."_s);
    avcodec_send_frame(m_encoder.get(), nullptr);
    return receive(sink);
}

Result<FramePtr> VideoTrack::fitted(const AVFrame *frame)
{
    const AVPixelFormat format = plainFormat(frame->format);
    const auto fits = [](int side, int target) { return side == target || side == target + 1; };
    const bool sameSize = fits(frame->width, m_encoder->width) && fits(frame->height, m_encoder->height);
    FramePtr picture(av_frame_alloc());
    int code = 0;
    if (format == m_encoder->pix_fmt && sameSize) {
        code = av_frame_ref(picture.get(), frame);
        picture->crop_right = picture->crop_bottom = 0;
    } else {
        const int width = sameSize ? m_encoder->width : frame->width;
        const int height = sameSize ? m_encoder->height : frame->height;
        m_scaler.reset(
            sws_getCachedContext(m_scaler.release(), width, height, format, m_encoder->width, m_encoder->height,
                m_encoder->pix_fmt, SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, nullptr, nullptr, nullptr));
        if (!m_scaler)
            return base::fail(ErrorKind::Invalid, u"The recording's kind of picture is not supported."_s);
        const int *coefficients =
            sws_getCoefficients(m_encoder->colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
        const bool full = isFullRange(frame->format, frame->color_range);
        sws_setColorspaceDetails(m_scaler.get(), coefficients, full, coefficients,
            m_encoder->color_range == AVCOL_RANGE_JPEG, 0, 1 << 16, 1 << 16);
        picture->format = m_encoder->pix_fmt;
        picture->width = m_encoder->width;
        picture->height = m_encoder->height;
        code = av_frame_get_buffer(picture.get(), 0);
        if (code >= 0)
            code = sws_scale(m_scaler.get(), frame->data, frame->linesize, 0, height, picture->data, picture->linesize);
    }
    if (code < 0)
        return avFail(u"convert the picture"_s, code);
    picture->format = m_encoder->pix_fmt;
    picture->width = m_encoder->width;
    picture->height = m_encoder->height;
    picture->pict_type = AV_PICTURE_TYPE_NONE;   // the encoder's to decide
    return picture;
}

/// The picture shall be shown from `at`, in the encoder's unit.
Result<> VideoTrack::show(const AVFrame *frame, qint64 at, const PacketSink &sink)
{
    if (at <= m_shown)
        return {};   // two pictures for one moment
    m_shown = at;
    TRY(const FramePtr picture, fitted(frame));
    picture->pts = at;
    if (const int code = avcodec_send_frame(m_encoder.get(), picture.get()); code < 0)
        return avFail(u"encode the picture"_s, code);
    ++m_frames;
    return receive(sink);
}

Result<> VideoTrack::receive(const PacketSink &sink)
{
    for (;;) {
        const int code = avcodec_receive_packet(m_encoder.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return avFail(u"encode the picture"_s, code);
        // MP4 tells durations by the next packet; only that of the last one counts, and it lasts to the end of the
        // film.
        m_firstDecodeTime = std::min<qint64>(m_firstDecodeTime, m_packet->dts);
        const qint64 shown = m_packet->dts - m_firstDecodeTime;
        m_packet->duration = std::max<qint64>(1, toUnit(m_timeline->length()) - shown);
        TRY_DO(sink(m_packet.get()));
    }
}

}   // namespace media::worker
