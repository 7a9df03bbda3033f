#include "core/media/worker/smart/smart_picture.h"

#include <algorithm>
#include <thread>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

SmartPicture::SmartPicture(Input &input, const PictureScan &scan, const RenderPlan &plan, OutputFormat format)
    : m_input(input)
    , m_scan(scan)
    , m_plan(plan)
    , m_format(std::move(format))
    , m_copier(scan, plan, m_format)
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

Result<Bytes> SmartPicture::copied(const OutputPicture &picture)
{
    TRY_DO(readTo(picture.source));
    return m_copier.copy(viewOf(*m_packet), picture);
}

/// A picture of the output, its times apart.
Result<PacketPtr> SmartPicture::packetOf(const OutputPicture &picture)
{
    const bool isEncoded = picture.kind == PictureKind::Inserted || picture.kind == PictureKind::Encoded;
    const bool isKey = isEncoded ? picture.piece == 0 : m_scan.index.isEntry(picture.source);
    PacketPtr packet(av_packet_alloc());
    int code = 0;
    if (m_copier.passes(picture)) {
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
