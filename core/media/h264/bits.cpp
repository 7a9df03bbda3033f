#include "core/media/h264/bits.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace media::h264 {

void BitReader::fail()
{
    m_overrun = true;
    m_position = m_rbsp.size() * 8;
}

uint32_t BitReader::bits(int count)
{
    const size_t end = m_position + static_cast<size_t>(count);
    if (end > m_rbsp.size() * 8) {
        fail();
        return 0;
    }
    const size_t lastByte = (end + 7) / 8;
    uint64_t value = 0;
    for (size_t i = m_position / 8; i < lastByte; ++i)
        value = value << 8 | m_rbsp[i];
    m_position = end;
    return static_cast<uint32_t>(value >> (lastByte * 8 - end) & ((uint64_t{1} << count) - 1));
}

uint32_t BitReader::unsignedGolomb()
{
    int zeros = 0;
    while (!flag()) {
        if (m_overrun || ++zeros == 32) {
            fail();
            return 0;
        }
    }
    return (uint32_t{1} << zeros) - 1 + bits(zeros);
}

int32_t BitReader::signedGolomb()
{
    const uint32_t code = unsignedGolomb();
    const auto magnitude = static_cast<int32_t>(code / 2 + code % 2);
    return code % 2 == 1 ? magnitude : -magnitude;
}

void BitReader::skip(size_t bits)
{
    if (bits > m_rbsp.size() * 8 - m_position)
        fail();
    else
        m_position += bits;
}

bool BitReader::moreData() const { return m_position < stopBit(m_rbsp); }

size_t stopBit(ByteView rbsp)
{
    size_t size = rbsp.size();
    while (size > 0 && rbsp[size - 1] == 0)
        --size;
    return size == 0 ? 0 : size * 8 - 1 - static_cast<size_t>(std::countr_zero(rbsp[size - 1]));
}

void BitWriter::bits(uint32_t value, int count)
{
    while (count > 0) {
        const int used = static_cast<int>(m_position % 8);
        if (used == 0)
            m_bytes.push_back(0);
        const int now = std::min(count, 8 - used);
        const uint32_t part = value >> (count - now) & ((1U << now) - 1);
        m_bytes.back() = static_cast<uint8_t>(m_bytes.back() | part << (8 - used - now));
        m_position += static_cast<size_t>(now);
        count -= now;
    }
}

void BitWriter::unsignedGolomb(uint32_t value)
{
    const uint32_t code = value + 1;
    const int width = std::bit_width(code);
    bits(0, width - 1);
    bits(code, width);
}

void BitWriter::signedGolomb(int32_t value)
{
    const auto magnitude = static_cast<uint32_t>(value > 0 ? value : -value);
    unsignedGolomb(value > 0 ? 2 * magnitude - 1 : 2 * magnitude);
}

void BitWriter::append(BitReader &from, size_t count)
{
    for (; count >= 32; count -= 32)
        bits(from.bits(32), 32);
    bits(from.bits(static_cast<int>(count)), static_cast<int>(count));
}

void BitWriter::trailing()
{
    flag(true);
    bits(0, static_cast<int>((8 - m_position % 8) % 8));
}

Bytes BitWriter::take()
{
    m_position = 0;
    return std::exchange(m_bytes, {});
}

}   // namespace media::h264
