#include "support/camera_video.h"

#include "support/decoded_media.h"
#include "support/marker_encoder.h"

#include <QFileInfo>

#include <cstring>

#ifdef HAS_OPENH264
#include <wels/codec_api.h>
#endif

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;
using media::worker::CodecPtr;
using media::worker::FramePtr;
using media::worker::PacketPtr;

namespace support {

static constexpr int width = 640;
static constexpr int height = 360;
static constexpr int sampleRateHz = 48'000;

static SourceVideo described(const QString &path, int seconds)
{
    return {.path = path, .sampleRateHz = sampleRateHz, .duration = std::chrono::seconds(seconds)};
}

Result<SourceVideo> CameraVideos::byFfmpeg(int seconds, const QStringList &encoder)
{
    const QString path = newPath();
    const QStringList before{u"-stream_loop"_s, u"-1"_s, u"-i"_s, m_recording, u"-t"_s, QString::number(seconds),
        u"-vf"_s, u"scale=%1:%2"_s.arg(width).arg(height)};
    const QStringList sound = u"-c:a aac -ar %1 -b:a 128k"_s.arg(sampleRateHz).split(u' ');
    if (m_samples.make(QFileInfo(path).fileName(), before + encoder + sound).isEmpty())
        return base::fail(ErrorKind::Internal, u"ffmpeg cannot encode the recording."_s);
    return described(path, seconds);
}

#ifdef HAS_OPENH264

namespace {
struct DestroyEncoder {
    void operator()(ISVCEncoder *encoder) const noexcept
    {
        encoder->Uninitialize();
        WelsDestroySVCEncoder(encoder);
    }
};
using OpenH264Ptr = std::unique_ptr<ISVCEncoder, DestroyEncoder>;
}   // namespace

static Result<OpenH264Ptr> openEncoder(const CameraVideos::Meeting &meeting, int frameRate)
{
    ISVCEncoder *raw = nullptr;
    if (WelsCreateSVCEncoder(&raw) != 0)
        return base::fail(ErrorKind::Internal, u"OpenH264 does not start."_s);
    OpenH264Ptr encoder(raw);
    int level = WELS_LOG_QUIET;
    encoder->SetOption(ENCODER_OPTION_TRACE_LEVEL, &level);
    SEncParamExt options;
    encoder->GetDefaultParams(&options);
    options.iUsageType = CAMERA_VIDEO_REAL_TIME;
    options.iPicWidth = width;
    options.iPicHeight = height;
    options.fMaxFrameRate = static_cast<float>(frameRate);
    options.iTargetBitrate = 500'000;
    options.iRCMode = RC_QUALITY_MODE;
    options.uiIntraPeriod = static_cast<unsigned>(8 * frameRate);
    options.iTemporalLayerNum = meeting.temporalLayers;
    options.iEntropyCodingModeFlag = meeting.isCabac ? 1 : 0;
    options.bEnableLongTermReference = meeting.hasLongTermReferences;
    options.iLTRRefNum = meeting.hasLongTermReferences ? 2 : 0;
    options.eSpsPpsIdStrategy = CONSTANT_ID;
    options.bEnableFrameSkip = false;
    options.iMultipleThreadIdc = 1;   // the same each time
    options.sSpatialLayers[0].iVideoWidth = width;
    options.sSpatialLayers[0].iVideoHeight = height;
    options.sSpatialLayers[0].fFrameRate = static_cast<float>(frameRate);
    options.sSpatialLayers[0].iSpatialBitrate = options.iTargetBitrate;
    options.sSpatialLayers[0].uiProfileIdc = meeting.isCabac ? PRO_MAIN : PRO_BASELINE;
    if (encoder->InitializeExt(&options) != cmResultSuccess)
        return base::fail(ErrorKind::Internal, u"OpenH264 does not take these options."_s);
    return encoder;
}

/// All layers, with start codes.
static QByteArray bytesOf(const SFrameBSInfo &coded)
{
    QByteArray bytes;
    for (int i = 0; i < coded.iLayerNum; ++i) {
        const SLayerBSInfo &layer = coded.sLayerInfo[i];
        int size = 0;
        for (int unit = 0; unit < layer.iNalCount; ++unit)
            size += layer.pNalLengthInByte[unit];
        bytes.append(reinterpret_cast<const char *>(layer.pBsBuf), size);
    }
    return bytes;
}

static void setDescription(AVCodecContext *context, const QByteArray &sets, int frameRate)
{
    context->codec_id = AV_CODEC_ID_H264;
    context->codec_type = AVMEDIA_TYPE_VIDEO;
    context->width = width;
    context->height = height;
    context->pix_fmt = AV_PIX_FMT_YUV420P;
    context->time_base = {1, frameRate};
    context->framerate = {frameRate, 1};
    context->extradata_size = static_cast<int>(sets.size());
    context->extradata =
        static_cast<uint8_t *>(av_mallocz(static_cast<size_t>(sets.size()) + AV_INPUT_BUFFER_PADDING_SIZE));
    std::memcpy(context->extradata, sets.constData(), static_cast<size_t>(sets.size()));
}

/// The recording's pictures over and over, made smaller.
static Result<EncodedStream> encodeMeeting(
    const QString &recording, const CameraVideos::Meeting &meeting, int frameRate, int count)
{
    TRY(const OpenH264Ptr encoder, openEncoder(meeting, frameRate));
    EncodedStream stream{.encoder = CodecPtr(avcodec_alloc_context3(nullptr)), .packets = {}};
    SFrameBSInfo coded{};
    encoder->EncodeParameterSets(&coded);
    setDescription(stream.encoder.get(), bytesOf(coded), frameRate);
    TRY(PictureReader reader, PictureReader::open(recording));
    const FramePtr frame(av_frame_alloc());
    FramePtr small(av_frame_alloc());
    small->width = width;
    small->height = height;
    small->format = AV_PIX_FMT_YUV420P;
    av_frame_get_buffer(small.get(), 0);
    media::worker::ScalerPtr scaler;
    for (int i = 0; i < count;) {
        if (!reader.next(frame.get())) {
            reader.seek(0);
            continue;
        }
        scaler.reset(sws_getCachedContext(scaler.release(), frame->width, frame->height, AV_PIX_FMT_YUV420P, width,
            height, AV_PIX_FMT_YUV420P, SWS_AREA, nullptr, nullptr, nullptr));
        sws_scale(scaler.get(), frame->data, frame->linesize, 0, frame->height, small->data, small->linesize);
        SSourcePicture picture{};
        picture.iColorFormat = videoFormatI420;
        picture.iPicWidth = width;
        picture.iPicHeight = height;
        picture.uiTimeStamp = 1'000LL * i / frameRate;
        for (int plane = 0; plane < 3; ++plane) {
            picture.pData[plane] = small->data[plane];
            picture.iStride[plane] = small->linesize[plane];
        }
        if (encoder->EncodeFrame(&picture, &coded) != cmResultSuccess)
            return base::fail(ErrorKind::Internal, u"OpenH264 fails at picture %1."_s.arg(i));
        const QByteArray bytes = bytesOf(coded);
        PacketPtr packet(av_packet_alloc());
        av_new_packet(packet.get(), static_cast<int>(bytes.size()));
        std::memcpy(packet->data, bytes.constData(), static_cast<size_t>(bytes.size()));
        packet->pts = packet->dts = i++;
        packet->duration = 1;
        if (coded.eFrameType == videoFrameTypeIDR)
            packet->flags |= AV_PKT_FLAG_KEY;
        stream.packets.push_back(std::move(packet));
    }
    return stream;
}

Result<SourceVideo> CameraVideos::byOpenH264(int seconds, const Meeting &meeting)
{
    constexpr int frameRate = 30;
    TRY(const EncodedStream pictures, encodeMeeting(m_recording, meeting, frameRate, seconds * frameRate));
    TRY(const DecodedSound sound, DecodedSound::of(m_recording));
    std::vector<float> samples(static_cast<size_t>(seconds) * sampleRateHz);
    for (size_t i = 0; i < samples.size(); ++i)
        samples[i] = sound.samples[i % sound.samples.size()];
    TRY(const EncodedStream voice, encodeSound(samples, sampleRateHz));
    const QString path = newPath();
    TRY_DO(writeMedia(path, {&pictures, &voice}));
    return described(path, seconds);
}

#else

Result<SourceVideo> CameraVideos::byOpenH264(int, const Meeting &)
{
    return base::fail(ErrorKind::Invalid, u"This build is without OpenH264."_s);
}

#endif

}   // namespace support
