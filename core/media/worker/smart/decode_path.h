#pragma once

#include "core/media/worker/smart/index.h"

namespace media::worker::smart {

/// Which of the pictures from `start` on a decoder needs to show `wanted` (sorted, decoding order) right: an entry per
/// picture up to the last one wanted. Where slice headers tell, only those that the wanted ones descend from; else all
/// reference pictures.
std::vector<bool> decodePath(const PictureIndex &index, int start, const std::vector<int> &wanted);

}   // namespace media::worker::smart
