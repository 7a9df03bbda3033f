#pragma once

#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace base {

enum class StopReason {
    Cancelled,   // by the user: the work is not wanted any more
    Interrupted,   // by shutdown: the work goes on later
};

/// Asks whether to go on; cheap to copy, safe from any thread. A default token never stops.
class StopToken {
public:
    StopToken() = default;

    [[nodiscard]] bool stopRequested() const;
    /// Cancelled or Interrupted once a stop was requested, else success: `TRY_DO(stop.check());`
    [[nodiscard]] Result<> check() const;
    /// Sleeps for `duration` or until a stop is requested; the same answer as check().
    [[nodiscard]] Result<> sleepFor(std::chrono::milliseconds duration) const;

private:
    friend class StopSource;
    friend class StopCallback;
    struct State;
    std::shared_ptr<State> m_state;
};

class StopSource {
public:
    StopSource();

    [[nodiscard]] StopToken token() const;
    /// The first reason given stays.
    void request(StopReason reason);

private:
    std::shared_ptr<StopToken::State> m_state;
};

/// Calls `callback` on the requesting thread when a stop is requested, at once if it was before. After the destructor
/// has returned the callback neither runs nor will run.
class StopCallback {
public:
    StopCallback(const StopToken &token, std::function<void()> callback);
    ~StopCallback();
    Q_DISABLE_COPY_MOVE(StopCallback)

private:
    std::shared_ptr<StopToken::State> m_state;
};

}   // namespace base
