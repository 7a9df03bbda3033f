#include "core/media/worker/picture_format.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace media::worker {

AVPixelFormat plainFormat(int format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
        return AV_PIX_FMT_YUV440P;
    default:
        return static_cast<AVPixelFormat>(format);
    }
}

bool isFullRange(int format, AVColorRange range) { return range == AVCOL_RANGE_JPEG || plainFormat(format) != format; }

void describeLike(AVCodecContext &encoder, const AVCodecParameters &source)
{
    encoder.sample_aspect_ratio = source.sample_aspect_ratio;
    encoder.color_range = isFullRange(source.format, source.color_range) ? AVCOL_RANGE_JPEG : source.color_range;
    encoder.color_primaries = source.color_primaries;
    encoder.color_trc = source.color_trc;
    const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(source.format));
    if (format != nullptr && (format->flags & AV_PIX_FMT_FLAG_RGB) == 0)
        encoder.colorspace = source.color_space;
    encoder.chroma_sample_location = source.chroma_location;
}

}   // namespace media::worker
