#pragma once

#include "core/media/worker/ffmpeg.h"

#include <QStringList>

#include <vector>

namespace support {

/// Collects what FFmpeg says about damage while it lives. One at a time.
class DecoderLog {
public:
    DecoderLog();
    ~DecoderLog();
    Q_DISABLE_COPY_MOVE(DecoderLog)

    /// Errors since the last call.
    [[nodiscard]] static QStringList take();
};

/// The pictures of a file in the order in which they are shown, by one decoder.
class PictureReader {
public:
    static base::Result<PictureReader> open(const QString &path);

    /// Into `frame`; false at the end. Errors of the decoder are in the DecoderLog, and pictures go on.
    bool next(AVFrame *frame);
    /// To the last entry point at or before a time, as players do: the decoder is flushed, not opened anew.
    void seek(double seconds);

    [[nodiscard]] double secondsOf(const AVFrame *frame) const;   // since the start of the file
    [[nodiscard]] AVFormatContext *format() const { return m_format.get(); }
    [[nodiscard]] AVStream *stream() const { return m_stream; }

private:
    media::worker::InputPtr m_format;
    media::worker::CodecPtr m_decoder;
    media::worker::PacketPtr m_packet{av_packet_alloc()};
    AVStream *m_stream = nullptr;
    bool m_ended = false;
};

/// When the pictures of a file are shown, in seconds.
base::Result<QList<double>> pictureTimes(const QString &path);

/// The sound of a file, its channels mixed, on the file's own time line: sample 0 is heard at 0.
struct DecodedSound {
    int rateHz = 0;
    std::vector<float> samples;
    double start = 0;   // when the first decoded sample is heard, in seconds
    QStringList gaps;   // places where the time stamps leave sound out or overlap

    static base::Result<DecodedSound> of(const QString &path);
    [[nodiscard]] qint64 sampleAt(double seconds) const;
    [[nodiscard]] qint64 size() const { return static_cast<qint64>(samples.size()); }
};

/// Differs between pictures that differ in any plane; holds for this run only.
size_t hashOf(const AVFrame *frame);
bool areEqual(const AVFrame *one, const AVFrame *other);
/// Luma, in dB; 99 for equal ones.
double similarity(const AVFrame *one, const AVFrame *other);

}   // namespace support
