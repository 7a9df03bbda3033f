#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace base {

/// A moment: milliseconds since 1970, UTC.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A position or length on a medium's own timeline. Microseconds, so that sums never drift.
using MediaTime = std::chrono::microseconds;

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// RFC 3339 in UTC with milliseconds: "2026-11-24T09:30:00.000Z".
QString toRfc3339(Instant instant);
/// Any RFC 3339 time with a zone; nothing for other text.
std::optional<Instant> fromRfc3339(QStringView text);

/// Seconds as JSON carries them.
inline double toSeconds(MediaTime time) { return std::chrono::duration<double>(time).count(); }
/// The nearest microsecond.
MediaTime fromSeconds(double seconds);

}   // namespace base
