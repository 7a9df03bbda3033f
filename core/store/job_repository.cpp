#include "core/store/job_repository.h"

#include "core/base/json.h"
#include "core/store/job_row.h"
#include "core/store/queue_marks.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using domain::Job;
using domain::JobKind;
using domain::JobState;

namespace store {

// One column of text instead of fourteen: QtSql spends more on describing a column than SQLite on finding the job.
static constexpr QChar separator(0x1f);
const QString jobColumns = u"id~run~COALESCE(recording, '')~step~kind~state~priority~attempt~max_attempts~losses~"
                           "run_at~fence~options~last_error"_s.replace(u'~', u" || '%1' || "_s.arg(separator))
    + u" AS job"_s;

Job jobFrom(const Rows &rows)
{
    const QString packed = rows.text(u"job");
    QStringView rest(packed);
    const auto next = [&rest] {
        const qsizetype end = rest.indexOf(separator);
        const QStringView part = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QStringView() : rest.sliced(end + 1);
        return part;
    };
    Job job;
    job.id = {next().toString()};
    job.run = {next().toString()};
    job.recording = {next().toString()};
    job.step = domain::StepName::fromString(next()).value_or(domain::StepName());
    job.kind = domain::jobKindFrom(next()).value_or(JobKind::Control);
    job.state = domain::jobStateFrom(next()).value_or(JobState::Failed);
    job.priority = next().toInt();
    job.attempt = next().toInt();
    job.maxAttempts = next().toInt();
    job.losses = next().toInt();
    job.runAt = Instant(std::chrono::milliseconds(next().toLongLong()));
    job.fence = next().toLongLong();
    job.options = base::parseObject(next().toUtf8(), u"job"_s).value_or(QJsonObject());
    job.lastError = rest.toString();   // the last, for it may hold anything
    return job;
}

Result<bool> JobRepository::enqueue(const Job &job)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    auto insert = connection->prepare(
        u"INSERT INTO jobs (workspace, id, run, recording, step, kind, state, priority, attempt, max_attempts, losses, "
        "run_at, options, fence, work, cancel_requested, last_error) VALUES (:workspace, :id, :run, :recording, :step, "
        ":kind, 'available', :priority, :attempt, :max_attempts, :losses, :run_at, :options, :fence, :work, FALSE, "
        ":last_error) ON CONFLICT (workspace, work) WHERE work IS NOT NULL DO NOTHING"_s);
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
        insert.bindNull(u":recording").bind(u":work", job.id);
    else
        insert.bind(u":recording", job.recording)
            .bind(u":work", QString(job.recording.value + u'/' + job.step.toString()));
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
            ->prepare(u"SELECT %1 FROM jobs WHERE workspace = :workspace AND work IS NOT NULL "
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
                      "work = CASE WHEN state = 'available' THEN NULL ELSE work END, "
                      "state = CASE WHEN state = 'available' THEN 'cancelled' ELSE state END, "
                      "finished_at = CASE WHEN state = 'available' THEN :now ELSE finished_at END "
                      "WHERE workspace = :workspace AND recording = :recording AND work IS NOT NULL"_s)
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
