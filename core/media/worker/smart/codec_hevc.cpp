#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

// nal_unit_type, ITU-T H.265 table 7-1.
static constexpr int idrWithLeadingPictures = 19;
static constexpr int idr = 20;
static constexpr int firstNotOfPicture = 32;
static constexpr int videoParameters = 32;
static constexpr int pictureParameters = 34;

static int typeOf(ByteView unit) { return unit[0] >> 1 & 63; }
static bool isPicture(int type) { return type < firstNotOfPicture; }
static bool isSet(int type) { return type >= videoParameters && type <= pictureParameters; }
static bool isInLayer(ByteView unit) { return (unit[0] & 1) != 0 || unit[1] >> 3 != 0; }

namespace {
/// hvcC, ISO/IEC 14496-15 8.3.3.
class DecoderRecord {
public:
    static std::optional<DecoderRecord> parse(ByteView hvcC);

    [[nodiscard]] int lengthSize() const { return (m_bytes[21] & 3) + 1; }
    [[nodiscard]] int profile() const { return m_bytes[1] & 31; }
    [[nodiscard]] bool isInterlaced() const { return (m_bytes[6] & 0xc0) == 0x40; }   // source flags
    [[nodiscard]] const std::vector<Bytes> &sets() const { return m_sets; }
    /// With sets in band beside those here, and pictures of this level among the others.
    [[nodiscard]] Bytes withSetsInBand(uint8_t level) const;

private:
    static constexpr size_t arrays = 22;   // their count

    Bytes m_bytes;
    std::vector<Bytes> m_sets;
    std::vector<size_t> m_arrays;   // where each begins
};
}   // namespace

std::optional<DecoderRecord> DecoderRecord::parse(ByteView hvcC)
{
    if (hvcC.size() <= arrays || hvcC[0] != 1)
        return {};
    DecoderRecord record;
    record.m_bytes.assign(hvcC.begin(), hvcC.end());
    const auto number = [hvcC](size_t at) { return size_t(hvcC[at]) << 8 | hvcC[at + 1]; };
    size_t at = arrays + 1;
    for (int i = 0; i < hvcC[arrays]; ++i) {
        if (at + 3 > hvcC.size())
            return {};
        record.m_arrays.push_back(at);
        const int type = hvcC[at] & 63;
        size_t count = number(at + 1);
        for (at += 3; count > 0; --count) {
            if (at + 2 > hvcC.size() || at + 2 + number(at) > hvcC.size())
                return {};
            const ByteView unit = hvcC.subspan(at + 2, number(at));
            if (isSet(type) && unit.size() > 2)
                record.m_sets.emplace_back(unit.begin(), unit.end());
            at += 2 + unit.size();
        }
    }
    std::ranges::stable_sort(record.m_sets, {}, typeOf);   // a set comes after those it refers to
    return record;
}

Bytes DecoderRecord::withSetsInBand(uint8_t level) const
{
    constexpr size_t levelAt = 12;
    constexpr uint8_t isComplete = 0x80;
    Bytes bytes = m_bytes;
    bytes[levelAt] = std::max(bytes[levelAt], level);
    for (const size_t array : m_arrays)
        bytes[array] &= static_cast<uint8_t>(~isComplete);
    return bytes;
}

static std::optional<DecoderRecord> recordOf(const AVStream *stream)
{
    return DecoderRecord::parse({stream->codecpar->extradata, static_cast<size_t>(stream->codecpar->extradata_size)});
}

static QString describeHevc(const AVStream *stream, PictureScan &scan)
{
    constexpr int main = 1;
    constexpr int main10 = 2;
    const auto record = recordOf(stream);
    if (!record || record->sets().empty())
        return u"It does not say how its picture is decoded."_s;
    if (record->isInterlaced() || stream->codecpar->field_order > AV_FIELD_PROGRESSIVE)
        return u"Its picture is interlaced."_s;
    if (record->profile() != main && record->profile() != main10)
        return u"Its picture is not in HEVC's Main profile."_s;
    scan.framing.lengthSize = record->lengthSize();
    scan.sets = record->sets();
    return {};
}

/// Only IDR pictures are entries. What follows a CRA picture may refer to what came before it, and its place in the
/// order of pictures, too, is told from there.
static QString readHevc(const PictureScan &scan, ByteView packet, Picture &picture)
{
    picture.isKey = false;
    const auto units = scan.framing.units(packet);
    if (!units)
        return {};
    bool hasPicture = false;
    bool isIdr = true;
    for (const ByteView unit : *units) {
        if (unit.size() < 3)
            continue;
        const int type = typeOf(unit);
        if (isPicture(type) && isInLayer(unit))
            return u"Its picture has several layers."_s;
        if (isSet(type) && !isInLayer(unit)
            && std::ranges::none_of(scan.sets, [unit](const Bytes &set) { return std::ranges::equal(set, unit); }))
            return u"Its kind of picture changes on the way."_s;
        hasPicture |= isPicture(type);
        isIdr &= !isPicture(type) || type == idr || type == idrWithLeadingPictures;
    }
    picture.isKey = hasPicture && isIdr;
    return {};
}

/// general_level_idc of what the encoder makes.
static uint8_t levelOf(const AVCodecContext &encoder)
{
    constexpr size_t levelAt = 16;   // in a video parameter set, after the first byte
    for (const ByteView unit : h264::splitStartCodes({encoder.extradata, static_cast<size_t>(encoder.extradata_size)}))
        if (const Bytes payload = h264::rbspOf(unit, levelAt + 1);
            typeOf(unit) == videoParameters && payload.size() > levelAt)
            return payload[levelAt];
    return 0;
}

/// Source and encoder give their parameter sets the same ids, and a decoder keeps one set per id: the last it saw,
/// wherever a player has been before. So sets are sent in front of every entry, copied (the source's) or encoded (the
/// encoder's), and no seek ever meets the wrong ones. MP4 allows that in a stream called hev1; in one called hvc1 it
/// does not.
static Result<OutputFormat> outputHevc(const AVStream *source, const PictureScan &scan, const RenderPlan &plan)
{
    const auto record = recordOf(source);
    if (!record)
        return base::fail(ErrorKind::Internal, u"It does not say how its picture is decoded."_s);
    OutputFormat format{.description = {},
        .tag = MKTAG('h', 'e', 'v', '1'),
        .beforeEntries = {},
        .heads = {.encoder = "libx265",
            .options = {{"preset", "superfast"}, {"crf", "14"}, {"forced-idr", "1"},
                {"x265-params",
                    "log-level=error:info=0:repeat-headers=1:keyint=-1:scenecut=0:open-gop=0:bframes=0:high-tier=0:"
                    "pools=none:frame-threads=1:wpp=0"}}}};
    uint8_t level = 0;
    if (plan.encodesHeads()) {
        TRY(const CodecPtr encoder, openEncoder(source, format.heads));
        level = levelOf(*encoder);
    }
    format.description = record->withSetsInBand(level);
    for (const Bytes &set : scan.sets)
        h264::appendLengthPrefixed(format.beforeEntries, set, scan.framing.lengthSize);
    return format;
}

static Bytes packedHevc(ByteView packet, const Framing &framing)
{
    Bytes bytes;
    for (const ByteView unit : h264::splitStartCodes(packet))
        if (unit.size() > 2 && (isPicture(typeOf(unit)) || isSet(typeOf(unit))))
            h264::appendLengthPrefixed(bytes, unit, framing.outputLengthSize());
    return bytes;
}

const PictureCodec hevcCodec{.id = AV_CODEC_ID_HEVC,
    .encodingCost = 3,
    .describe = describeHevc,
    .read = readHevc,
    .output = outputHevc,
    .packed = packedHevc};

}   // namespace media::worker::smart
