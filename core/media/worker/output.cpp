#include "core/media/worker/output.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace media::worker {

Result<ByteFile> ByteFile::create(const QByteArray &path)
{
    ByteFile file;
    file.m_file = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file.m_file < 0)
        return avFail(u"write the result"_s, AVERROR(errno));
    return file;
}

ByteFile::~ByteFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<> ByteFile::writeAt(qint64 offset, const void *bytes, qint64 count) const
{
    const auto *from = static_cast<const char *>(bytes);
    while (count > 0) {
        const ssize_t wrote = ::pwrite(m_file, from, static_cast<size_t>(count), offset);
        if (wrote < 0)
            return avFail(u"write the result"_s, AVERROR(errno));
        from += wrote;
        offset += wrote;
        count -= wrote;
    }
    return {};
}

Result<> ByteFile::sync() const
{
    if (::fsync(m_file) != 0)
        return avFail(u"save the result"_s, AVERROR(errno));
    return {};
}

Result<OutputFile> OutputFile::create(const QByteArray &path, Kind kind)
{
    OutputFile file;
    file.m_path = path;
    AVFormatContext *raw = nullptr;
    const QByteArray url = "file:" + path;   // a colon or a dash in its name makes no protocol
    if (const int code =
            avformat_alloc_output_context2(&raw, nullptr, kind == Kind::Mp4 ? "mp4" : "ipod", url.constData());
        code < 0)
        return avFail(u"write the result"_s, code);
    file.m_format.reset(raw);
    raw->flags |= AVFMT_FLAG_BITEXACT;
    if (const int code = avio_open(&raw->pb, url.constData(), AVIO_FLAG_WRITE); code < 0)
        return avFail(u"write the result"_s, code);
    return file;
}

OutputFile::~OutputFile()
{
    if (m_format && m_format->pb != nullptr)
        avio_closep(&m_format->pb);
}

/// What a stream is for.
static void nameLike(AVStream *stream, const AVStream *source)
{
    stream->disposition = source->disposition;
    for (const char *tag : {"language", "title"})
        if (const AVDictionaryEntry *entry = av_dict_get(source->metadata, tag, nullptr, 0))
            av_dict_set(&stream->metadata, tag, entry->value, 0);
}

Result<int> OutputFile::addEncoded(const AVCodecContext *encoder, const AVStream *source)
{
    AVStream *stream = avformat_new_stream(m_format.get(), nullptr);
    nameLike(stream, source);
    avcodec_parameters_from_context(stream->codecpar, encoder);
    stream->time_base = encoder->time_base;
    stream->sample_aspect_ratio = encoder->sample_aspect_ratio;
    m_units.push_back(encoder->time_base);
    return stream->index;
}

Result<int> OutputFile::addCopied(const AVStream *source)
{
    AVStream *stream = avformat_new_stream(m_format.get(), nullptr);
    if (const int code = avcodec_parameters_copy(stream->codecpar, source->codecpar); code < 0)
        return avFail(u"write the result"_s, code);
    stream->codecpar->codec_tag = 0;   // the container's own
    stream->time_base = source->time_base;
    stream->avg_frame_rate = source->avg_frame_rate;
    stream->sample_aspect_ratio = source->sample_aspect_ratio;
    nameLike(stream, source);
    m_units.push_back(source->time_base);
    turnLike(stream->index, source);
    return stream->index;
}

void OutputFile::setUnit(int stream, AVRational unit)
{
    m_units[static_cast<size_t>(stream)] = unit;
    m_format->streams[stream]->time_base = unit;
}

Result<int> OutputFile::addSpliced(
    const AVStream *source, std::span<const uint8_t> description, unsigned tag, AVRational unit)
{
    TRY(const int stream, addCopied(source));
    setUnit(stream, unit);
    AVCodecParameters *codec = m_format->streams[stream]->codecpar;
    codec->codec_tag = tag;
    if (!setDescription(*codec, description))
        return avFail(u"write the result"_s, AVERROR(ENOMEM));
    return stream;
}

void OutputFile::turnLike(int stream, const AVStream *source)
{
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
    AVCodecParameters *to = m_format->streams[stream]->codecpar;
    const AVCodecParameters *from = source->codecpar;
    const AVPacketSideData *matrix =
        av_packet_side_data_get(from->coded_side_data, from->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == nullptr)
        return;
    AVPacketSideData *copy = av_packet_side_data_new(
        &to->coded_side_data, &to->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX, matrix->size, 0);
    if (copy != nullptr)
        std::copy_n(matrix->data, matrix->size, copy->data);
#else
    size_t size = 0;
    const uint8_t *matrix = av_stream_get_side_data(source, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (matrix == nullptr)
        return;
    if (uint8_t *copy = av_stream_new_side_data(m_format->streams[stream], AV_PKT_DATA_DISPLAYMATRIX, size))
        std::copy_n(matrix, size, copy);
#endif
}

Result<> OutputFile::start(qint64 packets)
{
    // Of an entry of the index: times, size, place, perhaps a key frame; and what the file says of itself.
    constexpr qint64 bytesPerPacket = 32;
    constexpr qint64 bytesBeside = 300'000;
    AVDictionary *options = nullptr;
    // A track that begins late does so on this clock: milliseconds would be off by half of one.
    for (const AVRational unit : m_units)
        if (unit.num == 1 && unit.den >= 8'000 && unit.den <= 192'000)
            av_dict_set_int(&options, "movie_timescale", unit.den, 0);
    if (packets > 0)
        av_dict_set_int(&options, "moov_size", packets * bytesPerPacket + bytesBeside, 0);
    else
        av_dict_set(&options, "movflags", "+faststart", 0);
    const int code = avformat_write_header(m_format.get(), &options);
    av_dict_free(&options);
    return code < 0 ? Result<>(avFail(u"write the result"_s, code)) : Result<>();
}

Result<> OutputFile::write(const AVPacket *packet, int stream)
{
    if (const int code = av_packet_ref(m_packet.get(), packet); code < 0)
        return avFail(u"write the result"_s, code);
    m_packet->stream_index = stream;
    av_packet_rescale_ts(m_packet.get(), m_units[static_cast<size_t>(stream)], m_format->streams[stream]->time_base);
    m_packet->pos = -1;
    if (const int code = av_interleaved_write_frame(m_format.get(), m_packet.get()); code < 0)
        return avFail(u"write the result"_s, code);
    return {};
}

Result<> OutputFile::finish()
{
    int code = av_write_trailer(m_format.get());
    if (code >= 0)
        code = avio_closep(&m_format->pb);
    if (code < 0)
        return avFail(u"write the result"_s, code);
    const int file = ::open(m_path.constData(), O_RDONLY | O_CLOEXEC);
    const bool saved = file >= 0 && ::fsync(file) == 0;
    const int reason = errno;
    if (file >= 0)
        ::close(file);
    return saved ? Result<>() : Result<>(avFail(u"save the result"_s, AVERROR(reason)));
}

}   // namespace media::worker
