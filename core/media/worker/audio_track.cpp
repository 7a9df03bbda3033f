#include "core/media/worker/audio_track.h"

#include <algorithm>
#include <cmath>
#include <numbers>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr qint64 stereoBitRate = 160'000;
static constexpr qint64 monoBitRate = 96'000;
static constexpr MediaTime fadeLength{8'000};
static constexpr int fallbackRateHz = 48'000;
static constexpr int ratesOfAac[] = {
    96'000, 88'200, 64'000, 48'000, 44'100, 32'000, 24'000, 22'050, 16'000, 12'000, 11'025, 8'000, 7'350};

int AudioTrack::rateFor(const AVStream *source)
{
    const int rateHz = source->codecpar->sample_rate;
    return std::ranges::find(ratesOfAac, rateHz) != std::end(ratesOfAac) ? rateHz : fallbackRateHz;
}

static Result<CodecPtr> openEncoder(int rateHz, int channels)
{
    const AVCodec *codec = avcodec_find_encoder_by_name("aac");
    if (codec == nullptr)
        return base::fail(ErrorKind::Unavailable, u"This FFmpeg cannot encode AAC. Install Debian's libavcodec."_s);
    CodecPtr encoder(avcodec_alloc_context3(codec));
    encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
    encoder->sample_rate = rateHz;
    encoder->time_base = {1, rateHz};
    encoder->bit_rate = channels == 1 ? monoBitRate : stereoBitRate;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    av_channel_layout_default(&encoder->ch_layout, channels);
    if (const int code = avcodec_open2(encoder.get(), codec, nullptr); code < 0)
        return avFail(u"encode the sound"_s, code);
    return encoder;
}

AudioTrack::AudioTrack(const AVStream *stream, const Timeline &timeline, AudioReader reader, CodecPtr encoder)
    : m_stream(stream)
    , m_timeline(&timeline)
    , m_reader(std::move(reader))
    , m_encoder(std::move(encoder))
    , m_channels(static_cast<size_t>(m_encoder->ch_layout.nb_channels))
    , m_fade(timeline.ticks(fadeLength))
    , m_continuations(timeline.segments.size())
    , m_queue(m_channels)
{
}

Result<std::unique_ptr<AudioTrack>> AudioTrack::open(Input &input, const AVStream *stream, const Timeline &timeline)
{
    const int channels = stream->codecpar->ch_layout.nb_channels == 1 ? 1 : 2;
    const int rateHz = timeline.unit.den;
    TRY(CodecPtr encoder, openEncoder(rateHz, channels));
    TRY(AudioReader reader, AudioReader::open(input, stream, {.rateHz = rateHz, .channels = channels}, {}));
    return std::unique_ptr<AudioTrack>(new AudioTrack(stream, timeline, std::move(reader), std::move(encoder)));
}

Result<int> AudioTrack::addTo(OutputFile &file) const { return file.addEncoded(m_encoder.get(), m_stream); }

/// The sound behind a segment's end, as far as the fade into the next one needs it.
void AudioTrack::keepContinuation(size_t segment, const AudioBlock &block)
{
    const qint64 end = m_timeline->segments[segment].end;
    const qint64 from = std::max(block.position, end);
    const qint64 to = std::min(block.end(), end + m_fade);
    if (from >= to)
        return;
    auto &planes = m_continuations[segment];
    planes.resize(m_channels, std::vector<float>(static_cast<size_t>(m_fade)));
    for (size_t channel = 0; channel < m_channels; ++channel)
        std::copy(block.planes[channel] + (from - block.position), block.planes[channel] + (to - block.position),
            planes[channel].begin() + (from - end));
}

/// Raised cosine, 0 to 1.
static float rising(qint64 step, qint64 steps)
{
    const double part = (static_cast<double>(step) + 0.5) / static_cast<double>(steps);
    return static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * part));
}

void AudioTrack::append(size_t segment, const AudioBlock &block)
{
    const auto &[start, end, output] = m_timeline->segments[segment];
    const qint64 from = std::max(block.position, start);
    const qint64 to = std::min(block.end(), end);
    if (from >= to)
        return;
    const bool last = segment + 1 == m_timeline->segments.size();
    const qint64 fade = std::min(m_fade, (end - start) / 2);
    const bool fadesIn = start > 0;
    const bool fadesOut = last && end < m_timeline->sourceEnd;
    for (size_t channel = 0; channel < m_channels; ++channel) {
        auto &queue = m_queue[channel];
        const auto base = static_cast<qint64>(queue.size()) - from;
        queue.insert(queue.end(), block.planes[channel] + (from - block.position),
            block.planes[channel] + (to - block.position));
        const bool hasLeft = segment > 0 && !m_continuations[segment - 1].empty();
        for (qint64 at = from; fadesIn && at < std::min(to, start + fade); ++at) {
            const float share = rising(at - start, fade);
            float &sample = queue[static_cast<size_t>(base + at)];
            sample *= share;
            if (hasLeft)
                sample += (1 - share) * m_continuations[segment - 1][channel][static_cast<size_t>(at - start)];
        }
        for (qint64 at = std::max(from, end - fade); fadesOut && at < to; ++at)
            queue[static_cast<size_t>(base + at)] *= rising(end - 1 - at, fade);
    }
}

void AudioTrack::take(const AudioBlock &block)
{
    const auto &segments = m_timeline->segments;
    while (m_firstOpen < segments.size() && segments[m_firstOpen].end + m_fade <= block.position
        && (m_firstOpen + 1 == segments.size() || segments[m_firstOpen + 1].start + m_fade <= block.position))
        m_continuations[m_firstOpen++].clear();
    for (size_t i = m_firstOpen; i < segments.size() && segments[i].start < block.end(); ++i) {
        append(i, block);
        keepContinuation(i, block);
    }
}

Result<> AudioTrack::receive(const PacketSink &sink)
{
    for (;;) {
        const int code = avcodec_receive_packet(m_encoder.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return avFail(u"encode the sound"_s, code);
        TRY_DO(sink(m_packet.get()));
    }
}

Result<> AudioTrack::encode(const PacketSink &sink, bool toTheEnd)
{
    const auto queued = static_cast<qint64>(m_queue[0].size());
    qint64 taken = 0;
    while (queued - taken >= m_encoder->frame_size || (toTheEnd && taken < queued)) {
        const FramePtr frame(av_frame_alloc());
        frame->nb_samples = static_cast<int>(std::min<qint64>(m_encoder->frame_size, queued - taken));
        frame->format = m_encoder->sample_fmt;
        frame->sample_rate = m_encoder->sample_rate;
        frame->pts = m_encoded;
        av_channel_layout_copy(&frame->ch_layout, &m_encoder->ch_layout);
        if (const int code = av_frame_get_buffer(frame.get(), 0); code < 0)
            return avFail(u"encode the sound"_s, code);
        for (size_t channel = 0; channel < m_channels; ++channel)
            std::transform(m_queue[channel].begin() + taken, m_queue[channel].begin() + taken + frame->nb_samples,
                reinterpret_cast<float *>(frame->extended_data[channel]),
                [](float sample) { return std::isfinite(sample) ? sample : 0; });
        taken += frame->nb_samples;
        m_encoded += frame->nb_samples;
        if (const int code = avcodec_send_frame(m_encoder.get(), frame.get()); code < 0)
            return avFail(u"encode the sound"_s, code);
        TRY_DO(receive(sink));
    }
    for (auto &queue : m_queue)
        queue.erase(queue.begin(), queue.begin() + taken);
    return {};
}

Result<bool> AudioTrack::step(const PacketSink &sink)
{
    if (m_done)
        return false;
    const bool wanted = !m_timeline->segments.empty() && m_reader.position() < m_timeline->segments.back().end;
    std::optional<AudioBlock> block;
    if (wanted) {
        TRY(block, m_reader.next());
    }
    if (block) {
        take(*block);
        TRY_DO(encode(sink, false));
        return true;
    }
    // Sound that ends before the picture goes on as silence, so that both tracks are as long as the time map says.
    for (auto &queue : m_queue)
        queue.resize(static_cast<size_t>(m_timeline->length() - m_encoded));
    m_done = true;
    TRY_DO(encode(sink, true));
    avcodec_send_frame(m_encoder.get(), nullptr);
    TRY_DO(receive(sink));
    return false;
}

}   // namespace media::worker
