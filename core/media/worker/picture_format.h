#pragma once

#include "core/media/worker/ffmpeg.h"

namespace media::worker {

/// Without the old names for full-range formats.
AVPixelFormat plainFormat(int format);
bool isFullRange(int format, AVColorRange range);

/// Tells the encoder the shape of the pixels and the colours of `source`.
void describeLike(AVCodecContext &encoder, const AVCodecParameters &source);

}   // namespace media::worker
