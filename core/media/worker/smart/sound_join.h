#pragma once

#include "core/media/worker/smart/scan.h"

namespace media::worker::smart {

/// Makes a join of copied AAC sound inaudible. Block i of the sound is completed by packet i from the halves of windows
/// i - 1 and i, so the three blocks around a join are encoded anew: the last one of the left side, and the first two of
/// the right side. Only the first of the right side sounds different: the left side fades out in it as it really goes
/// on.
class SoundJoiner {
public:
    static constexpr int before = 4;   // blocks of the left side, the first one that is cut among them
    static constexpr int after = 4;   // blocks of the right side

    /// Nothing when the stream can't be decoded or encoded in kind.
    static std::optional<SoundJoiner> open(const AVStream *stream);

    /// `left`: packets up to b, the first that is cut; `right`: packets up to a + 3, where a follows the join. Both
    /// have some more in front, for the decoder to warm up. The packets for b - 1, a and a + 1; nothing when a block
    /// can't be decoded, then copies have to do.
    std::optional<std::array<Bytes, 3>> join(
        const std::vector<const AVPacket *> &left, const std::vector<const AVPacket *> &right);

private:
    using Planes = std::vector<std::vector<float>>;   // by channel
    SoundJoiner() = default;
    std::optional<Planes> decode(const std::vector<const AVPacket *> &packets, int blocks);
    std::optional<std::array<Bytes, 3>> encode(const Planes &sound);

    const AVStream *m_stream = nullptr;
    CodecPtr m_decoder;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
};

}   // namespace media::worker::smart
