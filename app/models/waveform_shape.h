#pragma once

#include "core/domain/cuts.h"

namespace models {

/// A sound's outline for drawing, and what of it was removed.
struct WaveformShape {
    struct Bar {
        double height = 0;   // 0..1 of the loudest
        bool removed = false;
    };
    QList<domain::Interval> removed;   // source time
    domain::MediaTime duration{};
    QByteArray heights;   // 0..255, evenly over the duration

    [[nodiscard]] bool isEmpty() const { return heights.isEmpty() || duration <= domain::MediaTime{}; }
    /// As many bars as fit.
    [[nodiscard]] QList<Bar> bars(int count) const;
};

/// `peaks`: pairs of lowest and highest, one per 10 ms.
WaveformShape waveformShape(const QByteArray &peaks, domain::MediaTime duration, const QList<domain::Cut> &cuts);

}   // namespace models
