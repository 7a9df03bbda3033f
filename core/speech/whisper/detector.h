#pragma once

#include "core/speech/speech.h"

namespace speech::whisper {

/// Silero's voice activity model through whisper.cpp, some hundred times faster than real time.
class Detector final : public SpeechDetector {
public:
    /// `model`: a ggml Silero file.
    explicit Detector(QString model)
        : m_model(std::move(model))
    {
    }

    Result<QList<domain::Interval>> detect(const QString &wav, const StopToken &stop) override;

private:
    QString m_model;
};

}   // namespace speech::whisper
