#pragma once

#include "core/speech/openai/service.h"
#include "core/speech/speech.h"

namespace speech::openai {

/// Any service that speaks OpenAI's transcription API: OpenAI, Fireworks, whisper.cpp's server. The sound leaves the
/// machine, so it is never chosen unasked.
class Transcriber final : public speech::Transcriber {
public:
    /// `http` outlives this.
    Transcriber(net::HttpClient &http, Service service);

    [[nodiscard]] QString name() const override;
    Result<domain::Transcript> transcribe(
        const TranscriptionRequest &request, const Progress &progress, const StopToken &stop) override;

private:
    net::HttpClient &m_http;
    Service m_service;
};

}   // namespace speech::openai
