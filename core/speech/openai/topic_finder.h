#pragma once

#include "core/speech/openai/service.h"
#include "core/speech/speech.h"

namespace speech::openai {

/// Any chat service that speaks OpenAI's API: DeepSeek, OpenAI, a server of one's own. The text leaves the machine.
class TopicFinder final : public speech::TopicFinder {
public:
    /// `http` outlives this.
    TopicFinder(net::HttpClient &http, Service service);

    [[nodiscard]] QString name() const override { return m_service.model; }
    Result<domain::TopicVersion> find(const TopicRequest &request, const StopToken &stop) override;

private:
    Result<QString> ask(const QJsonArray &messages, const StopToken &stop);

    net::HttpClient &m_http;
    Service m_service;
};

}   // namespace speech::openai
