#include "core/media/worker/audio_reader.h"

#include <algorithm>
#include <array>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr MediaTime jitter{5'000};   // timestamps may be off by this much without meaning it
static constexpr MediaTime jumpBack{5'000'000};   // timestamps that start over
static constexpr MediaTime beyondEnd{60'000'000};
static constexpr MediaTime decoderWarmUp{600'000};   // eight packets of AAC and more
static constexpr int silenceSamples = 4'096;
static constexpr int mostChannels = 64;

/// Planes of silence for as many channels as there can be.
static const float *const *silence()
{
    static const std::vector<float> zeros(silenceSamples);
    static const std::vector<const float *> planes(mostChannels, zeros.data());
    return planes.data();
}

Result<AudioReader> AudioReader::open(Input &input, const AVStream *stream, Format format, MediaTime from)
{
    AudioReader reader;
    reader.m_input = &input;
    reader.m_stream = stream;
    reader.m_input->readOnly(reader.m_stream);
    TRY(reader.m_decoder, openDecoder(reader.m_stream, 1));
    if (from > MediaTime(0))
        TRY_DO(reader.m_input->seek(reader.m_stream, std::max(from - decoderWarmUp, MediaTime(0))));
    reader.m_format = format;
    reader.m_channels =
        format.channels > 0 ? format.channels : std::max(1, reader.m_stream->codecpar->ch_layout.nb_channels);
    reader.m_position = av_rescale(from.count(), format.rateHz, 1'000'000);
    return reader;
}

/// False at the end. Packets that cannot be decoded leave a gap in the timestamps, which becomes silence.
Result<bool> AudioReader::decodeFrame()
{
    for (;;) {
        TRY(const bool more, decodeNext(*m_input, *m_decoder, *m_packet, *m_frame));
        if (!more)
            return false;
        if (m_frame->nb_samples > 0 && m_frame->sample_rate > 0 && m_frame->ch_layout.nb_channels <= mostChannels)
            return m_decodedAny = true;
    }
}

Result<> AudioReader::configure(const AVFrame &frame)
{
    m_inputRateHz = frame.sample_rate;
    m_inputFormat = frame.format;
    m_inputChannels = frame.ch_layout.nb_channels;
    m_channels = m_format.channels > 0 ? m_format.channels : m_inputChannels;
    m_resampler.reset();
    if (m_inputFormat == AV_SAMPLE_FMT_FLTP && m_inputRateHz == m_format.rateHz && m_inputChannels == m_channels)
        return {};

    AVChannelLayout from{};
    AVChannelLayout to{};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC || m_channels != m_inputChannels)
        av_channel_layout_default(&to, m_channels);
    else
        av_channel_layout_copy(&to, &frame.ch_layout);
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&from, m_inputChannels);
    else
        av_channel_layout_copy(&from, &frame.ch_layout);
    SwrContext *raw = nullptr;
    int code = swr_alloc_set_opts2(&raw, &to, AV_SAMPLE_FMT_FLTP, m_format.rateHz, &from,
        static_cast<AVSampleFormat>(m_inputFormat), m_inputRateHz, 0, nullptr);
    m_resampler.reset(raw);
    av_channel_layout_uninit(&from);
    av_channel_layout_uninit(&to);
    if (code >= 0)
        code = swr_init(raw);
    return code < 0 ? Result<>(avFail(u"convert the sound"_s, code)) : Result<>();
}

/// What the resampler still holds, as the samples to give next.
void AudioReader::drain()
{
    const int room = m_resampler ? swr_get_out_samples(m_resampler.get(), 0) : 0;
    m_converted.assign(m_channels, std::vector<float>(std::max(room, 0)));
    std::vector<uint8_t *> planes;
    m_planes.clear();
    for (auto &plane : m_converted) {
        planes.push_back(reinterpret_cast<uint8_t *>(plane.data()));
        m_planes.push_back(plane.data());
    }
    m_available = room > 0 ? std::max(0, swr_convert(m_resampler.get(), planes.data(), room, nullptr, 0)) : 0;
}

/// Brings m_frame into the wanted form behind m_planes.
Result<> AudioReader::convert()
{
    if (!m_resampler) {
        m_planes.assign(reinterpret_cast<const float *const *>(m_frame->extended_data),
            reinterpret_cast<const float *const *>(m_frame->extended_data) + m_channels);
        m_available = m_frame->nb_samples;
        return {};
    }
    const int room = swr_get_out_samples(m_resampler.get(), m_frame->nb_samples);
    m_converted.resize(m_channels);
    std::vector<uint8_t *> planes;
    m_planes.clear();
    for (auto &plane : m_converted) {
        plane.resize(static_cast<size_t>(std::max(room, 0)));
        planes.push_back(reinterpret_cast<uint8_t *>(plane.data()));
        m_planes.push_back(plane.data());
    }
    const int got = swr_convert(m_resampler.get(), planes.data(), room,
        const_cast<const uint8_t **>(m_frame->extended_data), m_frame->nb_samples);
    if (got < 0)
        return avFail(u"convert the sound"_s, got);
    m_available = got;
    return {};
}

/// Decides by its timestamp how much silence comes before the frame (m_gap), or how much of it is dropped (a negative
/// m_gap).
void AudioReader::place()
{
    m_gap = 0;
    const qint64 expected =
        m_position + (m_resampler && m_synced ? swr_get_delay(m_resampler.get(), m_format.rateHz) : 0);
    if (m_frame->best_effort_timestamp == AV_NOPTS_VALUE) {
        m_synced = true;
        return;
    }
    const AVRational unit{1, m_format.rateHz};
    const auto samples = [&](MediaTime time) { return fromMediaTime(time, unit); };
    const qint64 start = m_input->startIn(m_stream->time_base);
    qint64 target = av_rescale_q(m_frame->best_effort_timestamp - start, m_stream->time_base, unit) + m_shift;
    const MediaTime duration = m_input->duration();
    const bool absurd = duration > MediaTime(0) && target > samples(duration + beyondEnd);
    if (m_synced && (absurd || target < expected - samples(jumpBack))) {
        m_shift += expected - target;
        target = expected;
    }
    const qint64 difference = target - expected;
    if (!m_synced || std::abs(difference) > samples(jitter))
        m_gap = difference;
    m_synced = m_synced || difference + m_frame->nb_samples > 0;
}

AudioBlock AudioReader::emitFrom(qint64 samples)
{
    AudioBlock block{
        .position = m_position, .samples = static_cast<int>(samples), .channels = m_channels, .planes = nullptr};
    m_position += samples;
    return block;
}

Result<std::optional<AudioBlock>> AudioReader::next()
{
    for (;;) {
        if (m_gap > 0) {
            AudioBlock block = emitFrom(std::min<qint64>(m_gap, silenceSamples));
            block.planes = silence();
            m_gap -= block.samples;
            return block;
        }
        if (m_available > 0) {
            const qint64 dropped = std::min<qint64>(-m_gap, m_available);
            m_gap += dropped;
            for (auto &plane : m_planes)
                plane += dropped;
            m_available -= static_cast<int>(dropped);
            if (m_available > 0) {
                AudioBlock block = emitFrom(std::exchange(m_available, 0));
                block.planes = m_planes.data();
                return block;
            }
        }
        if (m_atEnd)
            return std::nullopt;
        TRY(const bool decoded, decodeFrame());
        if (!decoded) {
            if (!m_decodedAny && m_position == 0)
                return base::fail(ErrorKind::Corrupt, u"The sound of the recording cannot be decoded."_s);
            m_atEnd = true;
            m_gap = std::min<qint64>(m_gap, 0);
            drain();
            continue;
        }
        if (m_frame->sample_rate != m_inputRateHz || m_frame->format != m_inputFormat
            || m_frame->ch_layout.nb_channels != m_inputChannels)
            TRY_DO(configure(*m_frame));
        place();
        TRY_DO(convert());
    }
}

}   // namespace media::worker
