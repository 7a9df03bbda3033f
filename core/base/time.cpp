#include "core/base/time.h"

#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace base {

Instant SystemClock::now() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

QString toRfc3339(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<Instant> fromRfc3339(QStringView text)
{
    const auto time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return Instant(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

MediaTime fromSeconds(double seconds) { return MediaTime(std::llround(seconds * 1e6)); }

}   // namespace base
