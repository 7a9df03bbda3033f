#pragma once

#include "core/media/worker/smart/output_sets.h"
#include "core/media/worker/smart/splice.h"

#include <map>

namespace media::worker::smart {

/// Encodes the rebuilt pictures of splices, as fine as the pictures that refer to them need, and plays each splice as a
/// player would. Keeps an encoder per quantiser.
class SpliceEncoder {
public:
    static Result<SpliceEncoder> open(const AVStream *source, const PictureScan &scan, const OutputSets &sets);

    /// `frames` are the decoded `splice.rebuilt`; `idrId` must differ from that of a neighbouring IDR picture;
    /// `following` are the first pictures behind them. Errors: Corrupt when it cannot be played.
    Result<std::vector<Bytes>> encode(
        const Splice &splice, const std::vector<FramePtr> &frames, uint32_t idrId, const std::vector<Bytes> &following);

private:
    struct Encoder {
        CodecPtr context;
        h264::ParameterSets sets;   // they tell its quantiser
    };
    SpliceEncoder(const AVStream *source, const PictureScan &scan, const OutputSets &sets)
        : m_source(source)
        , m_scan(scan)
        , m_sets(sets)
    {
    }
    Result<Encoder *> encoderFor(int quantiser);
    Result<std::vector<Bytes>> encodeWith(
        int quantiser, const Splice &splice, const std::vector<FramePtr> &frames, uint32_t idrId);
    Result<double> play(
        const std::vector<Bytes> &packets, const std::vector<FramePtr> &frames, const std::vector<Bytes> &following);
    Result<> send(const Bytes &packet);
    Result<Bytes> rewritten(
        const h264::ParameterSets &encoderSets, const Splice &splice, int place, uint32_t idrId) const;

    const AVStream *m_source;
    const PictureScan &m_scan;
    const OutputSets &m_sets;
    CodecPtr m_decoder;   // of what was encoded
    FramePtr m_frame{av_frame_alloc()};
    std::map<int, Encoder> m_encoders;
    PacketPtr m_packet{av_packet_alloc()};
    qint64 m_clock = 0;
};

}   // namespace media::worker::smart
