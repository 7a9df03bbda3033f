#include "core/base/stop.h"

#include <map>

using namespace Qt::StringLiterals;

namespace base {

struct StopToken::State {
    std::atomic<bool> stopped = false;
    std::mutex mutex;   // guards the rest; held while callbacks run, so that a destroyed callback is a finished one
    std::condition_variable changed;
    StopReason reason = StopReason::Cancelled;
    std::map<const void *, std::function<void()>> callbacks;
};

bool StopToken::stopRequested() const { return m_state && m_state->stopped.load(std::memory_order_relaxed); }

Result<> StopToken::check() const
{
    if (!stopRequested())
        return {};
    const std::lock_guard lock(m_state->mutex);
    return m_state->reason == StopReason::Cancelled ? fail(ErrorKind::Cancelled, u"Cancelled."_s)
                                                    : fail(ErrorKind::Interrupted, u"Interrupted by shutdown."_s);
}

Result<> StopToken::sleepFor(std::chrono::milliseconds duration) const
{
    if (!m_state) {
        StopSource never;
        return never.token().sleepFor(duration);
    }
    {
        std::unique_lock lock(m_state->mutex);
        m_state->changed.wait_for(lock, duration, [this] { return m_state->stopped.load(); });
    }
    return check();
}

StopSource::StopSource()
    : m_state(std::make_shared<StopToken::State>())
{
}

StopToken StopSource::token() const
{
    StopToken token;
    token.m_state = m_state;
    return token;
}

void StopSource::request(StopReason reason)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->stopped)
        return;
    m_state->reason = reason;
    m_state->stopped = true;
    m_state->changed.notify_all();
    for (const auto &[owner, callback] : m_state->callbacks)
        callback();
}

StopCallback::StopCallback(const StopToken &token, std::function<void()> callback)
    : m_state(token.m_state)
{
    if (!m_state)
        return;
    const std::lock_guard lock(m_state->mutex);
    if (m_state->stopped)
        callback();
    else
        m_state->callbacks.emplace(this, std::move(callback));
}

StopCallback::~StopCallback()
{
    if (!m_state)
        return;
    const std::lock_guard lock(m_state->mutex);
    m_state->callbacks.erase(this);
}

}   // namespace base
