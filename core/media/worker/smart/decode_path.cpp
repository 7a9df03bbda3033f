#include "core/media/worker/smart/decode_path.h"

#include "core/media/h264/reference_buffer.h"

#include <algorithm>

namespace media::worker::smart {

using h264::Frame;

/// The references of each picture from `start` on; nothing when they cannot be told.
static std::optional<std::vector<std::vector<int>>> references(const PictureIndex &index, int start, int end)
{
    if (!index.isH264 || !index.isEntry(start) || index.readUntil(start) < end)
        return {};
    const auto *parameters = index.sets.sequenceOf(index[start].header.pictureParametersId);
    if (parameters == nullptr || !parameters->framesOnly || parameters->frameNumberGaps)
        return {};
    h264::ReferenceBuffer buffer(parameters->maximumReferences, int64_t(1) << parameters->frameNumberBits);
    std::vector<std::vector<int>> references;
    for (int picture = start; picture < end; ++picture) {
        const Frame frame{.picture = picture, .frameNumber = index[picture].frameNumber, .order = index[picture].order};
        const auto lists = buffer.lists(index[picture].header, frame);
        if (!lists || !buffer.mark(index[picture].header, frame))
            return {};
        auto &own = references.emplace_back();
        for (const auto &list : *lists)
            for (const Frame &entry : list)
                own.push_back(entry.picture);
    }
    return references;
}

static std::vector<bool> allReferences(const PictureIndex &index, int start, const std::vector<int> &wanted)
{
    std::vector<bool> path;
    for (int picture = start; picture <= wanted.back(); ++picture)
        path.push_back(!index.isH264 || index[picture].isReference() || std::ranges::binary_search(wanted, picture));
    return path;
}

std::vector<bool> decodePath(const PictureIndex &index, int start, const std::vector<int> &wanted)
{
    const auto known = references(index, start, wanted.back() + 1);
    if (!known)
        return allReferences(index, start, wanted);
    std::vector<bool> path(known->size());
    path.front() = true;
    for (const int picture : wanted)
        path[static_cast<size_t>(picture - start)] = true;
    for (size_t i = path.size(); i-- > 0;) {
        if (!path[i])
            continue;
        // A decoder stands another picture in for one that it misses. P pictures name theirs by number and never meet
        // it; B pictures order theirs by time and might.
        if (index[start + static_cast<int>(i)].header.type == h264::SliceType::B)
            return allReferences(index, start, wanted);
        for (const int reference : (*known)[i])
            path[static_cast<size_t>(reference - start)] = true;
    }
    return path;
}

}   // namespace media::worker::smart
