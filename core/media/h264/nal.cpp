#include "core/media/h264/nal.h"

#include <algorithm>
#include <cassert>

namespace media::h264 {

static constexpr uint8_t preventionByte = 3;

/// Walks over a unit's payload and leaves the emulation prevention out.
class PayloadReader {
public:
    explicit PayloadReader(ByteView nal)
        : m_nal(nal)
    {
    }

    std::optional<uint8_t> next()
    {
        if (m_zeros >= 2 && m_at < m_nal.size() && m_nal[m_at] == preventionByte) {
            ++m_at;
            m_zeros = 0;
        }
        if (m_at >= m_nal.size())
            return std::nullopt;
        const uint8_t byte = m_nal[m_at++];
        m_zeros = byte == 0 ? m_zeros + 1 : 0;
        return byte;
    }
    /// What has not been read, as it stands in the unit.
    [[nodiscard]] ByteView rest() const { return m_nal.subspan(std::min(m_at, m_nal.size())); }

private:
    ByteView m_nal;
    size_t m_at = 1;   // after the header byte
    size_t m_zeros = 0;
};

NalType nalType(ByteView nal) { return nal.empty() ? NalType::Unspecified : static_cast<NalType>(nal[0] & 31); }

int nalReferenceIdc(ByteView nal) { return nal.empty() ? 0 : nal[0] >> 5 & 3; }

Bytes rbspOf(ByteView nal, size_t atMost)
{
    Bytes rbsp;
    rbsp.reserve(std::min(nal.size(), atMost));
    PayloadReader payload(nal);
    while (rbsp.size() < atMost) {
        const auto byte = payload.next();
        if (!byte)
            break;
        rbsp.push_back(*byte);
    }
    return rbsp;
}

Bytes nalOf(uint8_t header, ByteView rbsp)
{
    Bytes nal;
    nal.reserve(rbsp.size() + rbsp.size() / 64 + 2);
    nal.push_back(header);
    int zeros = 0;
    for (const uint8_t byte : rbsp) {
        if (zeros == 2 && byte <= preventionByte) {
            nal.push_back(preventionByte);
            zeros = 0;
        }
        nal.push_back(byte);
        zeros = byte == 0 ? zeros + 1 : 0;
    }
    if (zeros
        == 2)   // after a cabac_zero_word: a unit never ends with a zero, those before a start code are not its own
        nal.push_back(preventionByte);
    return nal;
}

Bytes withHead(ByteView nal, size_t count, Bytes head)
{
    if (nal.empty())
        return {};
    PayloadReader payload(nal);
    for (size_t i = 0; i < count && payload.next(); ++i) { }
    // From the first byte that is not zero on, prevention no longer depends on what stands before.
    for (auto byte = payload.next(); byte; byte = payload.next()) {
        head.push_back(*byte);
        if (*byte != 0)
            break;
    }
    Bytes changed = nalOf(nal[0], head);
    const ByteView rest = payload.rest();
    changed.insert(changed.end(), rest.begin(), rest.end());
    return changed;
}

std::optional<std::vector<ByteView>> splitLengthPrefixed(ByteView packet, int lengthSize)
{
    std::vector<ByteView> units;
    const auto prefix = static_cast<size_t>(lengthSize);
    while (!packet.empty()) {
        if (packet.size() < prefix)
            return std::nullopt;
        size_t length = 0;
        for (const uint8_t byte : packet.first(prefix))
            length = length << 8 | byte;
        packet = packet.subspan(prefix);
        if (length > packet.size())
            return std::nullopt;
        if (length > 0)
            units.push_back(packet.first(length));
        packet = packet.subspan(length);
    }
    return units;
}

/// Where the next start code begins from `from` on; the end if there is none.
static size_t startCode(ByteView stream, size_t from)
{
    for (size_t i = from; i + 3 <= stream.size(); ++i)
        if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1)
            return i;
    return stream.size();
}

std::vector<ByteView> splitStartCodes(ByteView stream)
{
    std::vector<ByteView> units;
    for (size_t start = startCode(stream, 0); start < stream.size();) {
        const size_t begin = start + 3;
        const size_t next = startCode(stream, begin);
        size_t end = next;
        while (end > begin && stream[end - 1] == 0)
            --end;
        if (end > begin)
            units.push_back(stream.subspan(begin, end - begin));
        start = next;
    }
    return units;
}

static void appendNumber(Bytes &bytes, size_t number, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
        bytes.push_back(static_cast<uint8_t>(number >> shift));
}

void appendLengthPrefixed(Bytes &packet, ByteView nal, int lengthSize)
{
    assert(nal.size() >> 8 * lengthSize == 0);
    appendNumber(packet, nal.size(), lengthSize);
    packet.insert(packet.end(), nal.begin(), nal.end());
}

/// Takes `count` units with lengths of two bytes off the front of `bytes`.
static std::optional<std::vector<Bytes>> takeUnits(ByteView &bytes, int count)
{
    std::vector<Bytes> units;
    for (; count > 0; --count) {
        if (bytes.size() < 2)
            return std::nullopt;
        const size_t length = static_cast<size_t>(bytes[0]) << 8 | bytes[1];
        if (bytes.size() - 2 < length)
            return std::nullopt;
        const ByteView unit = bytes.subspan(2, length);
        units.emplace_back(unit.begin(), unit.end());
        bytes = bytes.subspan(2 + length);
    }
    return units;
}

std::optional<DecoderConfiguration> DecoderConfiguration::parse(ByteView avcC)
{
    if (avcC.size() < 7 || avcC[0] != 1)
        return std::nullopt;
    DecoderConfiguration configuration{.profile = avcC[1],
        .compatibility = avcC[2],
        .level = avcC[3],
        .lengthSize = (avcC[4] & 3) + 1,
        .sequenceParameters = {},
        .pictureParameters = {},
        .trailer = {}};
    ByteView rest = avcC.subspan(6);
    auto sequences = takeUnits(rest, avcC[5] & 31);
    if (!sequences || rest.empty())
        return std::nullopt;
    const int count = rest[0];
    rest = rest.subspan(1);
    auto pictures = takeUnits(rest, count);
    if (!pictures)
        return std::nullopt;
    configuration.sequenceParameters = std::move(*sequences);
    configuration.pictureParameters = std::move(*pictures);
    configuration.trailer.assign(rest.begin(), rest.end());
    return configuration;
}

Bytes DecoderConfiguration::serialize() const
{
    assert(sequenceParameters.size() <= 31 && pictureParameters.size() <= 255);
    Bytes avcC{1, profile, compatibility, level, static_cast<uint8_t>(0xfc | (lengthSize - 1)),
        static_cast<uint8_t>(0xe0 | sequenceParameters.size())};
    for (const Bytes &unit : sequenceParameters)
        appendLengthPrefixed(avcC, unit, 2);
    avcC.push_back(static_cast<uint8_t>(pictureParameters.size()));
    for (const Bytes &unit : pictureParameters)
        appendLengthPrefixed(avcC, unit, 2);
    avcC.insert(avcC.end(), trailer.begin(), trailer.end());
    return avcC;
}

}   // namespace media::h264
