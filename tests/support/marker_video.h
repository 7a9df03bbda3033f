#pragma once

#include "core/domain/time_map.h"
#include "support/marker_sound.h"

#include <QMap>
#include <QTemporaryDir>

namespace support {

struct MarkerOptions {
    enum class Rate { Constant, Variable };   // Variable: bursts that jitter and holes of up to 1.5 s, as Zoom makes
    enum class Groups { Closed, Open };
    enum class Coding { Cabac, Cavlc };   // Cavlc without B pictures is the Baseline profile
    enum class Container { Mp4, Matroska };

    quint32 seed = 1;
    double seconds = 30;
    int width = 320;
    int height = 180;
    int frameRate = 25;   // of the bursts, when variable
    Rate rate = Rate::Constant;
    double groupSeconds = 2;   // between entry points
    Groups groups = Groups::Closed;
    int bPictures = 0;   // in a row
    bool pyramid = false;   // B pictures refer to B pictures
    int references = 1;
    Coding coding = Coding::Cabac;
    int sampleRateHz = 48'000;
    Container container = Container::Mp4;
    QString encoder =
        QStringLiteral("libx264");   // as FFmpeg names it; those above that are H.264's go to libx264 only
    QString pixelFormat = QStringLiteral("yuv420p");
    QMap<QString, QString> extra = {};   // more options of the encoder, by FFmpeg's names
};

/// A recording to be cut.
struct SourceVideo {
    QString path;
    int sampleRateHz = 0;   // 0: no sound
    base::MediaTime duration{};
    QList<double> events = {};   // beep and flash begin, in seconds
    QList<domain::Interval> pauses = {};

    /// What an editor might keep: pauses of more than half a second shortened, stretches taken out anywhere, some of
    /// what remains shorter than half a second; often from 0 and often to the end. On the grid of packets.
    [[nodiscard]] QList<domain::Interval> randomKeep(quint32 seed) const;
};

/// One in which every picture tells its number, and every phrase begins with a beep and a flash.
struct MarkerVideo : SourceVideo {
    QList<double> pictures;   // when each is shown, in seconds; the number is the index
};

/// Makes marker recordings in a folder that is gone with this object. They are encoded with libavcodec directly,
/// because times of pictures do not survive a pipe.
class MarkerVideos {
public:
    MarkerVideos();
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// The same options make the same file. Errors: Invalid where FFmpeg has no such encoder, Internal.
    base::Result<MarkerVideo> make(const MarkerOptions &options);
    [[nodiscard]] static bool hasEncoder(const QString &name);

private:
    QTemporaryDir m_folder;
    MarkerSpeaker m_speaker;
    int m_made = 0;
};

}   // namespace support
