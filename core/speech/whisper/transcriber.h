#pragma once

#include "core/speech/speech.h"

namespace speech::whisper {

/// whisper.cpp with one model, on the processor.
class Transcriber final : public speech::Transcriber {
public:
    /// `model`: its name for people; `path`: a ggml file. `measured` hears how many times faster than real time a long
    /// transcription was.
    Transcriber(QString model, QString path, std::function<void(double)> measured = {});

    [[nodiscard]] QString name() const override;
    Result<domain::Transcript> transcribe(
        const TranscriptionRequest &request, const Progress &progress, const StopToken &stop) override;

private:
    QString m_model;
    QString m_path;
    std::function<void(double)> m_measured;
};

}   // namespace speech::whisper
