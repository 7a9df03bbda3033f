#pragma once

#include "core/domain/recording.h"
#include "core/store/scope.h"

namespace store {

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
    Result<domain::Recording> find(const domain::RecordingId &id);   // with steps; removed ones too
    /// The newest recording made of this item, removed ones too.
    Result<std::optional<domain::Recording>> findByKey(domain::SourceKind kind, const QString &key);
    Result<QList<domain::Recording>> list(const RecordingQuery &query);
    /// Every column but steps and edited cuts. Conflict: another recording has this identity.
    Result<> save(const domain::Recording &recording, Instant now);
    Result<> setDeleted(const domain::RecordingId &id, std::optional<Instant> when, Instant now);

    /// A person's cut list, or none: automatic again.
    Result<> saveCuts(const domain::RecordingId &id, const std::optional<QList<domain::Cut>> &cuts, Instant now);

    /// Inserts or replaces one step row.
    Result<> saveStep(const domain::RecordingId &id, const domain::Step &step, Instant now);
    /// Neither revision nor updated_at change.
    Result<> saveProgress(const domain::RecordingId &id, const domain::StepName &step, double progress);

    /// Every recording whose row, steps, progress, jobs or publications changed after `token`, and the new token: how
    /// windows follow, also the work of another process. The first call takes 0.
    struct Changes {
        QList<domain::RecordingId> ids;
        qint64 token = 0;
    };
    Result<Changes> changedSince(qint64 token);

private:
    /// A part of the recording changed: it carries the stamp too. NotFound.
    Result<> touch(Connection &connection, const domain::RecordingId &id, const Stamp &stamp, Instant now);

    Scope m_scope;
};

}   // namespace store
