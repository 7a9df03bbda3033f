#include "core/media/worker/smart/scan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::NalType;
using h264::SliceHeader;

std::optional<std::vector<ByteView>> Framing::units(ByteView packet) const
{
    return hasStartCodes ? h264::splitStartCodes(packet) : h264::splitLengthPrefixed(packet, lengthSize);
}

// Parameter sets

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

static QString reasonAgainst(const AVStream *stream, const PictureScan &scan)
{
    if (stream->codecpar->format != AV_PIX_FMT_YUV420P && stream->codecpar->format != AV_PIX_FMT_YUVJ420P)
        return u"Its picture is not 8 bit 4:2:0."_s;
    for (const auto &parameters : scan.index.sets.sequences)
        if (!parameters.framesOnly)
            return u"Its picture is interlaced."_s;
    if (scan.configuration.sequenceParameters.size() != 1)
        return u"It has several kinds of picture."_s;
    return {};
}

// Pictures

static bool agree(const SliceHeader &left, const SliceHeader &right)
{
    return left.type == right.type && left.active == right.active && left.modifies == right.modifies
        && left.modifications == right.modifications;
}

/// Fills in what the slice headers say; false when parameter sets change on the way.
static bool readUnits(const PictureScan &scan, ByteView packet, Picture &picture)
{
    const auto units = scan.framing.units(packet);
    if (!units)
        return true;
    bool isFirst = true;
    picture.isRead = true;
    for (const ByteView unit : *units) {
        if (unit.empty())
            continue;
        const NalType type = h264::nalType(unit);
        if ((type == NalType::SequenceParameters || type == NalType::PictureParameters)
            && !isKnown(scan.configuration, unit))
            return false;
        if (type >= NalType::PartitionA && type <= NalType::PartitionC)
            picture.isRead = false;
        if (type != NalType::Slice && type != NalType::IdrSlice)
            continue;
        const auto header = h264::parseSliceHeader(unit, scan.index.sets);
        if (!header || header->redundantPicture != 0) {
            picture.isRead = false;
            return true;
        }
        if (isFirst || (!header->isIntra() && picture.header.isIntra())) {
            picture.header = *header;
            picture.quantiser = h264::qpOf(*header, scan.index.sets);
        } else if (!header->isIntra() && !agree(*header, picture.header)) {
            picture.isRead = false;
        }
        isFirst = false;
    }
    picture.isRead &= !isFirst;
    return true;
}

Result<PictureScan> scanPictures(Input &input, const Report &report)
{
    PictureScan scan;
    const AVStream *stream = input.video();
    scan.index.unit = stream->time_base;
    scan.index.isH264 = stream->codecpar->codec_id == AV_CODEC_ID_H264 && readConfiguration(stream, scan);
    scan.refusal = !scan.index.isH264 ? u"Its picture is not H.264."_s : reasonAgainst(stream, scan);
    if (!scan.refusal.isEmpty())
        return scan;

    input.readOnly(stream);
    const qint64 start = input.startIn(stream->time_base);
    const qint64 wholeTime = std::max<qint64>(1, fromMediaTime(input.duration(), stream->time_base));
    const PacketPtr packet(av_packet_alloc());
    for (;;) {
        TRY(const bool more, input.read(packet.get()));
        if (!more)
            break;
        if (packet->stream_index != stream->index)
            continue;
        Picture picture{
            .time = packet->pts - start, .bytes = packet->size, .isKey = (packet->flags & AV_PKT_FLAG_KEY) != 0};
        if (packet->pts == AV_NOPTS_VALUE)
            scan.refusal = u"Its pictures do not say when they are shown."_s;
        else if ((packet->flags & AV_PKT_FLAG_CORRUPT) != 0)
            scan.refusal = u"It is damaged."_s;
        else if (!readUnits(scan, viewOf(*packet), picture))
            scan.refusal = u"Its kind of picture changes on the way."_s;
        if (!scan.refusal.isEmpty())
            return scan;
        report(static_cast<double>(picture.time) / static_cast<double>(wholeTime));
        scan.index.pictures.push_back(std::move(picture));
    }
    scan.index.finish();
    const int count = scan.index.count();
    if (count == 0 || !scan.index.isEntry(0))
        scan.refusal = u"Its picture does not begin with an entry point."_s;
    for (int rank = 1; rank < count; ++rank)
        if (scan.index.timeOfRank(rank) == scan.index.timeOfRank(rank - 1))
            scan.refusal = u"Several of its pictures are shown at one time."_s;
    return scan;
}

// Sound

static QString reasonAgainst(const AVStream *stream)
{
    const AVCodecParameters *sound = stream->codecpar;
    if (sound->codec_id != AV_CODEC_ID_AAC || sound->profile != aacLowComplexity)
        return u"Its sound is not AAC-LC."_s;
    if (sound->extradata_size == 0 || sound->frame_size != 1'024)
        return u"Its sound is not packed as MP4 wants it."_s;
    return {};
}

Result<SoundIndex> scanSound(Input &input, const AVStream *stream)
{
    SoundIndex index{.rateHz = stream->codecpar->sample_rate, .refusal = reasonAgainst(stream)};
    if (!index.canBeCopied())
        return index;
    input.readOnly(stream);
    const AVRational samples{1, index.rateHz};
    const qint64 start = input.startIn(stream->time_base);
    const qint64 tolerance = 2 + av_rescale_q_rnd(1, stream->time_base, samples, AV_ROUND_UP);
    const PacketPtr packet(av_packet_alloc());
    for (;;) {
        TRY(const bool more, input.read(packet.get()));
        if (!more)
            break;
        if (packet->stream_index != stream->index)
            continue;
        const qint64 position = av_rescale_q(packet->pts - start, stream->time_base, samples);
        if (index.count == 0)
            index.origin = position;
        if (packet->pts == AV_NOPTS_VALUE || (packet->flags & AV_PKT_FLAG_CORRUPT) != 0
            || std::abs(position - index.end()) > tolerance) {
            index.refusal = u"Its sound has gaps."_s;
            return index;
        }
        ++index.count;
    }
    if (index.count == 0)
        index.refusal = u"Its sound has no packets."_s;
    return index;
}

}   // namespace media::worker::smart
