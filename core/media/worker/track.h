#pragma once

#include "core/media/worker/output.h"

#include <functional>

namespace media::worker {

/// Takes an encoded packet; its times are in the unit of its track.
using PacketSink = std::function<Result<>(const AVPacket *)>;

/// One stream of a film in the making. Tracks take turns, so that what they write stays together.
class Track {
public:
    virtual ~Track() = default;

    /// Describes the track to a file that will hold it, and gives its stream there.
    virtual Result<int> addTo(OutputFile &file) const = 0;
    /// Up to here the output is written, in ticks of the rendering's clock.
    [[nodiscard]] virtual qint64 position() const = 0;
    /// Goes on for a picture or a block of sound; false when all is written.
    virtual Result<bool> step(const PacketSink &sink) = 0;
};

}   // namespace media::worker
