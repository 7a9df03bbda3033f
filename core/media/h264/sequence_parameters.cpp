#include "core/media/h264/parameter_sets.h"

#include "core/media/h264/bits.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace media::h264 {

static constexpr uint32_t mostSequences = 32;
static constexpr uint32_t mostFrames = 16;   // that a decoder keeps, MaxDpbFrames
static constexpr int extendedAspect = 255;

/// Table E-1, from code 0 on.
static constexpr std::array<std::pair<uint32_t, uint32_t>, 17> aspects{{{0, 0}, {1, 1}, {12, 11}, {10, 11}, {16, 11},
    {40, 33}, {24, 11}, {20, 11}, {32, 11}, {80, 33}, {18, 11}, {15, 11}, {64, 33}, {160, 99}, {4, 3}, {3, 2}, {2, 1}}};

/// The profiles whose sequence parameters tell the chroma format.
static bool isHighProfile(uint8_t profile)
{
    static constexpr std::array<uint8_t, 13> profiles{44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244};
    return std::ranges::find(profiles, profile) != profiles.end();
}

static void skipScalingList(BitReader &reader, int size)
{
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0; ++i) {
        next = static_cast<int>((static_cast<int64_t>(last) + reader.signedGolomb() + 256) & 255);
        last = next == 0 ? last : next;
    }
}

static void skipHypotheticalDecoder(BitReader &reader)   // hrd_parameters()
{
    const uint32_t count = reader.unsignedGolomb() + 1;
    reader.skip(8);
    for (uint32_t i = 0; i < std::min<uint32_t>(count, 32) && !reader.overrun(); ++i) {
        reader.unsignedGolomb();
        reader.unsignedGolomb();
        reader.flag();
    }
    reader.skip(count > 32 ? SIZE_MAX : 20);   // more than the standard's 32 is malformed
}

static void readUsability(BitReader &reader, SequenceParameters &parameters)   // vui_parameters()
{
    VideoUsability &usability = parameters.usability.emplace();
    if (reader.flag()) {
        const uint32_t aspect = reader.bits(8);
        if (aspect == extendedAspect) {
            usability.sampleAspectWidth = reader.bits(16);
            usability.sampleAspectHeight = reader.bits(16);
        } else if (aspect < aspects.size()) {
            std::tie(usability.sampleAspectWidth, usability.sampleAspectHeight) = aspects[aspect];
        }
    }
    if (reader.flag())
        reader.flag();   // overscan_appropriate_flag
    if (reader.flag()) {
        usability.videoFormat = static_cast<int>(reader.bits(3));
        usability.fullRange = reader.flag();
        if (reader.flag()) {
            usability.colourPrimaries = static_cast<int>(reader.bits(8));
            usability.transferCharacteristics = static_cast<int>(reader.bits(8));
            usability.matrixCoefficients = static_cast<int>(reader.bits(8));
        }
    }
    if (reader.flag()) {
        usability.chromaLocationTop = reader.unsignedGolomb();
        usability.chromaLocationBottom = reader.unsignedGolomb();
    }
    if (reader.flag()) {
        usability.unitsInTick = reader.bits(32);
        usability.timeScale = reader.bits(32);
        usability.fixedFrameRate = reader.flag();
    }
    parameters.nalHrd = reader.flag();
    if (parameters.nalHrd)
        skipHypotheticalDecoder(reader);
    parameters.vclHrd = reader.flag();
    if (parameters.vclHrd)
        skipHypotheticalDecoder(reader);
    if (parameters.nalHrd || parameters.vclHrd)
        reader.flag();   // low_delay_hrd_flag
    usability.pictureStructures = reader.flag();
    if (reader.flag()) {   // bitstream_restriction_flag
        reader.flag();
        for (int i = 0; i < 4; ++i)   // limits of sizes and motion vectors
            reader.unsignedGolomb();
        const uint32_t reordering = reader.unsignedGolomb();
        const uint32_t buffering = reader.unsignedGolomb();
        parameters.maximumReordering = static_cast<int>(std::min(reordering, mostFrames));
        parameters.maximumFrameBuffering = static_cast<int>(std::min(buffering, mostFrames));
    }
}

/// The chroma format and what follows it. False when it is beyond the standard.
static bool readHighProfile(BitReader &reader, SequenceParameters &parameters)
{
    const uint32_t chromaFormat = reader.unsignedGolomb();
    if (chromaFormat > 3)
        return false;
    parameters.chromaFormat = static_cast<int>(chromaFormat);
    parameters.separatePlanes = chromaFormat == 3 && reader.flag();
    const uint32_t moreLuma = reader.unsignedGolomb();
    const uint32_t moreChroma = reader.unsignedGolomb();
    if (moreLuma > 6 || moreChroma > 6)
        return false;
    parameters.bitDepthLuma = static_cast<int>(8 + moreLuma);
    parameters.bitDepthChroma = static_cast<int>(8 + moreChroma);
    parameters.lossless = reader.flag();
    parameters.scalingMatrix = reader.flag();
    if (parameters.scalingMatrix)
        for (int list = 0; list < (chromaFormat == 3 ? 12 : 8); ++list)
            if (reader.flag())
                skipScalingList(reader, list < 6 ? 16 : 64);
    return true;
}

static bool readPictureOrder(BitReader &reader, SequenceParameters &parameters)
{
    const uint32_t type = reader.unsignedGolomb();
    if (type > 2)
        return false;
    parameters.pictureOrderType = static_cast<int>(type);
    if (type == 0) {
        const uint32_t moreBits = reader.unsignedGolomb();
        if (moreBits > 12)
            return false;
        parameters.pictureOrderBits = static_cast<int>(4 + moreBits);
    } else if (type == 1) {
        parameters.deltaPictureOrderAlwaysZero = reader.flag();
        parameters.offsetForNonReference = reader.signedGolomb();
        parameters.offsetForTopToBottom = reader.signedGolomb();
        const uint32_t count = reader.unsignedGolomb();
        if (count > 255)
            return false;
        for (uint32_t i = 0; i < count; ++i)
            parameters.offsetsForReferences.push_back(reader.signedGolomb());
    }
    return true;
}

/// Size, fields and cropping. False when nothing would be left of the picture, or it is larger than any level allows.
static bool readGeometry(BitReader &reader, SequenceParameters &parameters)
{
    static constexpr uint32_t mostMacroblocks = 139'264;   // per frame, level 6.2
    static constexpr uint32_t longestSide = 1'055;   // the root of eight times that
    const uint32_t width = reader.unsignedGolomb();
    const uint32_t height = reader.unsignedGolomb();
    parameters.framesOnly = reader.flag();
    if (width >= longestSide || height >= longestSide)
        return false;
    parameters.widthInMacroblocks = static_cast<int>(width + 1);
    parameters.heightInMapUnits = static_cast<int>(height + 1);
    if (static_cast<uint32_t>(parameters.widthInMacroblocks * parameters.heightInMacroblocks()) > mostMacroblocks)
        return false;
    parameters.adaptiveFrameField = !parameters.framesOnly && reader.flag();
    parameters.direct8x8Inference = reader.flag();
    if (reader.flag()) {
        const int chroma = parameters.chromaArrayType();
        const uint64_t unitX = chroma == 1 || chroma == 2 ? 2 : 1;
        const uint64_t unitY = uint64_t{chroma == 1 ? 2U : 1U} * (parameters.framesOnly ? 1U : 2U);
        const uint64_t left = unitX * reader.unsignedGolomb();
        const uint64_t right = unitX * reader.unsignedGolomb();
        const uint64_t top = unitY * reader.unsignedGolomb();
        const uint64_t bottom = unitY * reader.unsignedGolomb();
        if (left + right >= static_cast<uint64_t>(parameters.widthInMacroblocks) * 16
            || top + bottom >= static_cast<uint64_t>(parameters.heightInMacroblocks()) * 16)
            return false;
        parameters.cropLeft = static_cast<uint32_t>(left);
        parameters.cropRight = static_cast<uint32_t>(right);
        parameters.cropTop = static_cast<uint32_t>(top);
        parameters.cropBottom = static_cast<uint32_t>(bottom);
    }
    return true;
}

std::optional<SequenceParameters> SequenceParameters::parse(ByteView nal)
{
    if (nalType(nal) != NalType::SequenceParameters)
        return std::nullopt;
    const Bytes rbsp = rbspOf(nal);
    BitReader reader(rbsp);
    SequenceParameters parameters;
    parameters.profile = static_cast<uint8_t>(reader.bits(8));
    parameters.constraints = static_cast<uint8_t>(reader.bits(8));
    parameters.level = static_cast<uint8_t>(reader.bits(8));
    parameters.id = reader.unsignedGolomb();
    if (isHighProfile(parameters.profile) && !readHighProfile(reader, parameters))
        return std::nullopt;
    const uint32_t moreFrameNumberBits = reader.unsignedGolomb();
    if (parameters.id >= mostSequences || moreFrameNumberBits > 12 || !readPictureOrder(reader, parameters))
        return std::nullopt;
    parameters.frameNumberBits = static_cast<int>(4 + moreFrameNumberBits);
    const uint32_t references = reader.unsignedGolomb();
    parameters.frameNumberGaps = reader.flag();
    if (references > mostFrames || !readGeometry(reader, parameters))
        return std::nullopt;
    parameters.maximumReferences = static_cast<int>(references);
    if (reader.flag())
        readUsability(reader, parameters);
    if (reader.overrun() || reader.position() > stopBit(rbsp))
        return std::nullopt;
    return parameters;
}

}   // namespace media::h264
