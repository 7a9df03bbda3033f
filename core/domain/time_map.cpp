#include "core/domain/time_map.h"

#include "core/domain/json_fields.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

QList<Interval> united(QList<Interval> intervals, MediaTime gap)
{
    intervals.removeIf([](const Interval &interval) { return interval.end <= interval.start; });
    std::sort(
        intervals.begin(), intervals.end(), [](const Interval &a, const Interval &b) { return a.start < b.start; });
    QList<Interval> joined;
    for (const auto &next : std::as_const(intervals)) {
        const bool joins =
            !joined.isEmpty() && (next.start <= joined.back().end || next.start - joined.back().end < gap);
        if (joins)
            joined.back().end = std::max(joined.back().end, next.end);
        else
            joined += next;
    }
    return joined;
}

QList<Interval> complement(const QList<Interval> &intervals, MediaTime duration)
{
    QList<Interval> rest;
    MediaTime from{};
    for (const auto &interval : intervals) {
        if (interval.start > from && from < duration)
            rest += Interval{from, std::min(interval.start, duration)};
        from = std::max(from, interval.end);
    }
    if (from < duration)
        rest += Interval{from, duration};
    return rest;
}

QString toString(CutKind kind)
{
    static const QString names[] = {u"head"_s, u"inner"_s, u"tail"_s, u"manual"_s};
    return names[static_cast<size_t>(kind)];
}

TimeMap::TimeMap(const QList<Interval> &keep)
{
    for (const auto &interval : keep) {
        if (interval.end <= interval.start)
            continue;
        Q_ASSERT(interval.start >= sourceDuration());
        m_kept += Kept{interval, outputDuration()};
    }
}

TimeMap TimeMap::identity(MediaTime duration) { return TimeMap({Interval{MediaTime{}, duration}}); }

MediaTime TimeMap::outputDuration() const
{
    return m_kept.isEmpty() ? MediaTime{} : m_kept.back().outputStart + m_kept.back().source.length();
}

MediaTime TimeMap::sourceDuration() const { return m_kept.isEmpty() ? MediaTime{} : m_kept.back().source.end; }

/// The first kept stretch that ends after `source`.
static QList<Kept>::const_iterator firstEndingAfter(const QList<Kept> &kept, MediaTime source)
{
    return std::upper_bound(kept.begin(), kept.end(), source,
        [](MediaTime time, const Kept &stretch) { return time < stretch.source.end; });
}

std::optional<MediaTime> TimeMap::toOutput(MediaTime source) const
{
    const auto stretch = firstEndingAfter(m_kept, source);
    if (stretch != m_kept.end() && stretch->source.contains(source))
        return stretch->outputStart + (source - stretch->source.start);
    if (!m_kept.isEmpty() && source == sourceDuration())
        return outputDuration();
    return std::nullopt;
}

MediaTime TimeMap::toOutputOrJoin(MediaTime source) const
{
    const auto stretch = firstEndingAfter(m_kept, source);
    if (stretch == m_kept.end())
        return outputDuration();
    return stretch->outputStart + std::max(MediaTime{}, source - stretch->source.start);
}

std::optional<Interval> TimeMap::toOutput(const Interval &source, MediaTime atLeast) const
{
    const Interval output{toOutputOrJoin(source.start), toOutputOrJoin(source.end)};
    if (output.length() < atLeast)
        return std::nullopt;
    return output;
}

MediaTime TimeMap::toSource(MediaTime output) const
{
    if (m_kept.isEmpty())
        return {};
    const auto after = std::upper_bound(m_kept.begin(), m_kept.end(), output,
        [](MediaTime time, const Kept &stretch) { return time < stretch.outputStart; });
    const Kept &stretch = after == m_kept.begin() ? m_kept.front() : *std::prev(after);
    return stretch.source.start + std::clamp(output - stretch.outputStart, MediaTime{}, stretch.source.length());
}

QJsonArray TimeMap::toJson() const
{
    QJsonArray json;
    for (const auto &stretch : m_kept) {
        QJsonObject entry;
        insertInterval(entry, stretch.source);
        entry["output_start"_L1] = base::toSeconds(stretch.outputStart);
        json += entry;
    }
    return json;
}

Result<TimeMap> TimeMap::fromJson(const QJsonArray &json)
{
    QList<Interval> keep;
    MediaTime outputStart{};
    for (const auto &value : json) {
        const auto entry = value.toObject();
        TRY(const auto interval, intervalFields(entry));
        TRY(const auto storedStart, timeField(entry, "output_start"_L1));
        if (!keep.isEmpty() && interval.start < keep.back().end)
            return fail(ErrorKind::Invalid, u"The kept stretches must be sorted and must not overlap."_s);
        if (storedStart != outputStart)
            return fail(ErrorKind::Invalid,
                u"The field \"output_start\" must be the length of all that is kept before the stretch."_s);
        keep += interval;
        outputStart += interval.length();
    }
    return TimeMap(keep);
}

}   // namespace domain
