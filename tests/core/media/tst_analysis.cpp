#include "core/base/files.h"
#include "core/media/worker/commands.h"
#include "support/media_samples.h"
#include "support/verify.h"

#include <QtEndian>

#include <cmath>
#include <cstring>

using base::ErrorKind;
using base::MediaTime;
using namespace Qt::StringLiterals;
using support::MediaSamples;

namespace {
struct Analysed {
    domain::Loudness loudness;
    QByteArray waveform;
    QByteArray speech;   // samples, without the header
    QByteArray header;
};
}   // namespace

static float valueAt(const domain::Loudness &loudness, double seconds)
{
    return loudness.decibels.at(static_cast<size_t>(seconds * 100));
}

/// AAC ends with a packet that is not full.
static bool isAbout(const domain::Loudness &loudness, double seconds)
{
    const auto windows = static_cast<double>(loudness.decibels.size());
    return windows >= seconds * 100 && windows <= seconds * 100 + 3;
}

class TestAnalysis : public QObject {
    Q_OBJECT

private:
    MediaSamples m_samples;

    base::Result<Analysed> analysed(const QString &input, int threads = 2)
    {
        const media::worker::AnalysisFiles files{.loudness = QFile::encodeName(m_samples.path(u"loudness"_s)),
            .waveform = QFile::encodeName(m_samples.path(u"waveform"_s)),
            .speech = QFile::encodeName(m_samples.path(u"speech.wav"_s))};
        TRY_DO(media::worker::analyze(QFile::encodeName(input), files, threads, {}, [](double) {}));
        Analysed result;
        TRY(result.loudness, media::readLoudness(m_samples.path(u"loudness"_s)));
        TRY(result.waveform, base::readFile(m_samples.path(u"waveform"_s)));
        TRY(const QByteArray wav, base::readFile(m_samples.path(u"speech.wav"_s)));
        result.header = wav.first(44);
        result.speech = wav.mid(44);
        return result;
    }

    QString tones(const QString &name, const QString &expression, const QStringList &codec, int rateHz = 48'000)
    {
        return m_samples.make(name,
            QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc=%1:s=%2:d=4"_s.arg(expression).arg(rateHz)} + codec);
    }

private slots:
    void aToneHasItsLoudnessAndSilenceHasNone()
    {
        const auto result = analysed(m_samples.counted(4));
        VERIFY_OK(result);
        QVERIFY(isAbout(result->loudness, 4));
        QVERIFY(std::abs(valueAt(result->loudness, 1.25) - -9.03) < 0.2);   // a sine of amplitude 0.5
        QCOMPARE(valueAt(result->loudness, 1.75), -90.0F);
        QVERIFY(valueAt(result->loudness, 1.49) > -15 && valueAt(result->loudness, 1.53) < -40);
    }

    void peaksReachWhereTheSoundReaches()
    {
        const auto result = analysed(m_samples.counted(4));
        VERIFY_OK(result);
        QCOMPARE(result->waveform.size(), qsizetype(result->loudness.decibels.size()) * 2);
        QVERIFY(std::abs(result->waveform[250] + 64) <= 3 && std::abs(result->waveform[251] - 64) <= 3);
        QCOMPARE(int(result->waveform[350]), 0);
    }

    void speechIsTheSameSoundAtItsPlace()
    {
        const auto result = analysed(m_samples.counted(4));
        VERIFY_OK(result);
        QCOMPARE(result->speech.size(), qsizetype(result->loudness.decibels.size()) * 320);
        QCOMPARE(result->header.first(4), QByteArray("RIFF"));
        QCOMPARE(qFromLittleEndian<quint32>(result->header.constData() + 24), 16'000U);
        QCOMPARE(qFromLittleEndian<quint32>(result->header.constData() + 40), quint32(result->speech.size()));
        const auto *samples = reinterpret_cast<const qint16 *>(result->speech.constData());
        double difference = 0;   // from the tone that it must be
        for (int i = 16'800; i < 23'200; ++i)
            difference =
                std::max(difference, std::abs(samples[i] / 32'768.0 - 0.5 * std::sin(2 * M_PI * 1'000 * i / 16'000)));
        QVERIFY2(difference < 0.03, qPrintable(QString::number(difference)));
    }

    void antiphaseStereoIsNotSilence()
    {
        const auto result = analysed(
            tones(u"antiphase.flac"_s, u"'0.5*sin(2*PI*1000*t)|-0.5*sin(2*PI*1000*t)'"_s, {u"-c:a"_s, u"flac"_s}));
        VERIFY_OK(result);
        QVERIFY(std::abs(valueAt(result->loudness, 2) - -9.03) < 0.1);
    }

    void theLoudestChannelCounts()
    {
        const auto result = analysed(tones(u"surround.m4a"_s, u"'0|0|0|0|0.25*sin(2*PI*500*t)|0':c=5.1"_s,
            {u"-c:a"_s, u"aac"_s, u"-b:a"_s, u"384k"_s}));
        VERIFY_OK(result);
        QVERIFY(std::abs(valueAt(result->loudness, 2) - -15.05) < 0.5);
    }

    void everyRateAndCodecKeepsTheTimeline_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("rate");
        QTest::addColumn<QStringList>("codec");
        QTest::newRow("pcm 8 kHz") << u"8.wav"_s << 8'000 << QStringList{};
        QTest::newRow("pcm 11025 Hz") << u"11.wav"_s << 11'025 << QStringList{};
        QTest::newRow("flac 96 kHz") << u"96.flac"_s << 96'000 << QStringList{};
        QTest::newRow("aac 44.1 kHz") << u"44.m4a"_s << 44'100 << QStringList{};
        QTest::newRow("mp3") << u"a.mp3"_s << 44'100 << QStringList{};
        QTest::newRow("opus") << u"a.mka"_s << 48'000 << QStringList{u"-c:a"_s, u"libopus"_s};
        QTest::newRow("vorbis") << u"a.ogg"_s << 44'100 << QStringList{u"-c:a"_s, u"libvorbis"_s};
        QTest::newRow("adts") << u"a.aac"_s << 48'000 << QStringList{};
        QTest::newRow("transport stream") << u"a.ts"_s << 48'000 << QStringList{u"-c:a"_s, u"aac"_s};
    }

    void everyRateAndCodecKeepsTheTimeline()
    {
        QFETCH(QString, name);
        QFETCH(int, rate);
        QFETCH(QStringList, codec);
        const auto result = analysed(tones(name, u"'0.5*sin(2*PI*700*t)*between(t,1,2)'"_s, codec, rate));
        VERIFY_OK(result);
        const auto windows = result->loudness.decibels.size();
        QVERIFY2(windows >= 399 && windows <= 412, qPrintable(QString::number(windows)));
        QCOMPARE(result->speech.size(), qsizetype(windows) * 320);
        QVERIFY(std::abs(valueAt(result->loudness, 1.5) - -9.03) < 0.6);
        QVERIFY(valueAt(result->loudness, 0.9) < -50 && valueAt(result->loudness, 2.1) < -50);
    }

    void theThreadsDoNotShowInTheResult()
    {
        const QString input = m_samples.make(u"long.m4a"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s,
                u"anoisesrc=d=190:c=pink:a=0.3:seed=7:r=44100,tremolo=f=0.2:d=0.9,aformat=cl=stereo"_s, u"-c:a"_s,
                u"aac"_s, u"-b:a"_s, u"96k"_s});
        const auto alone = analysed(input, 1);
        const auto together = analysed(input, 3);
        VERIFY_OK(alone);
        VERIFY_OK(together);
        QVERIFY(isAbout(alone->loudness, 190));
        QCOMPARE(together->loudness.decibels, alone->loudness.decibels);
        QCOMPARE(together->waveform, alone->waveform);
        QCOMPARE(together->speech, alone->speech);
    }

    void chunksJoinWithoutASeam()
    {
        const QString input = m_samples.make(u"steady.m4a"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=f=500:r=44100:d=125,volume=4"_s, u"-c:a"_s, u"aac"_s, u"-b:a"_s,
                u"160k"_s});
        const auto result = analysed(input);
        VERIFY_OK(result);
        const auto *samples = reinterpret_cast<const qint16 *>(result->speech.constData());
        for (int i = 60 * 16'000 - 800; i < 60 * 16'000 + 800; ++i) {
            const double wanted = 0.5 * std::sin(2 * M_PI * 500 * i / 16'000);
            QVERIFY2(std::abs(samples[i] / 32'768.0 - wanted) < 0.02, qPrintable(QString::number(i)));
        }
        for (size_t i = 10; i < 12'490; ++i)
            QVERIFY2(std::abs(result->loudness.decibels[i] - -9.03F) < 0.3F,
                qPrintable(u"%1: %2"_s.arg(i).arg(result->loudness.decibels[i])));
    }

    void aGapInTheTimestampsIsSilence()
    {
        const QString input = m_samples.make(u"gap.mkv"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.5*sin(2*PI*700*t)':s=48000:d=4"_s, u"-af"_s,
                u"aselect='not(between(t,1,2))'"_s, u"-c:a"_s, u"pcm_s16le"_s});
        const auto result = analysed(input);
        VERIFY_OK(result);
        QVERIFY(std::abs(valueAt(result->loudness, 0.5) - -9.03) < 0.1);
        QCOMPARE(valueAt(result->loudness, 1.5), -90.0F);
        QVERIFY(std::abs(valueAt(result->loudness, 2.5) - -9.03) < 0.1);
    }

    void soundThatStartsLaterIsAtItsPlace()
    {
        const QString input = m_samples.make(u"late.mp4"_s,
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=s=64x64:r=10:d=4"_s, u"-itsoffset"_s, u"1.5"_s, u"-f"_s, u"lavfi"_s,
                u"-i"_s, u"aevalsrc='0.5*sin(2*PI*700*t)':s=48000:d=1"_s, u"-c:v"_s, u"libx264"_s, u"-c:a"_s,
                u"aac"_s});
        const auto result = analysed(input);
        VERIFY_OK(result);
        QVERIFY(isAbout(result->loudness, 4));   // as long as the picture
        QCOMPARE(valueAt(result->loudness, 1.4), -90.0F);
        QVERIFY2(std::abs(valueAt(result->loudness, 2) - -9.03) < 0.7,
            qPrintable(QString::number(valueAt(result->loudness, 2))));
        QCOMPARE(valueAt(result->loudness, 3), -90.0F);
    }
};

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
