#include "core/speech/wav.h"

#include <QtEndian>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace speech {

static constexpr qint64 bytesPerSample = 2;

Result<WavFile> WavFile::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return base::fail(ErrorKind::NotFound, u"Cannot read %1: %2."_s.arg(path, file->errorString()));
    WavFile wav(std::move(file));
    const auto invalid = base::fail(ErrorKind::Invalid, u"%1 is not a WAV file of 16 kHz, mono, 16 bit."_s.arg(path));
    const QByteArray riff = wav.m_file->read(12);
    if (riff.size() != 12 || !riff.startsWith("RIFF") || !riff.endsWith("WAVE"))
        return invalid;
    bool known = false;
    for (;;) {
        const QByteArray head = wav.m_file->read(8);
        if (head.size() != 8)
            return invalid;
        const qint64 size = qFromLittleEndian<quint32>(head.constData() + 4);
        if (head.startsWith("data")) {
            wav.m_dataOffset = wav.m_file->pos();
            // A file written as a stream promises too much; what is there counts.
            wav.m_samples = std::min(size, wav.m_file->size() - wav.m_dataOffset) / bytesPerSample;
            return known ? Result<WavFile>(std::move(wav)) : Result<WavFile>(invalid);
        }
        const qint64 next = wav.m_file->pos() + size + size % 2;
        if (head.startsWith("fmt ")) {
            const QByteArray format = wav.m_file->read(16);
            const auto field = [&format](
                                   int offset) { return qFromLittleEndian<quint16>(format.constData() + offset); };
            known = format.size() == 16 && field(2) == 1 && field(14) == 16
                && qFromLittleEndian<quint32>(format.constData() + 4) == quint32(sampleRateHz);
        }
        if (!wav.m_file->seek(next))
            return invalid;
    }
}

Result<std::vector<qint16>> WavFile::read(const domain::Interval &span)
{
    const qint64 first = std::clamp<qint64>(samplesOf(span.start), 0, m_samples);
    const qint64 last = std::clamp<qint64>(samplesOf(span.end), first, m_samples);
    std::vector<qint16> samples(static_cast<size_t>(last - first));
    const qint64 bytes = (last - first) * bytesPerSample;
    if (!m_file->seek(m_dataOffset + first * bytesPerSample)
        || m_file->read(reinterpret_cast<char *>(samples.data()), bytes) != bytes)
        return base::fail(ErrorKind::Unavailable, u"Cannot read %1: %2."_s.arg(path(), m_file->errorString()));
    if (!samples.empty())
        qFromLittleEndian<qint16>(samples.data(), last - first, samples.data());
    return samples;
}

std::vector<float> toFloat(const std::vector<qint16> &samples)
{
    std::vector<float> floats(samples.size());
    std::transform(samples.begin(), samples.end(), floats.begin(),
        [](qint16 sample) { return static_cast<float>(sample) / 32'768.0F; });
    return floats;
}

QByteArray toWav(const std::vector<qint16> &samples)
{
    const auto dataBytes = static_cast<quint32>(samples.size() * bytesPerSample);
    QByteArray wav(44 + qsizetype(dataBytes), '\0');
    const auto put = [&wav](qsizetype offset, auto value) { qToLittleEndian(value, wav.data() + offset); };
    wav.replace(0, 4, "RIFF").replace(8, 8, "WAVEfmt ").replace(36, 4, "data");
    put(4, 36 + dataBytes);
    put(16, quint32(16));   // bytes of the format
    put(20, quint16(1));   // plain samples
    put(22, quint16(1));   // channels
    put(24, quint32(WavFile::sampleRateHz));
    put(28, quint32(WavFile::sampleRateHz * bytesPerSample));
    put(32, quint16(bytesPerSample));
    put(34, quint16(16));   // bits
    put(40, dataBytes);
    if (!samples.empty())
        qToLittleEndian<qint16>(samples.data(), qsizetype(samples.size()), wav.data() + 44);
    return wav;
}

}   // namespace speech
