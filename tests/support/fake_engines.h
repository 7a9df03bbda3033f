#pragma once

#include "core/speech/engines.h"

/// Hears the same twelve words in every recording, at once.
class FakeTranscriber final : public speech::Transcriber {
public:
    using Before = std::function<base::Result<>(const base::StopToken &stop)>;

    explicit FakeTranscriber(Before before)
        : m_before(std::move(before))
    {
    }
    [[nodiscard]] QString name() const override { return QStringLiteral("fake words"); }
    base::Result<domain::Transcript> transcribe(const speech::TranscriptionRequest &request,
        const speech::Progress &progress, const base::StopToken &stop) override;

private:
    Before m_before;
};

class FakeTopicFinder final : public speech::TopicFinder {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("fake topics"); }
    base::Result<domain::TopicVersion> find(const speech::TopicRequest &request, const base::StopToken &stop) override;
};

class FakeEngines final : public speech::EngineChooser {
public:
    double speed = 0;   // of the transcriber, as a multiple of real time
    FakeTranscriber::Before beforeWords = [](const base::StopToken &stop) { return stop.check(); };

    base::Result<speech::Choice<speech::Transcriber>> transcriber(
        const domain::Config &config, base::MediaTime duration, const base::Secret &serviceKey) const override;
    base::Result<speech::Choice<speech::TopicFinder>> topicFinder(
        const domain::Config &config, const base::Secret &serviceKey) const override;
    [[nodiscard]] speech::Choice<speech::SpeechDetector> speechDetector() const override;
    [[nodiscard]] QJsonArray report() const override { return {}; }
};
