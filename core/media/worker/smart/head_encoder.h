#pragma once

#include "core/media/worker/smart/picture_codec.h"

namespace media::worker::smart {

/// Encodes a run of pictures for a place in front of copied ones: an entry, then pictures that refer to earlier ones.
class HeadEncoder {
public:
    static Result<HeadEncoder> open(const AVStream *source, const PictureScan &scan, const OutputFormat &format);
    /// Its time is in the stream's unit. Corrupt when it is of another size or kind than the stream says.
    Result<> encode(AVFrame *frame);
    Result<std::vector<Bytes>> finish();

private:
    Result<> receive();

    const PictureScan *m_scan = nullptr;
    CodecPtr m_encoder;
    PacketPtr m_packet{av_packet_alloc()};
    std::vector<Bytes> m_packets;
};

}   // namespace media::worker::smart
