#pragma once

#include "core/media/worker/smart/pieces.h"
#include "core/media/worker/smart/sound_join.h"
#include "core/media/worker/timeline.h"
#include "core/media/worker/track.h"

namespace media::worker::smart {

/// A sound track whose packets are copied; only those around a join are encoded anew.
class CopiedSound final : public Track {
public:
    /// `input` is this track's alone, `index` that of its stream on the timeline's clock. References outlive it.
    static Result<std::unique_ptr<CopiedSound>> open(
        Input &input, const AVStream *stream, SoundIndex index, const Timeline &timeline, PieceStore &store);

    Result<int> addTo(OutputFile &file) const override;
    [[nodiscard]] qint64 position() const override;
    Result<bool> step(const PacketSink &sink) override;

private:
    struct Range {
        qint64 first = 0;   // packets
        qint64 end = 0;
        qint64 output = 0;   // of the first, in ticks

        [[nodiscard]] qint64 count() const { return end - first; }
    };

    CopiedSound(Input &input, const AVStream *stream, SoundIndex index, const Timeline &timeline, PieceStore &store);
    [[nodiscard]] bool isNeeded(qint64 number) const;
    void forget();
    Result<const AVPacket *> packet(qint64 number);
    Result<std::vector<const AVPacket *>> packets(qint64 first, qint64 end);
    Result<> joinWithNext();
    [[nodiscard]] bool canBeJoined(const Range &left, const Range &right) const;
    Result<> write(const AVPacket *source, const Bytes *replacement, qint64 at, const PacketSink &sink);

    Input &m_input;
    const AVStream *m_stream;
    const SoundIndex m_index;
    PieceStore &m_store;
    std::optional<SoundJoiner> m_joiner;
    std::vector<Range> m_ranges;
    bool m_hasPreroll = false;   // the packet before the first one, for its half of a window

    std::map<qint64, PacketPtr> m_packets;   // read and perhaps still needed
    qint64 m_read = 0;   // how many were read
    size_t m_range = 0;
    size_t m_joins = 0;   // made; the how manieth range is to be joined next
    qint64 m_next = 0;   // packet
    std::map<qint64, Bytes> m_replaced;
    qint64 m_free = 0;   // the first packet that the last join left as it is
};

}   // namespace media::worker::smart
