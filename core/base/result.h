#pragma once

#include "core/base/time.h"

#include <QString>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace base {

/// Why something failed, as far as a caller would act differently. The table of what each kind does to a job is in
/// domain::afterFailure, its HTTP status in server/rest.
enum class ErrorKind {
    Invalid,   // the request or the input is wrong; repeating it cannot help
    NotFound,
    Conflict,
    Forbidden,
    Corrupt,   // bytes were lost or damaged on the way
    LoginRequired,   // a platform's token is gone
    NeedsUser,   // only a person can go on: Error::url says where
    RateLimited,
    QuotaExceeded,
    Interrupted,   // by shutdown
    Unavailable,   // may work later
    Cancelled,   // by the user
    Internal,
};

/// The kind's stable name in logs, the database and the API: "invalid", "not_found", ...
QString toString(ErrorKind kind);
/// The reverse of toString; Internal for an unknown name.
ErrorKind errorKindFrom(QStringView name);

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString message;   // English, for logs and the API; never a secret
    std::optional<std::chrono::seconds> retryAfter = {};   // only when the other side told us
    std::optional<Instant> notBefore = {};   // a quota's end
    QString url = {};   // where a person can mend it, for NeedsUser
};

/// A T or an Error; ignoring one is a compiler warning.
template <class T = void> class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> other)
        : tl::expected<T, Error>(std::move(other))
    {
    }
};

/// `return fail(ErrorKind::Invalid, u"..."_s);`
inline tl::unexpected<Error> fail(ErrorKind kind, QString message)
{
    return tl::unexpected<Error>(Error{.kind = kind, .message = std::move(message)});
}

/// `return fail(std::move(other.error()));`
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}   // namespace base

#define DAILIES_JOIN_(a, b) a##b
#define DAILIES_JOIN(a, b) DAILIES_JOIN_(a, b)

/// TRY(const auto page, parse(body)); declares page, or returns the error.
#define TRY(declaration, ...)                                                                                          \
    auto DAILIES_JOIN(result_, __LINE__) = (__VA_ARGS__);                                                              \
    if (!DAILIES_JOIN(result_, __LINE__))                                                                              \
        return base::fail(std::move(DAILIES_JOIN(result_, __LINE__)).error());                                         \
    declaration = *std::move(DAILIES_JOIN(result_, __LINE__))

/// TRY_DO(save(job)); returns the error of a Result<> whose value is not wanted.
#define TRY_DO(...)                                                                                                    \
    do {                                                                                                               \
        if (auto result_ = (__VA_ARGS__); !result_)                                                                    \
            return base::fail(std::move(result_).error());                                                             \
    } while (false)
