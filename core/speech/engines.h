#pragma once

#include "core/domain/config.h"
#include "core/net/http.h"
#include "core/speech/models.h"
#include "core/speech/speech.h"

namespace speech {

/// An engine and why this one, for people.
template <class Interface> struct Choice {
    std::unique_ptr<Interface> engine;   // nothing: the step is skipped
    QString reason;   // "whisper.cpp with model base: the best that is installed." or "Install a model: ..."
    double speed = 0;   // measured multiple of real time; 0 unknown
};

/// What is present on this machine and what the configuration wants of it.
class EngineChooser {
public:
    virtual ~EngineChooser() = default;
    [[nodiscard]] virtual Result<Choice<Transcriber>> transcriber(
        const domain::Config &config, base::MediaTime duration, const base::Secret &serviceKey) const = 0;
    [[nodiscard]] virtual Result<Choice<TopicFinder>> topicFinder(
        const domain::Config &config, const base::Secret &serviceKey) const = 0;
    /// Nothing when its model is not installed; the reason says so.
    [[nodiscard]] virtual Choice<SpeechDetector> speechDetector() const = 0;
    /// One row per engine for the doctor: {"name", "ok", "detail", "advice", "needed"}.
    [[nodiscard]] virtual QJsonArray report() const = 0;
};

class Engines final : public EngineChooser {
public:
    /// `http` and `models` outlive this.
    Engines(net::HttpClient &http, ModelManager &models);

    /// `transcription.engine` = auto | whisper | pocketsphinx | service. Auto takes the best that is present;
    /// PocketSphinx only for English (or unknown language) and under 15 minutes.
    [[nodiscard]] Result<Choice<Transcriber>> transcriber(
        const domain::Config &config, base::MediaTime duration, const base::Secret &serviceKey) const override;
    /// `topics.engine` = auto | local | service.
    [[nodiscard]] Result<Choice<TopicFinder>> topicFinder(
        const domain::Config &config, const base::Secret &serviceKey) const override;
    [[nodiscard]] Choice<SpeechDetector> speechDetector() const override;
    [[nodiscard]] QJsonArray report() const override;

private:
    net::HttpClient &m_http;
    ModelManager &m_models;
};

}   // namespace speech
