#include "core/net/http_exchange.h"

#include "core/base/log.h"

#include <QNetworkAccessManager>

#include <set>

using base::Error;
using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace net {

static constexpr int maximumRedirects = 10;
static constexpr qint64 readAheadBytes = 4 << 20;

/// Headers that say who we are: they never travel to another origin.
static const std::set<QByteArray> credentialHeaders = {"authorization", "cookie", "proxy-authorization"};

static bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

HttpExchange::HttpExchange(const HttpRequest &request)
    : m_request(request)
{
}

Result<HttpReply> HttpExchange::wait()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_result || m_progress; });
        if (const auto progress = std::exchange(m_progress, {}); progress && m_request.progress) {
            lock.unlock();
            m_request.progress(progress->first, progress->second);
            lock.lock();
        }
        if (m_result)
            return *std::move(m_result);
    }
}

void HttpExchange::start(QNetworkAccessManager &network)
{
    m_network = &network;
    if (m_request.idleTimeout.count() > 0) {
        m_idle.reset(new QTimer);
        m_idle->setSingleShot(true);
        m_idle->setInterval(m_request.idleTimeout);
        QObject::connect(m_idle.get(), &QTimer::timeout, m_idle.get(), [this, self = shared_from_this()] {
            abort({ErrorKind::Unavailable,
                u"%1 was silent for %2 s."_s.arg(m_request.url.host()).arg(m_request.idleTimeout.count())});
        });
    }
    sendTo(m_request.url);
}

void HttpExchange::sendTo(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", "Dailies/" DAILIES_VERSION);
    if (!m_request.saveTo.isEmpty())
        request.setRawHeader("Accept-Encoding", "identity");   // else sizes and ranges would not be those of the file
    if (m_request.resumeFrom > 0)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_request.resumeFrom) + '-');
    for (const Header &header : m_request.headers)
        request.setRawHeader(header.name, header.value);

    if (m_request.method == "GET" || m_request.method == "HEAD") {
        m_uploads = false;
        m_reply.reset(m_request.method == "GET" ? m_network->get(request) : m_network->head(request));
    } else {
        auto body = HttpBody::open(m_request);
        if (!body)
            return finish(base::fail(std::move(body).error()));
        m_uploads = (*body)->size() > 0;
        if (!(*body)->contentType().isEmpty())
            request.setRawHeader("Content-Type", (*body)->contentType());
        else if (m_uploads && !request.hasRawHeader("Content-Type"))
            request.setRawHeader("Content-Type", "application/octet-stream");
        request.setHeader(QNetworkRequest::ContentLengthHeader, (*body)->size());
        m_reply.reset(m_network->sendCustomRequest(request, m_request.method, body->get()));
        body->release()->setParent(m_reply.get());
    }
    m_reply->setReadBufferSize(readAheadBytes);
    const auto self = shared_from_this();
    const auto alive = [this, self] {
        if (m_idle)
            m_idle->start();
    };
    alive();
    QObject::connect(m_reply.get(), &QNetworkReply::metaDataChanged, m_reply.get(), alive);
    QObject::connect(m_reply.get(), &QNetworkReply::readyRead, m_reply.get(), [this, self, alive] {
        alive();
        takeBytes();
    });
    QObject::connect(
        m_reply.get(), &QNetworkReply::uploadProgress, m_reply.get(), [this, self, alive](qint64 done, qint64 total) {
            alive();
            if (m_uploads && total > 0)   // Qt ends with 0 of 0
                showProgress(done, total);
        });
    QObject::connect(
        m_reply.get(), &QNetworkReply::downloadProgress, m_reply.get(), [this, self](qint64 done, qint64 total) {
            if (!m_uploads)
                showProgress(m_savedFrom + done, total < 0 ? -1 : m_savedFrom + total);
        });
    QObject::connect(m_reply.get(), &QNetworkReply::finished, m_reply.get(), [this, self] { replyFinished(); });
}

int HttpExchange::status() const { return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); }

/// Where the reply sends us; empty when it does not, as with the 308 that means "go on uploading".
QUrl HttpExchange::redirectTarget() const
{
    static const std::set<int> redirects = {301, 302, 303, 307, 308};
    const QByteArray location = m_reply->rawHeader("Location");
    if (!redirects.contains(status()) || location.isEmpty())
        return {};
    return m_reply->url().resolved(QUrl::fromEncoded(location));
}

void HttpExchange::takeBytes()
{
    if (m_failure || !redirectTarget().isEmpty())
        return;
    if (!m_request.saveTo.isEmpty() && status() / 100 == 2)
        return saveBytes();
    const QByteArray bytes = m_reply->readAll();
    m_replyBytes += bytes.size();
    m_received += bytes;
    if (m_received.size() > m_request.maximumReplyBytes)
        abort({ErrorKind::Corrupt,
            u"%1 sent more than %2 bytes."_s.arg(m_reply->url().host()).arg(m_request.maximumReplyBytes)});
}

void HttpExchange::openFile()
{
    const bool resumes = m_request.resumeFrom > 0 && status() == 206;
    const QByteArray range = m_reply->rawHeader("Content-Range");
    if (resumes && !range.startsWith("bytes " + QByteArray::number(m_request.resumeFrom) + '-'))
        return abort(
            {ErrorKind::Corrupt, u"%1 sent another part of the file than asked for."_s.arg(m_reply->url().host())});
    m_savedFrom = resumes ? m_request.resumeFrom : 0;
    m_file = std::make_unique<QFile>(m_request.saveTo);
    if (!m_file->open(QIODevice::ReadWrite) || !m_file->resize(m_savedFrom) || !m_file->seek(m_savedFrom))
        abort({ErrorKind::Unavailable, u"Cannot write %1: %2."_s.arg(m_request.saveTo, m_file->errorString())});
}

void HttpExchange::saveBytes()
{
    if (!m_file)
        openFile();
    if (m_failure)
        return;
    const QByteArray bytes = m_reply->readAll();
    m_replyBytes += bytes.size();
    if (m_file->write(bytes) != bytes.size())
        abort({ErrorKind::Unavailable, u"Cannot write %1: %2."_s.arg(m_request.saveTo, m_file->errorString())});
}

/// What kept the reply from being whole; nothing when it is, whatever its status.
std::optional<Error> HttpExchange::transportError() const
{
    const auto code = m_reply->error();
    if (code == QNetworkReply::ContentReSendError) {
        // Qt rewinds the body for a 307 or 308 whether or not we follow; the reply itself is whole then.
        if (status() == 307 || status() == 308)
            return std::nullopt;
        return Error{
            ErrorKind::Unavailable, u"%1 closed the connection before it answered."_s.arg(m_reply->url().host())};
    }
    const bool fromStatus =
        status() >= 400 && code > QNetworkReply::UnknownProxyError && code != QNetworkReply::ProtocolFailure;
    if (code == QNetworkReply::NoError || fromStatus)
        return std::nullopt;
    return Error{ErrorKind::Unavailable,
        u"No complete answer from %1: %2."_s.arg(m_reply->url().host(), base::redacted(m_reply->errorString()))};
}

/// Qt takes some bodies whose connection broke for whole ones; their length says better.
bool HttpExchange::isCutShort() const
{
    static const std::set<int> withoutBody = {204, 304};
    const bool hasBody = m_request.method != "HEAD" && !withoutBody.contains(status());
    bool known = false;
    const qint64 promised = m_reply->rawHeader("Content-Length").toLongLong(&known);
    return hasBody && known && !m_reply->hasRawHeader("Content-Encoding") && m_replyBytes < promised;
}

void HttpExchange::replyFinished()
{
    if (m_failure)
        return finish(base::fail(*m_failure));
    if (auto error = transportError()) {
        takeBytes();   // what did arrive can be resumed from
        return finish(base::fail(m_failure ? *m_failure : *std::move(error)));
    }
    if (const QUrl target = redirectTarget(); !target.isEmpty())
        return follow(target);
    takeBytes();
    if (!m_failure && isCutShort())
        m_failure = Error{ErrorKind::Unavailable,
            u"%1 closed the connection in the middle of its answer."_s.arg(m_reply->url().host())};
    if (!m_failure && m_file && !m_file->flush())
        abort({ErrorKind::Unavailable, u"Cannot write %1: %2."_s.arg(m_request.saveTo, m_file->errorString())});
    if (m_failure)
        return finish(base::fail(*m_failure));

    HttpReply reply{.status = status(), .headers = {}, .body = std::exchange(m_received, {})};
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        reply.headers.append({name, value});
    finish(std::move(reply));
}

void HttpExchange::follow(const QUrl &target)
{
    const QUrl from = m_reply->url();
    const bool known = target.scheme() == "https"_L1 || target.scheme() == "http"_L1;
    if (!known || (from.scheme() == "https"_L1 && target.scheme() != "https"_L1))
        return finish(
            base::fail(ErrorKind::Unavailable, u"%1 redirects to an address that is not secure."_s.arg(from.host())));
    if (++m_redirects > maximumRedirects)
        return finish(base::fail(ErrorKind::Unavailable, u"%1 redirects in a circle."_s.arg(from.host())));
    if (!sameOrigin(from, target))
        m_request.headers.removeIf(
            [](const Header &header) { return credentialHeaders.contains(header.name.toLower()); });
    const bool keepsMethod = status() >= 307 || m_request.method == "HEAD";
    if (!keepsMethod && (status() == 303 || m_request.method == "POST")) {
        m_request.method = "GET";
        m_request.body.clear();
        m_request.parts.clear();
        m_request.headers.removeIf(
            [](const Header &header) { return header.name.compare("Content-Type", Qt::CaseInsensitive) == 0; });
    }
    m_received.clear();
    m_replyBytes = 0;
    m_reply->disconnect(m_reply.get());
    sendTo(target);
}

void HttpExchange::abort(Error error)
{
    if (m_failure || !m_reply)
        return;
    m_failure = std::move(error);
    m_reply->abort();   // emits finished(), unless it has finished
}

void HttpExchange::showProgress(qint64 done, qint64 total)
{
    {
        const std::lock_guard lock(m_mutex);
        m_progress = {done, total};
    }
    m_changed.notify_all();
}

void HttpExchange::finish(Result<HttpReply> result)
{
    if (m_file)
        m_file->close();
    m_idle.reset();
    if (m_reply)
        m_reply->disconnect(m_reply.get());
    m_reply.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_result = std::move(result);
    }
    m_changed.notify_all();
}

}   // namespace net
