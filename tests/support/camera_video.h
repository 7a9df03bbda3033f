#pragma once

#include "support/marker_video.h"
#include "support/media_samples.h"

namespace support {

/// Recordings of a real camera and a real voice: one looped, made smaller and encoded again in other ways.
class CameraVideos {
public:
    explicit CameraVideos(QString recording)
        : m_recording(std::move(recording))
    {
    }

    /// By the ffmpeg program; `encoder`: its arguments for the picture. Errors: Internal.
    base::Result<SourceVideo> byFfmpeg(int seconds, const QStringList &encoder);

    struct Meeting {
        int temporalLayers = 1;   // 1 to 4; the pictures of the highest one are not referred to
        bool isCabac = false;
        bool hasLongTermReferences = false;
    };
    /// By OpenH264, as programs for meetings do. Errors: Invalid where this build is without it, Internal.
    base::Result<SourceVideo> byOpenH264(int seconds, const Meeting &meeting);

private:
    [[nodiscard]] QString newPath() { return m_samples.path(QStringLiteral("camera-%1.mp4").arg(++m_made)); }

    QString m_recording;
    MediaSamples m_samples;
    int m_made = 0;
};

}   // namespace support
