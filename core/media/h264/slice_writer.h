#pragma once

#include "core/media/h264/slice_header.h"

namespace media::h264 {

/// The same slice with frame_num and pic_order_cnt_lsb less by these amounts, modulo their ranges; no other bit changes
/// but those of emulation prevention. `header` was parsed from `nal` with `sets`. Only the header's bytes are rebuilt,
/// the rest is copied.
Bytes shiftedSlice(ByteView nal, const SliceHeader &header, const ParameterSets &sets, uint32_t frameNumberLess,
    uint32_t pictureOrderLess);

/// The slice's macroblocks under another header, written with the sets that `replacement` names among
/// `replacementSets`. `header` was parsed from `nal` with `sets`. A pred_weight_table is taken over bit by bit; a count
/// of references other than the set's default is written as an override; numbers are cut to their ranges. Empty when
/// the replacement cannot be written: its sets are missing, code macroblocks otherwise (CABAC, CAVLC), or want weights
/// that the slice does not have for these references; or a list that it uses has no reference.
Bytes withHeader(ByteView nal, const SliceHeader &header, const ParameterSets &sets, const SliceHeader &replacement,
    const ParameterSets &replacementSets);

}   // namespace media::h264
