#pragma once

#include "core/media/worker/input.h"
#include "core/media/worker/timeline.h"
#include "core/media/worker/track.h"

namespace media::worker {

/// Decodes, cuts and encodes the picture: H.264, 8 bit 4:2:0, even sizes. Times are those of the source, moved with
/// their segment, so a variable frame rate stays one. The picture on display where a segment starts opens it.
class VideoTrack final : public Track {
public:
    /// `input` is this track's alone. All arguments outlive it.
    static Result<std::unique_ptr<VideoTrack>> open(Input &input, const Timeline &timeline);

    Result<int> addTo(OutputFile &file) const override;
    [[nodiscard]] qint64 position() const override;
    Result<bool> step(const PacketSink &sink) override;
    [[nodiscard]] qint64 framesEncoded() const { return m_frames; }

private:
    VideoTrack(const Timeline &timeline, Input &input);
    Result<> openEncoder();
    Result<bool> decodeFrame();
    Result<> take(const PacketSink &sink);
    Result<> open(const PacketSink &sink);
    Result<> finish(const PacketSink &sink);
    Result<> show(const AVFrame *frame, qint64 at, const PacketSink &sink);
    Result<FramePtr> fitted(const AVFrame *frame);
    Result<> receive(const PacketSink &sink);
    [[nodiscard]] qint64 toUnit(qint64 ticks) const;

    const Timeline *m_timeline;
    Input *m_input;
    AVStream *m_stream;
    CodecPtr m_decoder;
    CodecPtr m_encoder;
    ScalerPtr m_scaler;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
    FramePtr m_onDisplay{av_frame_alloc()};   // the picture before m_frame
    qint64 m_firstDecodeTime = std::numeric_limits<qint64>::max();
    qint64 m_shown = -1;   // when the last picture is shown, in the encoder's unit
    size_t m_segment = 0;
    bool m_opened = false;   // the current segment shows a picture
    bool m_decodedAny = false;
    bool m_done = false;
    qint64 m_frames = 0;
};

}   // namespace media::worker
