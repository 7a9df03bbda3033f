#pragma once

#include "core/domain/time_map.h"

#include <QStringList>

namespace support {

/// What a renderer says it wrote: the file of `RenderRequest::plan`. Times are seconds.
struct FramePlan {
    enum class Kind { Copied, Patched, Inserted, Encoded };
    struct Segment {
        QString engine;   // "copy", "splice", "classic" or "full"
        double start = 0;
        double end = 0;
        double output = 0;   // where it begins there
        QString reason;
    };
    struct Frame {
        double output = 0;
        double source = 0;
        int picture = 0;   // of the source, in the order of display
        Kind kind = Kind::Encoded;
    };

    QList<Segment> segments;
    QList<Frame> frames;   // in the order of display

    /// Errors: NotFound, Corrupt: what does not follow the format, order included.
    static base::Result<FramePlan> read(const QString &path);
    /// What an encoder of every picture of `kept` has to write; `pictures`: when those of the source are shown.
    static FramePlan encoded(const QList<domain::Interval> &kept, const QList<double> &pictures);

    [[nodiscard]] qsizetype count(Kind kind) const;
    /// The segment that is on at an output time.
    [[nodiscard]] const Segment &segmentAt(double output) const;
    [[nodiscard]] double outputEnd() const;
};

/// What is wrong with a plan: every picture of a kept part is shown, once and in order, at its time, and none of a
/// removed part. A picture within half a packet of an edge may be on either side; pictures inserted at a start may be
/// older, as long as the one that stays on display is the right one or gone at once. `kept`: as reported.
QStringList faultsOf(const FramePlan &plan, const QList<domain::Interval> &kept, const QList<double> &pictures);

}   // namespace support
