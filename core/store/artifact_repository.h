#pragma once

#include "core/store/scope.h"

namespace store {

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
    Result<> removeAll(const domain::RecordingId &recording, Instant now);

private:
    Scope m_scope;
};

}   // namespace store
