#include "support/marker_sound.h"

#include "support/seeded_random.h"

#include <QProcess>
#include <QtEndian>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace support {

static constexpr double speechPeak = 0.355;   // -9 dBFS
static constexpr double beepPeak = 0.7;
static constexpr double beepToSpeech = 0.08;
static constexpr double leadIn = 1.2;   // before the first beep
static constexpr int burstRateHz = 22'050;

static const QStringList texts = {
    u"please look at the next slide"_s,
    u"gradient descent converges"_s,
    u"any questions so far"_s,
    u"the measured latency"_s,
    u"yes"_s,
    u"smaller batches help in practice"_s,
    u"the agenda covers the budget"_s,
};

static std::vector<float> normalised(std::vector<float> samples)
{
    float peak = 1e-6F;
    for (const float sample : samples)
        peak = std::max(peak, std::abs(sample));
    for (float &sample : samples)
        sample *= static_cast<float>(speechPeak) / peak;
    return samples;
}

/// Empty where there is no espeak-ng.
static std::vector<float> spoken(const QString &text, int *rateHz)
{
    QProcess process;
    process.start(u"espeak-ng"_s, {u"--stdout"_s, u"-v"_s, u"en-us"_s, u"-s"_s, u"165"_s, text});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    const QByteArray wav = process.readAllStandardOutput();
    constexpr qsizetype header = 44;
    constexpr qsizetype rateAt = 24;
    if (wav.size() <= header)
        return {};
    *rateHz = qFromLittleEndian<qint32>(wav.constData() + rateAt);
    std::vector<float> samples(static_cast<size_t>(wav.size() - header) / 2);
    for (size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(qFromLittleEndian<qint16>(wav.constData() + header + 2 * i)) / 32'768;
    return normalised(std::move(samples));
}

/// Noise without its highs that comes and goes four times a second.
static std::vector<float> burst(size_t index)
{
    SeededRandom random(static_cast<quint32>(index + 1));
    std::vector<float> samples(static_cast<size_t>(random.between(0.6, 2.0) * burstRateHz));
    double low = 0;
    for (size_t i = 0; i < samples.size(); ++i) {
        low += 0.25 * (random.between(-1, 1) - low);
        const double seconds = static_cast<double>(i) / burstRateHz;
        samples[i] = static_cast<float>(low * std::pow(std::sin(4 * std::numbers::pi * seconds), 2));
    }
    return normalised(std::move(samples));
}

std::vector<float> MarkerSpeaker::phrase(size_t index, int sampleRateHz)
{
    if (m_spoken.empty()) {
        for (const QString &text : texts)
            m_spoken.push_back(spoken(text, &m_spokenRateHz));
        if (std::ranges::any_of(m_spoken, [](const auto &samples) { return samples.empty(); })) {
            qWarning("NOT SPOKEN: there is no espeak-ng; markers hold noise instead");
            m_spokenRateHz = burstRateHz;
            for (size_t i = 0; i < m_spoken.size(); ++i)
                m_spoken[i] = burst(i);
        }
    }
    const auto &original = m_spoken[index];
    const double step = static_cast<double>(m_spokenRateHz) / sampleRateHz;
    std::vector<float> samples(static_cast<size_t>(static_cast<double>(original.size() - 1) / step));
    for (size_t i = 0; i < samples.size(); ++i) {
        const double at = static_cast<double>(i) * step;
        const auto left = static_cast<size_t>(at);
        const auto share = static_cast<float>(at - static_cast<double>(left));
        samples[i] = original[left] * (1 - share) + original[left + 1] * share;
    }
    return samples;
}

static double pauseLength(SeededRandom &random)
{
    const double kind = random.between(0, 1);
    if (kind < 0.35)
        return random.between(0.15, 0.4);
    return kind < 0.9 ? random.between(0.6, 2.0) : random.between(2, 8);
}

/// White, near enough to normal.
static std::vector<float> roomNoise(size_t count, SeededRandom &random)
{
    const double scale = std::pow(10, noiseDecibels / 20);   // twelve uniform numbers have a variance of 1
    std::vector<float> samples(count);
    for (float &sample : samples) {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += random.between(0, 1);
        sample = static_cast<float>(scale * sum);
    }
    return samples;
}

MarkerSound MarkerSpeaker::speak(double seconds, int sampleRateHz, int frameRate, quint32 seed)
{
    SeededRandom random(seed);
    const auto sampleAt = [sampleRateHz](double time) { return static_cast<size_t>(std::lround(time * sampleRateHz)); };
    MarkerSound sound{.samples = roomNoise(sampleAt(seconds), random), .events = {}, .pauses = {}};
    auto &samples = sound.samples;
    double silentFrom = 0;
    double at = leadIn;
    for (;;) {
        at = std::ceil(at * frameRate) / frameRate;
        const auto voice = phrase(static_cast<size_t>(random.wholeBetween(0, int(texts.size()) - 1)), sampleRateHz);
        const size_t beep = sampleAt(at);
        const size_t start = beep + sampleAt(beepToSpeech);
        if (start + voice.size() + sampleAt(1.0) > samples.size())
            break;
        for (size_t i = 0; i < sampleAt(beepSeconds); ++i)
            samples[beep + i] += static_cast<float>(
                beepPeak * std::sin(2 * std::numbers::pi * beepHz * static_cast<double>(i) / sampleRateHz));
        for (size_t i = 0; i < voice.size(); ++i)
            samples[start + i] += voice[i];
        sound.events += at;
        sound.pauses += {base::fromSeconds(silentFrom), base::fromSeconds(at)};
        silentFrom = static_cast<double>(start + voice.size()) / sampleRateHz;
        at = silentFrom + pauseLength(random);
    }
    sound.pauses += {base::fromSeconds(silentFrom), base::fromSeconds(seconds)};
    return sound;
}

}   // namespace support
