#pragma once

#include "core/domain/media.h"
#include "core/domain/transcript.h"

namespace domain {

/// Options of silence detection and cutting: the resolved `trimming.*`.
struct CutOptions {
    enum class Scope { Everywhere, EndsOnly };
    Scope scope = Scope::Everywhere;   // EndsOnly: head and tail, never the middle
    std::optional<double> thresholdDecibels;   // nothing: the adaptive noise floor decides
    MediaTime minimumSilence{700'000};
    MediaTime padBefore{200'000};   // kept before speech
    MediaTime padAfter{300'000};   // kept after speech
    MediaTime wordDistance{80'000};   // no edge comes nearer to a word
    double wordConfidence = 0.5;   // words below neither move nor stop an edge
};

/// Estimated noise floor: the 10th percentile of the loudness, digital silence apart.
double noiseFloor(const Loudness &loudness);

struct SilenceDetection {
    QList<Interval> silences;
    double thresholdDecibels = 0;   // where sound begins
    bool soundFound = true;
};

/// Silences of `minimumSilence` and more, by an adaptive threshold (noise floor + 8 dB within -55..-30, at most -40
/// where digital silence shows a gate) with 6 dB of hysteresis, or by the given one, which alone decides then. Sounds
/// shorter than 150 ms between two silences, or between silence and an end of the medium, count as silence. An hour
/// takes under 30 ms.
SilenceDetection detectSilence(const Loudness &loudness, const CutOptions &options);

/// The audio packet grid that edges snap to (ruling: one clock, whatever the engine).
struct PacketGrid {
    int sampleRateHz = 48'000;
    int samplesPerPacket = 1'024;   // 0: no grid (no audio)

    [[nodiscard]] MediaTime snapped(MediaTime time) const;   // the nearest packet border
    [[nodiscard]] MediaTime atOrBefore(MediaTime time) const;
    [[nodiscard]] MediaTime atOrAfter(MediaTime time) const;
};

struct CutPlan {
    QList<Cut> cuts;
    TimeMap map;
    QString refusal;   // why nothing was cut although something was asked for; empty otherwise
};

/// Decides what to remove. Pure. `speech`: detected speech regions, nothing when no detector ran; `words`: nothing when
/// there is no text yet. Time after the end of the loudness is silent. An edge that would come nearer to a word than
/// `wordDistance` moves into the cut; then all edges but 0 and `duration` move to the grid, always into the cut.
/// Guard rails (the original is kept, `refusal` says why): no sound found; a detected speech region would be dropped
/// (more than half of it, or more than 0.5 s on end); nothing would be left.
CutPlan planCuts(const Loudness &loudness, MediaTime duration, const PacketGrid &grid, const CutOptions &options,
    const std::optional<QList<Interval>> &speech, const std::optional<QList<Word>> &words);

/// What a person's list (sorted, disjoint) keeps: all edges but 0 and `duration` move to the nearest border of the
/// grid. Only one guard rail is left: a list that keeps nothing is refused.
CutPlan planByHand(const QList<Cut> &cuts, MediaTime duration, const PacketGrid &grid);

/// The plan after rendering moved its edges to `kept` (sorted, disjoint): every gap keeps the kind and the reason of
/// the cut it overlaps most.
CutPlan withEdges(const CutPlan &plan, const QList<Interval> &kept, MediaTime duration);

/// cuts.json: {"cuts": [{start, end, kind, reason, edited}], "kept": [...], "refusal": "..."}; seconds.
QJsonObject toJson(const CutPlan &plan);
base::Result<CutPlan> cutPlanFromJson(const QJsonObject &json);

}   // namespace domain
