#include "core/base/result.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace base {

static constexpr std::array<std::pair<ErrorKind, QLatin1StringView>, 13> names = {{
    {ErrorKind::Invalid, "invalid"_L1},
    {ErrorKind::NotFound, "not_found"_L1},
    {ErrorKind::Conflict, "conflict"_L1},
    {ErrorKind::Forbidden, "forbidden"_L1},
    {ErrorKind::Corrupt, "corrupt"_L1},
    {ErrorKind::LoginRequired, "login_required"_L1},
    {ErrorKind::NeedsUser, "needs_user"_L1},
    {ErrorKind::RateLimited, "rate_limited"_L1},
    {ErrorKind::QuotaExceeded, "quota_exceeded"_L1},
    {ErrorKind::Interrupted, "interrupted"_L1},
    {ErrorKind::Unavailable, "unavailable"_L1},
    {ErrorKind::Cancelled, "cancelled"_L1},
    {ErrorKind::Internal, "internal"_L1},
}};

QString toString(ErrorKind kind)
{
    for (const auto &[candidate, name] : names)
        if (candidate == kind)
            return name;
    Q_UNREACHABLE();
}

ErrorKind errorKindFrom(QStringView name)
{
    for (const auto &[kind, candidate] : names)
        if (candidate == name)
            return kind;
    return ErrorKind::Internal;
}

}   // namespace base
