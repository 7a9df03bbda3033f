#include "core/media/worker/smart/picture_codec.h"

#include <algorithm>

namespace media::worker::smart {

const PictureCodec *pictureCodec(AVCodecID id)
{
    static constexpr const PictureCodec *codecs[] = {&h264Codec, &hevcCodec, &vp9Codec, &av1Codec};
    const auto *const found = std::ranges::find(codecs, id, &PictureCodec::id);
    return found == std::end(codecs) ? nullptr : *found;
}

}   // namespace media::worker::smart
