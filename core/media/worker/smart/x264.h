#pragma once

#include "core/media/h264/nal.h"
#include "core/media/worker/smart/picture_encoder.h"

namespace media::worker::smart {

/// Heads: P pictures after an IDR picture, under parameter sets with this id.
EncoderRecipe x264ForHeads(const AVStream *source, uint32_t id);
/// Rebuilt pictures: one reference, one slice, no delay, a constant quantiser for both kinds of picture, and what
/// gives the best PSNR for little time.
EncoderRecipe x264ForSplices(const AVStream *source, int quantiser);

/// The parameter sets of a type that the encoder writes.
std::vector<h264::Bytes> setsOf(const AVCodecContext &encoder, h264::NalType type);

}   // namespace media::worker::smart
