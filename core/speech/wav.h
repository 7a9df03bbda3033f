#pragma once

#include "core/domain/time_map.h"

#include <QFile>

#include <vector>

namespace speech {

using base::MediaTime;
using base::Result;

/// The sound that every engine listens to: 16 kHz, mono, 16 bit.
class WavFile {
public:
    static constexpr int sampleRateHz = 16'000;

    /// Errors: NotFound, Invalid (no such sound).
    static Result<WavFile> open(const QString &path);

    [[nodiscard]] QString path() const { return m_file->fileName(); }
    [[nodiscard]] MediaTime duration() const { return timeOf(m_samples); }
    [[nodiscard]] qint64 samples() const { return m_samples; }
    /// What lies in `span`, as far as there is anything.
    Result<std::vector<qint16>> read(const domain::Interval &span);

    static constexpr MediaTime timeOf(qint64 samples) { return MediaTime(samples * 125 / 2); }
    static constexpr qint64 samplesOf(MediaTime time) { return time.count() * 2 / 125; }

private:
    explicit WavFile(std::unique_ptr<QFile> file)
        : m_file(std::move(file))
    {
    }

    std::unique_ptr<QFile> m_file;
    qint64 m_dataOffset = 0;
    qint64 m_samples = 0;
};

/// Samples in the range -1..1.
std::vector<float> toFloat(const std::vector<qint16> &samples);

/// A whole WAV file of these samples.
QByteArray toWav(const std::vector<qint16> &samples);

}   // namespace speech
