#include "core/store/queue_marks.h"

using namespace std::chrono_literals;

namespace store {

static constexpr auto lifetime = 2s;

std::optional<QueueMarks::Mark> QueueMarks::of(const QString &kind, const QString &workspace, Instant now)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.constFind({kind, workspace});
    if (entry == m_entries.cend())
        return std::nullopt;
    if (std::chrono::abs(now - entry->since) >= lifetime) {
        m_entries.erase(entry);
        return std::nullopt;
    }
    return entry->mark;
}

void QueueMarks::raise(const QString &kind, const QString &workspace, const Mark &mark, Instant now)
{
    const std::lock_guard lock(m_mutex);
    auto entry = m_entries.find({kind, workspace});
    if (entry == m_entries.end())
        m_entries.insert({kind, workspace}, {mark, now});
    else if (entry->mark < mark)
        entry->mark = mark;
}

void QueueMarks::lower(const QString &kind, const QString &workspace, const Mark &mark)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find({kind, workspace});
    if (entry != m_entries.end() && mark < entry->mark)
        entry->mark = mark;
}

void QueueMarks::forget(const QString &kind, const QString &workspace)
{
    const std::lock_guard lock(m_mutex);
    m_entries.remove({kind, workspace});
}

void QueueMarks::forgetAll()
{
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
}

}   // namespace store
