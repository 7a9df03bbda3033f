#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace media::h264 {

using Bytes = std::vector<uint8_t>;
using ByteView = std::span<const uint8_t>;

/// nal_unit_type, ITU-T H.264 table 7-1.
enum class NalType : uint8_t {
    Unspecified = 0,
    Slice = 1,
    PartitionA = 2,
    PartitionB = 3,
    PartitionC = 4,
    IdrSlice = 5,
    Sei = 6,
    SequenceParameters = 7,
    PictureParameters = 8,
    AccessUnitDelimiter = 9,
    EndOfSequence = 10,
    EndOfStream = 11,
    Filler = 12,
    SequenceParametersExtension = 13,
    Prefix = 14,
    SubsetSequenceParameters = 15,
    DepthParameters = 16,
    AuxiliarySlice = 19,
    SliceExtension = 20,
    SliceExtensionDepth = 21,
};

/// Of an empty unit: Unspecified and 0.
NalType nalType(ByteView nal);
int nalReferenceIdc(ByteView nal);

/// The payload after the header byte without emulation prevention; the first `atMost` bytes of it.
Bytes rbspOf(ByteView nal, size_t atMost = SIZE_MAX);
/// The header byte and the payload with emulation prevention.
Bytes nalOf(uint8_t header, ByteView rbsp);
/// `nal` with `head` in place of the first `count` bytes of its payload. What follows is copied as it stands, except
/// that emulation prevention at the seam becomes right.
Bytes withHead(ByteView nal, size_t count, Bytes head);

/// The units of a packet, each preceded by its length in `lengthSize` bytes (1 to 4); nothing when the lengths do not
/// add up. Empty units are left out. The views look into `packet`.
std::optional<std::vector<ByteView>> splitLengthPrefixed(ByteView packet, int lengthSize);
/// The units of a byte stream (Annex B), without the zeros that may stand before start codes.
std::vector<ByteView> splitStartCodes(ByteView stream);
void appendLengthPrefixed(Bytes &packet, ByteView nal, int lengthSize);

/// avcC, ISO/IEC 14496-15.
struct DecoderConfiguration {
    uint8_t profile = 0;
    uint8_t compatibility = 0;   // the constraint flags of the sequence parameters
    uint8_t level = 0;
    int lengthSize = 4;
    std::vector<Bytes> sequenceParameters;   // at most 31
    std::vector<Bytes> pictureParameters;   // at most 255
    Bytes trailer;   // what High profiles add, as it came

    static std::optional<DecoderConfiguration> parse(ByteView avcC);
    [[nodiscard]] Bytes serialize() const;
};

}   // namespace media::h264
