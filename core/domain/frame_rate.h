#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

namespace domain {

using base::MediaTime;

/// The rate at which an editing program counts a recording's time.
struct FrameRate {
    qint64 frames = 25;   // in so many seconds
    qint64 seconds = 1;

    /// For a recording of so many pictures a second on average: the broadcast rate it comes from (30000/1001), else the
    /// next whole one; a slow or uneven recording is counted in parts of its pictures, 24 frames or more a second. 0
    /// (no picture): 25.
    static FrameRate forPictures(double perSecond);

    [[nodiscard]] double perSecond() const { return static_cast<double>(frames) / static_cast<double>(seconds); }
    [[nodiscard]] qint64 nominal() const { return (frames + seconds - 1) / seconds; }   // of timecodes: 30 for 29.97
    [[nodiscard]] qint64 frameAt(MediaTime time) const;   // the nearest
    [[nodiscard]] MediaTime timeOf(qint64 frame) const;

    /// "01:02:03:04", non-drop: hours, minutes, seconds, frames.
    [[nodiscard]] QString timecode(qint64 frame) const;
    /// The reverse. Invalid, and why: another form, a drop-frame timecode, a number of frames that this rate doesn't
    /// have.
    [[nodiscard]] base::Result<qint64> frameOf(const QString &timecode) const;

    friend bool operator==(const FrameRate &, const FrameRate &) = default;
};

}   // namespace domain
