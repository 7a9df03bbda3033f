#pragma once

#include "core/media/worker/input.h"

#include <vector>

namespace media::worker {

/// A stretch of sound on the source's timeline; the planes stay valid until the next one is read.
struct AudioBlock {
    qint64 position = 0;   // of its first sample, in samples since the container's start
    int samples = 0;
    int channels = 0;
    const float *const *planes = nullptr;

    [[nodiscard]] qint64 end() const { return position + samples; }
};

/// Decodes an audio stream into one seamless line of samples from a chosen time on: what the timestamps leave out
/// becomes silence, what they tell twice is dropped, what cannot be decoded is silence.
class AudioReader {
public:
    struct Format {
        int rateHz = 0;
        int channels = 0;   // 0: as many as there are, which may change on the way
    };

    /// `input` is this reader's alone while it lives, and outlives it.
    static Result<AudioReader> open(Input &input, const AVStream *stream, Format format, MediaTime from);

    /// The next block, or nothing at the end. Corrupt when nothing at all could be decoded.
    Result<std::optional<AudioBlock>> next();
    [[nodiscard]] qint64 position() const { return m_position; }

private:
    AudioReader() = default;
    Result<bool> decodeFrame();
    Result<> convert();
    Result<> configure(const AVFrame &frame);
    void drain();
    void place();
    AudioBlock emitFrom(qint64 samples);

    Input *m_input = nullptr;
    const AVStream *m_stream = nullptr;
    CodecPtr m_decoder;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
    Format m_format;

    ResamplerPtr m_resampler;   // none when frames fit as they are
    int m_inputRateHz = 0;
    int m_inputFormat = -1;
    int m_inputChannels = 0;
    std::vector<std::vector<float>> m_converted;
    std::vector<const float *> m_planes;

    qint64 m_position = 0;   // of what next() gives next
    qint64 m_gap = 0;   // silence to give before the frame
    int m_available = 0;   // samples behind m_planes
    int m_channels = 0;
    qint64 m_shift = 0;   // added to timestamps after they jumped back
    bool m_synced = false;
    bool m_atEnd = false;
    bool m_decodedAny = false;
};

}   // namespace media::worker
