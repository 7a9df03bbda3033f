#include "core/media/worker/commands.h"
#include "core/media/worker/input.h"
#include "core/media/worker/output.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr int widest = 1'280;
static constexpr int candidates = 60;   // pictures looked at for a sharp one
static constexpr double sharpEnough = 100;   // a plain or blurred picture has less
static constexpr int judgedWidth = 320;
static constexpr int jpegQuality = 3;   // 2 best to 31

static FramePtr newPicture(int width, int height)
{
    FramePtr picture(av_frame_alloc());
    picture->format = AV_PIX_FMT_YUV420P;
    picture->width = width;
    picture->height = height;
    picture->color_range = AVCOL_RANGE_JPEG;
    return av_frame_get_buffer(picture.get(), 0) < 0 ? nullptr : std::move(picture);
}

/// Turns into full range too: it must know the ranges from the start, for between equal ranges a picture that keeps its
/// size is only copied.
static ScalerPtr scalerTo(const AVFrame *frame, int width, int height, int scaling)
{
    ScalerPtr scaler(sws_alloc_context());
    const std::pair<const char *, int> options[] = {{"srcw", frame->width}, {"srch", frame->height},
        {"src_format", frame->format}, {"src_range", frame->color_range == AVCOL_RANGE_JPEG}, {"dstw", width},
        {"dsth", height}, {"dst_format", AV_PIX_FMT_YUV420P}, {"dst_range", 1},
        {"sws_flags", scaling | SWS_ACCURATE_RND | SWS_BITEXACT}};
    for (const auto &[name, value] : options)
        if (!scaler || av_opt_set_int(scaler.get(), name, value, 0) < 0)
            return nullptr;
    return sws_init_context(scaler.get(), nullptr, nullptr) < 0 ? nullptr : std::move(scaler);
}

/// In full range and of this size.
static Result<FramePtr> scaled(const AVFrame *frame, int width, int height, int scaling)
{
    FramePtr picture = newPicture(width, height);
    const ScalerPtr scaler = scalerTo(frame, width, height, scaling);
    if (!picture || !scaler)
        return base::fail(ErrorKind::Invalid, u"The recording's kind of picture is not supported."_s);
    const int *original = sws_getCoefficients(frame->colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
    sws_setColorspaceDetails(scaler.get(), original, frame->color_range == AVCOL_RANGE_JPEG,
        sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
    sws_scale(scaler.get(), frame->data, frame->linesize, 0, frame->height, picture->data, picture->linesize);
    return picture;
}

/// Square pixels, at most `widest` wide when upright.
static Result<FramePtr> fitted(const AVFrame *frame, AVRational aspect, bool turned)
{
    const double stretch = aspect.num > 0 && aspect.den > 0 ? std::clamp(av_q2d(aspect), 0.1, 10.0) : 1;
    const double fullWidth = frame->width * stretch;
    const double scale = std::min(1.0, widest / (turned ? double(frame->height) : fullWidth));
    const auto even = [scale](double side) { return std::max(2, static_cast<int>(std::lround(side * scale)) & ~1); };
    return scaled(frame, even(fullWidth), even(frame->height), SWS_BICUBIC);
}

/// The variance of the Laplacian of a small copy.
static Result<double> sharpness(const AVFrame *frame)
{
    const int height = std::clamp(frame->height * judgedWidth / std::max(1, frame->width), 2, 4 * judgedWidth);
    TRY(const FramePtr picture, scaled(frame, judgedWidth, height, SWS_AREA));
    double sum = 0;
    double squares = 0;
    const ptrdiff_t stride = picture->linesize[0];
    for (int y = 1; y + 1 < picture->height; ++y) {
        const uint8_t *row = picture->data[0] + y * stride;
        for (int x = 1; x + 1 < picture->width; ++x) {
            const int edge = 4 * row[x] - row[x - 1] - row[x + 1] - row[x - stride] - row[x + stride];
            sum += edge;
            squares += double(edge) * edge;
        }
    }
    const double count = std::max(1.0, double(picture->width - 2) * (picture->height - 2));
    return squares / count - sum / count * (sum / count);
}

static Result<FramePtr> upright(FramePtr picture, int rotation)
{
    if (rotation == 0)
        return picture;
    const bool turned = rotation != 180;
    FramePtr result = newPicture(turned ? picture->height : picture->width, turned ? picture->width : picture->height);
    if (!result)
        return avFail(u"turn the picture"_s, AVERROR(ENOMEM));
    for (int plane = 0; plane < 3; ++plane) {
        const int shift = plane == 0 ? 0 : 1;
        const int width = result->width >> shift;
        const int height = result->height >> shift;
        const auto from = [&](int x, int y) {
            const ptrdiff_t stride = picture->linesize[plane];
            switch (rotation) {
            case 90:
                return picture->data[plane][(width - 1 - x) * stride + y];
            case 180:
                return picture->data[plane][(height - 1 - y) * stride + (width - 1 - x)];
            default:
                return picture->data[plane][x * stride + (height - 1 - y)];
            }
        };
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                result->data[plane][ptrdiff_t(y) * result->linesize[plane] + x] = from(x, y);
    }
    return result;
}

static Result<> writeJpeg(AVFrame *picture, const QByteArray &path)
{
    const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    if (codec == nullptr)
        return base::fail(ErrorKind::Unavailable, u"This FFmpeg cannot write JPEG. Install Debian's libavcodec."_s);
    const CodecPtr encoder(avcodec_alloc_context3(codec));
    encoder->width = picture->width;
    encoder->height = picture->height;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->color_range = AVCOL_RANGE_JPEG;
    encoder->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    encoder->time_base = {1, 25};
    encoder->thread_count = 1;
    encoder->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    encoder->global_quality = FF_QP2LAMBDA * jpegQuality;
    picture->quality = encoder->global_quality;
    picture->pts = 0;
    const PacketPtr packet(av_packet_alloc());
    int code = avcodec_open2(encoder.get(), codec, nullptr);
    if (code >= 0)
        code = avcodec_send_frame(encoder.get(), picture);
    if (code >= 0)
        code = avcodec_receive_packet(encoder.get(), packet.get());
    if (code < 0)
        return avFail(u"write the picture"_s, code);
    TRY(const ByteFile file, ByteFile::create(path));
    TRY_DO(file.writeAt(0, packet->data, packet->size));
    return file.sync();
}

namespace {
/// The pictures of a video from a moment on.
class Pictures {
public:
    Pictures(Input &input, AVStream *stream, CodecPtr decoder)
        : m_input(input)
        , m_stream(stream)
        , m_decoder(std::move(decoder))
    {
    }

    /// nullptr at the end.
    Result<const AVFrame *> next();
    [[nodiscard]] MediaTime time() const
    {
        return toMediaTime(m_frame->best_effort_timestamp - m_input.startIn(m_stream->time_base), m_stream->time_base);
    }

private:
    Input &m_input;
    AVStream *m_stream;
    CodecPtr m_decoder;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
};
}   // namespace

Result<const AVFrame *> Pictures::next()
{
    for (;;) {
        const int code = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (code >= 0)
            return m_frame.get();
        if (code == AVERROR_EOF)
            return nullptr;
        if (code == AVERROR(ENOMEM))
            return avFail(u"decode the picture"_s, code);
        if (code != AVERROR(EAGAIN))
            continue;
        TRY(const bool more, m_input.read(m_packet.get()));
        avcodec_send_packet(m_decoder.get(), more ? m_packet.get() : nullptr);
    }
}

Result<> poster(const QByteArray &path, MediaTime at, const QByteArray &jpeg, const Limits &limits)
{
    TRY(const auto input, Input::open(path));
    AVStream *stream = input->video();
    if (stream == nullptr)
        return base::fail(ErrorKind::Invalid, u"The recording has no picture."_s);
    allowProcessorTime(limits, input->duration());
    allowLargePictures(limits);
    input->readOnly(stream);
    TRY(CodecPtr decoder, openDecoder(stream, 0));
    if (at > MediaTime(0))
        TRY_DO(input->seek(stream, at));

    const int rotation = rotationOf(stream);
    Pictures pictures(*input, stream, std::move(decoder));
    const FramePtr chosen(av_frame_alloc());
    double best = -1;
    for (int looked = 0; looked < candidates && best < sharpEnough;) {
        TRY(const AVFrame *frame, pictures.next());
        if (frame == nullptr)
            break;
        const bool early = pictures.time() < at;   // the last of these stands in when nothing follows
        double value = -1;
        if (!early) {
            ++looked;
            TRY(value, sharpness(frame));
        }
        if (early || value > best) {
            best = value;
            av_frame_unref(chosen.get());
            if (const int code = av_frame_ref(chosen.get(), frame); code < 0)
                return avFail(u"decode the picture"_s, code);
        }
    }
    if (chosen->width == 0)
        return base::fail(ErrorKind::Corrupt, u"The picture of the recording cannot be decoded."_s);
    TRY(FramePtr small, fitted(chosen.get(), stream->codecpar->sample_aspect_ratio, rotation % 180 != 0));
    TRY(const FramePtr picture, upright(std::move(small), rotation));
    return writeJpeg(picture.get(), jpeg);
}

}   // namespace media::worker
