#pragma once

#include "core/media/worker/ffmpeg.h"

#include <vector>

namespace media::worker {

/// The segments of a film on the one clock of its rendering: whole samples of the sound, so that sound is cut exactly
/// and every segment's place in the output is a sum without rounding. Without sound the clock ticks in microseconds.
struct Timeline {
    struct Segment {
        qint64 start = 0;
        qint64 end = 0;
        qint64 output = 0;   // where it begins in the output

        [[nodiscard]] qint64 length() const { return end - start; }
    };

    AVRational unit = microseconds;
    std::vector<Segment> segments;
    qint64 sourceEnd = 0;

    [[nodiscard]] qint64 length() const
    {
        return segments.empty() ? 0 : segments.back().output + segments.back().length();
    }
    [[nodiscard]] qint64 ticks(MediaTime time) const { return fromMediaTime(time, unit); }
};

}   // namespace media::worker
