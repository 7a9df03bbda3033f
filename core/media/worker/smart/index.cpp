#include "core/media/worker/smart/index.h"

#include <algorithm>
#include <numeric>

namespace media::worker::smart {

void PictureIndex::finish()
{
    order();
    if (isH264)
        number();
    for (int picture = 0; picture < count(); ++picture) {
        const bool starts = isH264 ? (*this)[picture].isIdr() : (*this)[picture].isKey;
        if (starts && isClosed(picture))
            m_entries.push_back(picture);
        if (!(*this)[picture].isRead || (starts && !isClosed(picture)))
            m_unread.push_back(picture);
    }
}

void PictureIndex::order()
{
    const auto size = pictures.size();
    m_shown.resize(size);
    std::iota(m_shown.begin(), m_shown.end(), 0);
    std::ranges::stable_sort(m_shown, {}, [this](int picture) { return (*this)[picture].time; });
    m_ranks.resize(size);
    for (size_t rank = 0; rank < size; ++rank)
        m_ranks[static_cast<size_t>(m_shown[rank])] = static_cast<int>(rank);
    m_closed.assign(size + 1, true);
    int latest = -1;
    for (size_t picture = 0; picture < size; ++picture) {
        // The first n pictures are the first n to be shown exactly when none of them ranks n or later.
        m_closed[picture] = latest < static_cast<int>(picture);
        latest = std::max(latest, m_ranks[picture]);
    }
}

/// 8.2.1.1 and 8.2.1.3: picture order counts of frames; 7.4.3: frame numbers without gaps.
void PictureIndex::number()
{
    qint64 frames = 0;   // reference frames since the IDR picture
    int previousOrder = 0;   // of the last reference frame
    bool isBroken = true;   // until an IDR picture
    for (auto &picture : pictures) {
        if (picture.isIdr()) {
            frames = 0;
            previousOrder = 0;
            isBroken = false;
        }
        const auto *parameters = picture.isRead ? sets.sequenceOf(picture.header.pictureParametersId) : nullptr;
        const qint64 range = parameters ? qint64(1) << parameters->frameNumberBits : 1;
        isBroken |= !parameters || qint64(picture.header.frameNumber) != frames % range;
        if (isBroken) {
            picture.isRead = false;
            continue;
        }
        picture.frameNumber = frames;
        if (parameters->pictureOrderType == 0) {
            const int orderRange = 1 << parameters->pictureOrderBits;
            const int lsb = static_cast<int>(picture.header.pictureOrderLsb);
            picture.order = (previousOrder & -orderRange) + lsb;
            if (previousOrder - picture.order >= orderRange / 2)
                picture.order += orderRange;
            else if (picture.order - previousOrder > orderRange / 2)
                picture.order -= orderRange;
        } else {
            picture.order = static_cast<qint32>(2 * frames - (picture.isReference() ? 0 : 1));
        }
        if (picture.isReference()) {
            previousOrder = picture.order;
            ++frames;
        }
    }
}

int PictureIndex::rankAt(qint64 time) const
{
    const auto later =
        std::ranges::upper_bound(m_shown, time, {}, [this](int picture) { return (*this)[picture].time; });
    return static_cast<int>(later - m_shown.begin()) - 1;
}

bool PictureIndex::isEntry(int picture) const { return std::ranges::binary_search(m_entries, picture); }

int PictureIndex::entryAtOrBefore(int picture) const
{
    const auto after = std::ranges::upper_bound(m_entries, picture);
    return after == m_entries.begin() ? -1 : *std::prev(after);
}

int PictureIndex::entryAfter(int picture) const
{
    const auto after = std::ranges::upper_bound(m_entries, picture);
    return after == m_entries.end() ? count() : *after;
}

int PictureIndex::readUntil(int picture) const
{
    const auto unread = std::ranges::lower_bound(m_unread, picture);
    return unread == m_unread.end() ? count() : *unread;
}

int PictureIndex::decodeStart(int picture) const
{
    const auto keyBefore = [this](int from) {
        while (from > 0 && !(*this)[from].isKey)
            --from;
        return from;
    };
    const int key = keyBefore(picture);
    return key == 0 || isEntry(key) ? key : keyBefore(key - 1);
}

}   // namespace media::worker::smart
