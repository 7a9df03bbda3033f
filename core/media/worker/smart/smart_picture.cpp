#include "core/media/worker/smart/smart_picture.h"

#include "core/media/h264/slice_writer.h"

#include <algorithm>
#include <thread>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::NalType;
using h264::SliceHeader;

/// Holds only for the uncut stream and would mislead decoders of the output.
static bool isTiming(ByteView unit)
{
    constexpr uint8_t bufferingPeriod = 0;
    constexpr uint8_t pictureTiming = 1;
    return h264::nalType(unit) == NalType::Sei && unit.size() > 1
        && (unit[1] == bufferingPeriod || unit[1] == pictureTiming);
}

static bool hasTiming(const h264::ParameterSets &sets)
{
    return std::ranges::any_of(
        sets.sequences, [](const auto &parameters) { return parameters.nalHrd || parameters.vclHrd; });
}

SmartPicture::SmartPicture(Input &input, const PictureScan &scan, const RenderPlan &plan, OutputFormat format)
    : m_input(input)
    , m_scan(scan)
    , m_plan(plan)
    , m_format(std::move(format))
    , m_hasTiming(hasTiming(scan.index.sets))
{
}

std::unique_ptr<SmartPicture> SmartPicture::open(Input &input, const QByteArray &path, const PictureScan &scan,
    const RenderPlan &plan, OutputFormat format, PieceStore &store)
{
    std::unique_ptr<SmartPicture> track(new SmartPicture(input, scan, plan, std::move(format)));
    input.readOnly(input.video());
    const int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 4);
    track->m_workers = std::make_unique<PieceWorkers>(
        PieceContext{.path = path, .input = input, .scan = scan, .plan = plan, .format = track->m_format}, store,
        threads);
    return track;
}

Result<int> SmartPicture::addTo(OutputFile &file) const
{
    return file.addSpliced(m_input.video(), m_format.description, m_format.tag, m_plan.unit);
}

qint64 SmartPicture::position() const
{
    if (m_next >= m_plan.pictures.size())
        return m_plan.length();
    return std::max<qint64>(0, m_plan.clock.fromUnit(m_plan.pictures[m_next].decodeTime, m_plan.unit));
}

/// Packets come in decoding order, so a picture is its count.
Result<> SmartPicture::readTo(int picture)
{
    while (m_read < picture) {
        TRY(const bool more, m_input.read(m_packet.get()));
        if (!more)
            return base::fail(ErrorKind::Corrupt, u"The recording ended early."_s);
        ++m_read;
    }
    return {};
}

Result<Bytes> SmartPicture::encoded(const OutputPicture &picture)
{
    if (m_pieceSegment != picture.segment) {
        TRY(m_piece, m_workers->take(picture.segment));
        m_pieceSegment = picture.segment;
    }
    return std::move(m_piece[static_cast<size_t>(picture.piece)]);
}

Bytes SmartPicture::patched(ByteView unit, const OutputPicture &picture) const
{
    const Splice &splice = *m_plan.segments[static_cast<size_t>(picture.segment)].edges.splice;
    const auto header = h264::parseSliceHeader(unit, m_scan.index.sets);
    const auto reworded = splice.reworded.find(picture.source);
    if (!header)
        return {};
    if (reworded == splice.reworded.end())
        return h264::shiftedSlice(unit, *header, m_scan.index.sets, static_cast<uint32_t>(splice.frameNumberLess),
            static_cast<uint32_t>(splice.orderLess));
    SliceHeader own = *header;
    own.frameNumber = reworded->second.frameNumber;
    own.pictureOrderLsb = reworded->second.pictureOrderLsb;
    own.marking = reworded->second.marking;
    if (header->type == reworded->second.type)   // an I slice of the picture names no references
        own.modifications = reworded->second.modifications;
    return h264::withHeader(unit, *header, m_scan.index.sets, own, m_scan.index.sets);
}

Result<Bytes> SmartPicture::copied(const OutputPicture &picture)
{
    TRY_DO(readTo(picture.source));
    const ByteView packet = viewOf(*m_packet);
    Bytes bytes;
    bytes.reserve(packet.size() + m_format.beforeEntries.size() + 64);
    if (m_scan.index.isEntry(picture.source))
        bytes = m_format.beforeEntries;
    if (picture.kind == PictureKind::Copied && !m_scan.framing.hasStartCodes && !m_hasTiming) {   // of any codec
        bytes.insert(bytes.end(), packet.begin(), packet.end());
        return bytes;
    }
    const auto units = m_scan.framing.units(packet);
    if (!units)
        return base::fail(ErrorKind::Corrupt, u"A picture of the recording is damaged."_s);
    for (const ByteView unit : *units) {
        if (unit.empty() || (m_hasTiming && isTiming(unit)))
            continue;
        if (picture.kind == PictureKind::Patched && h264::nalType(unit) == NalType::Slice) {
            const Bytes slice = patched(unit, picture);
            if (slice.empty())
                return base::fail(ErrorKind::Internal, u"A slice header could not be rewritten."_s);
            h264::appendLengthPrefixed(bytes, slice, m_scan.framing.outputLengthSize());
        } else {
            h264::appendLengthPrefixed(bytes, unit, m_scan.framing.outputLengthSize());
        }
    }
    return bytes;
}

/// A picture of the output, its times apart.
Result<PacketPtr> SmartPicture::packetOf(const OutputPicture &picture)
{
    const bool isEncoded = picture.kind == PictureKind::Inserted || picture.kind == PictureKind::Encoded;
    const bool isKey = isEncoded ? picture.piece == 0 : m_scan.index.isEntry(picture.source);
    const bool isAsItIs = picture.kind == PictureKind::Copied && !m_scan.framing.hasStartCodes && !m_hasTiming
        && (!isKey || m_format.beforeEntries.empty());
    PacketPtr packet(av_packet_alloc());
    int code = 0;
    if (isAsItIs) {
        TRY_DO(readTo(picture.source));
        code = av_packet_ref(packet.get(), m_packet.get());
        av_packet_free_side_data(packet.get());
    } else {
        TRY(const Bytes bytes, isEncoded ? encoded(picture) : copied(picture));
        code = av_new_packet(packet.get(), static_cast<int>(bytes.size()));
        if (code >= 0)
            std::ranges::copy(bytes, packet->data);
    }
    if (code < 0)
        return avFail(u"write the result"_s, code);
    packet->flags = isKey ? AV_PKT_FLAG_KEY : 0;
    return packet;
}

Result<bool> SmartPicture::step(const PacketSink &sink)
{
    if (m_next >= m_plan.pictures.size())
        return false;
    const OutputPicture &picture = m_plan.pictures[m_next++];
    TRY(const PacketPtr packet, packetOf(picture));
    packet->pts = picture.time;
    packet->dts = picture.decodeTime;
    // MP4 tells durations by the next packet; only that of the last one counts, and it lasts to the end of the film.
    const qint64 shown = picture.decodeTime - m_plan.pictures.front().decodeTime;
    packet->duration = std::max<qint64>(1, m_plan.clock.toUnit(m_plan.length(), m_plan.unit) - shown);
    TRY_DO(sink(packet.get()));
    return m_next < m_plan.pictures.size();
}

}   // namespace media::worker::smart
