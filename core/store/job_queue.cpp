#include "core/store/job_queue.h"

#include "core/store/job_row.h"
#include "core/store/queue_marks.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using base::fail;
using domain::Job;
using domain::JobKind;
using domain::JobState;

namespace store {

/// How long a workspace with new work may wait for its first turn.
static constexpr auto turnsLifetime = 1s;

JobQueue::JobQueue(Database &database, QString worker, std::optional<domain::WorkspaceId> only)
    : m_database(database)
    , m_worker(std::move(worker))
    , m_only(std::move(only))
{
}

Result<> JobQueue::start(Instant now) { return heartbeat(now); }

Result<> JobQueue::heartbeat(Instant now)
{
    TRY(auto *connection, m_database.here());
    TRY_DO(connection
               ->prepare(u"INSERT INTO workers (id, started_at, heartbeat_at) VALUES (:worker, :now, :now) "
                         "ON CONFLICT (id) DO UPDATE SET heartbeat_at = excluded.heartbeat_at"_s)
               .bind(u":worker", m_worker)
               .bind(u":now", now)
               .execute());
    return {};
}

// Turns

std::optional<QString> JobQueue::nextTurn(JobKind kind, Instant now)
{
    const std::lock_guard lock(m_mutex);
    Turns &turns = m_turns[kind];
    const bool stale =
        !turns.since || std::chrono::abs(now - *turns.since) >= turnsLifetime;   // clocks are set back too
    if (stale || turns.workspaces.isEmpty())
        return std::nullopt;
    turns.workspaces.move(0, turns.workspaces.size() - 1);
    return turns.workspaces.last();
}

void JobQueue::endTurns(JobKind kind, const QString &workspace)
{
    const std::lock_guard lock(m_mutex);
    m_turns[kind].workspaces.removeOne(workspace);
}

Result<> JobQueue::findWork(JobKind kind, Instant now)
{
    // Leaps from workspace to workspace in the index instead of reading all of it.
    TRY(auto *connection, m_database.here());
    TRY(auto rows,
        connection
            ->prepare(u"WITH RECURSIVE found (workspace) AS ("
                      "SELECT MIN(workspace) FROM jobs WHERE state = 'available' AND kind = :kind "
                      "UNION ALL SELECT (SELECT MIN(j.workspace) FROM jobs j WHERE j.state = 'available' "
                      "AND j.kind = :kind AND j.workspace > found.workspace) FROM found "
                      "WHERE found.workspace IS NOT NULL) "
                      "SELECT workspace FROM found WHERE workspace IS NOT NULL"_s)
            .bind(u":kind", domain::toString(kind))
            .run());
    QStringList found;
    while (rows.next())
        found += rows.text(u"workspace");

    // Who waits already keeps the place; newcomers go first, for they have had nothing yet.
    const std::lock_guard lock(m_mutex);
    Turns &turns = m_turns[kind];
    const QSet<QString> wanted(found.begin(), found.end());
    QStringList kept;
    for (const QString &workspace : turns.workspaces)
        if (wanted.contains(workspace))
            kept += workspace;
    const QSet<QString> known(kept.begin(), kept.end());
    found.removeIf([&](const QString &workspace) { return known.contains(workspace); });
    turns.workspaces = found + kept;
    turns.since = now;
    return {};
}

// Claims

Result<std::optional<ClaimedJob>> JobQueue::claim(JobKind kind, Instant now)
{
    if (m_only)
        return claimFrom(*m_only, kind, now);
    bool looked = false;
    for (;;) {
        const auto turn = nextTurn(kind, now);
        if (!turn) {
            if (std::exchange(looked, true))
                return std::nullopt;
            TRY_DO(findWork(kind, now));
            continue;
        }
        TRY(auto claimed, claimFrom({*turn}, kind, now));
        if (claimed)
            return claimed;
        endTurns(kind, *turn);
    }
}

Result<std::optional<ClaimedJob>> JobQueue::claimFrom(const domain::WorkspaceId &workspace, JobKind kind, Instant now)
{
    static const QString text =
        u"UPDATE jobs SET state = 'running', attempt = attempt + 1, fence = fence + 1, worker = :worker, "
        "started_at = :now WHERE id = (SELECT id FROM jobs WHERE state = 'available' AND kind = :kind "
        "AND workspace = :workspace AND run_at <= :now%1 ORDER BY priority, run_at, id LIMIT 1%2) RETURNING %3"_s;
    static const QString onSqlite = text.arg(QString(), QString(), jobColumns);
    static const QString onPostgres = text.arg(QString(), u" FOR UPDATE SKIP LOCKED"_s, jobColumns);
    static const QString behindMark = text.arg(
        u" AND (priority, run_at, id) >= (:priority, :run_at, :job)"_s, u" FOR UPDATE SKIP LOCKED"_s, jobColumns);

    TRY(auto *connection, m_database.here());
    const bool marked = connection->dialect() == Dialect::Postgres;   // SQLite leaves no dead entries in the index
    QueueMarks &marks = m_database.queueMarks();
    const QString kindName = domain::toString(kind);
    const auto mark = marked ? marks.of(kindName, workspace.value, now) : std::nullopt;
    auto statement = connection->prepare(mark ? behindMark : marked ? onPostgres : onSqlite);
    statement.bind(u":worker", m_worker).bind(u":now", now).bind(u":kind", kindName).bind(u":workspace", workspace);
    if (mark)
        statement.bind(u":priority", mark->priority).bind(u":run_at", mark->runAt).bind(u":job", mark->job);
    TRY(auto rows, statement.run());
    if (rows.next()) {
        ClaimedJob claimed{.workspace = workspace, .job = jobFrom(rows)};
        if (marked)
            marks.raise(
                kindName, workspace.value, {claimed.job.priority, claimed.job.runAt, claimed.job.id.value}, now);
        return claimed;
    }
    if (!mark)
        return std::nullopt;
    marks.forget(kindName, workspace.value);
    return claimFrom(workspace, kind, now);   // once: there is no mark now
}

Result<std::optional<Instant>> JobQueue::nextDue()
{
    TRY(auto *connection, m_database.here());
    auto statement = connection->prepare(u"SELECT MIN(run_at) AS due FROM jobs WHERE state = 'available'"_s
        + (m_only ? u" AND workspace = :workspace"_s : QString()));
    if (m_only)
        statement.bind(u":workspace", *m_only);
    TRY(auto rows, statement.run());
    return rows.next() ? rows.maybeInstant(u"due") : std::nullopt;
}

// Ends

Result<> JobQueue::finish(const ClaimedJob &claimed, const Job &after, Instant now)
{
    static const QString text =
        u"UPDATE jobs SET state = %1, work = %2, attempt = :attempt, losses = :losses, run_at = :run_at, "
        "last_error = :last_error, finished_at = :now, worker = NULL "
        "WHERE workspace = :workspace AND id = :id AND fence = :fence AND state = 'running'"_s;
    static const QString again = text.arg(u"CASE WHEN cancel_requested THEN 'cancelled' ELSE 'available' END"_s,
        u"CASE WHEN cancel_requested THEN NULL ELSE work END"_s);
    static const QString ended = text.arg(u":state"_s, u"NULL"_s);

    TRY(auto *connection, m_database.here());
    auto statement = connection->prepare(after.state == JobState::Available ? again : ended);
    if (after.state != JobState::Available)
        statement.bind(u":state", domain::toString(after.state));
    TRY(const int touched,
        statement.bind(u":attempt", after.attempt)
            .bind(u":losses", after.losses)
            .bind(u":run_at", after.runAt)
            .bind(u":last_error", after.lastError)
            .bind(u":now", now)
            .bind(u":workspace", claimed.workspace)
            .bind(u":id", claimed.job.id)
            .bind(u":fence", claimed.job.fence)
            .execute());
    if (touched == 0)
        return fail(ErrorKind::Conflict, u"The job was given to another worker, so this result doesn't count."_s);
    if (after.state == JobState::Available)
        m_database.queueMarks().lower(
            domain::toString(after.kind), claimed.workspace.value, {after.priority, after.runAt, after.id.value});
    return {};
}

Result<bool> JobQueue::cancelRequested(const ClaimedJob &claimed)
{
    TRY(auto *connection, m_database.here());
    TRY(auto rows,
        connection
            ->prepare(u"SELECT cancel_requested FROM jobs WHERE workspace = :workspace AND id = :id "
                      "AND fence = :fence AND state = 'running'"_s)
            .bind(u":workspace", claimed.workspace)
            .bind(u":id", claimed.job.id)
            .bind(u":fence", claimed.job.fence)
            .run());
    return !rows.next() || rows.flag(u"cancel_requested");
}

Result<int> JobQueue::reapLost(Instant now, std::chrono::milliseconds lease, bool everyOther)
{
    TRY(auto *connection, m_database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    const Instant deadline = everyOther ? Instant::max() : now - lease;
    QList<ClaimedJob> lost;
    {
        // "work IS NOT NULL" leads both engines to the small index of jobs that haven't ended.
        auto statement = connection->prepare(
            u"SELECT workspace, %1 FROM jobs WHERE work IS NOT NULL AND state = 'running' "
            "AND worker <> :worker AND NOT EXISTS (SELECT id FROM workers w WHERE w.id = jobs.worker "
            "AND w.heartbeat_at >= :deadline)%2%3"_s.arg(
                jobColumns, m_only ? u" AND workspace = :workspace"_s : QString(), connection->lockRows()));
        statement.bind(u":worker", m_worker).bind(u":deadline", deadline);
        if (m_only)
            statement.bind(u":workspace", *m_only);
        TRY(auto rows, statement.run());
        while (rows.next())
            lost += ClaimedJob{.workspace = rows.id<domain::WorkspaceId>(u"workspace"), .job = jobFrom(rows)};
    }
    for (const auto &claimed : lost) {
        TRY_DO(finish(claimed, domain::afterLoss(claimed.job, now), now));
        if (!claimed.job.recording.isEmpty())
            TRY_DO(noteChange(*connection, claimed.workspace, claimed.job.recording));
    }
    TRY_DO(connection
               ->prepare(u"DELETE FROM workers WHERE id <> :worker AND heartbeat_at < :deadline "
                         "AND NOT EXISTS (SELECT id FROM jobs WHERE jobs.worker = workers.id "
                         "AND jobs.work IS NOT NULL AND jobs.state = 'running')"_s)
               .bind(u":worker", m_worker)
               .bind(u":deadline", deadline)
               .execute());
    TRY_DO(transaction.commit());
    return int(lost.size());
}

}   // namespace store
