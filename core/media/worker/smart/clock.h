#pragma once

#include "core/media/worker/ffmpeg.h"

#include <cstdlib>

namespace media::worker::smart {

/// The clock of a rendering ticks in samples of the sound; edges lie on the borders of its packets, so that each
/// segment is a whole number of packets and its place in the output a sum without rounding. Without sound to copy, the
/// step is one tick.
struct Clock {
    AVRational unit = microseconds;
    qint64 origin = 0;
    qint64 step = 1;

    [[nodiscard]] qint64 atOrBefore(qint64 tick) const
    {
        const qint64 offset = tick - origin;
        return tick - (offset % step + step) % step;
    }
    [[nodiscard]] qint64 atOrAfter(qint64 tick) const { return atOrBefore(tick + step - 1); }
    [[nodiscard]] qint64 nearest(qint64 tick) const { return atOrBefore(tick + step / 2); }

    [[nodiscard]] qint64 ticks(MediaTime time) const { return fromMediaTime(time, unit); }
    [[nodiscard]] MediaTime time(qint64 tick) const { return toMediaTime(tick, unit); }
    [[nodiscard]] qint64 fromUnit(qint64 value, AVRational other) const { return av_rescale_q(value, other, unit); }
    [[nodiscard]] qint64 toUnit(qint64 tick, AVRational other) const { return av_rescale_q(tick, unit, other); }
};

}   // namespace media::worker::smart
