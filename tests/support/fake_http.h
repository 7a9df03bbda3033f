#pragma once

#include "core/net/http.h"

#include <QStringList>

#include <deque>
#include <map>
#include <mutex>

/// Answers only what it was told to expect, and remembers what was not asked. Several answers to one line are given
/// in order, the last one again and again.
class FakeHttp final : public net::HttpClient {
public:
    /// `line`: method and path with query: "GET /v1/disk?limit=1".
    void on(const QString &line, base::Result<net::HttpReply> answer);

    base::Result<net::HttpReply> send(const net::HttpRequest &request, const base::StopToken &stop) override;

    /// Expected lines that nobody asked for.
    [[nodiscard]] QStringList unused() const;
    [[nodiscard]] QList<net::HttpRequest> requests() const;

private:
    struct Script {
        std::deque<base::Result<net::HttpReply>> answers;
        bool used = false;
    };
    mutable std::mutex m_mutex;   // guards all
    std::map<QString, Script> m_scripts;
    QList<net::HttpRequest> m_requests;
};
