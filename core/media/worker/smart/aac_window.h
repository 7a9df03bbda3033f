#pragma once

#include "core/media/worker/smart/scan.h"

namespace media::worker::smart {

/// How a block of AAC goes over into the next one. Blocks of two encoders add up to the sound only where both say the
/// same.
struct WindowEdge {
    bool isShort = false;
    bool isKaiserBessel = false;   // else a sine

    bool operator==(const WindowEdge &) const = default;
};

/// ISO/IEC 14496-3, 4.4.2.1 and 4.4.2.7: that of a packet's first channels. Nothing when it does not begin with them,
/// or they have windows of their own.
std::optional<WindowEdge> rightEdge(ByteView packet);

}   // namespace media::worker::smart
