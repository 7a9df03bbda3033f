#include "core/speech/pieces.h"

#include <cmath>

using domain::Interval;

namespace speech {

static constexpr MediaTime windowLength{10'000};
static constexpr int windowSamples = WavFile::sampleRateHz / 100;
static constexpr float digitalSilence = -90;
static constexpr float aboveNoise = 8;
static constexpr float quietestSpeech = -55;
static constexpr float loudestNoise = -30;
static constexpr MediaTime shortestSound{100'000};
static constexpr MediaTime margin{200'000};   // soft beginnings and ends of words

/// Loudness of every 10 ms, in dBFS.
static Result<std::vector<float>> levelsOf(WavFile &wav, const StopToken &stop)
{
    constexpr MediaTime block = std::chrono::seconds(60);
    std::vector<float> levels;
    for (MediaTime at{}; at < wav.duration(); at += block) {
        TRY_DO(stop.check());
        TRY(const auto samples, wav.read({at, at + block}));
        for (size_t first = 0; first < samples.size(); first += windowSamples) {
            const size_t last = std::min(first + windowSamples, samples.size());
            double power = 0;
            for (size_t i = first; i < last; ++i)
                power += double(samples[i]) * samples[i];
            const double meanPower = power / double(last - first) / (32'768.0 * 32'768.0);
            levels.push_back(std::max(digitalSilence, static_cast<float>(10 * std::log10(meanPower + 1e-12))));
        }
    }
    return levels;
}

static float soundBegins(const std::vector<float> &levels)
{
    std::vector<float> sounding;
    std::copy_if(
        levels.begin(), levels.end(), std::back_inserter(sounding), [](float level) { return level > digitalSilence; });
    if (sounding.empty())
        return quietestSpeech;
    const auto tenth = sounding.begin() + static_cast<std::ptrdiff_t>(sounding.size() / 10);
    std::nth_element(sounding.begin(), tenth, sounding.end());
    return std::clamp(*tenth + aboveNoise, quietestSpeech, loudestNoise);
}

static QList<Interval> soundingParts(const std::vector<float> &levels, MediaTime duration)
{
    const float threshold = soundBegins(levels);
    QList<Interval> parts;
    for (size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] < threshold)
            continue;
        const size_t first = i;
        while (i < levels.size() && levels[i] >= threshold)
            ++i;
        parts += {windowLength * qint64(first), windowLength * qint64(i)};
    }
    parts = domain::united(parts, margin);
    parts.removeIf([](const Interval &part) { return part.length() < shortestSound; });
    for (Interval &part : parts)
        part = {std::max(MediaTime{}, part.start - margin), std::min(duration, part.end + margin)};
    return domain::united(parts);
}

/// The quietest moment in the last third of what fits.
static MediaTime quietestEnd(const std::vector<float> &levels, MediaTime start, MediaTime longest)
{
    constexpr qint64 halfPause = 10;   // windows
    const qint64 last = std::min<qint64>((start + longest) / windowLength, qint64(levels.size())) - halfPause;
    float quietest = 1;
    qint64 best = last;
    for (qint64 i = (start + longest * 2 / 3) / windowLength; i < last; ++i) {
        const auto middle = levels.begin() + i;
        const float loudest = *std::max_element(middle - halfPause, middle + halfPause);
        if (loudest < quietest) {
            quietest = loudest;
            best = i;
        }
    }
    return windowLength * best;
}

static QList<Interval> split(const QList<Interval> &parts, const std::vector<float> &levels, MediaTime longest)
{
    QList<Interval> shortParts;
    for (Interval part : parts) {
        while (part.length() > longest) {
            const MediaTime end = quietestEnd(levels, part.start, longest);
            shortParts += {part.start, end};
            part.start = end;
        }
        shortParts += part;
    }
    return shortParts;
}

Result<QList<Piece>> planPieces(
    WavFile &wav, const std::optional<QList<Interval>> &speech, const PieceRules &rules, const StopToken &stop)
{
    TRY(const auto levels, levelsOf(wav, stop));
    const QList<Interval> sounding = soundingParts(levels, wav.duration());
    QList<Interval> parts = sounding;
    if (speech) {
        parts.clear();
        for (const Interval &part : domain::united(*speech)) {
            const Interval inside{std::max(MediaTime{}, part.start), std::min(wav.duration(), part.end)};
            if (std::any_of(sounding.begin(), sounding.end(), [&](const Interval &s) { return s.overlaps(inside); }))
                parts += inside;
        }
    }
    QList<Piece> pieces;
    for (const Interval &part : split(parts, levels, rules.longest)) {
        const bool fits = !pieces.isEmpty() && part.end - pieces.last().span.start <= rules.longest
            && part.start - pieces.last().span.end <= rules.longestPause;
        if (!fits)
            pieces += Piece{.span = part, .listen = {}};
        pieces.last().span.end = part.end;
        pieces.last().listen += part;
    }
    return pieces;
}

}   // namespace speech
