#pragma once

#include "core/media/worker/smart/picture_copier.h"
#include "core/media/worker/smart/pieces.h"
#include "core/media/worker/track.h"

namespace media::worker::smart {

/// The picture track of a plan: copies packets, patches slice headers, and puts in what the workers encode.
class SmartPicture final : public Track {
public:
    /// `input` is this track's alone. All arguments outlive it.
    static std::unique_ptr<SmartPicture> open(Input &input, const QByteArray &path, const PictureScan &scan,
        const RenderPlan &plan, OutputFormat format, PieceStore &store);

    Result<int> addTo(OutputFile &file) const override;
    [[nodiscard]] qint64 position() const override;
    Result<bool> step(const PacketSink &sink) override;

private:
    SmartPicture(Input &input, const PictureScan &scan, const RenderPlan &plan, OutputFormat format);
    Result<> readTo(int picture);
    Result<PacketPtr> packetOf(const OutputPicture &picture);
    Result<Bytes> encoded(const OutputPicture &picture);
    Result<Bytes> copied(const OutputPicture &picture);

    Input &m_input;
    const PictureScan &m_scan;
    const RenderPlan &m_plan;
    const OutputFormat m_format;
    const PictureCopier m_copier;
    PacketPtr m_packet{av_packet_alloc()};
    int m_read = -1;   // the picture in m_packet
    size_t m_next = 0;
    Piece m_piece;   // of the segment that is being written
    int m_pieceSegment = -1;
    std::unique_ptr<PieceWorkers> m_workers;
};

}   // namespace media::worker::smart
