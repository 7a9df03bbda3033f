#pragma once

#include "core/media/worker/ffmpeg.h"

#include <QByteArray>

#include <span>

namespace media::worker {

/// A file that threads fill at places of their own.
class ByteFile {
public:
    static Result<ByteFile> create(const QByteArray &path);
    ByteFile() = default;
    ByteFile(ByteFile &&other) noexcept
        : m_file(std::exchange(other.m_file, -1))
    {
    }
    ByteFile &operator=(ByteFile &&other) noexcept
    {
        std::swap(m_file, other.m_file);
        return *this;
    }
    Q_DISABLE_COPY(ByteFile)
    ~ByteFile();

    Result<> writeAt(qint64 offset, const void *bytes, qint64 count) const;
    Result<> sync() const;

private:
    int m_file = -1;
};

/// An MP4 or M4A being written, its index before its media, without a trace of when or by what it was made.
class OutputFile {
public:
    enum class Kind { Mp4, M4a };

    static Result<OutputFile> create(const QByteArray &path, Kind kind);
    OutputFile(OutputFile &&other) noexcept = default;
    OutputFile &operator=(OutputFile &&other) = delete;
    Q_DISABLE_COPY(OutputFile)
    ~OutputFile();

    [[nodiscard]] AVFormatContext *format() const { return m_format.get(); }
    /// Streams come before start(). `timeUnit` is that of the packets to be written.
    /// `source`: whose language and role it takes over.
    Result<int> addEncoded(const AVCodecContext *encoder, const AVStream *source);
    Result<int> addCopied(const AVStream *source);
    /// Pictures that are copied in part: under another description (avcC and its likes), with times in `unit`. `tag`:
    /// what the file calls their codec; 0: as usual.
    Result<int> addSpliced(const AVStream *source, std::span<const uint8_t> description, unsigned tag, AVRational unit);
    void setUnit(int stream, AVRational unit);
    /// Carries over how the picture is to be turned.
    void turnLike(int stream, const AVStream *source);

    /// `packets`: how many will come, so that the index finds its place before the media at once; 0: not known, the
    /// file is written a second time.
    Result<> start(qint64 packets = 0);
    /// `packet` keeps its content; its times are in the unit given with its stream.
    Result<> write(const AVPacket *packet, int stream);
    /// Index, fsync.
    Result<> finish();

private:
    struct FreeFormat {
        void operator()(AVFormatContext *format) const noexcept { avformat_free_context(format); }
    };
    OutputFile() = default;

    QByteArray m_path;
    std::unique_ptr<AVFormatContext, FreeFormat> m_format;
    std::vector<AVRational> m_units;
    PacketPtr m_packet{av_packet_alloc()};
};

}   // namespace media::worker
