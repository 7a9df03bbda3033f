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

/// Silence by an adaptive threshold (noise floor + 8 dB within -55..-30) with 6 dB of hysteresis, or by the given one.
/// Sounds shorter than 150 ms in the middle of silence count as silence. An hour takes under 30 ms.
SilenceDetection detectSilence(const Loudness &loudness, const CutOptions &options);

/// The audio packet grid that edges snap to (ruling: one clock, whatever the engine).
struct PacketGrid {
    int sampleRateHz = 48'000;
    int samplesPerPacket = 1'024;   // 0: no grid (no audio)

    [[nodiscard]] MediaTime snapped(MediaTime time) const;   // the nearest packet border
};

struct CutPlan {
    QList<Cut> cuts;
    TimeMap map;
    QString refusal;   // why nothing was cut although something was asked for; empty otherwise
};

/// Decides what to remove. Pure. `speech`: detected speech regions, nothing when no detector ran; `words`: nothing when
/// there is no text yet. Guard rails (the original is kept, `refusal` says why): no sound found; a detected speech
/// region would be dropped; nothing would be left.
CutPlan planCuts(const Loudness &loudness, MediaTime duration, const PacketGrid &grid, const CutOptions &options,
    const std::optional<QList<Interval>> &speech, const std::optional<QList<Word>> &words);

/// cuts.json: {"cuts": [{start, end, kind, reason, edited}], "kept": [...], "refusal": "..."}; seconds.
QJsonObject toJson(const CutPlan &plan);
base::Result<CutPlan> cutPlanFromJson(const QJsonObject &json);

}   // namespace domain
