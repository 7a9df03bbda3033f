#include "core/media/worker/smart/sound_join.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace media::worker::smart {

static constexpr int blockSize = 1'024;
static constexpr int fadeSamples = 480;
static constexpr int fedBlocks = SoundJoiner::before - 1 + SoundJoiner::after;   // the encoder warms up, too
static constexpr qint64 leastBitRate = 64'000;   // a channel

static CodecPtr openEncoder(const AVStream *stream)
{
    const AVCodec *codec = avcodec_find_encoder_by_name("aac");
    if (codec == nullptr)
        return {};
    CodecPtr encoder(avcodec_alloc_context3(codec));
    const AVCodecParameters *source = stream->codecpar;
    encoder->sample_rate = source->sample_rate;
    encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
    encoder->time_base = {1, source->sample_rate};
    encoder->bit_rate = std::max<qint64>(source->bit_rate, leastBitRate * source->ch_layout.nb_channels);
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    av_channel_layout_copy(&encoder->ch_layout, &source->ch_layout);
    av_opt_set(encoder->priv_data, "aac_coder", "fast", 0);
    if (avcodec_open2(encoder.get(), codec, nullptr) < 0)
        return {};
    // The configuration's first two bytes name object type, rate and channels.
    if (encoder->extradata_size < 2 || source->extradata_size < 2
        || std::memcmp(encoder->extradata, source->extradata, 2) != 0)
        return {};
    return encoder;
}

std::optional<SoundJoiner> SoundJoiner::open(const AVStream *stream)
{
    SoundJoiner joiner;
    joiner.m_stream = stream;
    auto decoder = openDecoder(stream, 1);
    if (!decoder || !openEncoder(stream))
        return {};
    joiner.m_decoder = std::move(*decoder);
    joiner.m_decoder->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL;
    return joiner;
}

/// The last `blocks` blocks that the packets give; those before only fill the decoder's memory.
std::optional<SoundJoiner::Planes> SoundJoiner::decode(const std::vector<const AVPacket *> &packets, int blocks)
{
    const auto channels = static_cast<size_t>(m_stream->codecpar->ch_layout.nb_channels);
    Planes sound(channels);
    avcodec_flush_buffers(m_decoder.get());
    const size_t warmUp = packets.size() - static_cast<size_t>(blocks);
    for (size_t i = 0; i < packets.size(); ++i) {
        av_packet_unref(m_packet.get());
        if (av_packet_ref(m_packet.get(), packets[i]) < 0)
            return {};
        m_packet->pts = m_packet->dts = static_cast<qint64>(i) * blockSize;
        if (avcodec_send_packet(m_decoder.get(), m_packet.get()) < 0
            || avcodec_receive_frame(m_decoder.get(), m_frame.get()) < 0)
            return {};
        const bool fits = m_frame->format == AV_SAMPLE_FMT_FLTP && m_frame->nb_samples == blockSize
            && static_cast<size_t>(m_frame->ch_layout.nb_channels) == channels;
        for (size_t channel = 0; fits && i >= warmUp && channel < channels; ++channel) {
            const auto *plane = reinterpret_cast<const float *>(m_frame->extended_data[channel]);
            sound[channel].insert(sound[channel].end(), plane, plane + blockSize);
        }
        av_frame_unref(m_frame.get());
        if (!fits)
            return {};
    }
    return sound;
}

std::optional<std::array<Bytes, 3>> SoundJoiner::encode(const Planes &sound)
{
    const CodecPtr encoder = openEncoder(m_stream);
    if (!encoder)
        return {};
    constexpr qint64 firstWanted = SoundJoiner::before - 2;   // the block before the join
    std::array<Bytes, 3> packets;
    size_t found = 0;
    const auto receive = [&] {
        while (avcodec_receive_packet(encoder.get(), m_packet.get()) >= 0) {
            const qint64 place = m_packet->pts / blockSize - firstWanted;
            if (m_packet->pts >= 0 && place >= 0 && place < 3) {
                const ByteView bytes = viewOf(*m_packet);
                packets[static_cast<size_t>(place)].assign(bytes.begin(), bytes.end());
                ++found;
            }
            av_packet_unref(m_packet.get());
        }
    };
    for (int block = 0; block < fedBlocks; ++block) {
        m_frame->format = AV_SAMPLE_FMT_FLTP;
        m_frame->nb_samples = blockSize;
        m_frame->sample_rate = encoder->sample_rate;
        m_frame->pts = qint64(block) * blockSize;
        av_channel_layout_copy(&m_frame->ch_layout, &encoder->ch_layout);
        if (av_frame_get_buffer(m_frame.get(), 0) < 0)
            return {};
        for (size_t channel = 0; channel < sound.size(); ++channel)
            std::copy_n(sound[channel].begin() + ptrdiff_t(block) * blockSize, blockSize,
                reinterpret_cast<float *>(m_frame->extended_data[channel]));
        const int code = avcodec_send_frame(encoder.get(), m_frame.get());
        av_frame_unref(m_frame.get());
        if (code < 0)
            return {};
        receive();
    }
    avcodec_send_frame(encoder.get(), nullptr);
    receive();
    return found == packets.size() ? std::optional(std::move(packets)) : std::nullopt;
}

std::optional<std::array<Bytes, 3>> SoundJoiner::join(
    const std::vector<const AVPacket *> &left, const std::vector<const AVPacket *> &right)
{
    const auto leftSound = decode(left, before);
    const auto rightSound = decode(right, after);
    if (!leftSound || !rightSound)
        return {};
    constexpr ptrdiff_t join = ptrdiff_t(before - 1) * blockSize;
    Planes sound = *leftSound;
    for (size_t channel = 0; channel < sound.size(); ++channel) {
        const auto &from = (*leftSound)[channel];
        const auto &to = (*rightSound)[channel];
        sound[channel].resize(join);
        sound[channel].insert(sound[channel].end(), to.begin(), to.end());
        for (ptrdiff_t i = 0; i < fadeSamples; ++i) {
            const double part = (static_cast<double>(i) + 0.5) / fadeSamples;
            const auto share = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * part));
            const auto at = static_cast<size_t>(join + i);
            sound[channel][at] = from[at] * (1 - share) + to[static_cast<size_t>(i)] * share;
        }
    }
    return encode(sound);
}

}   // namespace media::worker::smart
