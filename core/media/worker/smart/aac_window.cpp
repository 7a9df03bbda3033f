#include "core/media/worker/smart/aac_window.h"

namespace media::worker::smart {

std::optional<WindowEdge> rightEdge(ByteView packet)
{
    constexpr uint32_t singleChannel = 0;
    constexpr uint32_t channelPair = 1;
    constexpr uint32_t longStart = 1;
    constexpr uint32_t eightShort = 2;
    if (packet.size() < 3)
        return {};
    const uint32_t bits = uint32_t(packet[0]) << 16 | uint32_t(packet[1]) << 8 | packet[2];
    const uint32_t element = bits >> 21;
    const bool isPair = element == channelPair;
    if (!isPair && element != singleChannel)
        return {};
    if (isPair && (bits >> 16 & 1) == 0)   // no common_window
        return {};
    const int place = isPair ? 12 : 5;   // of window_shape; window_sequence stands before it
    const uint32_t sequence = bits >> (place + 1) & 3;
    return WindowEdge{
        .isShort = sequence == longStart || sequence == eightShort, .isKaiserBessel = (bits >> place & 1) == 1};
}

}   // namespace media::worker::smart
