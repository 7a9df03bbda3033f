#pragma once

#include "core/media/h264/reference_buffer.h"
#include "core/media/worker/smart/index.h"

#include <map>

namespace media::worker::smart {

/// A start in the middle of a group of pictures. The pictures that the copied ones refer to are encoded anew, the first
/// of them as an IDR picture; from there on slice headers are renumbered until the next IDR picture of the source.
struct Splice {
    int from = 0;   // the first copied picture
    std::vector<int> rebuilt;   // in the order to encode them; the first is shown first
    int frameNumberLess = 0;   // for the pictures from `from` on
    int orderLess = 0;
    /// Pictures whose references have to be named in another way than in the source. Numbers are the new ones.
    std::map<int, h264::SliceHeader> reworded;
};

/// Finds splices from slice headers alone. Quick when asked for ever later pictures.
class SplicePlanner {
public:
    explicit SplicePlanner(const PictureIndex &index)
        : m_index(index)
    {
    }

    /// The splice before `from` with the fewest rebuilt pictures that lets [from, end) be decoded as in the source;
    /// nothing when there is none. `from` is closed and comes after the first entry.
    std::optional<Splice> plan(int from, int end);

private:
    const h264::ReferenceBuffer *bufferAt(int picture, const h264::SequenceParameters &parameters);

    const PictureIndex &m_index;
    std::optional<h264::ReferenceBuffer> m_buffer;   // before m_reached
    int m_reached = 0;
};

}   // namespace media::worker::smart
