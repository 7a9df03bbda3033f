#include "core/media/worker/smart/edges.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace media::worker::smart {

static constexpr MediaTime farthestStart = 250ms;   // into the cut
static constexpr MediaTime farthestEnd = 400ms;
static constexpr qint64 shortestSegment = 6;   // packets of sound: two joins need as many to be made well
static constexpr MediaTime nearby = 10ms;   // half a packet: a picture this near to an edge is at the edge

namespace {
class EdgePlanner {
public:
    EdgePlanner(const PictureIndex &index, const Clock &clock, const EdgeRequest &request)
        : m_index(index)
        , m_clock(clock)
        , m_request(request)
        , m_splices(index)
    {
    }

    std::vector<Segment> run();

private:
    struct Start {
        qint64 tick = 0;
        std::optional<Splice> splice;
    };

    [[nodiscard]] qint64 tickOfRank(int rank) const { return m_clock.fromUnit(m_index.timeOfRank(rank), m_index.unit); }
    [[nodiscard]] bool isSettled(qint64 edge) const { return m_request.settled.contains(m_clock.nearest(edge)); }
    [[nodiscard]] int rankOnDisplay(qint64 start) const;
    [[nodiscard]] int countShownBefore(qint64 end) const;
    [[nodiscard]] std::optional<qint64> gridBetween(qint64 wanted, qint64 from, qint64 until) const;
    [[nodiscard]] std::optional<qint64> entryNear(qint64 wanted, qint64 lowest, qint64 highest) const;
    [[nodiscard]] Start startNear(qint64 wanted, qint64 lowest, qint64 highest);
    [[nodiscard]] qint64 endNear(qint64 wanted, qint64 lowest, qint64 highest) const;
    void add(Segment segment);

    const PictureIndex &m_index;
    const Clock &m_clock;
    const EdgeRequest &m_request;
    SplicePlanner m_splices;
    std::vector<Segment> m_segments;
};
}   // namespace

int EdgePlanner::rankOnDisplay(qint64 start) const
{
    return std::max(0, m_index.rankAt(m_clock.toUnit(start + m_clock.ticks(nearby), m_index.unit)));
}

int EdgePlanner::countShownBefore(qint64 end) const
{
    return m_index.countBefore(m_clock.toUnit(end - m_clock.ticks(nearby), m_index.unit));
}

/// The grid line nearest to `wanted` in [from, until).
std::optional<qint64> EdgePlanner::gridBetween(qint64 wanted, qint64 from, qint64 until) const
{
    const qint64 first = m_clock.atOrAfter(from);
    const qint64 last = m_clock.atOrBefore(until - 1);
    if (first > last)
        return {};
    return std::clamp(m_clock.nearest(wanted), first, last);
}

std::optional<qint64> EdgePlanner::entryNear(qint64 wanted, qint64 lowest, qint64 highest) const
{
    std::optional<qint64> best;
    for (int rank = rankOnDisplay(lowest); rank < m_index.count(); ++rank) {
        const qint64 tick = m_clock.nearest(tickOfRank(rank));
        if (tick > highest)
            break;
        if (tick >= lowest && m_index.isEntry(m_index.shownAs(rank))
            && (!best || std::abs(tick - wanted) < std::abs(*best - wanted)))
            best = tick;
    }
    return best;
}

EdgePlanner::Start EdgePlanner::startNear(qint64 wanted, qint64 lowest, qint64 highest)
{
    if (const auto entry = entryNear(wanted, lowest, highest))
        return {.tick = *entry, .splice = {}};
    Start best{.tick = std::clamp(m_clock.nearest(wanted), lowest, std::max(lowest, highest)), .splice = {}};
    // Every place where the pictures divide cleanly shows, from the picture before it on, what may start a splice.
    const qint64 early = m_clock.ticks(nearby);
    for (int from = rankOnDisplay(lowest) + 1; from < m_index.count(); ++from) {
        const qint64 shownFrom = tickOfRank(from - 1) - early;
        if (shownFrom > highest)
            break;
        if (!m_index.isClosed(from))
            continue;
        const auto tick =
            gridBetween(wanted, std::max(shownFrom, lowest), std::min(tickOfRank(from) - early, highest + 1));
        if (!tick || rankOnDisplay(*tick) != from - 1)
            continue;
        auto splice = m_splices.plan(from, m_index.count());
        if (!splice)
            continue;
        const auto cost = [&](const Splice &candidate, qint64 at) {
            return std::pair(candidate.rebuilt.size(), std::abs(at - wanted));
        };
        if (!best.splice || cost(*splice, *tick) < cost(*best.splice, best.tick))
            best = {.tick = *tick, .splice = std::move(splice)};
    }
    return best;
}

/// An end only moves outwards, unless the next segment is in the way.
qint64 EdgePlanner::endNear(qint64 wanted, qint64 lowest, qint64 highest) const
{
    std::optional<qint64> best;
    const qint64 shown = m_clock.ticks(nearby) + 1;
    const qint64 earliest = std::max(lowest, wanted - m_clock.ticks(farthestEnd));
    for (int end = std::max(1, countShownBefore(earliest)); end < m_index.count(); ++end) {
        const qint64 after = tickOfRank(end - 1) + shown;
        if (after > highest)
            break;
        if (!m_index.isClosed(end))
            continue;
        const auto tick = gridBetween(wanted, std::max(after, lowest), std::min(tickOfRank(end) + shown, highest + 1));
        if (!tick || countShownBefore(*tick) != end)
            continue;
        const bool isOutwards = *tick >= m_clock.nearest(wanted);
        if (!best || isOutwards || *tick > *best)
            best = tick;
        if (isOutwards)
            break;
    }
    return best.value_or(std::clamp(m_clock.nearest(wanted), lowest, std::max(lowest, highest)));
}

void EdgePlanner::add(Segment segment)
{
    if (segment.end <= segment.start)
        return;
    if (!m_segments.empty() && m_segments.back().end >= segment.start) {
        m_segments.back().end = segment.end;   // the cut between them closed up
    } else {
        segment.output = m_segments.empty() ? 0 : m_segments.back().output + m_segments.back().length();
        m_segments.push_back(std::move(segment));
    }
    Segment &last = m_segments.back();
    last.firstRank = rankOnDisplay(last.start);
    last.endRank =
        last.end >= m_request.duration ? m_index.count() : std::max(countShownBefore(last.end), last.firstRank + 1);
}

std::vector<Segment> EdgePlanner::run()
{
    const auto &keep = m_request.keep;
    const bool hasPictures = m_index.count() > 0;
    qint64 free = m_clock.atOrAfter(0);   // before it, all is taken
    for (size_t i = 0; i < keep.size(); ++i) {
        const auto [wantedStart, wantedEnd] = keep[i];
        const qint64 cutBefore = i > 0 ? wantedStart - keep[i - 1].second : wantedStart;
        Start start{.tick = std::max(free, m_clock.nearest(wantedStart)), .splice = {}};
        if (hasPictures && isSettled(wantedStart)) {
            start = startNear(wantedStart, start.tick, start.tick);
        } else if (hasPictures && wantedStart > 0) {
            const qint64 reach = std::min(m_clock.ticks(farthestStart), cutBefore / 2);
            start = startNear(wantedStart, std::max(free, m_clock.atOrAfter(wantedStart - reach)),
                m_clock.atOrBefore(std::min(wantedStart + m_request.startSlack, wantedEnd)));
        }
        qint64 end = m_clock.nearest(wantedEnd);
        const qint64 earliestEnd = start.tick + shortestSegment * m_clock.step;
        if (wantedEnd >= m_request.duration) {
            end = m_request.duration;
        } else if (hasPictures && !isSettled(wantedEnd)) {
            const qint64 cutAfter = (i + 1 < keep.size() ? keep[i + 1].first : m_request.duration) - wantedEnd;
            const qint64 reach = std::min(m_clock.ticks(farthestEnd), cutAfter / 2);
            end = endNear(std::max(wantedEnd, earliestEnd), earliestEnd,
                m_clock.atOrBefore(std::max(wantedEnd + reach, earliestEnd + m_clock.ticks(farthestEnd))));
        } else {
            end = std::max(end, earliestEnd);
        }
        end = std::min(end, m_request.duration);
        add({.start = start.tick, .end = end, .splice = std::move(start.splice)});
        free = std::max(free, m_segments.empty() ? free : m_segments.back().end);
    }
    return std::move(m_segments);
}

std::vector<Segment> planEdges(const PictureIndex &index, const Clock &clock, const EdgeRequest &request)
{
    return EdgePlanner(index, clock, request).run();
}

}   // namespace media::worker::smart
