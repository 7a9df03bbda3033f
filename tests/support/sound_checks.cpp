#include "support/sound_checks.h"

#include "support/faults.h"
#include "support/marker_sound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>

using namespace Qt::StringLiterals;

namespace support {

using Samples = std::span<const float>;

static double decibels(double value) { return 20 * std::log10(std::max(value, 1e-9)); }

/// [from, from + count), as far as there is sound.
static Samples part(const DecodedSound &sound, qint64 from, qint64 count)
{
    const qint64 begin = std::clamp<qint64>(from, 0, sound.size());
    const qint64 end = std::clamp<qint64>(from + count, begin, sound.size());
    return Samples(sound.samples).subspan(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
}

static double product(Samples one, Samples other)
{
    double sum = 0;
    const float *left = one.data();
    const float *right = other.data();
    for (size_t i = 0; i < one.size(); ++i)
        sum += static_cast<double>(left[i]) * static_cast<double>(right[i]);
    return sum;
}

static double level(Samples samples)
{
    return samples.empty() ? 0 : std::sqrt(product(samples, samples) / static_cast<double>(samples.size()));
}

struct Match {
    qint64 at = 0;   // in the longer one
    double likeness = 0;   // 1: the same but for its volume
};

/// Where in `samples`, which are longer, is what is most like `wanted`, however loud.
static Match bestMatch(Samples samples, Samples wanted)
{
    Match best;
    const double wantedLevel = level(wanted);
    const auto count = static_cast<double>(wanted.size());
    double energy =
        samples.size() < wanted.size() ? 0 : product(samples.first(wanted.size()), samples.first(wanted.size()));
    for (size_t at = 0; at + wanted.size() <= samples.size(); ++at) {
        if (at > 0)
            energy += std::pow(samples[at + wanted.size() - 1], 2) - std::pow(samples[at - 1], 2);
        const double levels = wantedLevel * std::sqrt(std::max(energy, 0.0) / count);
        const double likeness = product(wanted, samples.subspan(at, wanted.size())) / count / std::max(levels, 1e-12);
        if (likeness > best.likeness)
            best = {.at = static_cast<qint64>(at), .likeness = likeness};
    }
    return best;
}

/// How long after `near` the beep begins, in seconds; nothing when there is none.
static std::optional<double> beepAfter(const DecodedSound &sound, double near)
{
    const auto rate = static_cast<double>(sound.rateHz);
    std::vector<float> beep(static_cast<size_t>(beepSeconds * rate));
    for (size_t i = 0; i < beep.size(); ++i)
        beep[i] = static_cast<float>(std::sin(2 * std::numbers::pi * beepHz * static_cast<double>(i) / rate));
    const qint64 reach = sound.sampleAt(0.025);
    const qint64 from = std::max<qint64>(0, sound.sampleAt(near) - reach);
    const Match match = bestMatch(part(sound, from, 2 * reach + static_cast<qint64>(beep.size())), beep);
    if (match.likeness < 0.8)
        return std::nullopt;
    return static_cast<double>(from + match.at) / rate - near;
}

/// Of the line through the points that is nearest to them.
static double slopeOf(const QList<std::pair<double, double>> &points)
{
    const auto count = static_cast<double>(points.size());
    double x = 0;
    double y = 0;
    for (const auto &point : points) {
        x += point.first / count;
        y += point.second / count;
    }
    double xx = 0;
    double xy = 0;
    for (const auto &point : points) {
        xx += (point.first - x) * (point.first - x);
        xy += (point.first - x) * (point.second - y);
    }
    return xx > 0 ? xy / xx : 0;
}

QStringList faultsOfBeeps(const DecodedSound &source, const DecodedSound &output, const QList<Flash> &flashes)
{
    constexpr double mostAdded = 0.001;
    constexpr double mostDrift = 0.0003;   // over the whole output
    Faults faults;
    QList<std::pair<double, double>> added;
    for (const Flash &flash : flashes) {
        const auto before = beepAfter(source, flash.source);
        const auto after = beepAfter(output, flash.output);
        if (!before || !after) {
            faults.add(u"no beep with the flash at %1 s"_s.arg(before ? flash.output : flash.source, 0, 'f', 3));
            continue;
        }
        added += {flash.output, *after - *before};
        faults.addUnless(std::abs(*after - *before) <= mostAdded,
            u"beep and flash at %1 s are %2 ms apart"_s.arg(flash.output, 0, 'f', 3)
                .arg(1000 * (*after - *before), 0, 'f', 3));
    }
    if (added.size() >= 3) {
        const double drift = slopeOf(added) * (added.last().first - added.first().first);
        faults.addUnless(std::abs(drift) <= mostDrift, u"sound and picture drift by %1 ms"_s.arg(1000 * drift));
    }
    return faults.list();
}

/// The loudest stretch of a fifth of a second in [from, to); its first sample, or nothing when all is quiet or short.
static std::optional<qint64> loudest(const DecodedSound &sound, qint64 from, qint64 to, qint64 length)
{
    double greatest = std::pow(10, (noiseDecibels + 15) / 20);
    std::optional<qint64> best;
    for (qint64 at = from; at + length <= to; at += length / 4)
        if (const double here = level(part(sound, at, length)); here > greatest) {
            greatest = here;
            best = at;
        }
    return best;
}

QStringList faultsOfAlignment(const DecodedSound &source, const DecodedSound &output, const FramePlan &plan)
{
    constexpr qint64 reach = 300;
    constexpr qint64 mostOff = 2;
    constexpr double leastLikeness = 0.9;
    constexpr double fades = 0.015;
    Faults faults;
    for (const auto &segment : plan.segments) {
        const qint64 start = source.sampleAt(segment.start);
        const qint64 length = source.sampleAt(std::clamp((segment.end - segment.start) / 2, 0.02, 0.2));
        const auto at = loudest(source, start + source.sampleAt(fades), source.sampleAt(segment.end - fades), length);
        if (!at)
            continue;
        const qint64 expected = output.sampleAt(segment.output) + *at - start;
        const qint64 from = std::max<qint64>(0, expected - reach);
        const Match match = bestMatch(part(output, from, length + 2 * reach), part(source, *at, length));
        const qint64 off = from + match.at - expected;
        faults.addUnless(match.likeness >= leastLikeness,
            u"the sound of the segment at %1 s is not that of the source: %2"_s.arg(segment.output)
                .arg(match.likeness));
        faults.addUnless(match.likeness < leastLikeness || std::abs(off) <= mostOff,
            u"the sound of the segment at %1 s is %2 samples late"_s.arg(segment.output).arg(off));
    }
    return faults.list();
}

/// The level that a tenth of the sound stays below.
static double noiseOf(const DecodedSound &sound)
{
    std::vector<double> levels;
    const qint64 length = sound.sampleAt(0.02);
    for (qint64 at = 0; at + length <= sound.size(); at += length)
        levels.push_back(level(part(sound, at, length)));
    if (levels.empty())
        return 0;
    const auto tenth = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 10);
    std::ranges::nth_element(levels, tenth);
    return *tenth;
}

static double greatestStep(Samples samples)
{
    double step = 0;
    for (size_t i = 1; i < samples.size(); ++i)
        step = std::max(step, static_cast<double>(std::abs(samples[i] - samples[i - 1])));
    return step;
}

namespace {
/// One join: a stretch of the output around it, and what it should be.
struct Join {
    std::vector<float> ideal;
    std::vector<float> made;
    size_t middle = 0;   // where the new segment begins
    double loudest = 0;   // level of the source nearby: an encoder spreads its error that far
};
}   // namespace

static Join joinBetween(const DecodedSound &source, const DecodedSound &output, const FramePlan::Segment &left,
    const FramePlan::Segment &right, qint64 fade)
{
    constexpr qint64 reachLeft = 1'024;
    constexpr qint64 reachRight = 3'072;
    constexpr qint64 window = 2'048;   // of AAC
    const qint64 leftEnd = source.sampleAt(left.end);
    const qint64 rightStart = source.sampleAt(right.start);
    const qint64 middle = output.sampleAt(right.output);
    // Not into the fades of the neighbouring joins.
    const qint64 before = std::min(reachLeft, source.sampleAt(left.end - left.start) - fade);
    const qint64 after = std::min(reachRight, source.sampleAt(right.end - right.start));
    const auto sample = [](const DecodedSound &sound, qint64 at) {
        return at >= 0 && at < sound.size() ? sound.samples[static_cast<size_t>(at)] : 0.0F;
    };
    Join join;
    for (qint64 i = -before; i < after; ++i) {
        float ideal = i < 0 ? sample(source, leftEnd + i) : sample(source, rightStart + i);
        if (i >= 0 && i < fade) {
            const double rising =
                0.5 - 0.5 * std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(fade));
            ideal = static_cast<float>(rising * ideal + (1 - rising) * sample(source, leftEnd + i));
        }
        join.ideal.push_back(ideal);
        join.made.push_back(sample(output, middle + i));
    }
    join.middle = static_cast<size_t>(std::max<qint64>(before, 0));
    for (qint64 i = -reachLeft - window; i < reachRight + window; i += window / 2)
        join.loudest = std::max(join.loudest, level(part(source, (i < 0 ? leftEnd : rightStart) + i, window / 2)));
    return join;
}

/// The level of the worst block of the difference to what should be.
static double errorOf(const Join &join)
{
    constexpr size_t block = 256;
    std::vector<float> error(join.ideal.size());
    std::ranges::transform(join.made, join.ideal, error.begin(), std::minus());
    double worst = 0;
    for (size_t at = 0; at + block <= error.size(); at += block)
        worst = std::max(worst, level(Samples(error).subspan(at, block)));
    return worst;
}

static QStringList faultsOfJoin(const Join &join, double noise, double codingLoss, double at)
{
    constexpr double allowance = 3;   // dB above the noise
    constexpr double mostStep = 0.01;   // -40 dBFS
    constexpr size_t stepReach = 64;
    Faults faults;
    const double error = decibels(errorOf(join));
    const double loud = decibels(join.loudest);
    faults.addUnless(error <= std::max(decibels(noise) + allowance, loud - codingLoss),
        u"the join at %1 s is %2 dBFS off a crossfade; the noise is %3, the sound there %4"_s.arg(at)
            .arg(error, 0, 'f', 1)
            .arg(decibels(noise), 0, 'f', 1)
            .arg(loud, 0, 'f', 1));
    const size_t from = join.middle > stepReach ? join.middle - stepReach : 0;
    const size_t count = std::min(join.ideal.size() - from, 2 * stepReach);
    const double wanted = greatestStep(Samples(join.ideal).subspan(from, count));
    const double made = greatestStep(Samples(join.made).subspan(from, count));
    faults.addUnless(made <= std::max(mostStep, 1.5 * wanted),
        u"the sound jumps by %1 dBFS at %2 s"_s.arg(decibels(made), 0, 'f', 1).arg(at));
    return faults.list();
}

QStringList faultsOfJoins(
    const DecodedSound &source, const DecodedSound &output, const FramePlan &plan, double codingLoss)
{
    const std::array fades{source.sampleAt(0.008), source.sampleAt(0.010), qint64(480)};
    Faults faults;
    const double noise = noiseOf(source);
    for (qsizetype i = 1; i < plan.segments.size(); ++i) {
        const auto &right = plan.segments[i];
        std::vector<Join> joins;
        for (const qint64 fade : fades)
            joins.push_back(joinBetween(source, output, plan.segments[i - 1], right, fade));
        faults.add(faultsOfJoin(*std::ranges::min_element(joins, {}, errorOf), noise, codingLoss, right.output));
    }
    return faults.list();
}

}   // namespace support
