#include "support/marker_encoder.h"

extern "C" {
#include <libavutil/opt.h>
}

using namespace Qt::StringLiterals;
using media::worker::avFail;
using media::worker::FramePtr;
using media::worker::PacketPtr;

namespace support {

base::Result<> EncodedStream::send(const AVFrame *frame)
{
    if (const int code = avcodec_send_frame(encoder.get(), frame); code < 0)
        return avFail(u"encode a marker"_s, code);
    for (;;) {
        PacketPtr packet(av_packet_alloc());
        const int code = avcodec_receive_packet(encoder.get(), packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return avFail(u"encode a marker"_s, code);
        packets.push_back(std::move(packet));
    }
}

base::Result<EncodedStream> encodeSound(const std::vector<float> &samples, int sampleRateHz)
{
    EncodedStream sound{
        .encoder = media::worker::CodecPtr(avcodec_alloc_context3(avcodec_find_encoder_by_name("aac"))), .packets = {}};
    AVCodecContext *encoder = sound.encoder.get();
    encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
    encoder->sample_rate = sampleRateHz;
    encoder->time_base = {1, sampleRateHz};
    encoder->bit_rate = 128'000;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    av_channel_layout_default(&encoder->ch_layout, 2);
    // A decoder makes up substituted noise, different after every cut: no join could be measured against it.
    av_opt_set(encoder->priv_data, "aac_pns", "0", 0);
    if (const int code = avcodec_open2(encoder, nullptr, nullptr); code < 0)
        return avFail(u"encode the sound of a marker"_s, code);

    const auto whole = static_cast<qint64>(samples.size());
    for (qint64 at = 0; at < whole; at += encoder->frame_size) {
        const FramePtr frame(av_frame_alloc());
        frame->nb_samples = static_cast<int>(std::min<qint64>(encoder->frame_size, whole - at));
        frame->format = encoder->sample_fmt;
        frame->sample_rate = sampleRateHz;
        frame->pts = at;
        av_channel_layout_copy(&frame->ch_layout, &encoder->ch_layout);
        if (const int code = av_frame_get_buffer(frame.get(), 0); code < 0)
            return avFail(u"encode the sound of a marker"_s, code);
        for (int i = 0; i < frame->nb_samples; ++i)
            for (int channel = 0; channel < 2; ++channel)
                reinterpret_cast<float *>(frame->extended_data[channel])[i] =
                    samples[static_cast<size_t>(at + i)] * (channel == 0 ? 1.0F : 0.9F);
        TRY_DO(sound.send(frame.get()));
    }
    TRY_DO(sound.send(nullptr));
    return sound;
}

namespace {
struct CloseOutput {
    void operator()(AVFormatContext *format) const noexcept
    {
        avio_closep(&format->pb);
        avformat_free_context(format);
    }
};
}   // namespace

base::Result<> writeMedia(const QString &path, const std::vector<const EncodedStream *> &streams)
{
    AVFormatContext *raw = nullptr;
    int code = avformat_alloc_output_context2(&raw, nullptr, nullptr, path.toUtf8().constData());
    if (code < 0)
        return avFail(u"write a marker"_s, code);
    const std::unique_ptr<AVFormatContext, CloseOutput> format(raw);
    raw->flags |= AVFMT_FLAG_BITEXACT;
    for (const EncodedStream *encoded : streams) {
        AVStream *stream = avformat_new_stream(raw, nullptr);
        avcodec_parameters_from_context(stream->codecpar, encoded->encoder.get());
        stream->time_base = encoded->encoder->time_base;
        stream->avg_frame_rate = encoded->encoder->framerate;
    }
    AVDictionary *options = nullptr;
    av_dict_set(&options, "video_track_timescale", "90000", 0);
    av_dict_set(&options, "movflags", "+faststart", 0);
    code = avio_open(&raw->pb, path.toUtf8().constData(), AVIO_FLAG_WRITE);
    if (code >= 0)
        code = avformat_write_header(raw, &options);
    av_dict_free(&options);
    // In the order of decoding: the muxer does not wait for a stream that comes much later.
    std::vector<PacketPtr> packets;
    for (size_t i = 0; i < streams.size(); ++i)
        for (const PacketPtr &packet : streams[i]->packets) {
            packets.emplace_back(av_packet_clone(packet.get()));
            packets.back()->stream_index = static_cast<int>(i);
            packets.back()->time_base = streams[i]->encoder->time_base;
        }
    std::ranges::stable_sort(packets, [](const PacketPtr &one, const PacketPtr &other) {
        return av_compare_ts(one->dts, one->time_base, other->dts, other->time_base) < 0;
    });
    for (const PacketPtr &packet : packets) {
        av_packet_rescale_ts(packet.get(), packet->time_base, raw->streams[packet->stream_index]->time_base);
        if (code >= 0)
            code = av_interleaved_write_frame(raw, packet.get());
    }
    if (code >= 0)
        code = av_write_trailer(raw);
    return code < 0 ? base::Result<>(avFail(u"write a marker"_s, code)) : base::Result<>();
}

}   // namespace support
