#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"
#include "core/media/worker/smart/x264.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::NalType;
using h264::SliceHeader;

static Bytes bytesOf(ByteView view) { return {view.begin(), view.end()}; }

/// The avcC of a stream whose sets come with start codes.
static h264::DecoderConfiguration configurationOf(const std::vector<ByteView> &units)
{
    h264::DecoderConfiguration configuration;
    for (const ByteView unit : units) {
        if (h264::nalType(unit) == NalType::SequenceParameters && unit.size() > 3) {
            if (configuration.sequenceParameters.empty()) {
                configuration.profile = unit[1];
                configuration.compatibility = unit[2];
                configuration.level = unit[3];
            }
            configuration.sequenceParameters.push_back(bytesOf(unit));
        } else if (h264::nalType(unit) == NalType::PictureParameters) {
            configuration.pictureParameters.push_back(bytesOf(unit));
        }
    }
    return configuration;
}

static bool readConfiguration(const AVStream *stream, PictureScan &scan)
{
    const ByteView extra(stream->codecpar->extradata, static_cast<size_t>(stream->codecpar->extradata_size));
    if (extra.empty())
        return false;
    if (extra[0] == 1) {
        auto configuration = h264::DecoderConfiguration::parse(extra);
        if (!configuration)
            return false;
        scan.configuration = std::move(*configuration);
        scan.framing.lengthSize = scan.configuration.lengthSize;
    } else {
        scan.framing.hasStartCodes = true;
        scan.configuration = configurationOf(h264::splitStartCodes(extra));
        // avcC of these profiles ends with the chroma format, the bit depths and no extensions.
        if (scan.configuration.profile >= 100)
            scan.configuration.trailer = {0xfd, 0xf8, 0xf8, 0};
    }
    scan.index.sets = h264::ParameterSets::of(scan.configuration);
    return !scan.configuration.sequenceParameters.empty() && !scan.configuration.pictureParameters.empty();
}

static bool isKnown(const h264::DecoderConfiguration &configuration, ByteView unit)
{
    const auto equals = [unit](const Bytes &known) { return std::ranges::equal(known, unit); };
    return std::ranges::any_of(configuration.sequenceParameters, equals)
        || std::ranges::any_of(configuration.pictureParameters, equals);
}

static QString describe(const AVStream *stream, PictureScan &scan)
{
    scan.index.isH264 = readConfiguration(stream, scan);
    if (!scan.index.isH264)
        return u"It does not say how its picture is decoded."_s;
    for (const auto &parameters : scan.index.sets.sequences)
        if (!parameters.framesOnly)
            return u"Its picture is interlaced."_s;
    if (scan.configuration.sequenceParameters.size() != 1)
        return u"It has several kinds of picture."_s;
    return {};
}

static bool agree(const SliceHeader &left, const SliceHeader &right)
{
    return left.type == right.type && left.active == right.active && left.modifies == right.modifies
        && left.modifications == right.modifications;
}

static QString read(const PictureScan &scan, ByteView packet, Picture &picture)
{
    const auto units = scan.framing.units(packet);
    if (!units)
        return {};
    bool isFirst = true;
    picture.isRead = true;
    for (const ByteView unit : *units) {
        if (unit.empty())
            continue;
        const NalType type = h264::nalType(unit);
        if ((type == NalType::SequenceParameters || type == NalType::PictureParameters)
            && !isKnown(scan.configuration, unit))
            return u"Its kind of picture changes on the way."_s;
        if (type >= NalType::PartitionA && type <= NalType::PartitionC)
            picture.isRead = false;
        if (type != NalType::Slice && type != NalType::IdrSlice)
            continue;
        const auto header = h264::parseSliceHeader(unit, scan.index.sets);
        if (!header || header->redundantPicture != 0) {
            picture.isRead = false;
            return {};
        }
        if (isFirst || (!header->isIntra() && picture.header.isIntra())) {
            picture.header = *header;
        } else if (!header->isIntra() && !agree(*header, picture.header)) {
            picture.isRead = false;
        }
        isFirst = false;
    }
    picture.isRead &= !isFirst;
    return {};
}

static Result<OutputFormat> output(const AVStream *source, const PictureScan &scan, const RenderPlan &plan)
{
    TRY(OutputSets sets, OutputSets::make(source, scan, plan.encodesHeads(), plan.uses(Method::Splice)));
    return OutputFormat{.description = sets.decoderConfiguration(),
        .beforeEntries = {},
        .heads = x264ForHeads(source, sets.headId()),
        .sets = std::move(sets)};
}

/// Slices only: the sets are in the description, and x264's notes on itself would mislead decoders of what is copied.
static Bytes packed(ByteView packet, const Framing &framing)
{
    Bytes bytes;
    for (const ByteView unit : h264::splitStartCodes(packet))
        if (const NalType type = h264::nalType(unit); type == NalType::Slice || type == NalType::IdrSlice)
            h264::appendLengthPrefixed(bytes, unit, framing.outputLengthSize());
    return bytes;
}

const PictureCodec h264Codec{
    .id = AV_CODEC_ID_H264, .describe = describe, .read = read, .output = output, .packed = packed};

}   // namespace media::worker::smart
