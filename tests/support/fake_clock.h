#pragma once

#include "core/base/time.h"

#include <atomic>

/// Stands still until told; callable from any thread.
class FakeClock final : public base::Clock {
public:
    explicit FakeClock(base::Instant start = base::Instant(std::chrono::milliseconds(1'790'000'000'000)))
        : m_now(start)
    {
    }
    [[nodiscard]] base::Instant now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now = m_now.load() + by; }

private:
    std::atomic<base::Instant> m_now;
};
