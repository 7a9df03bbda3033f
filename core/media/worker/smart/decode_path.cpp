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

static std::vector<DecodeStep> allReferences(const PictureIndex &index, int start, const std::vector<int> &wanted)
{
    std::vector<DecodeStep> path;
    for (int picture = start; picture <= wanted.back(); ++picture) {
        const bool isNeeded =
            !index.isH264 || index[picture].isReference() || std::ranges::binary_search(wanted, picture);
        path.push_back(isNeeded ? DecodeStep::Decode : DecodeStep::Skip);
    }
    return path;
}

std::vector<DecodeStep> decodePath(const PictureIndex &index, int start, const std::vector<int> &wanted)
{
    const auto known = references(index, start, wanted.back() + 1);
    if (!known)
        return allReferences(index, start, wanted);
    std::vector<DecodeStep> path(known->size(), DecodeStep::Skip);
    for (const int picture : wanted)
        path[static_cast<size_t>(picture - start)] = DecodeStep::Decode;
    int earliest = wanted.back();   // of what the path from `later` on refers to
    int later = -1;
    bool hasGap = false;   // a reference picture is left out before `later`
    for (int picture = wanted.back(); picture >= start; --picture) {
        const auto place = static_cast<size_t>(picture - start);
        if (path[place] == DecodeStep::Skip) {
            hasGap |= index[picture].isReference();
            continue;
        }
        // A decoder stands another picture in for one that it misses. P pictures name theirs by number and never meet
        // it; B pictures order theirs by time and might.
        if (index[picture].header.type == h264::SliceType::B)
            return allReferences(index, start, wanted);
        // Behind a gap a decoder may lose pictures that wait to be shown.
        if (hasGap && later >= 0 && earliest >= later)
            path[static_cast<size_t>(later - start)] = DecodeStep::Afresh;
        for (const int reference : (*known)[place]) {
            path[static_cast<size_t>(reference - start)] = DecodeStep::Decode;
            earliest = std::min(earliest, reference);
        }
        later = picture;
        hasGap = false;
    }
    return path;
}

}   // namespace media::worker::smart
