#include "core/media/worker/smart/scan.h"

#include "core/media/worker/smart/picture_codec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace media::worker::smart {

std::optional<std::vector<ByteView>> Framing::units(ByteView packet) const
{
    return hasStartCodes ? h264::splitStartCodes(packet) : h264::splitLengthPrefixed(packet, lengthSize);
}

// Pictures

static QString reasonAgainst(const AVStream *stream, PictureScan &scan)
{
    if (scan.codec == nullptr)
        return u"Pictures compressed with %1 are not copied."_s.arg(
            QString::fromLatin1(avcodec_get_name(stream->codecpar->codec_id)));
    if (stream->codecpar->format != AV_PIX_FMT_YUV420P && stream->codecpar->format != AV_PIX_FMT_YUVJ420P)
        return u"Its picture is not 8 bit 4:2:0."_s;
    return scan.codec->describe(stream, scan);
}

Result<PictureScan> scanPictures(Input &input, const Report &report)
{
    PictureScan scan;
    const AVStream *stream = input.video();
    scan.index.unit = stream->time_base;
    scan.codec = pictureCodec(stream->codecpar->codec_id);
    scan.size = {stream->codecpar->width, stream->codecpar->height};
    scan.refusal = reasonAgainst(stream, scan);
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
        Picture picture{
            .time = packet->pts - start, .bytes = packet->size, .isKey = (packet->flags & AV_PKT_FLAG_KEY) != 0};
        if (packet->pts == AV_NOPTS_VALUE)
            scan.refusal = u"Its pictures do not say when they are shown."_s;
        else if ((packet->flags & AV_PKT_FLAG_CORRUPT) != 0)
            scan.refusal = u"It is damaged."_s;
        else
            scan.refusal = scan.codec->read(scan, viewOf(*packet), picture);
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
