#pragma once

#include "core/media/worker/smart/index.h"

namespace media::worker::smart {

/// What a decoder does with a picture on the way to others. Afresh: it is emptied first, for nothing that it holds is
/// needed any more.
enum class DecodeStep { Skip, Decode, Afresh };

/// What a decoder has to do from picture `start` on to show `wanted` (sorted, decoding order) right, up to the last one
/// wanted. Where slice headers tell, it decodes only those that the wanted ones descend from; else all reference
/// pictures.
std::vector<DecodeStep> decodePath(const PictureIndex &index, int start, const std::vector<int> &wanted);

}   // namespace media::worker::smart
