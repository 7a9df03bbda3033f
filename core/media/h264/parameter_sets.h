#pragma once

#include "core/media/h264/nal.h"

#include <array>

namespace media::h264 {

/// What the pictures mean, Annex E. Codes are those of its tables; 2 of the colour codes is "unspecified".
struct VideoUsability {
    uint32_t sampleAspectWidth = 0;   // 0: unspecified
    uint32_t sampleAspectHeight = 0;
    int videoFormat = 5;
    bool fullRange = false;
    int colourPrimaries = 2;
    int transferCharacteristics = 2;
    int matrixCoefficients = 2;
    uint32_t chromaLocationTop = 0;
    uint32_t chromaLocationBottom = 0;
    uint32_t unitsInTick = 0;   // 0: no timing
    uint32_t timeScale = 0;
    bool fixedFrameRate = false;
    bool pictureStructures = false;   // in picture timing messages
};

/// seq_parameter_set_rbsp(), clause 7.3.2.1.
struct SequenceParameters {
    uint32_t id = 0;
    uint8_t profile = 0;   // profile_idc
    uint8_t constraints = 0;   // constraint_set0_flag is the highest bit
    uint8_t level = 0;   // level_idc
    int chromaFormat = 1;
    bool separatePlanes = false;
    int bitDepthLuma = 8;
    int bitDepthChroma = 8;
    bool lossless = false;   // qpprime_y_zero_transform_bypass_flag
    bool scalingMatrix = false;
    int frameNumberBits = 4;   // 4 to 16
    int pictureOrderType = 0;   // 0 to 2
    int pictureOrderBits = 0;   // 4 to 16; 0 unless the type is 0
    bool deltaPictureOrderAlwaysZero = false;   // this and the next three: type 1
    int32_t offsetForNonReference = 0;
    int32_t offsetForTopToBottom = 0;
    std::vector<int32_t> offsetsForReferences;
    int maximumReferences = 0;   // max_num_ref_frames
    bool frameNumberGaps = false;   // allowed
    int widthInMacroblocks = 0;
    int heightInMapUnits = 0;   // of macroblocks, or of pairs of them unless framesOnly
    bool framesOnly = true;
    bool adaptiveFrameField = false;
    bool direct8x8Inference = false;
    uint32_t cropLeft = 0;   // in samples of the frame
    uint32_t cropRight = 0;
    uint32_t cropTop = 0;
    uint32_t cropBottom = 0;
    std::optional<VideoUsability> usability;
    bool nalHrd = false;
    bool vclHrd = false;
    std::optional<int> maximumReordering;   // max_num_reorder_frames
    std::optional<int> maximumFrameBuffering;   // max_dec_frame_buffering

    /// Nothing when it is malformed or beyond what the standard allows.
    static std::optional<SequenceParameters> parse(ByteView nal);

    /// Without what is cropped away.
    [[nodiscard]] int width() const { return widthInMacroblocks * 16 - static_cast<int>(cropLeft + cropRight); }
    [[nodiscard]] int height() const { return heightInMacroblocks() * 16 - static_cast<int>(cropTop + cropBottom); }
    /// Of a frame.
    [[nodiscard]] int heightInMacroblocks() const { return heightInMapUnits * (framesOnly ? 1 : 2); }
    /// ChromaArrayType: 0 when planes are coded as if they were pictures without colour.
    [[nodiscard]] int chromaArrayType() const { return separatePlanes ? 0 : chromaFormat; }
};

/// pic_parameter_set_rbsp(), clause 7.3.2.2.
struct PictureParameters {
    uint32_t id = 0;
    uint32_t sequenceId = 0;
    bool cabac = false;
    bool bottomFieldPictureOrder = false;   // bottom_field_pic_order_in_frame_present_flag
    int sliceGroups = 1;
    uint32_t sliceGroupMapType = 0;
    uint32_t sliceGroupChangeRate = 0;   // of map types 3 to 5
    std::array<int, 2> defaultActive{1, 1};   // references per list
    bool weightedPrediction = false;
    int weightedBiprediction = 0;   // weighted_bipred_idc: 0 to 2
    int initialQp = 26;   // 26 + pic_init_qp_minus26
    int initialQs = 26;
    int chromaQpOffset = 0;
    bool deblockingControl = false;
    bool constrainedIntra = false;
    bool redundantPictures = false;   // slices may be
    bool transform8x8 = false;
    bool scalingMatrix = false;   // the lists themselves are not read

    /// Nothing when it is malformed.
    static std::optional<PictureParameters> parse(ByteView nal);
};

/// The same sets under other ids; everything else is taken over bit by bit. Empty when `nal` is malformed.
Bytes withIds(ByteView pictureParametersNal, uint32_t id, uint32_t sequenceId);
Bytes withId(ByteView sequenceParametersNal, uint32_t id);

/// The sets that slices name by id.
struct ParameterSets {
    std::vector<SequenceParameters> sequences;
    std::vector<PictureParameters> pictures;

    /// Sets of `configuration` that are malformed are left out.
    static ParameterSets of(const DecoderConfiguration &configuration);
    /// Takes sequence or picture parameters in, in place of those of the same id; ignores units that are neither.
    void add(ByteView nal);

    /// nullptr when there is none. Valid until the next add().
    [[nodiscard]] const PictureParameters *picture(uint32_t id) const;
    [[nodiscard]] const SequenceParameters *sequence(uint32_t id) const;
    [[nodiscard]] const SequenceParameters *sequenceOf(uint32_t pictureParametersId) const;
};

}   // namespace media::h264
