#pragma once

#include "core/store/scope.h"

namespace store {

/// What a target got of a recording. Written with Durability::Full, the intent before the first byte leaves.
struct PublicationRow {
    domain::RecordingId recording;
    QString target;   // preset key
    int revision = 1;   // counts the publications of this recording to this target
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
    /// The newest one.
    Result<std::optional<PublicationRow>> find(const domain::RecordingId &recording, const QString &target);
    Result<QList<PublicationRow>> of(const domain::RecordingId &recording);   // by target, newest first
    Result<QList<PublicationRow>> uploaded();   // of every recording, oldest first
    Result<> save(const PublicationRow &row);

private:
    Scope m_scope;
};

}   // namespace store
