#pragma once

#include "core/media/h264/slice_header.h"
#include "core/media/worker/ffmpeg.h"

#include <limits>
#include <vector>

namespace media::worker::smart {

/// A coded picture as the scan met it. Pictures are named by their place in decoding order.
struct Picture {
    qint64 time = 0;   // when it is shown, in the stream's unit, from the container's start
    int bytes = 0;
    bool isKey = false;   // the container says so
    bool isRead = false;   // its slice headers could be read and are of one mind about references
    h264::SliceHeader header;   // of its first slice that refers to other pictures, else of its first

    // Since the last IDR picture:
    qint64 frameNumber = 0;   // frame_num counted on past its range
    qint32 order = 0;   // PicOrderCnt

    [[nodiscard]] bool isIdr() const { return isRead && header.nalType == h264::NalType::IdrSlice; }
    [[nodiscard]] bool isReference() const { return header.referenceIdc != 0; }
};

/// What there is to copy of a picture stream.
class PictureIndex {
public:
    AVRational unit{1, 90'000};
    bool isH264 = false;   // slice headers were looked for
    h264::ParameterSets sets;
    std::vector<Picture> pictures;

    /// Orders the pictures and numbers them; to be called once, when all are there. Streams that break the numbering
    /// rules of the standard have pictures that are not read.
    void finish();

    [[nodiscard]] int count() const { return static_cast<int>(pictures.size()); }
    [[nodiscard]] const Picture &operator[](int picture) const { return pictures[static_cast<size_t>(picture)]; }
    /// The picture that is shown as the `rank`th.
    [[nodiscard]] int shownAs(int rank) const { return m_shown[static_cast<size_t>(rank)]; }
    [[nodiscard]] int rankOf(int picture) const { return m_ranks[static_cast<size_t>(picture)]; }
    [[nodiscard]] qint64 timeOfRank(int rank) const { return (*this)[shownAs(rank)].time; }
    /// The rank of the picture on display at `time`; -1 before the first one.
    [[nodiscard]] int rankAt(qint64 time) const;
    /// How many pictures are shown before `time`.
    [[nodiscard]] int countBefore(qint64 time) const { return rankAt(time - 1) + 1; }

    /// Whether all pictures decoded before `picture` are shown before all others: a cut here divides nothing.
    [[nodiscard]] bool isClosed(int picture) const { return m_closed[static_cast<size_t>(picture)]; }
    /// Whether what follows can be decoded from here: a copy may start.
    [[nodiscard]] bool isEntry(int picture) const;
    /// The last entry at or before `picture`, the first after it; -1 and count() when there is none.
    [[nodiscard]] int entryAtOrBefore(int picture) const;
    [[nodiscard]] int entryAfter(int picture) const;
    /// The first picture from `picture` on that is not read.
    [[nodiscard]] int readUntil(int picture) const;
    /// Where decoding has to begin for a right `picture`: two key pictures back where the first is no entry.
    [[nodiscard]] int decodeStart(int picture) const;

private:
    void order();
    void number();

    std::vector<int> m_shown;
    std::vector<int> m_ranks;
    std::vector<bool> m_closed;   // one more than there are pictures
    std::vector<int> m_entries;
    std::vector<int> m_unread;
};

/// The packets of a sound stream, as far as they lie on a grid: packet i begins at `origin + i * step`.
struct SoundIndex {
    int rateHz = 0;
    int step = 1'024;   // samples
    qint64 origin = 0;   // of the first packet, samples since the container's start
    qint64 count = 0;
    QString refusal;   // why the packets can't be copied; empty: they can

    [[nodiscard]] bool canBeCopied() const { return refusal.isEmpty(); }
    [[nodiscard]] qint64 end() const { return origin + count * step; }
};

}   // namespace media::worker::smart
