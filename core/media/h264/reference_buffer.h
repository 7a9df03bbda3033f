#pragma once

#include "core/media/h264/slice_header.h"

#include <algorithm>

namespace media::h264 {

/// A frame and what orders it among others of its coded video sequence.
struct Frame {
    int picture = 0;   // the caller's name for it
    int64_t frameNumber = 0;   // frame_num counted on past its range
    int32_t order = 0;   // PicOrderCnt

    friend bool operator==(const Frame &, const Frame &) = default;
};

/// The reference frames a decoder holds: reference picture lists (8.2.4) and marking (8.2.5) for progressive frames
/// with short-term references only.
class ReferenceBuffer {
public:
    /// `capacity`: max_num_ref_frames; `frameNumberRange`: MaxFrameNum.
    ReferenceBuffer(int capacity, int64_t frameNumberRange)
        : m_capacity(std::max(capacity, 1))
        , m_range(frameNumberRange)
    {
    }

    /// The active entries of RefPicList0 and RefPicList1. Nothing when one of them has no picture behind it or is a
    /// long-term reference.
    [[nodiscard]] std::optional<std::array<std::vector<Frame>, 2>> lists(
        const SliceHeader &header, const Frame &current) const;

    /// What the buffer holds after `current` was decoded. False when the header asks for what is not there or is not
    /// supported; the buffer is then of no more use.
    [[nodiscard]] bool mark(const SliceHeader &header, const Frame &current);

    /// The frame that a difference of picture numbers names.
    [[nodiscard]] const Frame *at(const Frame &current, int64_t difference) const;
    [[nodiscard]] const Frame *find(int picture) const;
    [[nodiscard]] const std::vector<Frame> &frames() const { return m_frames; }

private:
    [[nodiscard]] std::array<std::vector<Frame>, 2> initialLists(const SliceHeader &header, const Frame &current) const;
    [[nodiscard]] bool modify(
        std::vector<Frame> &list, const std::vector<ListModification> &modifications, const Frame &current) const;

    int m_capacity;
    int64_t m_range;
    std::vector<Frame> m_frames;
};

}   // namespace media::h264
