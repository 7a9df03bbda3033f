#pragma once

#include "core/net/http.h"

namespace speech::openai {

using base::Result;

/// Where an OpenAI-compatible service is, and what we may ask it.
struct Service {
    QUrl address;   // "https://api.openai.com/v1"
    QString model;
    base::Secret key;   // may be empty: a server of one's own

    /// The address of one of its methods: "audio/transcriptions".
    [[nodiscard]] QUrl method(QLatin1StringView path) const;
    [[nodiscard]] QList<net::Header> headers() const;
};

/// Turns a reply that is no success into the error it stands for; the service's words are part of the message.
Result<> checkReply(const net::HttpReply &reply, const Service &service);

/// Whether the service refused the request for a parameter it does not know.
bool refusesParameter(const net::HttpReply &reply, QLatin1StringView parameter);

}   // namespace speech::openai
