#pragma once

#include "core/media/h264/nal.h"

namespace media::h264 {

/// Reads syntax elements, ITU-T H.264 clause 7.2 and 9.1. Past the end, and after an Exp-Golomb code that is none,
/// every element reads as 0 and `overrun` says so.
class BitReader {
public:
    explicit BitReader(ByteView rbsp)
        : m_rbsp(rbsp)
    {
    }
    explicit BitReader(Bytes &&) = delete;   // would look into bytes that are gone

    uint32_t bits(int count);   // u(n), 0 to 32
    bool flag() { return bits(1) != 0; }
    uint32_t unsignedGolomb();   // ue(v)
    int32_t signedGolomb();   // se(v)
    void skip(size_t bits);

    /// In bits from the start.
    [[nodiscard]] size_t position() const { return m_position; }
    [[nodiscard]] bool overrun() const { return m_overrun; }
    /// more_rbsp_data(): something stands before the stop bit.
    [[nodiscard]] bool moreData() const;

private:
    void fail();

    ByteView m_rbsp;
    size_t m_position = 0;
    bool m_overrun = false;
};

/// Where the last bit that is set stands, in bits: the stop bit of a whole payload. 0 when none is.
size_t stopBit(ByteView rbsp);

/// Writes syntax elements.
class BitWriter {
public:
    void bits(uint32_t value, int count);   // the lowest 0 to 32
    void flag(bool value) { bits(value ? 1 : 0, 1); }
    void unsignedGolomb(uint32_t value);   // at most 2^32 - 2
    void signedGolomb(int32_t value);   // more than -2^31
    /// The next `count` bits of `from`.
    void append(BitReader &from, size_t count);
    /// The stop bit, then zeros up to a whole byte.
    void trailing();

    /// In bits from the start.
    [[nodiscard]] size_t position() const { return m_position; }
    /// What was written, with zeros up to a whole byte; the writer is empty again.
    [[nodiscard]] Bytes take();

private:
    Bytes m_bytes;
    size_t m_position = 0;
};

}   // namespace media::h264
