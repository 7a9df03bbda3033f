#include "core/media/worker/input.h"

#include "core/media/worker/sniff.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr int ioBufferBytes = 1 << 18;
static constexpr unsigned mostStreams = 32;   // MED3
static constexpr int surelyThisFormat = AVPROBE_SCORE_RETRY;

/// Containers that carry their media inside. Playlists, picture series, text and devices are not among them.
static constexpr const char *containers[] = {"aac", "ac3", "aiff", "amr", "ape", "asf", "au", "avi", "caf", "dts", "dv",
    "eac3", "flac", "flv", "gxf", "live_flv", "loas", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "mpeg",
    "mpegts", "mxf", "nut", "ogg", "rm", "tta", "w64", "wav", "wv"};

static bool isContainer(const AVInputFormat *format)
{
    return std::any_of(std::begin(containers), std::end(containers),
        [format](const char *name) { return qstrcmp(name, format->name) == 0; });
}

int Input::readBytes(void *self, uint8_t *buffer, int size)
{
    auto *input = static_cast<Input *>(self);
    const ssize_t got = ::pread(input->m_file, buffer, static_cast<size_t>(size), input->m_position);
    if (got < 0)
        return AVERROR(errno);
    input->m_position += got;
    return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

int64_t Input::seekBytes(void *self, int64_t offset, int whence)
{
    auto *input = static_cast<Input *>(self);
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return input->m_sizeBytes;
    case SEEK_SET:
        break;
    case SEEK_CUR:
        offset += input->m_position;
        break;
    case SEEK_END:
        offset += input->m_sizeBytes;
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (offset < 0)
        return AVERROR(EINVAL);
    return input->m_position = offset;
}

Input::~Input()
{
    m_format.reset();
    if (m_io != nullptr) {
        av_freep(&m_io->buffer);
        avio_context_free(&m_io);
    }
    if (m_file >= 0)
        ::close(m_file);
}

Result<std::unique_ptr<Input>> Input::open(const QByteArray &path, Streams streams)
{
    TRY(auto input, openPlain(path, streams));
    if (streams == Streams::FromHeader || input->m_format->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE)
        return input;
    // A guess from the bit rate may be off by a factor of two. Such files have no index, but are quick to read through.
    TRY(const MediaTime end, input->readableEnd(MediaTime(0)));
    TRY(input, openPlain(path, streams));
    input->m_duration = end;
    input->m_measured = true;
    return input;
}

Result<std::unique_ptr<Input>> Input::openAgain(const QByteArray &path, const Input &known)
{
    const auto name = QLatin1StringView(known.m_format->iformat->name);
    if (!name.contains("mp4"_L1) && !name.contains("matroska"_L1))
        return open(path);   // others tell of their streams only in their packets
    TRY(auto input, openPlain(path, Streams::FromHeader));
    if (input->m_format->nb_streams != known.m_format->nb_streams)
        return open(path);
    for (unsigned i = 0; i < known.m_format->nb_streams; ++i) {
        const AVStream *from = known.m_format->streams[i];
        AVStream *to = input->m_format->streams[i];
        if (const int code = avcodec_parameters_copy(to->codecpar, from->codecpar); code < 0)
            return avFail(u"read the recording"_s, code);
        to->avg_frame_rate = from->avg_frame_rate;
    }
    input->m_start = known.m_start;
    input->m_duration = known.m_duration;
    input->m_measured = known.m_measured;
    return input;
}

Result<std::unique_ptr<Input>> Input::openPlain(const QByteArray &path, Streams streams)
{
    std::unique_ptr<Input> input(new Input);
    TRY_DO(input->openFile(path));
    TRY_DO(input->demux(streams));
    TRY_DO(input->checkLimits());
    TRY_DO(input->checkComplete());
    return input;
}

Result<> Input::openFile(const QByteArray &path)
{
    m_file = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);   // a FIFO must not hold us up
    struct stat status { };
    if (m_file < 0 || ::fstat(m_file, &status) != 0)
        return avFail(u"open the recording"_s, AVERROR(errno));
    if (S_ISDIR(status.st_mode))
        return base::fail(ErrorKind::Invalid, u"This is a folder, not a recording."_s);
    if (!S_ISREG(status.st_mode))
        return base::fail(ErrorKind::Invalid, u"This is a device or a pipe, not a recording."_s);
    m_sizeBytes = status.st_size;
    m_head.resize(4'096);
    m_head.resize(std::max<ssize_t>(0, ::pread(m_file, m_head.data(), static_cast<size_t>(m_head.size()), 0)));
    if (m_head.isEmpty())
        return base::fail(notARecording(m_head, 0));
    return {};
}

static int openNothing(AVFormatContext *, AVIOContext **, const char *, int, AVDictionary **) { return AVERROR(EPERM); }

Result<> Input::demux(Streams streams)
{
    auto *buffer = static_cast<unsigned char *>(av_malloc(ioBufferBytes));
    m_io = avio_alloc_context(buffer, ioBufferBytes, 0, this, &Input::readBytes, nullptr, &Input::seekBytes);
    const AVInputFormat *kind = nullptr;
    const int score = av_probe_input_buffer2(m_io, &kind, "", nullptr, 0, 0);
    if (score < surelyThisFormat || kind == nullptr || !isContainer(kind))
        return base::fail(notARecording(m_head, m_sizeBytes));

    AVFormatContext *raw = avformat_alloc_context();
    raw->pb = m_io;
    raw->io_open = openNothing;
    av_opt_set(raw, "protocol_whitelist", "none", 0);
    if (const int code = avformat_open_input(&raw, "", kind, nullptr); code < 0) {   // frees it itself when it fails
        if (m_head.mid(4, 4) == "ftyp" && (code == AVERROR_INVALIDDATA || code == AVERROR_EOF))
            return base::fail(ErrorKind::Corrupt,
                u"The recording has no index (moov), so nothing of it can be read: it was not recorded, copied or "
                "downloaded to its end."_s);
        return avFail(u"read the recording"_s, code);
    }
    m_format.reset(raw);
    TRY_DO(checkLimits());   // before any decoder sees it
    if (streams == Streams::Read)
        if (const int code = avformat_find_stream_info(raw, nullptr); code < 0)
            return avFail(u"read the recording"_s, code);
    m_start = raw->start_time == AV_NOPTS_VALUE ? 0 : raw->start_time;
    m_duration = MediaTime(std::max<qint64>(raw->duration, 0));   // none is negative
    return {};
}

Result<> Input::checkLimits() const
{
    if (m_format->nb_streams > mostStreams)
        return base::fail(ErrorKind::Forbidden,
            u"The recording has %1 streams; at most %2 are allowed."_s.arg(m_format->nb_streams).arg(mostStreams));
    for (unsigned i = 0; i < m_format->nb_streams; ++i) {
        const AVCodecParameters *codec = m_format->streams[i]->codecpar;
        if (codec->codec_type == AVMEDIA_TYPE_VIDEO && qint64(codec->width) * codec->height > mostPixels)
            return base::fail(ErrorKind::Forbidden,
                u"Its pictures of %1 x %2 are larger than allowed."_s.arg(codec->width).arg(codec->height));
    }
    return {};
}

static bool isMedia(const AVStream *stream)
{
    const auto type = stream->codecpar->codec_type;
    return type == AVMEDIA_TYPE_AUDIO
        || (type == AVMEDIA_TYPE_VIDEO && (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0);
}

/// An MP4's index names bytes beyond the end of a file that was cut off.
Result<> Input::checkComplete() const
{
    if (m_format->nb_streams == 0)
        return base::fail(ErrorKind::Corrupt, u"The recording ends before its first stream."_s);
    std::optional<MediaTime> end;
    for (unsigned i = 0; i < m_format->nb_streams; ++i) {
        AVStream *stream = m_format->streams[i];
        const int entries = isMedia(stream) ? avformat_index_get_entries_count(stream) : 0;
        for (int k = 0; k < entries; ++k) {
            const AVIndexEntry *entry = avformat_index_get_entry(stream, k);
            if (entry->pos + entry->size <= m_sizeBytes)
                continue;
            const auto time =
                std::max(toMediaTime(entry->timestamp - startIn(stream->time_base), stream->time_base), MediaTime(0));
            end = std::min(end.value_or(time), time);
            break;
        }
    }
    if (end)
        return base::fail(ErrorKind::Corrupt,
            u"The recording is cut off: it can be read up to %1 of %2. Copy or download it again."_s.arg(
                clockText(*end), clockText(duration())));
    return {};
}

/// The default stream before others, then the larger one, then the first.
static AVStream *best(const AVFormatContext *format, AVMediaType type, qint64 (*size)(const AVCodecParameters *))
{
    AVStream *chosen = nullptr;
    const auto rank = [size](const AVStream *stream) {
        return std::pair((stream->disposition & AV_DISPOSITION_DEFAULT) != 0, size(stream->codecpar));
    };
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        AVStream *stream = format->streams[i];
        if (isMedia(stream) && stream->codecpar->codec_type == type && (!chosen || rank(stream) > rank(chosen)))
            chosen = stream;
    }
    return chosen;
}

AVStream *Input::video() const
{
    return best(m_format.get(), AVMEDIA_TYPE_VIDEO,
        [](const AVCodecParameters *codec) { return qint64(codec->width) * codec->height; });
}

AVStream *Input::audio() const
{
    return best(m_format.get(), AVMEDIA_TYPE_AUDIO,
        [](const AVCodecParameters *codec) { return qint64(codec->ch_layout.nb_channels > 0); });
}

std::vector<AVStream *> Input::audioStreams() const
{
    std::vector<AVStream *> streams;
    AVStream *first = audio();
    if (first != nullptr)
        streams.push_back(first);
    for (unsigned i = 0; i < m_format->nb_streams; ++i) {
        AVStream *other = m_format->streams[i];
        if (other != first && other->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && isMedia(other))
            streams.push_back(other);
    }
    return streams;
}

void Input::readOnly(const AVStream *stream)
{
    m_only = stream->index;
    for (unsigned i = 0; i < m_format->nb_streams; ++i)
        m_format->streams[i]->discard = static_cast<int>(i) == m_only ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

Result<bool> Input::read(AVPacket *packet)
{
    for (int damaged = 0;;) {
        av_packet_unref(packet);
        const int code = av_read_frame(m_format.get(), packet);
        if (code >= 0) {
            if (m_only < 0 || packet->stream_index == m_only)
                return true;
            continue;   // demuxers skip other streams where they can
        }
        if (code == AVERROR_EOF)
            return false;
        if ((code != AVERROR_INVALIDDATA && code != AVERROR(EAGAIN)) || ++damaged > 1'000)
            return code == AVERROR_INVALIDDATA ? Result<bool>(false) : avFail(u"read the recording"_s, code);
    }
}

Result<> Input::seek(const AVStream *stream, MediaTime time)
{
    const qint64 target = fromMediaTime(time, stream->time_base) + startIn(stream->time_base);
    if (const int code = av_seek_frame(m_format.get(), stream->index, target, AVSEEK_FLAG_BACKWARD); code < 0)
        return avFail(u"find a place in the recording"_s, code);
    return {};
}

bool Input::isIndexed(AVStream *stream) const
{
    if (qstrcmp(m_format->iformat->name, "mov,mp4,m4a,3gp,3g2,mj2") != 0)
        return false;
    const int entries = avformat_index_get_entries_count(stream);
    if (entries < 2 || stream->duration <= 0)
        return false;
    const auto last = toMediaTime(avformat_index_get_entry(stream, entries - 1)->timestamp, stream->time_base);
    return last + std::chrono::seconds(2) > toMediaTime(stream->duration, stream->time_base);   // fragments: not yet
}

Result<MediaTime> Input::readableEnd(MediaTime from)
{
    MediaTime end = from;
    const PacketPtr packet(av_packet_alloc());
    m_only = -1;
    for (unsigned i = 0; i < m_format->nb_streams; ++i)
        m_format->streams[i]->discard = AVDISCARD_DEFAULT;
    const MediaTime before = std::max(from - std::chrono::seconds(10), MediaTime(0));
    if (before > MediaTime(0)
        && avformat_seek_file(m_format.get(), -1, INT64_MIN, m_start + before.count(), INT64_MAX, 0) < 0)
        return end;
    for (;;) {
        TRY(const bool more, read(packet.get()));
        if (!more)
            return end;
        if (packet->pts == AV_NOPTS_VALUE)
            continue;
        const AVRational unit = m_format->streams[packet->stream_index]->time_base;
        end = std::max(end, toMediaTime(packet->pts + packet->duration - startIn(unit), unit));
    }
}

Result<CodecPtr> openDecoder(const AVStream *stream, int threads)
{
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    if (codec == nullptr)
        return base::fail(ErrorKind::Invalid,
            u"The recording is compressed with %1, which is not supported."_s.arg(
                QString::fromLatin1(avcodec_get_name(stream->codecpar->codec_id))));
    CodecPtr decoder(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(decoder.get(), stream->codecpar);
    decoder->pkt_timebase = stream->time_base;
    decoder->thread_count = threads;
    decoder->max_pixels = mostPixels;
    if (const int code = avcodec_open2(decoder.get(), codec, nullptr); code < 0)
        return avFail(u"decode the recording"_s, code);
    return decoder;
}

static const int32_t *displayMatrix(const AVStream *stream)
{
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
    const AVPacketSideData *data = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return data != nullptr && data->size >= 36 ? reinterpret_cast<const int32_t *>(data->data) : nullptr;
#else
    size_t size = 0;
    const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data != nullptr && size >= 36 ? reinterpret_cast<const int32_t *>(data) : nullptr;
#endif
}

Result<bool> decodeNext(Input &input, AVCodecContext &decoder, AVPacket &packet, AVFrame &frame)
{
    for (;;) {
        const int code = avcodec_receive_frame(&decoder, &frame);
        if (code >= 0)
            return true;
        if (code == AVERROR_EOF)
            return false;
        if (code == AVERROR(ENOMEM))
            return avFail(u"decode the recording"_s, code);
        if (code != AVERROR(EAGAIN))
            continue;
        TRY(const bool more, input.read(&packet));
        avcodec_send_packet(&decoder, more ? &packet : nullptr);
    }
}

int rotationOf(const AVStream *stream)
{
    const int32_t *matrix = displayMatrix(stream);
    const double counterclockwise = matrix != nullptr ? av_display_rotation_get(matrix) : 0;
    if (!std::isfinite(counterclockwise))
        return 0;
    const int quarters = static_cast<int>(std::lround(-counterclockwise / 90)) % 4;
    return (quarters + 4) % 4 * 90;
}

static QString tag(const AVDictionary *metadata, const char *name)
{
    const AVDictionaryEntry *entry = av_dict_get(metadata, name, nullptr, 0);
    return entry != nullptr ? QString::fromUtf8(entry->value).left(1'000) : QString();
}

static QString name(const char *text) { return text != nullptr ? QString::fromLatin1(text) : QString(); }

static domain::VideoStream videoOf(const AVStream *stream)
{
    const AVCodecParameters *codec = stream->codecpar;
    return {.index = stream->index,
        .codec = name(avcodec_get_name(codec->codec_id)),
        .profile = name(avcodec_profile_name(codec->codec_id, codec->profile)),
        .pixelFormat = name(av_get_pix_fmt_name(static_cast<AVPixelFormat>(codec->format))),
        .size = QSize(codec->width, codec->height),
        .rotation = rotationOf(stream),
        .framesPerSecond = stream->avg_frame_rate.den > 0 ? av_q2d(stream->avg_frame_rate) : 0,
        .bitRate = codec->bit_rate};
}

static domain::AudioStream audioOf(const AVStream *stream)
{
    const AVCodecParameters *codec = stream->codecpar;
    return {.index = stream->index,
        .codec = name(avcodec_get_name(codec->codec_id)),
        .sampleRateHz = codec->sample_rate,
        .channels = codec->ch_layout.nb_channels,
        .bitRate = codec->bit_rate,
        .samplesPerPacket = codec->frame_size,
        .language = tag(stream->metadata, "language")};
}

domain::Probe probeOf(const Input &input)
{
    const AVFormatContext *format = input.format();
    domain::Probe probe{.format = name(format->iformat->name),
        .duration = input.duration(),
        .sizeBytes = input.sizeBytes(),
        .video = {},
        .audio = {},
        .createdAt = base::fromRfc3339(tag(format->metadata, "creation_time")),
        .title = tag(format->metadata, "title")};
    if (const AVStream *video = input.video())
        probe.video = videoOf(video);
    const AVStream *first = input.audio();
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        const AVStream *stream = format->streams[i];
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
            continue;
        if (stream == first)
            probe.audio.prepend(audioOf(stream));   // the one that is analysed and rendered
        else
            probe.audio.append(audioOf(stream));
    }
    return probe;
}

}   // namespace media::worker
