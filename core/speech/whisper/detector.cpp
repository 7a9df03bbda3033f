#include "core/speech/whisper/detector.h"

#include "core/speech/wav.h"
#include "core/speech/whisper/library.h"
#include "core/speech/whisper/model_file.h"

#include <QFile>

using base::ErrorKind;
using domain::Interval;
using namespace Qt::StringLiterals;

namespace speech::whisper {

static constexpr int windowSamples = 512;   // of Silero at 16 kHz
static constexpr MediaTime blockLength = WavFile::timeOf(qint64{windowSamples} * 1'000);   // 32 s
static constexpr float speechBegins = 0.5F;
static constexpr float speechEnds = 0.35F;
static constexpr MediaTime shortestSpeech{250'000};
static constexpr MediaTime shortestPause{100'000};
static constexpr MediaTime margin{30'000};

static QList<Interval> regionsOf(const std::vector<float> &probabilities, MediaTime duration)
{
    QList<Interval> regions;
    bool speaks = false;
    for (size_t i = 0; i < probabilities.size(); ++i) {
        const MediaTime start = WavFile::timeOf(qint64(i) * windowSamples);
        speaks = probabilities[i] >= (speaks ? speechEnds : speechBegins);
        if (speaks)
            regions += {start, start + WavFile::timeOf(windowSamples)};
    }
    regions = domain::united(regions, shortestPause);
    regions.removeIf([](const Interval &region) { return region.length() < shortestSpeech; });
    for (Interval &region : regions)
        region = {std::max(MediaTime{}, region.start - margin), std::min(duration, region.end + margin)};
    return domain::united(regions);
}

Result<QList<Interval>> Detector::detect(const QString &path, const StopToken &stop)
{
    quietLibrary();
    TRY_DO(inspectDetector(m_model));
    TRY(auto wav, WavFile::open(path));
    auto parameters = whisper_vad_default_context_params();
    parameters.n_threads = 1;
    parameters.use_gpu = false;
    const DetectorPtr detector(
        whisper_vad_init_from_file_with_params(QFile::encodeName(m_model).constData(), parameters));
    if (!detector)
        return base::fail(ErrorKind::Corrupt, u"The model %1 cannot be loaded. Install it again."_s.arg(m_model));

    std::vector<float> probabilities;
    whisper_vad_reset_state(detector.get());
    for (MediaTime at{}; at < wav.duration(); at += blockLength) {
        TRY_DO(stop.check());
        TRY(const auto samples, wav.read({at, at + blockLength}));
        const auto floats = toFloat(samples);
        if (!whisper_vad_detect_speech_no_reset(detector.get(), floats.data(), int(floats.size())))
            return base::fail(ErrorKind::Internal, u"The speech detector failed."_s);
        const float *first = whisper_vad_probs(detector.get());
        probabilities.insert(probabilities.end(), first, first + whisper_vad_n_probs(detector.get()));
    }
    return regionsOf(probabilities, wav.duration());
}

}   // namespace speech::whisper
