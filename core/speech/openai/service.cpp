#include "core/speech/openai/service.h"

#include "core/base/log.h"

#include <QJsonDocument>
#include <QJsonObject>

using base::Error;
using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace speech::openai {

namespace {
struct Kind {
    int status;
    ErrorKind kind;
    const char16_t *advice;
};
}   // namespace

static constexpr Kind kinds[] = {
    {400, ErrorKind::Invalid, u""},
    {401, ErrorKind::LoginRequired, u" Set the service's key."},
    {402, ErrorKind::QuotaExceeded, u" Its balance is used up: add credit there."},
    {403, ErrorKind::Forbidden, u""},
    {404, ErrorKind::NotFound, u" Check the service's address and model."},
    {408, ErrorKind::Unavailable, u""},
    {409, ErrorKind::Unavailable, u""},
    {413, ErrorKind::Invalid, u""},
    {422, ErrorKind::Invalid, u""},
    {429, ErrorKind::RateLimited, u""},
};

QUrl Service::method(QLatin1StringView path) const
{
    QUrl url = address;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + u'/' + path);
    return url;
}

QList<net::Header> Service::headers() const
{
    if (key.isEmpty())
        return {};
    return {{"Authorization", "Bearer " + key.reveal()}};
}

/// The error object of a reply: {"error": {"message", "code"}} or {"error": "text"}.
static QJsonObject errorOf(const net::HttpReply &reply)
{
    const QJsonValue error = QJsonDocument::fromJson(reply.body.trimmed()).object()["error"_L1];
    return error.isString() ? QJsonObject{{"message"_L1, error}} : error.toObject();
}

Result<> checkReply(const net::HttpReply &reply, const Service &service)
{
    constexpr qsizetype longestMessage = 300;
    if (reply.status / 100 == 2)
        return {};
    const QJsonObject error = errorOf(reply);
    const auto row = std::find_if(
        std::begin(kinds), std::end(kinds), [&reply](const Kind &kind) { return kind.status == reply.status; });
    const bool listed = row != std::end(kinds);
    Error failure{.kind = listed  ? row->kind
            : reply.status >= 500 ? ErrorKind::Unavailable
                                  : ErrorKind::Invalid,
        .message = u"%1 answered %2."_s.arg(service.address.host()).arg(reply.status)};
    if (const QString text = error["message"_L1].toString().simplified(); !text.isEmpty()) {
        // Services like to repeat the key they were given.
        QString safe = base::redacted(text.left(longestMessage));
        if (!service.key.isEmpty())
            safe.replace(QString::fromUtf8(service.key.reveal()), u"..."_s);
        failure.message += u" It says: "_s + safe;
    }
    const QString code = error["code"_L1].toString();
    const bool outOfQuota = code == "insufficient_quota"_L1 || error["type"_L1].toString() == "insufficient_quota"_L1;
    if (reply.status == 429 && outOfQuota) {
        failure.kind = ErrorKind::QuotaExceeded;
        failure.message += u" Its quota is used up: add credit there."_s;
    } else if (listed) {
        failure.message += QString::fromUtf16(row->advice);
    }
    failure.retryAfter = reply.retryAfter();
    return base::fail(std::move(failure));
}

bool refusesParameter(const net::HttpReply &reply, QLatin1StringView parameter)
{
    if (reply.status != 400)
        return false;
    const QJsonObject error = errorOf(reply);
    const QString code = error["code"_L1].toString();
    return error["param"_L1].toString() == parameter
        || (code.startsWith("unsupported"_L1) && error["message"_L1].toString().contains(parameter));
}

}   // namespace speech::openai
