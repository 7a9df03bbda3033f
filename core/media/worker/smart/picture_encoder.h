#pragma once

#include "core/media/worker/smart/scan.h"
#include "core/media/worker/smart/splice.h"

#include <map>

namespace media::worker::smart {

/// Everything that decoders of the output have to know: the source's parameter sets and those of our encoders, under
/// ids of their own, so that a seek never meets the wrong one.
class OutputSets {
public:
    /// Errors: Unavailable when libx264 is missing or refuses this kind of picture.
    static Result<OutputSets> make(const AVStream *source, const PictureScan &scan, bool hasHeads, bool hasSplices);

    /// avcC
    [[nodiscard]] Bytes decoderConfiguration() const { return m_configuration.serialize(); }
    /// The source's sets, and the one that rebuilt pictures use.
    [[nodiscard]] const h264::ParameterSets &spliced() const { return m_spliced; }
    [[nodiscard]] uint32_t spliceId() const { return m_spliceId; }
    [[nodiscard]] uint32_t headId() const { return m_headId; }

private:
    Result<> addHeads(const AVStream *source);
    Result<> addSplices(const AVStream *source, const PictureScan &scan);

    h264::DecoderConfiguration m_configuration;
    h264::ParameterSets m_spliced;
    uint32_t m_headId = 0;
    uint32_t m_spliceId = 0;
};

/// Encodes a run of pictures for a place in front of copied ones: an IDR picture, then P pictures. The packets are
/// length-prefixed and hold slices only.
class HeadEncoder {
public:
    static Result<HeadEncoder> open(const AVStream *source, const OutputSets &sets, int lengthSize);
    Result<> encode(AVFrame *frame);   // its time is in the stream's unit
    Result<std::vector<Bytes>> finish();

private:
    Result<> receive();

    CodecPtr m_encoder;
    PacketPtr m_packet{av_packet_alloc()};
    std::vector<Bytes> m_packets;
    int m_lengthSize = 4;
};

/// Encodes the rebuilt pictures of splices, as fine as the pictures that refer to them need; keeps an encoder per
/// quantiser.
class SpliceEncoder {
public:
    static Result<SpliceEncoder> open(const AVStream *source, const PictureScan &scan, const OutputSets &sets);

    /// `frames` are the decoded `splice.rebuilt`; `idrId` must differ from that of a neighbouring IDR picture.
    Result<std::vector<Bytes>> encode(const Splice &splice, const std::vector<FramePtr> &frames, uint32_t idrId);

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
    Result<double> qualityOf(const std::vector<Bytes> &packets, const std::vector<FramePtr> &frames);
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
