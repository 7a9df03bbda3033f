#include "core/media/worker/smart/sound_join.h"

#include "core/media/worker/smart/aac_window.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <numbers>

namespace media::worker::smart {

static constexpr int blockSize = 1'024;
static constexpr int fadeSamples = 480;
static constexpr int quality = 10;   // of FFmpeg's scale: all the bits that a packet may have
static constexpr qint64 constantRate = 224'000;   // bit/s a channel

static CodecPtr openEncoder(const AVStream *stream, SoundJoiner::Rate rate)
{
    const AVCodec *codec = avcodec_find_encoder_by_name("aac");
    if (codec == nullptr)
        return {};
    CodecPtr encoder(avcodec_alloc_context3(codec));
    const AVCodecParameters *source = stream->codecpar;
    encoder->sample_rate = source->sample_rate;
    encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
    encoder->time_base = {1, source->sample_rate};
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    if (rate == SoundJoiner::Rate::Free) {
        encoder->flags |= AV_CODEC_FLAG_QSCALE;
        encoder->global_quality = quality * FF_QP2LAMBDA;
    } else {
        encoder->bit_rate = constantRate * source->ch_layout.nb_channels;
    }
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
    if (!decoder || !openEncoder(stream, Rate::Free))
        return {};
    joiner.m_decoder = std::move(*decoder);
    joiner.m_decoder->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL;
    return joiner;
}

/// The blocks behind the first packets, which only fill the decoder's memory.
std::optional<SoundJoiner::Planes> SoundJoiner::decode(std::span<const AVPacket *const> packets)
{
    const auto channels = static_cast<size_t>(m_stream->codecpar->ch_layout.nb_channels);
    Planes sound(channels);
    avcodec_flush_buffers(m_decoder.get());
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
        for (size_t channel = 0; fits && i >= size_t(warmUp) && channel < channels; ++channel) {
            const auto *plane = reinterpret_cast<const float *>(m_frame->extended_data[channel]);
            sound[channel].insert(sound[channel].end(), plane, plane + blockSize);
        }
        av_frame_unref(m_frame.get());
        if (!fits)
            return {};
    }
    return sound;
}

/// A packet for every block; the first ones only warm the encoder up.
std::optional<std::vector<Bytes>> SoundJoiner::encode(const Planes &sound, Rate rate)
{
    const CodecPtr encoder = openEncoder(m_stream, rate);
    if (!encoder)
        return {};
    const auto blocks = static_cast<qint64>(sound.front().size()) / blockSize;
    std::vector<Bytes> packets(static_cast<size_t>(blocks));
    const auto receive = [&] {
        while (avcodec_receive_packet(encoder.get(), m_packet.get()) >= 0) {
            const qint64 block = m_packet->pts / blockSize;
            if (m_packet->pts >= 0 && block < blocks) {
                const ByteView bytes = viewOf(*m_packet);
                packets[static_cast<size_t>(block)].assign(bytes.begin(), bytes.end());
            }
            av_packet_unref(m_packet.get());
        }
    };
    for (qint64 block = 0; block < blocks; ++block) {
        m_frame->format = AV_SAMPLE_FMT_FLTP;
        m_frame->nb_samples = blockSize;
        m_frame->sample_rate = encoder->sample_rate;
        m_frame->pts = block * blockSize;
        av_channel_layout_copy(&m_frame->ch_layout, &encoder->ch_layout);
        if (av_frame_get_buffer(m_frame.get(), 0) < 0)
            return {};
        for (size_t channel = 0; channel < sound.size(); ++channel)
            std::copy_n(sound[channel].begin() + block * blockSize, blockSize,
                reinterpret_cast<float *>(m_frame->extended_data[channel]));
        const int code = avcodec_send_frame(encoder.get(), m_frame.get());
        av_frame_unref(m_frame.get());
        if (code < 0)
            return {};
        receive();
    }
    avcodec_send_frame(encoder.get(), nullptr);
    receive();
    return std::ranges::none_of(packets, &Bytes::empty) ? std::optional(std::move(packets)) : std::nullopt;
}

/// All blocks of both sides, with the crossfade.
std::optional<std::vector<Bytes>> SoundJoiner::encodeAround(
    std::span<const AVPacket *const> left, std::span<const AVPacket *const> right, Rate rate)
{
    const auto leftSound = decode(left);
    const auto rightSound = decode(right);
    if (!leftSound || !rightSound)
        return {};
    Planes sound = *leftSound;
    for (size_t channel = 0; channel < sound.size(); ++channel) {
        const auto &from = (*leftSound)[channel];
        const auto &to = (*rightSound)[channel];
        const size_t join = from.size() - blockSize;
        sound[channel].resize(join);
        sound[channel].insert(sound[channel].end(), to.begin(), to.end());
        for (size_t i = 0; i < fadeSamples; ++i) {
            const double part = (static_cast<double>(i) + 0.5) / fadeSamples;
            const auto share = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * part));
            sound[channel][join + i] = from[join + i] * (1 - share) + to[i] * share;
        }
    }
    return encode(sound, rate);
}

namespace {
enum class Fit { Yes, Elsewhere, Never };
}   // namespace

/// Whether copied and encoded packets may meet behind this block.
static Fit fitOf(const AVPacket &copied, const Bytes &encoded)
{
    const auto source = rightEdge(viewOf(copied));
    if (!source)
        return Fit::Never;   // that cannot be told
    const auto own = rightEdge(encoded);
    if (!own)
        return Fit::Elsewhere;
    if (*source == *own)
        return Fit::Yes;
    // An encoder chooses short windows by what it hears, but the shape of its long ones once.
    return source->isShort || own->isShort ? Fit::Elsewhere : Fit::Never;
}

namespace {
/// How many blocks of a side are made anew.
struct Width {
    size_t count = 0;
    Fit fit = Fit::Never;
};
}   // namespace

static Width fittingWidth(size_t least, size_t most, const std::function<Fit(size_t)> &fitAt)
{
    for (size_t count = least; count <= most; ++count)
        if (fitAt(count) == Fit::Yes)
            return {.count = count, .fit = Fit::Yes};
    return {.count = least, .fit = fitAt(least)};
}

std::optional<SoundJoiner::Joined> SoundJoiner::join(
    const std::vector<const AVPacket *> &left, const std::vector<const AVPacket *> &right)
{
    const size_t allOfLeft = left.size() - warmUp - 1;
    const size_t allOfRight = right.size() - warmUp;
    for (const size_t width : {leastBlocks, 2 * leastBlocks, mostBlocks}) {
        const Rate rate = width == leastBlocks ? Rate::Free : Rate::Constant;
        const size_t leftBlocks = std::min(allOfLeft, width);
        const size_t rightBlocks = std::min(allOfRight, width);
        const auto before = std::span(left).last(warmUp + leftBlocks + 1);
        const auto after = std::span(right).first(warmUp + rightBlocks);
        const auto blocks = encodeAround(before, after, rate);
        if (!blocks)
            return {};
        const auto fitOnLeft = [&](size_t count) {
            const size_t last = leftBlocks - count - 1;   // that is copied
            return fitOf(*before[warmUp + last], (*blocks)[last]);
        };
        const auto fitOnRight = [&](size_t count) {
            return fitOf(*after[warmUp + count - 1], (*blocks)[leftBlocks + count - 1]);
        };
        const Width onLeft = fittingWidth(1, leftBlocks - warmUpLeft, fitOnLeft);
        const Width onRight = fittingWidth(2, rightBlocks - lookAhead, fitOnRight);
        if (width == mostBlocks || (onLeft.fit != Fit::Elsewhere && onRight.fit != Fit::Elsewhere)) {
            const auto join = blocks->begin() + static_cast<ptrdiff_t>(leftBlocks);
            return Joined{.left = {join - static_cast<ptrdiff_t>(onLeft.count), join},
                .right = {join, join + static_cast<ptrdiff_t>(onRight.count)}};
        }
    }
    Q_UNREACHABLE();
}

}   // namespace media::worker::smart
