#pragma once

#include "core/domain/media.h"
#include "core/media/worker/ffmpeg.h"

#include <vector>

namespace media::worker {

/// The keep list on the one clock of a rendering: whole samples of the sound, so that sound is cut exactly and every
/// segment's place in the output is a sum without rounding. Without sound the clock ticks in microseconds.
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

    Timeline(const QList<domain::Interval> &keep, MediaTime duration, AVRational clock)
        : unit(clock)
        , sourceEnd(fromMediaTime(duration, clock))
    {
        for (const auto &interval : keep) {
            const Segment segment{.start = fromMediaTime(interval.start, clock),
                .end = fromMediaTime(interval.end, clock),
                .output = length()};
            if (segment.length() > 0)
                segments.push_back(segment);
        }
    }

    [[nodiscard]] qint64 length() const
    {
        return segments.empty() ? 0 : segments.back().output + segments.back().length();
    }
    [[nodiscard]] qint64 ticks(MediaTime time) const { return fromMediaTime(time, unit); }
};

}   // namespace media::worker
