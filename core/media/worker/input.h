#pragma once

#include "core/domain/media.h"
#include "core/media/worker/ffmpeg.h"

#include <QByteArray>

#include <vector>

namespace media::worker {

/// A file from outside, opened for demuxing: by content, never by name, without any protocol, and only in containers
/// that hold no references to other files. Time 0 is the container's start.
class Input {
public:
    enum class Streams { Read, FromHeader };   // Read: also looks into the first packets, which decoding needs to start

    /// Errors: NotFound, Forbidden (limits, rights), Invalid (says what it is instead), Corrupt.
    static Result<std::unique_ptr<Input>> open(const QByteArray &path, Streams streams = Streams::Read);
    /// A further look at a file that `known` has opened: quicker, for nothing is decoded to learn of its streams.
    static Result<std::unique_ptr<Input>> openAgain(const QByteArray &path, const Input &known);
    ~Input();
    Q_DISABLE_COPY_MOVE(Input)

    [[nodiscard]] AVFormatContext *format() const { return m_format.get(); }
    [[nodiscard]] qint64 sizeBytes() const { return m_sizeBytes; }
    [[nodiscard]] MediaTime duration() const { return m_duration; }   // 0 when the container does not say
    [[nodiscard]] bool isDurationMeasured() const { return m_measured; }
    [[nodiscard]] qint64 startIn(AVRational unit) const { return av_rescale_q(m_start, microseconds, unit); }
    /// A second look at the same file that read only its header does not know when it starts.
    void startWith(const Input &other) { m_start = other.m_start; }

    /// The best one, or nullptr. Pictures attached to music are no video.
    [[nodiscard]] AVStream *video() const;
    [[nodiscard]] AVStream *audio() const;
    [[nodiscard]] std::vector<AVStream *> audioStreams() const;   // the best one first
    [[nodiscard]] AVStream *stream(int index) const { return m_format->streams[index]; }
    /// From here on there are no packets but those of `stream`.
    void readOnly(const AVStream *stream);

    /// The next packet of any stream that is read; false at the end. A damaged place is skipped.
    Result<bool> read(AVPacket *packet);
    /// To the last entry point before `time`.
    Result<> seek(const AVStream *stream, MediaTime time);
    /// Whether seeking in `stream` is exact and cheap: the index covers it.
    [[nodiscard]] bool isIndexed(AVStream *stream) const;
    /// The end of what can be read, by reading on from `from` to the end of the file.
    Result<MediaTime> readableEnd(MediaTime from);

private:
    Input() = default;
    Result<> openFile(const QByteArray &path);
    Result<> demux(Streams streams);
    Result<> checkLimits() const;
    Result<> checkComplete() const;
    static Result<std::unique_ptr<Input>> openPlain(const QByteArray &path, Streams streams);
    static int readBytes(void *self, uint8_t *buffer, int size);
    static int64_t seekBytes(void *self, int64_t offset, int whence);

    int m_file = -1;
    qint64 m_sizeBytes = 0;
    qint64 m_position = 0;
    qint64 m_start = 0;   // of the container, microseconds
    MediaTime m_duration{0};
    int m_only = -1;   // the one stream that is read; -1: all
    bool m_measured = false;   // the duration, by reading it all
    QByteArray m_head;   // the first bytes
    AVIOContext *m_io = nullptr;
    InputPtr m_format;
};

/// A decoder for `stream`, which bears `threads` threads; 0: one per processor.
Result<CodecPtr> openDecoder(const AVStream *stream, int threads);

/// The next frame of the one stream that `input` reads; false at its end. What cannot be decoded is left out. `packet`
/// holds what is on the way.
Result<bool> decodeNext(Input &input, AVCodecContext &decoder, AVPacket &packet, AVFrame &frame);

/// Degrees clockwise that show the stream upright.
int rotationOf(const AVStream *stream);

domain::Probe probeOf(const Input &input);

}   // namespace media::worker
