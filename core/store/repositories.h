#pragma once

#include "core/domain/config.h"
#include "core/domain/job.h"
#include "core/domain/template.h"
#include "core/store/connection.h"

namespace store {

/// Where a workspace's rows are: repositories of user data can only be made with one, so that no query can forget whose
/// data it reads. Every repository uses the calling thread's connection and may be used from any thread.
struct Scope {
    Database &database;
    domain::WorkspaceId workspace;
};

/// Workspaces and their members.
class WorkspaceRepository {
public:
    explicit WorkspaceRepository(Database &database)
        : m_database(database)
    {
    }
    struct Row {
        domain::WorkspaceId id;
        QString name;
        QJsonObject settings;   // the workspace's layer of configuration
        qint64 revision = 0;
    };
    Result<Row> create(const QString &name, Instant now);
    Result<QList<Row>> all();
    Result<Row> find(const domain::WorkspaceId &id);
    Result<> saveSettings(const domain::WorkspaceId &id, const QJsonObject &settings, Instant now);
    /// The next revision of the workspace, taken in the caller's transaction.
    static Result<qint64> nextRevision(Connection &connection, const domain::WorkspaceId &id);

private:
    Database &m_database;
};

/// What a list of recordings shows; everything else is asked for by id.
struct RecordingQuery {
    QString text;   // in the title, case-insensitively in every language
    QList<domain::RecordingId> ids;   // only these
    bool deleted = false;   // the removed ones instead
    int limit = 0;   // 0: all
    std::optional<std::pair<Instant, domain::RecordingId>> after;   // keyset: newest start first
};

class RecordingRepository {
public:
    explicit RecordingRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }

    /// Inserts, or finds the row with the same identity; `inserted` tells which. Steps are saved too.
    struct Upserted {
        domain::Recording recording;
        bool inserted = false;
    };
    Result<Upserted> upsert(const domain::Recording &recording);
    Result<domain::Recording> find(const domain::RecordingId &id);   // with steps
    Result<QList<domain::Recording>> list(const RecordingQuery &query);
    /// Every column but steps.
    Result<> save(const domain::Recording &recording, Instant now);
    Result<> setDeleted(const domain::RecordingId &id, std::optional<Instant> when, Instant now);

    /// Inserts or replaces one step row.
    Result<> saveStep(const domain::RecordingId &id, const domain::Step &step, Instant now);
    /// Neither revision nor updated_at change.
    Result<> saveProgress(const domain::RecordingId &id, const domain::StepName &step, double progress);

    /// Every recording whose row, steps or progress changed after `token`, and the new token: how windows follow, also
    /// the work of another process. The first call takes 0.
    struct Changes {
        QList<domain::RecordingId> ids;
        qint64 token = 0;
    };
    Result<Changes> changedSince(qint64 token);

private:
    Scope m_scope;
};

/// A file (or a set of them) that a step made.
struct ArtifactRow {
    domain::RecordingId recording;
    QString kind;   // pipeline's name: "transcript"
    QString path;   // relative to the media store
    qint64 bytes = 0;
    QString sha256;
    QString fingerprint;   // of the step that made it
    Instant createdAt{};
};

class ArtifactRepository {
public:
    explicit ArtifactRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }
    Result<QList<ArtifactRow>> of(const domain::RecordingId &recording);
    Result<> save(const ArtifactRow &row);   // replaces the row of (recording, kind)
    Result<> removeAll(const domain::RecordingId &recording);

private:
    Scope m_scope;
};

/// What a target got of a recording. Written with Durability::Full, the intent before the first byte leaves.
struct PublicationRow {
    domain::RecordingId recording;
    QString target;   // preset key
    int revision = 1;
    QString state;   // domain::TargetState names, and "UNKNOWN"
    QString fingerprint;
    QJsonObject detail;   // {"folder": ...}, remote ids, links
    Instant updatedAt{};
};

class PublicationRepository {
public:
    explicit PublicationRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }
    Result<std::optional<PublicationRow>> find(const domain::RecordingId &recording, const QString &target);
    Result<QList<PublicationRow>> of(const domain::RecordingId &recording);
    Result<> save(const PublicationRow &row);

private:
    Scope m_scope;
};

class TemplateRepository {
public:
    explicit TemplateRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }
    Result<QList<domain::Template>> all();   // by priority, then age
    Result<domain::Template> find(const domain::TemplateId &id);
    Result<std::optional<domain::Template>> findByName(const QString &name);   // case-insensitive
    Result<domain::Template> save(
        const domain::Template &value, Instant now);   // inserts when the id is empty; Conflict: name taken
    Result<> remove(const domain::TemplateId &id, Instant now);

private:
    Scope m_scope;
};

/// A configured place recordings come from.
struct SourceRow {
    domain::SourceId id;
    QString name;
    domain::SourceKind kind = domain::SourceKind::LocalFile;
    QJsonObject config;
    bool active = true;
    std::optional<Instant> lastSyncAt;
};

class SourceRepository {
public:
    explicit SourceRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }
    Result<QList<SourceRow>> all();
    Result<SourceRow> save(const SourceRow &row, Instant now);
    Result<> remove(const domain::SourceId &id, Instant now);

private:
    Scope m_scope;
};

/// Secrets of a workspace, sealed with the profile's or the workspace's data key.
class SecretRepository {
public:
    SecretRepository(Scope scope, const base::Secret &key, QByteArray keyId);
    Result<base::Secret> read(const QString &name);   // NotFound
    Result<> write(const QString &name, const base::Secret &secret, Instant now);
    Result<> remove(const QString &name);

private:
    Scope m_scope;
    const base::Secret &m_key;
    QByteArray m_keyId;
};

/// The queue. Claims cross workspaces (a worker serves many tenants, in turns); everything else is bound to one.
class JobRepository {
public:
    explicit JobRepository(Scope scope)
        : m_scope(std::move(scope))
    {
    }

    /// In the caller's transaction. A job of the same (recording, step) that is available or running already makes this
    /// a no-op: false.
    Result<bool> enqueue(const domain::Job &job);
    Result<domain::Job> find(const domain::JobId &id);
    Result<QList<domain::Job>> of(const domain::RecordingId &recording);   // newest first
    Result<QList<domain::Job>> pending();   // available and running, by priority
    /// Asks for a stop: an available job is cancelled at once, a running one when its worker sees `cancelRequested`.
    Result<int> cancel(const domain::RecordingId &recording, Instant now);

private:
    Scope m_scope;
};

/// A job with whose it is.
struct ClaimedJob {
    domain::WorkspaceId workspace;
    domain::Job job;
};

/// The workers' side of the queue. One per process.
class JobQueue {
public:
    /// `worker`: id of this process's row in `workers`. `only`: the one workspace served, nothing: all, in turns.
    JobQueue(Database &database, QString worker, std::optional<domain::WorkspaceId> only);

    /// Registers the worker; its heartbeat is its lease.
    Result<> start(Instant now);
    Result<> heartbeat(Instant now);
    /// Takes the next due job of the kind, or nothing. One statement: two workers never take the same row. Attempt and
    /// fence are counted up.
    Result<std::optional<ClaimedJob>> claim(domain::JobKind kind, Instant now);
    /// When the next available job of any kind becomes due; nothing when there is none.
    Result<std::optional<Instant>> nextDue();

    /// Ends a run, in the caller's transaction. Conflict when the fence is not the row's any more: the lease was lost.
    Result<> finish(const ClaimedJob &claimed, const domain::Job &after, Instant now);
    /// Whether the job was cancelled or its lease is lost.
    Result<bool> cancelRequested(const ClaimedJob &claimed);

    /// Jobs of workers that are silent for longer than `lease` become available again by domain::afterLoss. With
    /// `everyOther`, of every worker but this one: for the runner that just took the profile's lock.
    Result<int> reapLost(Instant now, std::chrono::milliseconds lease, bool everyOther);

private:
    Database &m_database;
    QString m_worker;
    std::optional<domain::WorkspaceId> m_only;
};

}   // namespace store
