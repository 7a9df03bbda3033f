#include "core/media/worker/smart/x264.h"

namespace media::worker::smart {

using h264::Bytes;
using h264::ByteView;

static constexpr const char *headQuality = "16";

static const char *profileOf(const AVStream *source)
{
    const int profile = source->codecpar->profile & 0xff;
    return profile == 66 ? "baseline" : profile == 77 ? "main" : "high";
}

EncoderRecipe x264ForHeads(const AVStream *source, uint32_t id)
{
    return {.encoder = "libx264",
        .options = {{"preset", "veryfast"}, {"crf", headQuality}, {"profile", profileOf(source)},
            {"x264-params", "scenecut=0:keyint=infinite:force-cfr=0:sps-id=" + QByteArray::number(id)}}};
}

EncoderRecipe x264ForSplices(const AVStream *source, int quantiser)
{
    return {.encoder = "libx264",
        .options = {{"preset", "superfast"}, {"tune", "zerolatency"}, {"forced-idr", "1"},
            {"qp", QByteArray::number(quantiser)}, {"profile", profileOf(source)},
            {"x264-params",
                "scenecut=0:keyint=infinite:force-cfr=1:ref=1:weightp=0:sliced-threads=0:slices=1:rc-lookahead=0:"
                "mbtree=0:sync-lookahead=0:ipratio=1:subme=2:trellis=1"}}};
}

std::vector<Bytes> setsOf(const AVCodecContext &encoder, h264::NalType type)
{
    std::vector<Bytes> sets;
    for (const ByteView unit : h264::splitStartCodes({encoder.extradata, static_cast<size_t>(encoder.extradata_size)}))
        if (h264::nalType(unit) == type)
            sets.emplace_back(unit.begin(), unit.end());
    return sets;
}

}   // namespace media::worker::smart
