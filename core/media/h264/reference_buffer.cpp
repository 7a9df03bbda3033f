#include "core/media/h264/reference_buffer.h"

#include <algorithm>

namespace media::h264 {

const Frame *ReferenceBuffer::at(const Frame &current, int64_t difference) const
{
    const auto found = std::ranges::find(m_frames, current.frameNumber - difference, &Frame::frameNumber);
    return found == m_frames.end() ? nullptr : &*found;
}

const Frame *ReferenceBuffer::find(int picture) const
{
    const auto found = std::ranges::find(m_frames, picture, &Frame::picture);
    return found == m_frames.end() ? nullptr : &*found;
}

/// 8.2.4.2.1 and 8.2.4.2.3
std::array<std::vector<Frame>, 2> ReferenceBuffer::initialLists(const SliceHeader &header, const Frame &current) const
{
    std::vector<Frame> frames = m_frames;
    if (header.type != SliceType::B) {
        std::ranges::sort(frames, std::ranges::greater(), &Frame::frameNumber);
        return {std::move(frames), {}};
    }
    std::ranges::sort(frames, {}, &Frame::order);
    const auto later = std::ranges::upper_bound(frames, current.order, {}, &Frame::order);
    const std::vector<Frame> before(std::make_reverse_iterator(later), frames.rend());
    const std::vector<Frame> after(later, frames.end());
    std::array<std::vector<Frame>, 2> lists = {before, after};
    lists[0].insert(lists[0].end(), after.begin(), after.end());
    lists[1].insert(lists[1].end(), before.begin(), before.end());
    if (lists[1].size() > 1 && lists[0] == lists[1])
        std::swap(lists[1][0], lists[1][1]);
    return lists;
}

/// 8.2.4.3.1; picture numbers are taken as their distance behind the current one.
bool ReferenceBuffer::modify(
    std::vector<Frame> &list, const std::vector<ListModification> &modifications, const Frame &current) const
{
    int64_t distance = 0;
    size_t index = 0;
    for (const auto &modification : modifications) {
        if (modification.operation > 1)
            return false;
        const int64_t step = int64_t(modification.value) + 1;
        distance = (distance + (modification.operation == 0 ? step : m_range - step)) % m_range;
        const Frame *wanted = at(current, distance);
        if (wanted == nullptr || index > list.size())
            return false;
        list.insert(list.begin() + static_cast<ptrdiff_t>(index++), *wanted);
        const auto again = std::find(list.begin() + static_cast<ptrdiff_t>(index), list.end(), *wanted);
        if (again != list.end())
            list.erase(again);
    }
    return true;
}

std::optional<std::array<std::vector<Frame>, 2>> ReferenceBuffer::lists(
    const SliceHeader &header, const Frame &current) const
{
    auto lists = initialLists(header, current);
    for (size_t which = 0; which < lists.size(); ++which) {
        const auto active = static_cast<size_t>(header.active[which]);
        if (header.modifies[which] && !modify(lists[which], header.modifications[which], current))
            return {};
        if (lists[which].size() < active)
            return {};
        lists[which].resize(active);
    }
    return lists;
}

bool ReferenceBuffer::mark(const SliceHeader &header, const Frame &current)
{
    if (header.longTermReference)
        return false;
    if (header.referenceIdc == 0)
        return true;
    if (header.nalType == NalType::IdrSlice) {
        m_frames.clear();
    } else if (header.adaptiveMarking) {
        for (const auto &command : header.marking) {
            const Frame *target = at(current, int64_t(command.first) + 1);
            if (command.operation != 1 || target == nullptr)
                return false;
            m_frames.erase(m_frames.begin() + (target - m_frames.data()));
        }
    } else if (m_frames.size() >= static_cast<size_t>(m_capacity)) {
        m_frames.erase(std::ranges::min_element(m_frames, {}, &Frame::frameNumber));
    }
    m_frames.push_back(current);
    return m_frames.size() <= static_cast<size_t>(m_capacity);
}

}   // namespace media::h264
