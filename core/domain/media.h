#pragma once

#include "core/domain/time_map.h"

#include <QJsonObject>
#include <QSize>

#include <vector>

namespace domain {

/// What the container says of a file, without decoding it.
struct AudioStream {
    int index = 0;
    QString codec;   // FFmpeg's name: "aac"
    int sampleRateHz = 0;
    int channels = 0;
    qint64 bitRate = 0;   // bits a second; 0 unknown
    int samplesPerPacket = 0;   // 1024 for AAC; 0 unknown
    QString language;   // ISO 639, may be empty
};

struct VideoStream {
    int index = 0;
    QString codec;
    QString profile;
    QString pixelFormat;
    QSize size;   // coded picture, before rotation
    int rotation = 0;   // degrees clockwise to show it upright: 0, 90, 180, 270
    double framesPerSecond = 0;   // average
    qint64 bitRate = 0;
};

struct Probe {
    QString format;   // FFmpeg's demuxer: "mov,mp4,m4a,3gp,3g2,mj2"
    MediaTime duration{};
    qint64 sizeBytes = 0;
    std::optional<VideoStream> video;   // the best one, attached pictures apart
    QList<AudioStream> audio;
    std::optional<base::Instant> createdAt;   // creation_time of the container
    QString title;   // of the container's metadata, may be empty

    [[nodiscard]] QJsonObject toJson() const;
    static base::Result<Probe> fromJson(const QJsonObject &json);
};

/// RMS loudness in windows of 10 ms, the loudest channel of each (antiphase stereo is not silence), in dBFS.
/// Digital zero is -90.
struct Loudness {
    static constexpr MediaTime window{10'000};
    std::vector<float> decibels;

    [[nodiscard]] MediaTime duration() const { return window * static_cast<qint64>(decibels.size()); }
};

}   // namespace domain
