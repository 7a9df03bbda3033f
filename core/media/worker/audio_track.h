#pragma once

#include "core/media/worker/audio_reader.h"
#include "core/media/worker/timeline.h"
#include "core/media/worker/track.h"

namespace media::worker {

/// Decodes, cuts and encodes the sound: AAC, stereo at most. At a join the sound of the left side fades into the right
/// one while it really goes on, so nothing clicks.
class AudioTrack final : public Track {
public:
    /// The rate of the output, which is the clock of the rendering.
    static int rateFor(const AVStream *source);

    /// `input` is this track's alone. All arguments outlive it.
    static Result<std::unique_ptr<AudioTrack>> open(Input &input, const AVStream *stream, const Timeline &timeline);

    Result<int> addTo(OutputFile &file) const override;
    [[nodiscard]] qint64 position() const override { return m_encoded; }
    Result<bool> step(const PacketSink &sink) override;

private:
    AudioTrack(const AVStream *stream, const Timeline &timeline, AudioReader reader, CodecPtr encoder);
    void take(const AudioBlock &block);
    void keepContinuation(size_t segment, const AudioBlock &block);
    void append(size_t segment, const AudioBlock &block);
    Result<> encode(const PacketSink &sink, bool toTheEnd);
    Result<> receive(const PacketSink &sink);

    const AVStream *m_stream;
    const Timeline *m_timeline;
    AudioReader m_reader;
    CodecPtr m_encoder;
    PacketPtr m_packet{av_packet_alloc()};
    size_t m_channels;
    qint64 m_fade;   // samples
    size_t m_firstOpen = 0;   // segments before it are done with, their continuations too
    std::vector<std::vector<std::vector<float>>> m_continuations;   // per segment and channel
    std::vector<std::vector<float>> m_queue;   // per channel, to be encoded
    qint64 m_encoded = 0;
    bool m_done = false;
};

}   // namespace media::worker
