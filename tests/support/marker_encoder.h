#pragma once

#include "core/media/worker/ffmpeg.h"

#include <vector>

namespace support {

/// Encoded packets of one stream, in the order of decoding.
struct EncodedStream {
    media::worker::CodecPtr encoder;   // for what it says about its stream
    std::vector<media::worker::PacketPtr> packets;

    /// Encodes `frame`, or, without one, what is left.
    base::Result<> send(const AVFrame *frame);
};

/// `samples`, for two channels of which the right one is a little quieter, as AAC.
base::Result<EncodedStream> encodeSound(const std::vector<float> &samples, int sampleRateHz);

/// Writes the streams side by side; the name says the container. An MP4's index comes first.
base::Result<> writeMedia(const QString &path, const std::vector<const EncodedStream *> &streams);

}   // namespace support
