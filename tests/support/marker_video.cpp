#include "support/marker_video.h"

#include "core/domain/cuts.h"
#include "support/marker_encoder.h"
#include "support/marker_picture.h"
#include "support/seeded_random.h"

extern "C" {
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;
using domain::Interval;
using media::worker::avFail;
using media::worker::FramePtr;

namespace support {

static constexpr int ticksPerSecond = 90'000;
static constexpr double flashSeconds = 0.08;
static constexpr base::MediaTime shortestKept{120'000};

/// Ticks at which pictures are shown. At every event there is one.
static std::vector<qint64> pictureTimes(const MarkerOptions &options, const QList<double> &events)
{
    const auto ticks = [](double seconds) { return std::llround(seconds * ticksPerSecond); };
    std::vector<qint64> times;
    SeededRandom random(options.seed + 1);
    const double period = 1.0 / options.frameRate;
    const bool variable = options.rate == MarkerOptions::Rate::Variable;
    double phaseEnd = random.between(2, 5);
    bool burst = true;
    qsizetype event = 0;
    for (double at = 0; at < options.seconds;) {
        times.push_back(ticks(at));
        if (!variable) {
            at = static_cast<double>(times.size()) * period;
            continue;
        }
        if (at >= phaseEnd) {
            burst = !burst;
            phaseEnd = at + (burst ? random.between(1, 5) : random.between(0.5, 4));
        }
        double next = at + (burst ? period * random.between(0.7, 1.3) : random.between(0.1, 1.5));
        while (event < events.size() && events[event] <= at + 0.004)
            ++event;
        if (event < events.size() && events[event] < next + 0.012)
            next = events[event];
        at = next;
    }
    return times;
}

static void setH264Options(AVCodecContext *encoder, const MarkerOptions &options)
{
    void *own = encoder->priv_data;
    encoder->max_b_frames = options.bPictures;
    encoder->refs = options.references;
    av_opt_set(own, "preset", "ultrafast", 0);
    av_opt_set(own, "crf", "20", 0);
    av_opt_set(own, "b_strategy", "0", 0);
    av_opt_set(own, "b-pyramid", options.pyramid ? "normal" : "none", 0);
    av_opt_set(own, "coder", options.coding == MarkerOptions::Coding::Cabac ? "cabac" : "cavlc", 0);
    if (options.coding == MarkerOptions::Coding::Cavlc && options.bPictures == 0)
        av_opt_set(own, "profile", "baseline", 0);
    if (options.groups == MarkerOptions::Groups::Open)
        av_opt_set(own, "x264-params", "open-gop=1:scenecut=0", 0);
}

static Result<EncodedStream> openPictures(const MarkerOptions &options)
{
    const AVCodec *codec = avcodec_find_encoder_by_name(options.encoder.toLatin1().constData());
    if (codec == nullptr)
        return base::fail(ErrorKind::Invalid, u"This FFmpeg has no %1."_s.arg(options.encoder));
    EncodedStream pictures{.encoder = media::worker::CodecPtr(avcodec_alloc_context3(codec)), .packets = {}};
    AVCodecContext *encoder = pictures.encoder.get();
    const bool variable = options.rate == MarkerOptions::Rate::Variable;
    encoder->width = options.width;
    encoder->height = options.height;
    encoder->pix_fmt = av_get_pix_fmt(options.pixelFormat.toLatin1().constData());
    encoder->time_base = variable ? AVRational{1, ticksPerSecond} : AVRational{1, options.frameRate};
    encoder->framerate = {options.frameRate, 1};
    // The variable rate is about half of the nominal one.
    encoder->gop_size =
        std::max(1, static_cast<int>(std::lround(options.groupSeconds * options.frameRate / (variable ? 2 : 1))));
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    encoder->thread_count = 1;
    encoder->color_range = AVCOL_RANGE_MPEG;
    encoder->colorspace = AVCOL_SPC_BT709;
    encoder->color_primaries = AVCOL_PRI_BT709;
    encoder->color_trc = AVCOL_TRC_BT709;
    if (options.encoder == "libx264"_L1)
        setH264Options(encoder, options);
    AVDictionary *extra = nullptr;
    for (const auto &[name, value] : options.extra.asKeyValueRange())
        av_dict_set(&extra, name.toUtf8().constData(), value.toUtf8().constData(), 0);
    const int code = avcodec_open2(encoder, codec, &extra);
    const AVDictionaryEntry *unknown = av_dict_get(extra, "", nullptr, AV_DICT_IGNORE_SUFFIX);
    const QString unknownName = unknown != nullptr ? QString::fromUtf8(unknown->key) : QString();
    av_dict_free(&extra);
    if (code < 0)
        return avFail(u"open %1"_s.arg(options.encoder), code);
    if (!unknownName.isEmpty())
        return base::fail(ErrorKind::Invalid, u"%1 does not know the option %2."_s.arg(options.encoder, unknownName));
    return pictures;
}

static Result<FramePtr> emptyPicture(int width, int height, AVPixelFormat format)
{
    FramePtr frame(av_frame_alloc());
    frame->width = width;
    frame->height = height;
    frame->format = format;
    if (const int code = av_frame_get_buffer(frame.get(), 0); code < 0)
        return avFail(u"paint a marker"_s, code);
    return frame;
}

static Result<EncodedStream> encodePictures(
    const MarkerOptions &options, const std::vector<qint64> &times, const QList<double> &events)
{
    TRY(EncodedStream pictures, openPictures(options));
    AVCodecContext *encoder = pictures.encoder.get();
    MarkerPainter painter(options.width, options.height, options.seed);
    const media::worker::ScalerPtr scaler(sws_getContext(options.width, options.height, AV_PIX_FMT_YUV420P,
        options.width, options.height, encoder->pix_fmt, SWS_POINT | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    qsizetype next = 0;   // event
    for (size_t i = 0; i < times.size(); ++i) {
        const double seconds = static_cast<double>(times[i]) / ticksPerSecond;
        while (next < events.size() && events[next] <= seconds + 1e-4)
            ++next;
        const bool flash = next > 0 && seconds < events[next - 1] + flashSeconds - 1e-4;
        TRY(FramePtr frame, emptyPicture(options.width, options.height, AV_PIX_FMT_YUV420P));
        painter.paint(frame.get(), static_cast<int>(i), seconds, flash);
        if (encoder->pix_fmt != AV_PIX_FMT_YUV420P) {
            TRY(FramePtr converted, emptyPicture(options.width, options.height, encoder->pix_fmt));
            sws_scale(
                scaler.get(), frame->data, frame->linesize, 0, options.height, converted->data, converted->linesize);
            frame = std::move(converted);
        }
        frame->pts = av_rescale_q(times[i], {1, ticksPerSecond}, encoder->time_base);
        TRY_DO(pictures.send(frame.get()));
    }
    TRY_DO(pictures.send(nullptr));
    return pictures;
}

QList<Interval> SourceVideo::randomKeep(quint32 seed) const
{
    SeededRandom random(seed);
    const double whole = base::toSeconds(duration);
    QList<Interval> removed;
    const auto remove = [&removed](double from, double to) {
        if (from < to)
            removed += {base::fromSeconds(std::max(0.0, from)), base::fromSeconds(to)};
    };
    for (const Interval &pause : pauses)
        if (pause.length() > base::MediaTime(500'000))
            remove(pause.start == base::MediaTime(0) ? 0 : base::toSeconds(pause.start) + random.between(0.1, 0.2),
                pause.end == duration ? whole : base::toSeconds(pause.end) - random.between(0.1, 0.2));
    for (int i = 0; i < 3; ++i) {   // two stretches with little between them
        const double from = random.between(0, whole - 3);
        const double to = from + random.between(0.1, 1.2);
        remove(from, to);
        const double again = to + random.between(0.15, 0.45);
        remove(again, again + random.between(0.1, 0.8));
    }
    QList<Interval> keep = domain::complement(domain::united(removed), duration);
    // Half of the lists begin at 0, half reach the end, whatever the pauses there.
    if (random.coin())
        keep.prepend({base::MediaTime(0), base::fromSeconds(random.between(0.3, 0.8))});
    if (random.coin())
        keep.append({base::fromSeconds(whole - random.between(0.2, 0.6)), duration});
    const domain::PacketGrid grid{.sampleRateHz = sampleRateHz, .samplesPerPacket = sampleRateHz > 0 ? 1'024 : 0};
    for (Interval &interval : keep)
        interval = {grid.snapped(interval.start), interval.end == duration ? duration : grid.snapped(interval.end)};
    keep = domain::united(keep);
    keep.removeIf([](const Interval &interval) { return interval.length() < shortestKept; });
    return keep;
}

MarkerVideos::MarkerVideos()
{
    av_log_set_level(AV_LOG_ERROR);   // encoders tell their lives
}

bool MarkerVideos::hasEncoder(const QString &name)
{
    return avcodec_find_encoder_by_name(name.toLatin1().constData()) != nullptr;
}

Result<MarkerVideo> MarkerVideos::make(const MarkerOptions &options)
{
    MarkerSound sound = m_speaker.speak(options.seconds, options.sampleRateHz, options.frameRate, options.seed);
    const auto times = pictureTimes(options, sound.events);
    TRY(const EncodedStream pictures, encodePictures(options, times, sound.events));
    TRY(EncodedStream voice, encodeSound(sound.samples, options.sampleRateHz));
    const bool mp4 = options.container == MarkerOptions::Container::Mp4;
    if (!mp4)   // there is no edit list to hide the encoder's delay, and FFmpeg would move everything by it
        voice.packets.erase(voice.packets.begin());
    MarkerVideo video{{.path = path(u"marker-%1.%2"_s.arg(++m_made).arg(mp4 ? u"mp4"_s : u"mkv"_s)),
                          .sampleRateHz = options.sampleRateHz,
                          .duration = base::fromSeconds(options.seconds),
                          .events = std::move(sound.events),
                          .pauses = std::move(sound.pauses)},
        {}};
    for (const qint64 time : times)
        video.pictures += static_cast<double>(time) / ticksPerSecond;
    TRY_DO(writeMedia(video.path, {&pictures, &voice}));
    return video;
}

}   // namespace support
