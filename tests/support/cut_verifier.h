#pragma once

#include "support/sound_checks.h"

namespace support {

/// A source, what was made of it, and what the maker says it did.
struct CutCase {
    QString source;
    QString output;
    FramePlan plan;
    QList<domain::Interval> kept = {};   // as reported
    QList<double> events = {};   // of a marker video, in seconds
    bool isMarked = true;   // the pictures of the source tell their numbers
};

/// Finds out whether a cut recording is what it claims to be. Each check answers with sentences about what is wrong.
class CutVerifier {
public:
    static base::Result<CutVerifier> open(CutCase job);

    /// The plan shows what it has to show: faultsOf.
    [[nodiscard]] QStringList plan() const;
    /// Source and output are decoded side by side: every picture is the planned one at the planned time, copied ones
    /// bit by bit, patched and inserted ones with at least 45 dB, encoded ones with 38; the decoder never complains.
    QStringList pictures();
    /// Packet times, index, parameter sets: faultsOfMp4.
    [[nodiscard]] QStringList packets() const;
    /// After random seeks with one decoder the pictures are those of decoding from the start.
    [[nodiscard]] QStringList seeks(int count, quint32 seed) const;
    /// Beeps against flashes, the place of every segment's sound, joins, start and length. The flashes are those that
    /// pictures() has seen.
    [[nodiscard]] QStringList sound() const;
    /// How long the pictures take, within a packet of sound.
    [[nodiscard]] QStringList length() const;

    [[nodiscard]] QStringList all(int seekCount, quint32 seed);
    /// Flashes that pictures() saw in source and output.
    [[nodiscard]] const QList<Flash> &flashes() const { return m_flashes; }

private:
    explicit CutVerifier(CutCase job)
        : m_job(std::move(job))
    {
    }
    [[nodiscard]] QStringList compare(
        const FramePlan::Frame &planned, const AVFrame *source, const AVFrame *output) const;

    CutCase m_job;
    QList<double> m_sourceTimes;   // of the pictures
    QList<Flash> m_flashes;
};

/// The check of seeks alone.
QStringList faultsOfSeeks(const QString &path, int count, quint32 seed);

}   // namespace support
