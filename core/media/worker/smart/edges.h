#pragma once

#include "core/media/worker/smart/clock.h"
#include "core/media/worker/smart/splice.h"

#include <set>

namespace media::worker::smart {

/// A kept stretch whose edges are final.
struct Segment {
    qint64 start = 0;   // source, ticks of the clock
    qint64 end = 0;
    qint64 output = 0;   // where it begins in the output
    int firstRank = 0;   // the picture on display at its start
    int endRank = 0;
    std::optional<Splice> splice;   // when it begins between two entries and allows one

    [[nodiscard]] qint64 length() const { return end - start; }
};

struct EdgeRequest {
    std::vector<std::pair<qint64, qint64>> keep;   // ticks, sorted and disjoint
    qint64 startSlack = 0;   // a start may move into its segment by so much
    qint64 duration = 0;   // of the source
    std::set<qint64> settled;   // edges that do not move
};

/// Moves edges to where they cost least: a start to an entry, or to where few pictures have to be rebuilt, at most a
/// quarter of a second into the cut; an end to where a copy may stop. The same for every engine. Without pictures,
/// edges only move to the grid. Cuts that close up are gone. Pure.
std::vector<Segment> planEdges(const PictureIndex &index, const Clock &clock, const EdgeRequest &request);

}   // namespace media::worker::smart
