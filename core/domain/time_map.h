#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QJsonArray>
#include <QList>

#include <optional>

namespace domain {

using base::MediaTime;

/// Half open: [start, end).
struct Interval {
    MediaTime start{};
    MediaTime end{};

    [[nodiscard]] MediaTime length() const { return end - start; }
    [[nodiscard]] bool contains(MediaTime time) const { return start <= time && time < end; }
    [[nodiscard]] bool overlaps(const Interval &other) const { return start < other.end && other.start < end; }
    friend bool operator==(const Interval &, const Interval &) = default;
};

/// Sorts, drops empty intervals and joins those that touch or lie less than `gap` apart.
QList<Interval> united(QList<Interval> intervals, MediaTime gap = {});

/// What `intervals` (sorted, disjoint) leave of [0, duration).
QList<Interval> complement(const QList<Interval> &intervals, MediaTime duration);

enum class CutKind { Head, Inner, Tail, Manual };
QString toString(CutKind kind);   // "head", "inner", "tail", "manual"

/// A removed stretch of the source, with the reason a person reads.
struct Cut {
    Interval source;
    CutKind kind = CutKind::Inner;
    QString reason;
    bool edited = false;   // changed or made by a person

    friend bool operator==(const Cut &, const Cut &) = default;
};

/// A kept stretch and where it begins in the output.
struct Kept {
    Interval source;
    MediaTime outputStart{};
};

/// Source time to output time: monotonic and exact. Everything that is published goes through the one map of its cut.
class TimeMap {
public:
    /// Nothing is kept.
    TimeMap() = default;
    /// `keep`: sorted, disjoint intervals in source time.
    explicit TimeMap(const QList<Interval> &keep);
    /// Keeps everything of a medium of this length.
    static TimeMap identity(MediaTime duration);

    [[nodiscard]] const QList<Kept> &kept() const { return m_kept; }
    [[nodiscard]] MediaTime outputDuration() const;
    [[nodiscard]] MediaTime sourceDuration() const;   // the end of what is kept

    /// The output time of a kept moment; nothing for a removed one. The end of the last kept interval maps too.
    [[nodiscard]] std::optional<MediaTime> toOutput(MediaTime source) const;
    /// The same, but a removed moment maps to the join that replaced it.
    [[nodiscard]] MediaTime toOutputOrJoin(MediaTime source) const;
    /// The output stretch that `source` becomes, its removed parts closed up; nothing when less than `atLeast` is kept.
    [[nodiscard]] std::optional<Interval> toOutput(const Interval &source, MediaTime atLeast = MediaTime(1)) const;
    /// The source moment shown at an output time; clamped to what is kept.
    [[nodiscard]] MediaTime toSource(MediaTime output) const;

    /// `kept[]` of provenance.json: start, end in source seconds, output_start.
    [[nodiscard]] QJsonArray toJson() const;
    static base::Result<TimeMap> fromJson(const QJsonArray &json);

private:
    QList<Kept> m_kept;
};

}   // namespace domain
