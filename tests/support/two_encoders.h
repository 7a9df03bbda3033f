#pragma once

#include "support/marker_video.h"

namespace support {

/// How the parameter sets of two encoders are called in one file.
enum class SetIds {
    Shared,   // both 0; the sets of the first are in the description, each span brings its own: broken, but only for
              // seeks
    Distinct,   // 0 and 1, both in the description: right
};

/// A marker video whose spans of two groups come from two encoders by turns, as renderers make them that encode only
/// around a cut.
base::Result<QString> byTwoEncoders(MarkerVideos &videos, SetIds ids);

}   // namespace support
