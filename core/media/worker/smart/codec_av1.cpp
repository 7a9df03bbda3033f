#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"

#include <algorithm>
#include <cstring>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

namespace {
/// An open bitstream unit; AV1 bitstream specification 5.3.
struct Unit {
    // obu_type
    enum Type : uint8_t { SequenceHeader = 1, FrameHeader = 3, Frame = 6 };

    int type = 0;
    ByteView payload;
};
}   // namespace

/// Nothing when their sizes do not add up.
static std::optional<std::vector<Unit>> unitsOf(ByteView bytes)
{
    std::vector<Unit> units;
    while (!bytes.empty()) {
        const uint8_t header = bytes[0];
        const bool hasExtension = (header & 4) != 0;
        const bool hasSize = (header & 2) != 0;
        bytes = bytes.subspan(std::min<size_t>(bytes.size(), hasExtension ? 2 : 1));
        size_t size = bytes.size();
        if (hasSize) {   // leb128
            size = 0;
            for (int shift = 0, more = 1; more != 0; shift += 7) {
                if (bytes.empty() || shift > 28)
                    return {};
                size |= size_t(bytes[0] & 127) << shift;
                more = bytes[0] & 128;
                bytes = bytes.subspan(1);
            }
        }
        if (size > bytes.size())
            return {};
        units.push_back({.type = header >> 3 & 15, .payload = bytes.first(size)});
        bytes = bytes.subspan(size);
    }
    return units;
}

/// Empty when there is none.
static Bytes sequenceHeaderIn(ByteView bytes)
{
    if (const auto units = unitsOf(bytes)) {
        const auto found = std::ranges::find(*units, int(Unit::SequenceHeader), &Unit::type);
        if (found != units->end())
            return {found->payload.begin(), found->payload.end()};
    }
    return {};
}

static QString describeAv1(const AVStream *stream, PictureScan &scan)
{
    constexpr uint8_t isStill = 0x18;   // still_picture and its reduced header, which frame headers depend on
    constexpr size_t beforeUnits = 4;   // of av1C
    const ByteView av1C(stream->codecpar->extradata, static_cast<size_t>(stream->codecpar->extradata_size));
    Bytes header = sequenceHeaderIn(av1C.subspan(std::min(beforeUnits, av1C.size())));
    if (header.empty() || header.size() > 127 || (header[0] & isStill) != 0)
        return u"It does not say how its picture is decoded."_s;
    scan.sets.push_back(std::move(header));
    return {};
}

/// A key frame that is shown at once makes a decoder forget all else.
static QString readAv1(const PictureScan &scan, ByteView packet, Picture &picture)
{
    constexpr uint8_t kindOfFrame = 0xf0;   // show_existing_frame, frame_type, show_frame
    constexpr uint8_t shownKeyFrame = 0x10;
    picture.isKey = false;
    const auto units = unitsOf(packet);
    if (!units)
        return u"It is damaged."_s;
    bool isFirst = true;
    for (const Unit &unit : *units) {
        if (unit.type == Unit::SequenceHeader && !std::ranges::equal(unit.payload, scan.sets.front()))
            return u"Its pictures are of another kind than it says."_s;
        if ((unit.type != Unit::Frame && unit.type != Unit::FrameHeader) || unit.payload.empty())
            continue;
        picture.isKey |= isFirst && (unit.payload[0] & kindOfFrame) == shownKeyFrame;
        isFirst = false;
    }
    return {};
}

/// The sequence header under which an encoder works; it tells with its first picture.
static Result<Bytes> sequenceHeaderOf(AVCodecContext *encoder)
{
    const FramePtr black(av_frame_alloc());
    black->format = encoder->pix_fmt;
    black->width = encoder->width;
    black->height = encoder->height;
    black->pts = 0;
    int code = av_frame_get_buffer(black.get(), 0);
    for (int plane = 0; code >= 0 && plane < 3; ++plane) {
        const auto lines = static_cast<size_t>(plane == 0 ? black->height : (black->height + 1) / 2);
        std::memset(black->data[plane], plane == 0 ? 16 : 128, lines * static_cast<size_t>(black->linesize[plane]));
    }
    const PacketPtr packet(av_packet_alloc());
    if (code >= 0)
        code = avcodec_send_frame(encoder, black.get());
    if (code >= 0)
        code = avcodec_receive_packet(encoder, packet.get());
    if (code < 0)
        return avFail(u"encode the picture"_s, code);
    return sequenceHeaderIn(viewOf(*packet));
}

/// MP4 has one sequence header for all of a stream, so heads must come out under the source's own.
static Result<> checkHeads(const AVStream *source, const PictureScan &scan, const EncoderRecipe &heads)
{
    TRY(const CodecPtr encoder, openEncoder(source, heads));
    TRY(const Bytes header, sequenceHeaderOf(encoder.get()));
    if (header != scan.sets.front())
        return base::fail(ErrorKind::Unavailable, u"No encoder here makes AV1 pictures of its kind."_s);
    return {};
}

static Result<OutputFormat> outputAv1(const AVStream *source, const PictureScan &scan, const RenderPlan &plan)
{
    constexpr uint8_t sequenceHeaderWithSize = Unit::SequenceHeader << 3 | 2;
    const AVCodecParameters *codec = source->codecpar;
    const Bytes &header = scan.sets.front();
    OutputFormat format{.description = Bytes(codec->extradata, codec->extradata + codec->extradata_size),
        .beforeEntries = {sequenceHeaderWithSize, static_cast<uint8_t>(header.size())},   // Matroska may leave it out
        .heads = {.encoder = "libaom-av1",
            .options = {{"usage", "realtime"}, {"cpu-used", "8"}, {"crf", "12"}, {"b", "0"}, {"g", "999999"},
                {"lag-in-frames", "0"}, {"row-mt", "0"}}}};
    format.beforeEntries.insert(format.beforeEntries.end(), header.begin(), header.end());
    if (plan.encodesHeads())
        TRY_DO(checkHeads(source, scan, format.heads));
    return format;
}

static Bytes packedAv1(ByteView packet, const Framing &) { return {packet.begin(), packet.end()}; }

const PictureCodec av1Codec{.id = AV_CODEC_ID_AV1,
    .encodingCost = 3,
    .describe = describeAv1,
    .read = readAv1,
    .output = outputAv1,
    .packed = packedAv1};

}   // namespace media::worker::smart
