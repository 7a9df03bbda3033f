#include "core/domain/media.h"

#include "core/domain/json_fields.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static QJsonObject toJson(const AudioStream &stream)
{
    return {
        {"index"_L1, stream.index},
        {"codec"_L1, stream.codec},
        {"sample_rate"_L1, stream.sampleRateHz},
        {"channels"_L1, stream.channels},
        {"bit_rate"_L1, stream.bitRate},
        {"samples_per_packet"_L1, stream.samplesPerPacket},
        {"language"_L1, stream.language},
    };
}

static QJsonObject toJson(const VideoStream &stream)
{
    return {
        {"index"_L1, stream.index},
        {"codec"_L1, stream.codec},
        {"profile"_L1, stream.profile},
        {"pixel_format"_L1, stream.pixelFormat},
        {"width"_L1, stream.size.width()},
        {"height"_L1, stream.size.height()},
        {"rotation"_L1, stream.rotation},
        {"frames_per_second"_L1, stream.framesPerSecond},
        {"bit_rate"_L1, stream.bitRate},
    };
}

static Result<AudioStream> audioStreamFrom(const QJsonObject &json)
{
    TRY(const auto codec, textField(json, "codec"_L1));
    return AudioStream{.index = json["index"_L1].toInt(),
        .codec = codec,
        .sampleRateHz = json["sample_rate"_L1].toInt(),
        .channels = json["channels"_L1].toInt(),
        .bitRate = json["bit_rate"_L1].toInteger(),
        .samplesPerPacket = json["samples_per_packet"_L1].toInt(),
        .language = json["language"_L1].toString()};
}

static Result<VideoStream> videoStreamFrom(const QJsonObject &json)
{
    TRY(const auto codec, textField(json, "codec"_L1));
    return VideoStream{.index = json["index"_L1].toInt(),
        .codec = codec,
        .profile = json["profile"_L1].toString(),
        .pixelFormat = json["pixel_format"_L1].toString(),
        .size = QSize(json["width"_L1].toInt(), json["height"_L1].toInt()),
        .rotation = json["rotation"_L1].toInt(),
        .framesPerSecond = json["frames_per_second"_L1].toDouble(),
        .bitRate = json["bit_rate"_L1].toInteger()};
}

QJsonObject Probe::toJson() const
{
    QJsonArray audioStreams;
    for (const auto &stream : audio)
        audioStreams += domain::toJson(stream);
    return {
        {"format"_L1, format},
        {"duration"_L1, base::toSeconds(duration)},
        {"size_bytes"_L1, sizeBytes},
        {"video"_L1, video ? QJsonValue(domain::toJson(*video)) : QJsonValue()},
        {"audio"_L1, audioStreams},
        {"created_at"_L1, createdAt ? QJsonValue(base::toRfc3339(*createdAt)) : QJsonValue()},
        {"title"_L1, title},
    };
}

Result<Probe> Probe::fromJson(const QJsonObject &json)
{
    Probe probe;
    TRY(probe.format, textField(json, "format"_L1));
    TRY(probe.duration, timeField(json, "duration"_L1));
    TRY(probe.audio, listField(json, "audio"_L1, audioStreamFrom));
    if (const auto stream = json["video"_L1]; stream.isObject()) {
        TRY(probe.video, videoStreamFrom(stream.toObject()));
    }
    if (const auto time = json["created_at"_L1]; time.isString()) {
        probe.createdAt = base::fromRfc3339(time.toString());
        if (!probe.createdAt)
            return fail(ErrorKind::Invalid, u"The field \"created_at\" must be a time as in RFC 3339."_s);
    }
    probe.sizeBytes = json["size_bytes"_L1].toInteger();
    probe.title = json["title"_L1].toString();
    return probe;
}

}   // namespace domain
