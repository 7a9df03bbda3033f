#pragma once

#include "core/media/worker/smart/output_sets.h"
#include "core/media/worker/smart/picture_encoder.h"

namespace media::worker::smart {

struct RenderPlan;

/// What players of the output are told, and how pictures are encoded that shall stand between copied ones.
struct OutputFormat {
    Bytes description;   // avcC and its likes
    unsigned tag = 0;   // what MP4 calls the codec; 0: as usual
    Bytes beforeEntries;   // goes in front of every copied entry
    EncoderRecipe heads;
    OutputSets sets;   // H.264's
};

/// What cutting has to know of a codec to copy its pictures. Streams of all others are encoded in full.
struct PictureCodec {
    AVCodecID id = AV_CODEC_ID_NONE;
    /// What it takes to encode a picture, compared with H.264.
    double encodingCost = 1;

    /// Notes what the container says of the stream. Gives why it cannot be copied; empty: it can.
    QString (*describe)(const AVStream *stream, PictureScan &scan) = nullptr;
    /// Notes what a packet says of its picture. Gives why the stream cannot be copied; empty: it can.
    QString (*read)(const PictureScan &scan, ByteView packet, Picture &picture) = nullptr;
    /// Errors: Unavailable (says why) when there is no encoder for the pictures that the plan wants encoded.
    Result<OutputFormat> (*output)(const AVStream *source, const PictureScan &scan, const RenderPlan &plan) = nullptr;
    /// A packet of the encoder as the output holds it.
    Bytes (*packed)(ByteView packet, const Framing &framing) = nullptr;
};

/// Nothing for codecs that are not copied.
const PictureCodec *pictureCodec(AVCodecID id);

extern const PictureCodec h264Codec;
extern const PictureCodec hevcCodec;
extern const PictureCodec vp9Codec;
extern const PictureCodec av1Codec;

}   // namespace media::worker::smart
