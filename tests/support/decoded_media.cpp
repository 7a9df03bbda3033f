#include "support/decoded_media.h"

extern "C" {
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>
}

#include <array>
#include <cmath>
#include <cstring>
#include <mutex>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;
using media::worker::avFail;
using media::worker::CodecPtr;
using media::worker::FramePtr;
using media::worker::InputPtr;
using media::worker::PacketPtr;

namespace support {

static std::mutex logMutex;
static QStringList logLines;   // guarded by logMutex

static void collect(void *, int level, const char *format, va_list arguments)
{
    if (level > AV_LOG_ERROR)
        return;
    std::array<char, 300> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    const std::scoped_lock lock(logMutex);
    logLines += QString::fromUtf8(line.data()).trimmed();
}

DecoderLog::DecoderLog()
{
    static_cast<void>(take());
    av_log_set_callback(collect);
}

DecoderLog::~DecoderLog() { av_log_set_callback(av_log_default_callback); }

QStringList DecoderLog::take()
{
    const std::scoped_lock lock(logMutex);
    return std::exchange(logLines, {});
}

static Result<InputPtr> openFile(const QString &path)
{
    AVFormatContext *raw = nullptr;
    if (const int code = avformat_open_input(&raw, path.toUtf8().constData(), nullptr, nullptr); code < 0)
        return avFail(u"open %1"_s.arg(path), code);
    InputPtr format(raw);
    if (const int code = avformat_find_stream_info(raw, nullptr); code < 0)
        return avFail(u"read %1"_s.arg(path), code);
    return format;
}

/// The best stream of a kind with a decoder; the others are not read.
static Result<AVStream *> onlyStream(AVFormatContext *format, AVMediaType kind, CodecPtr *decoder)
{
    const AVCodec *codec = nullptr;
    const int index = av_find_best_stream(format, kind, -1, -1, &codec, 0);
    if (index < 0)
        return avFail(u"find the stream"_s, index);
    for (unsigned i = 0; i < format->nb_streams; ++i)
        format->streams[i]->discard = static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    AVStream *stream = format->streams[index];
    decoder->reset(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(decoder->get(), stream->codecpar);
    (*decoder)->pkt_timebase = stream->time_base;
    (*decoder)->thread_count = 1;
    if (const int code = avcodec_open2(decoder->get(), codec, nullptr); code < 0)
        return avFail(u"open the decoder"_s, code);
    return stream;
}

static double secondsIn(const AVFormatContext *format, const AVStream *stream, qint64 time)
{
    const double start = format->start_time == AV_NOPTS_VALUE ? 0 : double(format->start_time) / AV_TIME_BASE;
    return static_cast<double>(time) * av_q2d(stream->time_base) - start;
}

/// The decoder's next frame; false at the end.
static bool nextFrame(
    AVFormatContext *format, AVCodecContext *decoder, AVPacket *packet, int stream, AVFrame *frame, bool *ended)
{
    for (;;) {
        const int code = avcodec_receive_frame(decoder, frame);
        if (code >= 0)
            return true;
        if (code == AVERROR_EOF || *ended)
            return false;
        const int read = av_read_frame(format, packet);
        if (read < 0) {
            avcodec_send_packet(decoder, nullptr);
            *ended = true;
            continue;
        }
        if (packet->stream_index == stream)
            avcodec_send_packet(decoder, packet);
        av_packet_unref(packet);
    }
}

Result<PictureReader> PictureReader::open(const QString &path)
{
    PictureReader reader;
    TRY(reader.m_format, openFile(path));
    TRY(reader.m_stream, onlyStream(reader.m_format.get(), AVMEDIA_TYPE_VIDEO, &reader.m_decoder));
    return reader;
}

bool PictureReader::next(AVFrame *frame)
{
    return nextFrame(m_format.get(), m_decoder.get(), m_packet.get(), m_stream->index, frame, &m_ended);
}

void PictureReader::seek(double seconds)
{
    const double start = m_format->start_time == AV_NOPTS_VALUE ? 0 : double(m_format->start_time) / AV_TIME_BASE;
    const auto time = static_cast<qint64>(std::floor((seconds + start) / av_q2d(m_stream->time_base)));
    av_seek_frame(m_format.get(), m_stream->index, time, AVSEEK_FLAG_BACKWARD);
    avcodec_flush_buffers(m_decoder.get());
    m_ended = false;
}

double PictureReader::secondsOf(const AVFrame *frame) const
{
    return secondsIn(m_format.get(), m_stream, frame->best_effort_timestamp);
}

Result<QList<double>> pictureTimes(const QString &path)
{
    TRY(const PictureReader reader, PictureReader::open(path));
    QList<double> times;
    for (const PacketPtr packet(av_packet_alloc()); av_read_frame(reader.format(), packet.get()) >= 0;
         av_packet_unref(packet.get()))
        if (packet->stream_index == reader.stream()->index && (packet->flags & AV_PKT_FLAG_DISCARD) == 0)
            times += secondsIn(reader.format(), reader.stream(), packet->pts);
    std::ranges::sort(times);
    return times;
}

Result<DecodedSound> DecodedSound::of(const QString &path)
{
    TRY(const InputPtr format, openFile(path));
    CodecPtr decoder;
    TRY(AVStream * stream, onlyStream(format.get(), AVMEDIA_TYPE_AUDIO, &decoder));
    if (decoder->sample_fmt != AV_SAMPLE_FMT_FLTP)
        return base::fail(ErrorKind::Invalid, u"Only sound that decodes to planes of floats is supported."_s);
    DecodedSound sound;
    sound.rateHz = decoder->sample_rate;
    const qint64 tolerance = sound.rateHz / 600;   // Matroska rounds to milliseconds
    const FramePtr frame(av_frame_alloc());
    const PacketPtr packet(av_packet_alloc());
    bool ended = false;
    while (nextFrame(format.get(), decoder.get(), packet.get(), stream->index, frame.get(), &ended)) {
        if (frame->best_effort_timestamp == AV_NOPTS_VALUE)
            return base::fail(ErrorKind::Corrupt, u"The sound does not say when it is heard."_s);
        const double at = secondsIn(format.get(), stream, frame->best_effort_timestamp);
        if (sound.samples.empty()) {
            sound.start = at;
            sound.samples.resize(static_cast<size_t>(std::max<qint64>(0, sound.sampleAt(at))));
        }
        if (const qint64 missing = sound.sampleAt(at) - sound.size(); std::abs(missing) > tolerance) {
            sound.gaps += u"%1 samples are missing at %2 s"_s.arg(missing).arg(at, 0, 'f', 3);
            sound.samples.resize(static_cast<size_t>(std::max<qint64>(0, sound.sampleAt(at))));
        }
        const int channels = frame->ch_layout.nb_channels;
        for (int i = 0; i < frame->nb_samples; ++i) {
            float sum = 0;
            for (int channel = 0; channel < channels; ++channel)
                sum += reinterpret_cast<const float *>(frame->extended_data[channel])[i];
            sound.samples.push_back(sum / static_cast<float>(channels));
        }
    }
    return sound;
}

qint64 DecodedSound::sampleAt(double seconds) const { return std::llround(seconds * rateHz); }

/// Bytes of a line of a plane, and its lines.
static std::pair<size_t, int> extentOf(const AVFrame *frame, int plane)
{
    const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
    const int right = plane == 0 ? 0 : format->log2_chroma_w;
    const int down = plane == 0 ? 0 : format->log2_chroma_h;
    const int width = (frame->width + (1 << right) - 1) >> right;
    return {static_cast<size_t>(width * format->comp[0].step), (frame->height + (1 << down) - 1) >> down};
}

size_t hashOf(const AVFrame *frame)
{
    size_t hash = 0;
    for (int plane = 0; plane < 3; ++plane) {
        const auto [bytes, lines] = extentOf(frame, plane);
        for (int y = 0; y < lines; ++y)
            hash = qHashBits(frame->data[plane] + y * frame->linesize[plane], bytes, hash);
    }
    return hash;
}

static bool areComparable(const AVFrame *one, const AVFrame *other)
{
    return one->format == other->format && one->width == other->width && one->height == other->height;
}

bool areEqual(const AVFrame *one, const AVFrame *other)
{
    if (!areComparable(one, other))
        return false;
    for (int plane = 0; plane < 3; ++plane) {
        const auto [bytes, lines] = extentOf(one, plane);
        for (int y = 0; y < lines; ++y)
            if (std::memcmp(
                    one->data[plane] + y * one->linesize[plane], other->data[plane] + y * other->linesize[plane], bytes)
                != 0)
                return false;
    }
    return true;
}

/// As 8 bit 4:2:0 of the size of `like`; `frame` itself when it is so already.
static FramePtr fitted(const AVFrame *frame, const AVFrame *like)
{
    FramePtr picture(av_frame_clone(frame));
    if (areComparable(frame, like))
        return picture;
    picture.reset(av_frame_alloc());
    picture->width = like->width;
    picture->height = like->height;
    picture->format = like->format;
    av_frame_get_buffer(picture.get(), 0);
    const media::worker::ScalerPtr scaler(sws_getContext(frame->width, frame->height,
        static_cast<AVPixelFormat>(frame->format), like->width, like->height, static_cast<AVPixelFormat>(like->format),
        SWS_BICUBIC | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    sws_scale(scaler.get(), frame->data, frame->linesize, 0, frame->height, picture->data, picture->linesize);
    return picture;
}

double similarity(const AVFrame *one, const AVFrame *other)
{
    const FramePtr converted = fitted(one, other);
    qint64 sum = 0;
    for (int y = 0; y < other->height; ++y) {
        const uint8_t *left = converted->data[0] + y * converted->linesize[0];
        const uint8_t *right = other->data[0] + y * other->linesize[0];
        int line = 0;   // 255 squared times 33,000 pixels fit
        for (int x = 0; x < other->width; ++x) {
            const int difference = left[x] - right[x];
            line += difference * difference;
        }
        sum += line;
    }
    if (sum == 0)
        return 99;
    return std::min(99.0, 10 * std::log10(255.0 * 255 * other->width * other->height / static_cast<double>(sum)));
}

}   // namespace support
