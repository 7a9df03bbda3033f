#include "core/store/job_repository.h"

#include "core/store/job_row.h"
#include "core/store/queue_marks.h"

#include <array>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using domain::Job;
using domain::JobKind;
using domain::JobState;

namespace store {

const QString jobColumns = u"id, run, recording, step, kind, state, priority, attempt, max_attempts, losses, run_at, "
                           "options, fence, last_error"_s;

static constexpr std::array kinds = {JobKind::Media, JobKind::Speech, JobKind::Network, JobKind::Control};
static constexpr std::array states = {
    JobState::Available, JobState::Running, JobState::Completed, JobState::Cancelled, JobState::Failed};

/// The value of an enumeration with this name; the last one for a name that no version has written.
template <class Values> static auto named(const Values &values, const QString &name)
{
    const auto found =
        std::find_if(values.begin(), values.end(), [&](auto value) { return domain::toString(value) == name; });
    return found == values.end() ? values.back() : *found;
}

Job jobFrom(const Rows &rows)
{
    return {.id = rows.id<domain::JobId>(u"id"),
        .run = rows.id<domain::RunId>(u"run"),
        .recording = rows.id<domain::RecordingId>(u"recording"),
        .step = domain::StepName::fromString(rows.text(u"step")).value_or(domain::StepName()),
        .kind = named(kinds, rows.text(u"kind")),
        .state = named(states, rows.text(u"state")),
        .priority = int(rows.integer(u"priority")),
        .attempt = int(rows.integer(u"attempt")),
        .maxAttempts = int(rows.integer(u"max_attempts")),
        .losses = int(rows.integer(u"losses")),
        .runAt = rows.instant(u"run_at"),
        .options = rows.json(u"options"),
        .fence = rows.integer(u"fence"),
        .lastError = rows.text(u"last_error")};
}

Result<bool> JobRepository::enqueue(const Job &job)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    auto insert = connection->prepare(
        u"INSERT INTO jobs (workspace, id, run, recording, step, kind, state, priority, attempt, max_attempts, losses, "
        "run_at, options, fence, cancel_requested, last_error) VALUES (:workspace, :id, :run, :recording, :step, "
        ":kind, 'available', :priority, :attempt, :max_attempts, :losses, :run_at, :options, :fence, FALSE, "
        ":last_error) ON CONFLICT (workspace, recording, step) WHERE state IN ('available', 'running') DO NOTHING"_s);
    insert.bind(u":workspace", m_scope.workspace)
        .bind(u":id", job.id)
        .bind(u":run", job.run)
        .bind(u":step", job.step.toString())
        .bind(u":kind", domain::toString(job.kind))
        .bind(u":priority", job.priority)
        .bind(u":attempt", job.attempt)
        .bind(u":max_attempts", job.maxAttempts)
        .bind(u":losses", job.losses)
        .bind(u":run_at", job.runAt)
        .bind(u":options", job.options)
        .bind(u":fence", job.fence)
        .bind(u":last_error", job.lastError);
    if (job.recording.isEmpty())   // a sync or an automation tick
        insert.bindNull(u":recording");
    else
        insert.bind(u":recording", job.recording);
    TRY(const int inserted, insert.execute());
    if (inserted > 0) {
        TRY_DO(noteChange(*connection, m_scope.workspace, job.recording));
        m_scope.database.queueMarks().lower(
            domain::toString(job.kind), m_scope.workspace.value, {job.priority, job.runAt, job.id.value});
    }
    TRY_DO(transaction.commit());
    return inserted > 0;
}

Result<Job> JobRepository::find(const domain::JobId &id)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection->prepare(u"SELECT %1 FROM jobs WHERE workspace = :workspace AND id = :id"_s.arg(jobColumns))
            .bind(u":workspace", m_scope.workspace)
            .bind(u":id", id)
            .run());
    if (!rows.next())
        return fail(ErrorKind::NotFound, u"There is no such job."_s);
    return jobFrom(rows);
}

Result<QList<Job>> JobRepository::of(const domain::RecordingId &recording)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection
            ->prepare(u"SELECT %1 FROM jobs WHERE workspace = :workspace AND recording = :recording "
                      "ORDER BY id DESC"_s.arg(jobColumns))   // ids sort by time
            .bind(u":workspace", m_scope.workspace)
            .bind(u":recording", recording)
            .run());
    QList<Job> found;
    while (rows.next())
        found += jobFrom(rows);
    return found;
}

Result<QList<Job>> JobRepository::pending()
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection
            ->prepare(u"SELECT %1 FROM jobs WHERE workspace = :workspace AND state IN ('available', 'running') "
                      "ORDER BY priority, run_at, id"_s.arg(jobColumns))
            .bind(u":workspace", m_scope.workspace)
            .run());
    QList<Job> found;
    while (rows.next())
        found += jobFrom(rows);
    return found;
}

Result<int> JobRepository::cancel(const domain::RecordingId &recording, Instant now)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const int touched,
        connection
            ->prepare(u"UPDATE jobs SET cancel_requested = TRUE, "
                      "state = CASE WHEN state = 'available' THEN 'cancelled' ELSE state END, "
                      "finished_at = CASE WHEN state = 'available' THEN :now ELSE finished_at END "
                      "WHERE workspace = :workspace AND recording = :recording AND state IN ('available', 'running')"_s)
            .bind(u":now", now)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":recording", recording)
            .execute());
    if (touched > 0)
        TRY_DO(noteChange(*connection, m_scope.workspace, recording));
    TRY_DO(transaction.commit());
    return touched;
}

}   // namespace store
