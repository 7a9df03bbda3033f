#include "core/store/recording_repository.h"

#include "core/domain/cut_list.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using domain::Recording;
using domain::RecordingId;
using domain::Step;
using domain::StepName;

namespace store {

static const QString columns = u"id, title, source_kind, source_key, source, media_path, size_bytes, start_time, "
                               "duration_ms, final_duration_ms, template, mapped, skipped, pending_source, expired, "
                               "media_at_hand, skip_reason, settings, created_at, updated_at, deleted_at"_s;

static const QString stepColumns = u"recording, name, state, reason, fingerprint, failure_kind, failure_reason, "
                                   "failed_at, retry_count, progress, started_at, finished_at"_s;

template <class AnyId> static std::optional<AnyId> maybeId(const Rows &rows, QStringView column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(rows.id<AnyId>(column));
}

static Recording recordingFrom(const Rows &rows)
{
    // Braces evaluate in order, which is the order of the columns.
    return {
        .id = rows.id<RecordingId>(u"id"),
        .title = rows.text(u"title"),
        .sourceKind = domain::sourceKindFrom(rows.text(u"source_kind")).value_or(domain::SourceKind::LocalFile),
        .sourceKey = rows.text(u"source_key"),
        .source = maybeId<domain::SourceId>(rows, u"source"),
        .mediaPath = rows.text(u"media_path"),
        .sizeBytes = rows.integer(u"size_bytes"),
        .startTime = rows.instant(u"start_time"),
        .duration = std::chrono::milliseconds(rows.integer(u"duration_ms")),
        .finalDuration = std::chrono::milliseconds(rows.integer(u"final_duration_ms")),
        .templateId = maybeId<domain::TemplateId>(rows, u"template"),
        .flags = {.mapped = rows.flag(u"mapped"),
            .skipped = rows.flag(u"skipped"),
            .pendingSource = rows.flag(u"pending_source"),
            .expired = rows.flag(u"expired"),
            .mediaAtHand = rows.flag(u"media_at_hand")},
        .skipReason = rows.text(u"skip_reason"),
        .settings = rows.json(u"settings"),
        .steps = {},
        .createdAt = rows.instant(u"created_at"),
        .updatedAt = rows.instant(u"updated_at"),
        .deletedAt = rows.maybeInstant(u"deleted_at"),
    };
}

static Step stepFrom(const Rows &rows)
{
    Step step;
    step.name = StepName::fromString(rows.text(u"name")).value_or(StepName());
    step.state = domain::stepStateFrom(rows.text(u"state")).value_or(domain::StepState::Pending);
    step.reason = rows.text(u"reason");
    step.fingerprint = rows.text(u"fingerprint");
    if (!rows.isNull(u"failure_kind"))
        step.failure = domain::Failure{.kind = base::errorKindFrom(rows.text(u"failure_kind")),
            .reason = rows.text(u"failure_reason"),
            .at = rows.instant(u"failed_at")};
    step.retryCount = int(rows.integer(u"retry_count"));
    step.progress = rows.number(u"progress");
    step.startedAt = rows.maybeInstant(u"started_at");
    step.finishedAt = rows.maybeInstant(u"finished_at");
    return step;
}

/// Every column of the row that a recording has a value for.
static Statement &bindRecording(Statement &statement, const Recording &recording, const Stamp &stamp, Instant now)
{
    return statement.bind(u":id", recording.id)
        .bind(u":title", recording.title)
        .bind(u":title_folded", recording.title.toCaseFolded())
        .bind(u":source_kind", domain::toString(recording.sourceKind))
        .bind(u":source_key", recording.sourceKey)
        .bind(u":source", recording.source)
        .bind(u":media_path", recording.mediaPath)
        .bind(u":size_bytes", recording.sizeBytes)
        .bind(u":start_time", recording.startTime)
        .bind(u":duration_ms", qint64(recording.duration.count()))
        .bind(u":final_duration_ms", qint64(recording.finalDuration.count()))
        .bind(u":template", recording.templateId)
        .bind(u":mapped", recording.flags.mapped)
        .bind(u":skipped", recording.flags.skipped)
        .bind(u":pending_source", recording.flags.pendingSource)
        .bind(u":expired", recording.flags.expired)
        .bind(u":media_at_hand", recording.flags.mediaAtHand)
        .bind(u":skip_reason", recording.skipReason)
        .bind(u":settings", recording.settings)
        .bind(u":deleted_at", recording.deletedAt)
        .bind(u":change", stamp.change)
        .bind(u":revision", stamp.revision)
        .bind(u":now", now);
}

/// A person's cuts of the recordings among `found`, whose places are known by id.
static Result<> readCuts(Statement cuts, const QHash<QString, qsizetype> &places, QList<Recording> &found)
{
    TRY(auto rows, cuts.run());
    while (rows.next())
        if (const auto place = places.constFind(rows.text(u"recording")); place != places.cend()) {
            TRY(found[*place].editedCuts, domain::cutsFromJson(rows.json(u"cuts")));
        }
    return {};
}

/// The recordings of `filter` ("WHERE ..."), in its order, each with its steps in the order of the pipeline and with a
/// person's cuts. `bind(Statement &)` gives the filter its values.
template <class Bind>
static Result<QList<Recording>> read(Connection &connection, const QString &filter, const Bind &bind)
{
    const auto prepared = [&](const QString &text) {
        auto statement = connection.prepare(text.arg(filter));
        bind(statement);
        return statement;
    };
    const QString ofThem = u" WHERE workspace = :workspace AND recording IN (SELECT id FROM recordings %1)"_s;
    QList<Recording> found;
    QHash<QString, qsizetype> places;
    {
        TRY(auto rows, prepared(u"SELECT "_s + columns + u" FROM recordings %1"_s).run());
        while (rows.next()) {
            places.insert(rows.text(u"id"), found.size());
            found += recordingFrom(rows);
        }
    }
    if (found.isEmpty())
        return found;
    {
        TRY(auto rows, prepared(u"SELECT "_s + stepColumns + u" FROM steps"_s + ofThem).run());
        while (rows.next())
            if (const auto place = places.constFind(rows.text(u"recording")); place != places.cend())
                found[*place].steps += stepFrom(rows);
    }
    for (auto &recording : found)
        std::sort(recording.steps.begin(), recording.steps.end(), [](const Step &a, const Step &b) {
            return std::tie(a.name.kind, a.name.target) < std::tie(b.name.kind, b.name.target);
        });
    TRY_DO(readCuts(
        prepared(u"SELECT recording, cuts FROM edited_cuts"_s + ofThem + u" AND deleted_at IS NULL"_s), places, found));
    return found;
}

Result<RecordingRepository::Upserted> RecordingRepository::upsert(const Recording &recording)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    Recording fresh = recording;
    if (fresh.id.isEmpty())
        fresh.id = base::newId<RecordingId>();
    fresh.updatedAt = std::max(fresh.updatedAt, fresh.createdAt);
    auto insert = connection->prepare(
        u"INSERT INTO recordings (workspace, id, title, title_folded, source_kind, source_key, source, media_path, "
        "size_bytes, start_time, duration_ms, final_duration_ms, template, mapped, skipped, pending_source, expired, "
        "media_at_hand, skip_reason, settings, change, revision, created_at, updated_at, deleted_at) "
        "VALUES (:workspace, :id, :title, :title_folded, :source_kind, :source_key, :source, :media_path, "
        ":size_bytes, :start_time, :duration_ms, :final_duration_ms, :template, :mapped, :skipped, :pending_source, "
        ":expired, :media_at_hand, :skip_reason, :settings, :change, :revision, :created, :now, :deleted_at) "
        "ON CONFLICT (workspace, source_kind, source_key, start_time) DO NOTHING"_s);
    TRY(const int inserted,
        bindRecording(insert, fresh, stamp, fresh.updatedAt)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":created", fresh.createdAt)
            .execute());
    if (inserted > 0) {
        for (const Step &step : fresh.steps)
            TRY_DO(saveStep(fresh.id, step, fresh.updatedAt));
        TRY_DO(transaction.commit());
        return Upserted{.recording = fresh, .inserted = true};
    }
    const QString identity = u"WHERE workspace = :workspace AND source_kind = :kind AND source_key = :key "
                             "AND start_time = :start"_s;
    TRY(const auto known, read(*connection, identity, [&](Statement &statement) {
        statement.bind(u":workspace", m_scope.workspace)
            .bind(u":kind", domain::toString(recording.sourceKind))
            .bind(u":key", recording.sourceKey)
            .bind(u":start", recording.startTime);
    }));
    if (known.isEmpty())
        return fail(ErrorKind::Unavailable, u"Another change came in between. Try again."_s);
    TRY_DO(transaction.commit());
    return Upserted{.recording = known.first(), .inserted = false};
}

Result<Recording> RecordingRepository::find(const RecordingId &id)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(const auto found, read(*connection, u"WHERE workspace = :workspace AND id = :id"_s, [&](Statement &statement) {
        statement.bind(u":workspace", m_scope.workspace).bind(u":id", id);
    }));
    if (found.isEmpty())
        return fail(ErrorKind::NotFound, u"There is no such recording."_s);
    return found.first();
}

Result<std::optional<Recording>> RecordingRepository::findByKey(domain::SourceKind kind, const QString &key)
{
    TRY(auto *connection, m_scope.database.here());
    RecordingId id;
    {
        TRY(auto rows,
            connection
                ->prepare(u"SELECT id FROM recordings WHERE workspace = :workspace AND source_kind = :kind "
                          "AND source_key = :key ORDER BY start_time DESC LIMIT 1"_s)
                .bind(u":workspace", m_scope.workspace)
                .bind(u":kind", domain::toString(kind))
                .bind(u":key", key)
                .run());
        if (!rows.next())
            return std::nullopt;
        id = rows.id<RecordingId>(u"id");
    }
    TRY(auto recording, find(id));
    return recording;
}

/// `text` as a pattern that finds it anywhere.
static QString containing(QString text)
{
    for (const QChar special : {u'!', u'%', u'_'})
        text.replace(special, u'!' + QString(special));
    return u'%' + text + u'%';
}

Result<QList<Recording>> RecordingRepository::list(const RecordingQuery &query)
{
    QString filter = u"WHERE workspace = :workspace AND deleted_at IS "_s + (query.deleted ? u"NOT NULL"_s : u"NULL"_s);
    if (!query.text.isEmpty())
        filter += u" AND title_folded LIKE :text ESCAPE '!'"_s;
    if (!query.ids.isEmpty()) {
        QStringList names;
        for (qsizetype i = 0; i < query.ids.size(); ++i)
            names += u":id%1"_s.arg(i);
        filter += u" AND id IN (%1)"_s.arg(names.join(u", "_s));
    }
    if (query.after)
        filter += u" AND (start_time, id) < (:start, :id)"_s;
    filter += u" ORDER BY start_time DESC, id DESC"_s;
    if (query.limit > 0)
        filter += u" LIMIT :limit"_s;

    TRY(auto *connection, m_scope.database.here());
    return read(*connection, filter, [&](Statement &statement) {
        statement.bind(u":workspace", m_scope.workspace);
        if (!query.text.isEmpty())
            statement.bind(u":text", containing(query.text.toCaseFolded()));
        for (qsizetype i = 0; i < query.ids.size(); ++i)
            statement.bind(u":id%1"_s.arg(i), query.ids.at(i));
        if (query.after)
            statement.bind(u":start", query.after->first).bind(u":id", query.after->second);
        if (query.limit > 0)
            statement.bind(u":limit", query.limit);
    });
}

static Result<> missingUnless(int touched)
{
    return touched > 0 ? Result<>() : fail(ErrorKind::NotFound, u"There is no such recording."_s);
}

Result<> RecordingRepository::touch(Connection &connection, const RecordingId &id, const Stamp &stamp, Instant now)
{
    TRY(const int touched,
        connection
            .prepare(u"UPDATE recordings SET change = :change, revision = :revision, updated_at = :now "
                     "WHERE workspace = :workspace AND id = :id"_s)
            .bind(u":change", stamp.change)
            .bind(u":revision", stamp.revision)
            .bind(u":now", now)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":id", id)
            .execute());
    return missingUnless(touched);
}

Result<> RecordingRepository::save(const Recording &recording, Instant now)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    auto update = connection->prepare(
        u"UPDATE recordings SET title = :title, title_folded = :title_folded, source_kind = :source_kind, "
        "source_key = :source_key, source = :source, media_path = :media_path, size_bytes = :size_bytes, "
        "start_time = :start_time, duration_ms = :duration_ms, final_duration_ms = :final_duration_ms, "
        "template = :template, mapped = :mapped, skipped = :skipped, pending_source = :pending_source, "
        "expired = :expired, media_at_hand = :media_at_hand, skip_reason = :skip_reason, settings = :settings, "
        "deleted_at = :deleted_at, change = :change, revision = :revision, updated_at = :now "
        "WHERE workspace = :workspace AND id = :id"_s);
    TRY(const int touched,
        bindRecording(update, recording, stamp, now).bind(u":workspace", m_scope.workspace).execute());
    TRY_DO(missingUnless(touched));
    return transaction.commit();
}

Result<> RecordingRepository::setDeleted(const RecordingId &id, std::optional<Instant> when, Instant now)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    TRY(const int touched,
        connection
            ->prepare(u"UPDATE recordings SET deleted_at = :when, change = :change, revision = :revision, "
                      "updated_at = :now WHERE workspace = :workspace AND id = :id"_s)
            .bind(u":when", when)
            .bind(u":change", stamp.change)
            .bind(u":revision", stamp.revision)
            .bind(u":now", now)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":id", id)
            .execute());
    TRY_DO(missingUnless(touched));
    return transaction.commit();
}

Result<> RecordingRepository::saveCuts(
    const RecordingId &id, const std::optional<QList<domain::Cut>> &cuts, Instant now)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    TRY_DO(touch(*connection, id, stamp, now));
    TRY_DO(connection
               ->prepare(u"INSERT INTO edited_cuts (workspace, recording, cuts, revision, updated_at, deleted_at) "
                         "VALUES (:workspace, :recording, :cuts, :revision, :now, :deleted) "
                         "ON CONFLICT (workspace, recording) DO UPDATE SET cuts = excluded.cuts, "
                         "revision = excluded.revision, updated_at = excluded.updated_at, "
                         "deleted_at = excluded.deleted_at"_s)
               .bind(u":workspace", m_scope.workspace)
               .bind(u":recording", id)
               .bind(u":cuts", QJsonObject{{u"cuts"_s, toJson(cuts.value_or(QList<domain::Cut>()))}})
               .bind(u":revision", stamp.revision)
               .bind(u":now", now)
               .bind(u":deleted", cuts ? std::nullopt : std::optional(now))
               .execute());
    return transaction.commit();
}

Result<> RecordingRepository::saveStep(const RecordingId &id, const Step &step, Instant now)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    auto upsert = connection->prepare(
        u"INSERT INTO steps (workspace, recording, name, state, reason, fingerprint, failure_kind, failure_reason, "
        "failed_at, retry_count, progress, started_at, finished_at, revision, updated_at) "
        "VALUES (:workspace, :recording, :name, :state, :reason, :fingerprint, :failure_kind, :failure_reason, "
        ":failed_at, :retry_count, :progress, :started_at, :finished_at, :revision, :now) "
        "ON CONFLICT (workspace, recording, name) DO UPDATE SET state = excluded.state, reason = excluded.reason, "
        "fingerprint = excluded.fingerprint, failure_kind = excluded.failure_kind, "
        "failure_reason = excluded.failure_reason, failed_at = excluded.failed_at, "
        "retry_count = excluded.retry_count, progress = excluded.progress, started_at = excluded.started_at, "
        "finished_at = excluded.finished_at, revision = excluded.revision, updated_at = excluded.updated_at, "
        "deleted_at = NULL"_s);
    upsert.bind(u":workspace", m_scope.workspace)
        .bind(u":recording", id)
        .bind(u":name", step.name.toString())
        .bind(u":state", domain::toString(step.state))
        .bind(u":reason", step.reason)
        .bind(u":fingerprint", step.fingerprint)
        .bind(u":retry_count", step.retryCount)
        .bind(u":progress", step.progress)
        .bind(u":started_at", step.startedAt)
        .bind(u":finished_at", step.finishedAt)
        .bind(u":revision", stamp.revision)
        .bind(u":now", now);
    if (step.failure)
        upsert.bind(u":failure_kind", base::toString(step.failure->kind))
            .bind(u":failure_reason", step.failure->reason)
            .bind(u":failed_at", step.failure->at);
    else
        upsert.bindNull(u":failure_kind").bindNull(u":failure_reason").bindNull(u":failed_at");
    TRY_DO(upsert.execute());
    TRY_DO(touch(*connection, id, stamp, now));
    return transaction.commit();
}

Result<> RecordingRepository::saveProgress(const RecordingId &id, const StepName &step, double progress)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY_DO(connection
               ->prepare(u"UPDATE steps SET progress = :progress WHERE workspace = :workspace AND recording = :id "
                         "AND name = :name"_s)
               .bind(u":progress", progress)
               .bind(u":workspace", m_scope.workspace)
               .bind(u":id", id)
               .bind(u":name", step.toString())
               .execute());
    TRY_DO(noteChange(*connection, m_scope.workspace, id));
    return transaction.commit();
}

Result<RecordingRepository::Changes> RecordingRepository::changedSince(qint64 token)
{
    TRY(auto *connection, m_scope.database.here());
    Changes changes{.ids = {}, .token = token};
    {
        // The counter first: what changes in between is reported again, never missed.
        TRY(auto rows,
            connection->prepare(u"SELECT change FROM workspace_counters WHERE workspace = :workspace"_s)
                .bind(u":workspace", m_scope.workspace)
                .run());
        if (rows.next())
            changes.token = rows.integer(u"change");
    }
    if (changes.token == token)
        return changes;
    TRY(auto rows,
        connection->prepare(u"SELECT id FROM recordings WHERE workspace = :workspace AND change > :token"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":token", token)
            .run());
    while (rows.next())
        changes.ids += rows.id<RecordingId>(u"id");
    return changes;
}

}   // namespace store
