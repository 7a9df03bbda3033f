#pragma once

#include "core/base/files.h"
#include "core/speech/wav.h"

#include <QRandomGenerator>

#include <cmath>

/// Sound for tests: tones that rise and fall like syllables, noise and silence in a row.
class Sound {
public:
    Sound &silence(double seconds)
    {
        return add(seconds, [](double) { return 0.0; });
    }
    Sound &noise(double seconds, double level)
    {
        return add(seconds, [this, level](double) { return level * (2 * m_random.generateDouble() - 1); });
    }
    Sound &syllables(double seconds)
    {
        return add(seconds,
            [](double t) { return 0.3 * std::abs(std::sin(9 * t)) * (std::sin(900 * t) + 0.5 * std::sin(2'700 * t)); });
    }
    Sound &recording(const QString &wav)
    {
        auto file = speech::WavFile::open(wav);
        const auto samples = file->read({{}, file->duration()});
        m_samples.insert(m_samples.end(), samples->begin(), samples->end());
        return *this;
    }

    [[nodiscard]] const std::vector<qint16> &samples() const { return m_samples; }
    [[nodiscard]] base::Result<> save(const QString &path) const
    {
        return base::writeFileDurably(path, speech::toWav(m_samples));
    }

private:
    template <class Value> Sound &add(double seconds, Value value)
    {
        constexpr double rate = speech::WavFile::sampleRateHz;
        for (int i = 0; i < int(seconds * rate); ++i)
            m_samples.push_back(static_cast<qint16>(32'000 * value(i / rate)));
        return *this;
    }

    std::vector<qint16> m_samples;
    QRandomGenerator m_random{1};
};
