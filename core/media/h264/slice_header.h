#pragma once

#include "core/media/h264/parameter_sets.h"

namespace media::h264 {

enum class SliceType : uint8_t { P = 0, B = 1, I = 2, SP = 3, SI = 4 };

/// A step of ref_pic_list_modification(), without the one that ends it.
struct ListModification {
    uint32_t operation = 0;   // modification_of_pic_nums_idc: 0 to 2
    uint32_t value = 0;   // abs_diff_pic_num_minus1, or long_term_pic_num for 2

    bool operator==(const ListModification &) const = default;
};

/// A command of dec_ref_pic_marking(), without the one that ends it. Values as coded, 0 where there is none.
struct MarkingCommand {
    uint32_t operation = 0;   // memory_management_control_operation: 1 to 6
    uint32_t first = 0;
    uint32_t second = 0;   // long_term_frame_idx of 3

    bool operator==(const MarkingCommand &) const = default;
};

/// slice_header(), clause 7.3.3. What a slice does not code is as the standard infers it.
struct SliceHeader {
    NalType nalType = NalType::Slice;   // Slice, PartitionA or IdrSlice
    int referenceIdc = 0;
    uint32_t firstMacroblock = 0;
    SliceType type = SliceType::P;
    uint32_t typeAsCoded = 0;   // 0 to 9: 5 more than `type` when all slices of the picture are of this type
    uint32_t pictureParametersId = 0;
    uint32_t colourPlane = 0;
    uint32_t frameNumber = 0;
    bool fieldPicture = false;
    bool bottomField = false;
    uint32_t idrPictureId = 0;
    uint32_t pictureOrderLsb = 0;   // POC type 0
    int32_t deltaPictureOrderBottom = 0;
    std::array<int32_t, 2> deltaPictureOrder{};   // POC type 1
    uint32_t redundantPicture = 0;
    bool directSpatial = false;
    bool activeOverride = false;
    std::array<int, 2> active{};   // references per list, also by default; 0 where the list is not used
    std::array<bool, 2> modifies{};
    std::array<std::vector<ListModification>, 2> modifications;
    bool weighted = false;   // a pred_weight_table stands at weightsPosition
    bool noOutputOfPriorPictures = false;   // IDR
    bool longTermReference = false;   // IDR
    bool adaptiveMarking = false;
    std::vector<MarkingCommand> marking;
    uint32_t cabacInitialisation = 0;
    int32_t qpDelta = 0;
    bool switching = false;   // sp_for_switch_flag
    int32_t qsDelta = 0;
    uint32_t disableDeblocking = 0;
    int32_t alphaOffset = 0;   // slice_alpha_c0_offset_div2
    int32_t betaOffset = 0;
    uint32_t sliceGroupChangeCycle = 0;

    // Where things stand in the payload, in bits.
    size_t frameNumberPosition = 0;
    size_t pictureOrderPosition = 0;   // 0 unless the POC type is 0
    size_t weightsPosition = 0;
    size_t weightsBits = 0;
    size_t headerBits = 0;   // slice data follow, before the alignment of CABAC

    [[nodiscard]] bool isIdr() const { return nalType == NalType::IdrSlice; }
    [[nodiscard]] bool isReference() const { return referenceIdc != 0; }
    [[nodiscard]] bool isIntra() const { return type == SliceType::I || type == SliceType::SI; }
    /// How many reference lists the slice has: 0 to 2.
    [[nodiscard]] size_t lists() const { return isIntra() ? 0 : type == SliceType::B ? 2 : 1; }

    bool operator==(const SliceHeader &) const = default;
};

/// Nothing when `nal` is no slice, when its parameter sets are not among `sets`, or when the header is malformed,
/// truncated or followed by nothing. Reads no more of the slice than its header.
std::optional<SliceHeader> parseSliceHeader(ByteView nal, const ParameterSets &sets);

/// Whether slices of this type carry a pred_weight_table.
bool hasWeights(const PictureParameters &parameters, SliceType type);
/// In bits; 0 unless the slice groups change from picture to picture.
int sliceGroupChangeCycleBits(const SequenceParameters &sequence, const PictureParameters &picture);

/// SliceQPY: 26 + pic_init_qp_minus26 + slice_qp_delta.
int qpOf(const SliceHeader &header, const ParameterSets &sets);

}   // namespace media::h264
