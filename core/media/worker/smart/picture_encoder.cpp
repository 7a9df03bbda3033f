#include "core/media/worker/smart/picture_encoder.h"

#include "core/media/worker/picture_format.h"

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

Result<CodecPtr> openEncoder(const AVStream *source, const EncoderRecipe &recipe)
{
    const AVCodec *codec = avcodec_find_encoder_by_name(recipe.encoder);
    if (codec == nullptr)
        return base::fail(ErrorKind::Unavailable,
            u"This FFmpeg cannot encode with %1. Install Debian's libavcodec."_s.arg(
                QString::fromLatin1(recipe.encoder)));
    CodecPtr encoder(avcodec_alloc_context3(codec));
    describeLike(*encoder, *source->codecpar);
    encoder->width = source->codecpar->width;
    encoder->height = source->codecpar->height;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->time_base = source->time_base;
    encoder->framerate = source->avg_frame_rate.num > 0 ? source->avg_frame_rate : AVRational{25, 1};
    encoder->thread_count = 1;
    encoder->max_b_frames = 0;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    AVDictionary *dictionary = nullptr;
    for (const auto &[name, value] : recipe.options)
        av_dict_set(&dictionary, name, value.constData(), 0);
    const int code = avcodec_open2(encoder.get(), codec, &dictionary);
    av_dict_free(&dictionary);
    if (code < 0)
        return avFail(u"encode the picture"_s, code);
    return encoder;
}

}   // namespace media::worker::smart
