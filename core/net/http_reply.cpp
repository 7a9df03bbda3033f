#include "core/net/http.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace net {

/// A time as HTTP writes it, or as Zoom does.
static std::optional<base::Instant> parsedTime(const QByteArray &text)
{
    if (const auto instant = base::fromRfc3339(QString::fromLatin1(text)))
        return instant;
    const QDateTime time =
        QDateTime::fromString(QString::fromLatin1(text).replace("GMT"_L1, "+0000"_L1), Qt::RFC2822Date);
    if (!time.isValid())
        return std::nullopt;
    return base::Instant(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

QByteArray HttpReply::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(),
        [name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? QByteArray() : found->value;
}

std::optional<std::chrono::seconds> HttpReply::retryAfter() const
{
    using std::chrono::seconds;
    constexpr seconds longest = std::chrono::hours(24);
    const QByteArray text = header("Retry-After").trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    if (const qint64 number = text.toLongLong(&isNumber); isNumber)
        return std::clamp(seconds(number), seconds(0), longest);
    const auto until = parsedTime(text);
    if (!until)
        return std::nullopt;
    // By the server's own clock where it tells it: ours may differ.
    const base::Instant now = parsedTime(header("Date")).value_or(base::SystemClock().now());
    return std::clamp(std::chrono::ceil<seconds>(*until - now), seconds(1), longest);
}

}   // namespace net
