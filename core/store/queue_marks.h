#pragma once

#include "core/base/time.h"

#include <QHash>

#include <mutex>

namespace store {

using base::Instant;

/// Where this process's claims begin to look, per kind and workspace. PostgreSQL keeps the index entries of claimed
/// jobs as long as any older transaction is open, and a claim that starts before them walks over all of them.
/// Only a hint: it is lowered by an earlier insert and forgotten every two seconds, for other processes insert too.
class QueueMarks {
public:
    struct Mark {
        int priority = std::numeric_limits<int>::min();
        Instant runAt = Instant::min();
        QString job;

        friend bool operator<(const Mark &a, const Mark &b)
        {
            return std::tie(a.priority, a.runAt, a.job) < std::tie(b.priority, b.runAt, b.job);
        }
    };

    /// Nothing: look at all.
    [[nodiscard]] std::optional<Mark> of(const QString &kind, const QString &workspace, Instant now);
    void raise(const QString &kind, const QString &workspace, const Mark &mark, Instant now);
    void lower(const QString &kind, const QString &workspace, const Mark &mark);
    void forget(const QString &kind, const QString &workspace);
    void forgetAll();

private:
    struct Entry {
        Mark mark;
        Instant since{};
    };
    std::mutex m_mutex;
    QHash<std::pair<QString, QString>, Entry> m_entries;
};

}   // namespace store
