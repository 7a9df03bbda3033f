#pragma once

#include "core/base/secret.h"
#include "core/base/stop.h"

#include <QList>
#include <QUrl>

#include <functional>

namespace net {

using base::Result;
using base::StopToken;

struct Header {
    QByteArray name;
    QByteArray value;
};

struct HttpPart {   // of a multipart/form-data body
    QByteArray name = {};
    QByteArray value = {};
    QString file = {};   // when set, the part is this file's bytes, streamed
    QByteArray fileName = {};
    QByteArray contentType = {};
};

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url = {};
    QList<Header> headers = {};
    QByteArray body = {};
    QList<HttpPart> parts = {};   // instead of body
    QString saveTo =
        {};   // stream the body of a 2xx into this file, appended when `resumeFrom` > 0 and the reply is 206
    qint64 resumeFrom = 0;   // sends Range: bytes=N-
    qint64 maximumReplyBytes = 64LL << 20;   // in memory; Corrupt beyond
    std::chrono::seconds idleTimeout{60};   // without a byte either way
    std::function<void(qint64 done, qint64 total)> progress = {};   // on the caller's thread; total -1: unknown
};

struct HttpReply {
    int status = 0;
    QList<Header> headers = {};
    QByteArray body = {};

    [[nodiscard]] QByteArray header(QByteArrayView name) const;   // case-insensitive; empty when missing
    [[nodiscard]] std::optional<std::chrono::seconds> retryAfter() const;   // seconds or a date
};

/// Sends a request and waits. Returns every reply, also 4xx and 5xx; redirects are followed, but never from https to
/// less and never to another host with an Authorization header. A request that may have arrived is not repeated.
/// Errors: Unavailable (no connection, time-out; says what), Invalid (the address), Corrupt (too long), and those of
/// `stop`. Callable from any thread but the GUI's.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    virtual Result<HttpReply> send(const HttpRequest &request, const StopToken &stop) = 0;
};

/// Over one QNetworkAccessManager on a thread of its own, started with the first request.
class NetworkHttpClient final : public HttpClient {
public:
    NetworkHttpClient();
    ~NetworkHttpClient() override;
    Result<HttpReply> send(const HttpRequest &request, const StopToken &stop) override;

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

}   // namespace net
