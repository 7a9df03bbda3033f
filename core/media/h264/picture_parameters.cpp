#include "core/media/h264/parameter_sets.h"

#include "core/media/h264/bits.h"

#include <bit>

namespace media::h264 {

static constexpr uint32_t mostIds = 256;
static constexpr uint32_t mostSequenceIds = 32;
static constexpr uint32_t mostSliceGroups = 8;
static constexpr uint32_t mostReferences = 32;

/// How macroblocks are spread over several slice groups. False when it is beyond the standard.
static bool readSliceGroups(BitReader &reader, PictureParameters &parameters)
{
    parameters.sliceGroupMapType = reader.unsignedGolomb();
    const auto groups = static_cast<uint32_t>(parameters.sliceGroups);
    if (parameters.sliceGroupMapType == 0) {
        for (uint32_t i = 0; i < groups; ++i)
            reader.unsignedGolomb();
    } else if (parameters.sliceGroupMapType == 2) {
        for (uint32_t i = 0; i < 2 * (groups - 1); ++i)
            reader.unsignedGolomb();
    } else if (parameters.sliceGroupMapType >= 3 && parameters.sliceGroupMapType <= 5) {
        reader.flag();
        const uint32_t rate = reader.unsignedGolomb();
        parameters.sliceGroupChangeRate = rate + 1;
    } else if (parameters.sliceGroupMapType == 6) {
        const size_t units = size_t{reader.unsignedGolomb()} + 1;
        reader.skip(units * static_cast<size_t>(std::bit_width(groups - 1)));
    }
    return parameters.sliceGroupMapType <= 6;
}

std::optional<PictureParameters> PictureParameters::parse(ByteView nal)
{
    if (nalType(nal) != NalType::PictureParameters)
        return std::nullopt;
    const Bytes rbsp = rbspOf(nal);
    BitReader reader(rbsp);
    PictureParameters parameters;
    parameters.id = reader.unsignedGolomb();
    parameters.sequenceId = reader.unsignedGolomb();
    parameters.cabac = reader.flag();
    parameters.bottomFieldPictureOrder = reader.flag();
    const uint32_t moreGroups = reader.unsignedGolomb();
    if (parameters.id >= mostIds || parameters.sequenceId >= mostSequenceIds || moreGroups >= mostSliceGroups)
        return std::nullopt;
    parameters.sliceGroups = static_cast<int>(moreGroups + 1);
    if (moreGroups > 0 && !readSliceGroups(reader, parameters))
        return std::nullopt;
    for (int &active : parameters.defaultActive) {
        const uint32_t more = reader.unsignedGolomb();
        if (more >= mostReferences)
            return std::nullopt;
        active = static_cast<int>(more + 1);
    }
    parameters.weightedPrediction = reader.flag();
    parameters.weightedBiprediction = static_cast<int>(reader.bits(2));
    const int32_t qp = reader.signedGolomb();
    const int32_t qs = reader.signedGolomb();
    const int32_t chroma = reader.signedGolomb();
    if (parameters.weightedBiprediction > 2 || qp < -62 || qp > 25 || qs < -26 || qs > 25 || chroma < -12
        || chroma > 12)
        return std::nullopt;
    parameters.initialQp = 26 + qp;
    parameters.initialQs = 26 + qs;
    parameters.chromaQpOffset = chroma;
    parameters.deblockingControl = reader.flag();
    parameters.constrainedIntra = reader.flag();
    parameters.redundantPictures = reader.flag();
    if (reader.moreData()) {
        parameters.transform8x8 = reader.flag();
        parameters.scalingMatrix = reader.flag();
    }
    if (reader.overrun() || reader.position() > stopBit(rbsp))
        return std::nullopt;
    return parameters;
}

}   // namespace media::h264
