#pragma once

#include "core/domain/time_map.h"

#include <QRandomGenerator>
#include <QTest>

// Short ways to write times, and random material for properties.

namespace timeline {

using base::MediaTime;
using domain::Interval;

inline MediaTime at(double seconds) { return base::fromSeconds(seconds); }
inline Interval from(double start, double end) { return {at(start), at(end)}; }

inline MediaTime between(QRandomGenerator &random, double least, double most)
{
    return at(least + random.generateDouble() * (most - least));
}

/// Sorted, disjoint stretches, now and then touching.
inline QList<Interval> randomStretches(QRandomGenerator &random, int most, double longest)
{
    QList<Interval> stretches;
    MediaTime time{};
    for (int count = random.bounded(most + 1); count > 0; --count) {
        if (random.bounded(5) > 0)
            time += between(random, 0, longest);
        const MediaTime end = time + MediaTime(1) + between(random, 0, longest);
        stretches += Interval{time, end};
        time = end;
    }
    return stretches;
}

inline QString text(const QList<Interval> &intervals)
{
    QStringList parts;
    for (const auto &interval : intervals)
        parts += QStringLiteral("%1-%2").arg(base::toSeconds(interval.start)).arg(base::toSeconds(interval.end));
    return parts.join(QStringLiteral(", "));
}

}   // namespace timeline
