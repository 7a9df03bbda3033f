#pragma once

#include "core/domain/recording.h"
#include "core/store/scope.h"

namespace store {

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
    Result<QList<SourceRow>> all();   // oldest first
    /// Inserts when the id is empty. Errors: NotFound (no such source to change).
    Result<SourceRow> save(const SourceRow &row, Instant now);
    Result<> remove(const domain::SourceId &id, Instant now);

private:
    Scope m_scope;
};

}   // namespace store
