#pragma once

#include "core/media/worker/audio_reader.h"
#include "core/media/worker/timeline.h"

#include <functional>

namespace media::worker {

/// Takes an encoded packet; its times are in the encoder's unit.
using PacketSink = std::function<Result<>(const AVPacket *)>;

/// Decodes, cuts and encodes the sound: AAC, stereo at most. At a join the sound of the left side fades into the right
/// one while it really goes on, so nothing clicks.
class AudioTrack {
public:
    /// The rate of the output, which is the clock of the rendering.
    static int rateFor(const AVStream *source);

    static Result<AudioTrack> open(Input &input, const Timeline &timeline);

    [[nodiscard]] const AVCodecContext *encoder() const { return m_encoder.get(); }
    /// Up to here the output is encoded, in ticks of the timeline.
    [[nodiscard]] qint64 position() const { return m_encoded; }
    /// Goes on for a block; false when all is written.
    Result<bool> step(const PacketSink &sink);

private:
    AudioTrack(const Timeline &timeline, AudioReader reader, CodecPtr encoder);
    void take(const AudioBlock &block);
    void keepContinuation(size_t segment, const AudioBlock &block);
    void append(size_t segment, const AudioBlock &block);
    Result<> encode(const PacketSink &sink, bool toTheEnd);
    Result<> receive(const PacketSink &sink);

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
