#include "core/domain/cuts.h"

#include "core/domain/cut_list.h"
#include "core/domain/json_fields.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static constexpr double digitalSilence = -90;   // dBFS
static constexpr double aboveFloor = 8;
static constexpr double hysteresis = 6;
static constexpr double lowestThreshold = -55;
static constexpr double highestThreshold = -30;
static constexpr double highestGatedThreshold = -40;
static constexpr MediaTime shortestSound{150'000};
static constexpr MediaTime largestLossOfSpeech{500'000};

double noiseFloor(const Loudness &loudness)
{
    static constexpr int bucketsPerDecibel = 10;
    std::array<qint64, static_cast<size_t>(-digitalSilence * bucketsPerDecibel) + 1> buckets{};
    qint64 audible = 0;
    for (const float decibels : loudness.decibels) {
        if (!(decibels > digitalSilence))
            continue;
        const double aboveSilence = std::min(0.0, static_cast<double>(decibels)) - digitalSilence;
        ++buckets[static_cast<size_t>(aboveSilence * bucketsPerDecibel)];
        ++audible;
    }
    qint64 passed = 0;
    for (size_t bucket = 0; bucket < buckets.size(); ++bucket) {
        passed += buckets[bucket];
        if (audible > 0 && passed * 10 >= audible)
            return digitalSilence + static_cast<double>(bucket) / bucketsPerDecibel;
    }
    return digitalSilence;
}

/// Where sound begins. When a tenth and more is digital silence, the pauses were gated, and the quiet tenth of the rest
/// may well be speech.
static double adaptiveThreshold(const Loudness &loudness)
{
    const auto zeros = std::count_if(loudness.decibels.begin(), loudness.decibels.end(),
        [](float decibels) { return !(decibels > digitalSilence); });
    const bool gated = static_cast<size_t>(zeros) * 10 >= loudness.decibels.size();
    return std::clamp(
        noiseFloor(loudness) + aboveFloor, lowestThreshold, gated ? highestGatedThreshold : highestThreshold);
}

static MediaTime windowStart(size_t index) { return Loudness::window * static_cast<qint64>(index); }

SilenceDetection detectSilence(const Loudness &loudness, const CutOptions &options)
{
    SilenceDetection detection;
    detection.thresholdDecibels = options.thresholdDecibels.value_or(adaptiveThreshold(loudness));
    const double soundAbove = detection.thresholdDecibels;
    const double silenceBelow = options.thresholdDecibels ? soundAbove : soundAbove - hysteresis;

    const auto &decibels = loudness.decibels;
    bool silent = true;
    bool anySound = false;
    size_t since = 0;
    for (size_t index = 0; index < decibels.size(); ++index) {
        if (silent && decibels[index] > soundAbove) {
            detection.silences += Interval{windowStart(since), windowStart(index)};
            silent = false;
            anySound = true;
        } else if (!silent && !(decibels[index] > silenceBelow)) {
            since = index;
            silent = true;
        }
    }
    const MediaTime end = loudness.duration();
    if (silent)
        detection.silences += Interval{windowStart(since), end};

    // Sounds that lie close together count as one before the short ones are forgotten: typing is not a blip.
    detection.silences.removeIf([&](const Interval &silence) { return silence.length() < options.minimumSilence; });
    detection.silences = united(detection.silences, shortestSound);
    if (!detection.silences.isEmpty()) {
        auto &first = detection.silences.front();
        auto &last = detection.silences.back();
        if (first.start < shortestSound)
            first.start = {};
        if (end - last.end < shortestSound)
            last.end = end;
    }
    detection.soundFound = anySound && !complement(detection.silences, end).isEmpty();
    return detection;
}

/// The moment of packet border `index`, to the nearest microsecond.
static MediaTime borderAt(const PacketGrid &grid, qint64 index)
{
    const qint64 samples = index * grid.samplesPerPacket;
    return MediaTime((samples * 1'000'000 + grid.sampleRateHz / 2) / grid.sampleRateHz);
}

/// The number of the last packet border at or before `time`.
static qint64 lastBorderUpTo(const PacketGrid &grid, MediaTime time)
{
    const qint64 packet = static_cast<qint64>(grid.samplesPerPacket) * 1'000'000;
    qint64 index = time.count() * grid.sampleRateHz / packet;
    while (borderAt(grid, index) > time)
        --index;
    while (borderAt(grid, index + 1) <= time)   // a border rounded down to the microsecond
        ++index;
    return index;
}

MediaTime PacketGrid::atOrBefore(MediaTime time) const
{
    if (samplesPerPacket <= 0 || sampleRateHz <= 0)
        return time;
    return borderAt(*this, lastBorderUpTo(*this, time));
}

MediaTime PacketGrid::atOrAfter(MediaTime time) const
{
    if (samplesPerPacket <= 0 || sampleRateHz <= 0)
        return time;
    const qint64 index = lastBorderUpTo(*this, time);
    return borderAt(*this, borderAt(*this, index) == time ? index : index + 1);
}

MediaTime PacketGrid::snapped(MediaTime time) const
{
    const MediaTime before = atOrBefore(time);
    const MediaTime after = atOrAfter(time);
    return time - before <= after - time ? before : after;
}

/// "0.8 s", "12.4 s", "3 min 5 s"
static QString inWords(MediaTime length)
{
    const double seconds = base::toSeconds(length);
    if (seconds < 59.95)
        return u"%1 s"_s.arg(seconds, 0, 'f', 1);
    const auto whole = std::llround(seconds);
    return u"%1 min %2 s"_s.arg(whole / 60).arg(whole % 60);
}

/// "1:02:03"
static QString asClock(MediaTime time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    return u"%1:%2:%3"_s.arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QChar(u'0'))
        .arg(seconds % 60, 2, 10, QChar(u'0'));
}

static CutPlan keptWhole(MediaTime duration, const QString &why)
{
    return {.cuts = {}, .map = TimeMap::identity(duration), .refusal = why};
}

/// The surroundings of all words that an edge must keep off, united.
static QList<Interval> guarded(const QList<Word> &words, const CutOptions &options)
{
    QList<Interval> guards;
    for (const auto &word : words)
        if (word.confidence >= options.wordConfidence)
            guards += Interval{word.source.start - options.wordDistance, word.source.end + options.wordDistance};
    return united(guards);
}

/// What `holes` (sorted, disjoint) leave of `whole`.
static QList<Interval> without(const Interval &whole, const QList<Interval> &holes)
{
    QList<Interval> rest;
    MediaTime from = whole.start;
    auto hole = std::upper_bound(holes.begin(), holes.end(), whole.start,
        [](MediaTime time, const Interval &candidate) { return time < candidate.end; });
    for (; hole != holes.end() && hole->start < whole.end; ++hole) {
        if (hole->start > from)
            rest += Interval{from, hole->start};
        from = std::max(from, hole->end);
    }
    if (from < whole.end)
        rest += Interval{from, whole.end};
    return rest;
}

namespace {
/// Everything a single silence is cut by.
struct Cutter {
    MediaTime duration;
    PacketGrid grid;
    CutOptions options;
    QList<Interval> guards;
    QString sounds;   // what the silence lies between: "words" or "sounds"

    /// The part of `silence` that padding leaves.
    [[nodiscard]] Interval padded(const Interval &silence) const
    {
        return {silence.start <= MediaTime{} ? MediaTime{} : silence.start + options.padAfter,
            silence.end >= duration ? duration : silence.end - options.padBefore};
    }

    [[nodiscard]] Interval snapped(const Interval &cut) const
    {
        return {cut.start <= MediaTime{} ? MediaTime{} : grid.atOrAfter(cut.start),
            cut.end >= duration ? duration : grid.atOrBefore(cut.end)};
    }

    [[nodiscard]] CutKind kindOf(const Interval &cut) const
    {
        if (cut.start <= MediaTime{})
            return CutKind::Head;
        return cut.end >= duration ? CutKind::Tail : CutKind::Inner;
    }

    [[nodiscard]] QString reason(CutKind kind, const Interval &silence, const Interval &cut, bool movedByWords) const
    {
        const QString length = inWords(silence.length());
        const QString moved = movedByWords ? u", the words beside it kept whole"_s : QString();
        switch (kind) {
        case CutKind::Head:
            return u"Silence of %1 before the first %2%3"_s.arg(length, sounds, moved);
        case CutKind::Tail:
            return u"Silence of %1 after the last %2%3"_s.arg(length, sounds, moved);
        default:
            return u"Silence of %1, shortened to %2%3"_s.arg(length, inWords(silence.length() - cut.length()), moved);
        }
    }

    /// The cuts that one silence gives: mostly one, more where a word too faint for the threshold lies in it.
    [[nodiscard]] QList<Cut> cuts(const Interval &silence) const
    {
        QList<Cut> cuts;
        const Interval wanted = padded(silence);
        if (wanted.end <= wanted.start)
            return cuts;
        for (const auto &piece : without(wanted, guards)) {
            const bool startMoved = piece.start != wanted.start;
            const bool endMoved = piece.end != wanted.end;
            const Interval quiet{startMoved ? piece.start - options.wordDistance : silence.start,
                endMoved ? piece.end + options.wordDistance : silence.end};
            const Interval cut = snapped(piece);
            const CutKind kind = kindOf(cut);
            const bool wantedHere = options.scope == CutOptions::Scope::Everywhere || kind != CutKind::Inner;
            if (quiet.length() >= options.minimumSilence && cut.start < cut.end && wantedHere)
                cuts += Cut{cut, kind, reason(kind, quiet, cut, startMoved || endMoved)};
        }
        return cuts;
    }
};
}   // namespace

static QList<Interval> sourcesOf(const QList<Cut> &cuts)
{
    QList<Interval> sources;
    for (const auto &cut : cuts)
        sources += cut.source;
    return sources;
}

/// The first speech region that `kept` would drop.
static std::optional<Interval> lostSpeech(const QList<Interval> &speech, const QList<Interval> &kept)
{
    for (const auto &region : speech) {
        MediaTime lost{};
        MediaTime longestLoss{};
        for (const auto &gap : without(region, kept)) {
            lost += gap.length();
            longestLoss = std::max(longestLoss, gap.length());
        }
        if (lost * 2 > region.length() || longestLoss > largestLossOfSpeech)
            return region;
    }
    return std::nullopt;
}

CutPlan planCuts(const Loudness &loudness, MediaTime duration, const PacketGrid &grid, const CutOptions &options,
    const std::optional<QList<Interval>> &speech, const std::optional<QList<Word>> &words)
{
    const auto detection = detectSilence(loudness, options);
    if (!detection.soundFound)
        return keptWhole(duration, u"No sound was found, so the original is kept."_s);

    auto silences = detection.silences;
    for (auto &silence : silences)
        silence.end = std::min(silence.end, duration);
    silences += Interval{loudness.duration(), duration};   // a picture without sound at the end
    silences = united(silences);

    const Cutter cutter{.duration = duration,
        .grid = grid,
        .options = options,
        .guards = guarded(words.value_or(QList<Word>()), options),
        .sounds = words ? u"words"_s : u"sounds"_s};
    QList<Cut> cuts;
    for (const auto &silence : std::as_const(silences))
        if (silence.length() >= options.minimumSilence)
            cuts += cutter.cuts(silence);

    const auto kept = complement(sourcesOf(cuts), duration);
    if (kept.isEmpty())
        return keptWhole(duration, u"Nothing would be left, so the original is kept."_s);
    if (const auto lost = lostSpeech(speech.value_or(QList<Interval>()), kept))
        return keptWhole(duration,
            u"Speech at %1 would be removed, so the original is kept. Choose a gentler preset or a lower threshold."_s
                .arg(asClock(lost->start)));
    return {.cuts = cuts, .map = TimeMap(kept), .refusal = {}};
}

static MediaTime overlap(const Interval &left, const Interval &right)
{
    return std::max(MediaTime{}, std::min(left.end, right.end) - std::max(left.start, right.start));
}

CutPlan withEdges(const CutPlan &plan, const QList<Interval> &kept, MediaTime duration)
{
    CutPlan moved{.cuts = {}, .map = TimeMap(kept), .refusal = plan.refusal};
    for (const auto &gap : complement(kept, duration)) {
        const auto nearest =
            std::max_element(plan.cuts.begin(), plan.cuts.end(), [&gap](const Cut &left, const Cut &right) {
                return overlap(left.source, gap) < overlap(right.source, gap);
            });
        if (nearest == plan.cuts.end() || overlap(nearest->source, gap) == MediaTime{})
            continue;   // what the container claims beyond its last packet
        moved.cuts += *nearest;
        moved.cuts.last().source = gap;
    }
    return moved;
}

CutPlan planByHand(const QList<Cut> &cuts, MediaTime duration, const PacketGrid &grid)
{
    const auto onGrid = [&](MediaTime edge) {
        return edge < duration ? std::min(grid.snapped(edge), duration) : duration;
    };
    CutPlan plan;
    for (Cut cut : cuts) {
        cut.source = {onGrid(cut.source.start), onGrid(cut.source.end)};
        if (cut.source.start < cut.source.end)
            plan.cuts += cut;
    }
    const auto kept = complement(sourcesOf(plan.cuts), duration);
    if (kept.isEmpty())
        return keptWhole(duration, u"Nothing would be left, so the original is kept."_s);
    plan.map = TimeMap(kept);
    return plan;
}

QJsonObject toJson(const CutPlan &plan)
{
    return {{"cuts"_L1, toJson(plan.cuts)}, {"kept"_L1, plan.map.toJson()}, {"refusal"_L1, plan.refusal}};
}

Result<CutPlan> cutPlanFromJson(const QJsonObject &json)
{
    CutPlan plan;
    TRY(plan.cuts, cutsFromJson(json));
    TRY(const auto kept, arrayField(json, "kept"_L1));
    TRY(plan.map, TimeMap::fromJson(kept));
    plan.refusal = json["refusal"_L1].toString();
    return plan;
}

}   // namespace domain
