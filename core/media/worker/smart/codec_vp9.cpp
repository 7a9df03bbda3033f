#include "core/media/h264/bits.h"
#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"

using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::BitReader;   // plain bits are the same everywhere

namespace {
/// What the uncompressed header of a frame begins with; VP9 bitstream specification 6.2.
struct FrameHeader {
    bool isKey = false;
    bool isShown = false;
    std::optional<QSize> size;   // nothing: that of a frame it refers to
};
}   // namespace

static QSize frameSize(BitReader &reader)
{
    const int width = static_cast<int>(reader.bits(16)) + 1;
    const int height = static_cast<int>(reader.bits(16)) + 1;
    return {width, height};
}

/// Of profile 0; nothing for others.
static std::optional<FrameHeader> headerOf(ByteView frame)
{
    constexpr uint32_t marker = 2;
    constexpr uint32_t rgb = 7;
    constexpr int references = 3;
    BitReader reader(frame);
    if (reader.bits(2) != marker || reader.bits(2) != 0)
        return {};
    FrameHeader header;
    if (reader.flag()) {   // shows a frame again
        header.isShown = true;
        return header;
    }
    header.isKey = !reader.flag();
    header.isShown = reader.flag();
    const bool isErrorResilient = reader.flag();
    if (header.isKey) {
        reader.skip(24);   // sync code
        if (reader.bits(3) == rgb)
            return {};
        reader.skip(1);   // range
        header.size = frameSize(reader);
    } else {
        const bool isIntra = !header.isShown && reader.flag();
        if (!isErrorResilient)
            reader.skip(2);   // which contexts are reset
        if (isIntra) {
            reader.skip(24 + 8);   // sync code, what is replaced
            header.size = frameSize(reader);
        } else {
            reader.skip(8 + references * 4);   // what is replaced; references and their sign
            bool isFound = false;
            for (int i = 0; i < references && !isFound; ++i)
                isFound = reader.flag();
            if (!isFound)
                header.size = frameSize(reader);
        }
    }
    return reader.overrun() ? std::nullopt : std::optional(header);
}

/// The frames of a packet: one, or a superframe (annex B), which ends with an index between two equal bytes.
static std::vector<ByteView> framesOf(ByteView packet)
{
    const uint8_t mark = packet.empty() ? 0 : packet.back();
    const size_t count = (mark & 7) + 1;
    const size_t sizeBytes = (mark >> 3 & 3) + 1;
    const size_t indexBytes = 2 + count * sizeBytes;
    if ((mark & 0xe0) != 0xc0 || packet.size() < indexBytes || packet[packet.size() - indexBytes] != mark)
        return {packet};
    std::vector<ByteView> frames;
    size_t at = 0;
    const size_t end = packet.size() - indexBytes;
    for (size_t i = 0; i < count; ++i) {
        size_t size = 0;
        for (size_t byte = 0; byte < sizeBytes; ++byte)
            size |= size_t(packet[end + 1 + i * sizeBytes + byte]) << 8 * byte;
        if (size > end - at)
            return {};
        if (size > 0)
            frames.push_back(packet.subspan(at, size));
        at += size;
    }
    return frames;
}

static QString describeVp9(const AVStream *, PictureScan &) { return {}; }

/// A key frame that is shown makes a decoder forget all else.
static QString readVp9(const PictureScan &scan, ByteView packet, Picture &picture)
{
    picture.isKey = false;
    int shown = 0;
    const auto frames = framesOf(packet);
    for (size_t i = 0; i < frames.size(); ++i) {
        const auto header = headerOf(frames[i]);
        if (!header)
            return u"Its picture is not in VP9's profile 0."_s;
        if (header->size && header->size != scan.size)
            return u"Its picture changes its size on the way."_s;
        shown += header->isShown ? 1 : 0;
        picture.isKey |= i == 0 && header->isKey && header->isShown;
    }
    return shown == 1 ? QString() : u"Its packets do not hold one picture each."_s;
}

static Result<OutputFormat> outputVp9(const AVStream *source, const PictureScan &, const RenderPlan &plan)
{
    OutputFormat format{.description = {},
        .beforeEntries = {},
        .heads = {.encoder = "libvpx-vp9",
            .options = {{"deadline", "realtime"}, {"cpu-used", "6"}, {"crf", "16"}, {"b", "0"}, {"g", "999999"},
                {"lag-in-frames", "0"}, {"auto-alt-ref", "0"}, {"tile-columns", "0"}, {"row-mt", "0"}}}};
    if (plan.encodesHeads())
        TRY_DO(openEncoder(source, format.heads));
    return format;
}

static Bytes packedVp9(ByteView packet, const Framing &) { return {packet.begin(), packet.end()}; }

const PictureCodec vp9Codec{.id = AV_CODEC_ID_VP9,
    .encodingCost = 2,
    .describe = describeVp9,
    .read = readVp9,
    .output = outputVp9,
    .packed = packedVp9};

}   // namespace media::worker::smart
