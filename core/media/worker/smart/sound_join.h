#pragma once

#include "core/media/worker/smart/scan.h"

#include <span>

namespace media::worker::smart {

/// Makes a join of copied AAC sound inaudible. Block i of the sound is completed by packet i from the halves of windows
/// i - 1 and i, so the blocks around a join are encoded anew: at least the last one of the left side, and the first two
/// of the right side; more where the encoder's windows fit to the source's only farther away. Only the first of the
/// right side sounds different: the left side fades out in it as it really goes on.
class SoundJoiner {
public:
    static constexpr int warmUp = 3;   // packets before the first one whose sound matters
    static constexpr int warmUpLeft = 2;   // blocks before the first one that is made, for the encoder
    static constexpr int lookAhead = 1;   // blocks behind the last one
    static constexpr int leastBlocks = 3;   // of a side; one is made of the left, two of the right
    static constexpr int mostBlocks = 12;

    /// At a constant rate the encoder hears fewer transients, so fewer of its windows are short; but it takes longer.
    enum class Rate { Free, Constant };

    /// Packets in place of the source's.
    struct Joined {
        std::vector<Bytes> left;   // the last ones before the join
        std::vector<Bytes> right;   // the first ones after it
    };

    /// Nothing when the stream can't be decoded or encoded in kind.
    static std::optional<SoundJoiner> open(const AVStream *stream);

    /// `left`: the last packets before the join, and the first one that is cut; `right`: the first ones after it. Both
    /// have `warmUp` more in front. No other blocks than these are made anew. Nothing when one can't be decoded, then
    /// copies have to do.
    std::optional<Joined> join(const std::vector<const AVPacket *> &left, const std::vector<const AVPacket *> &right);

private:
    using Planes = std::vector<std::vector<float>>;   // by channel
    SoundJoiner() = default;
    std::optional<Planes> decode(std::span<const AVPacket *const> packets);
    std::optional<std::vector<Bytes>> encode(const Planes &sound, Rate rate);
    std::optional<std::vector<Bytes>> encodeAround(
        std::span<const AVPacket *const> left, std::span<const AVPacket *const> right, Rate rate);

    const AVStream *m_stream = nullptr;
    CodecPtr m_decoder;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
};

}   // namespace media::worker::smart
