#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <memory>
#include <span>

namespace media::worker {

using base::MediaTime;
using base::Result;

/// Deleter for FFmpeg's "free and null my pointer" functions; adds no size to the unique_ptr.
template <auto Free> struct FreeByAddress {
    template <class T> void operator()(T *pointer) const noexcept { Free(&pointer); }
};
struct FreeScaler {
    void operator()(SwsContext *scaler) const noexcept { sws_freeContext(scaler); }
};

using InputPtr = std::unique_ptr<AVFormatContext, FreeByAddress<avformat_close_input>>;
using CodecPtr = std::unique_ptr<AVCodecContext, FreeByAddress<avcodec_free_context>>;
using FramePtr = std::unique_ptr<AVFrame, FreeByAddress<av_frame_free>>;
using PacketPtr = std::unique_ptr<AVPacket, FreeByAddress<av_packet_free>>;
using ResamplerPtr = std::unique_ptr<SwrContext, FreeByAddress<swr_free>>;
using ScalerPtr = std::unique_ptr<SwsContext, FreeScaler>;

inline constexpr AVRational microseconds{1, 1'000'000};
inline constexpr qint64 mostPixels = 134'217'728;   // MED3; a picture of 16384 x 8192

#ifdef AV_PROFILE_AAC_LOW
inline constexpr int aacLowComplexity = AV_PROFILE_AAC_LOW;
#else
inline constexpr int aacLowComplexity = FF_PROFILE_AAC_LOW;
#endif

/// FFmpeg's own words for an error code.
QString avText(int code);

/// The failure of `doing` ("read the recording"), with the kind that fits FFmpeg's code.
tl::unexpected<base::Error> avFail(const QString &doing, int code);

/// Gives a stream or a decoder what has to be known beforehand: avcC and its likes. False: there is no memory.
template <class Codec> bool setDescription(Codec &codec, std::span<const uint8_t> description)
{
    av_freep(&codec.extradata);
    codec.extradata_size = 0;
    if (description.empty())
        return true;
    codec.extradata = static_cast<uint8_t *>(av_mallocz(description.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (codec.extradata == nullptr)
        return false;
    codec.extradata_size = static_cast<int>(description.size());
    std::ranges::copy(description, codec.extradata);
    return true;
}

/// Nanoseconds do not matter here: the nearest microsecond.
inline MediaTime toMediaTime(qint64 value, AVRational unit)
{
    return MediaTime(av_rescale_q(value, unit, microseconds));
}
inline qint64 fromMediaTime(MediaTime time, AVRational unit) { return av_rescale_q(time.count(), microseconds, unit); }

/// "12:34" or "1:02:03".
QString clockText(MediaTime time);

}   // namespace media::worker
