#include "core/store/artifact_repository.h"

using namespace Qt::StringLiterals;

namespace store {

Result<QList<ArtifactRow>> ArtifactRepository::of(const domain::RecordingId &recording)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection
            ->prepare(u"SELECT kind, path, bytes, sha256, fingerprint, created_at FROM artifacts "
                      "WHERE workspace = :workspace AND recording = :recording AND deleted_at IS NULL ORDER BY kind"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":recording", recording)
            .run());
    QList<ArtifactRow> found;
    while (rows.next())
        found += ArtifactRow{.recording = recording,
            .kind = rows.text(u"kind"),
            .path = rows.text(u"path"),
            .bytes = rows.integer(u"bytes"),
            .sha256 = rows.text(u"sha256"),
            .fingerprint = rows.text(u"fingerprint"),
            .createdAt = rows.instant(u"created_at")};
    return found;
}

Result<> ArtifactRepository::save(const ArtifactRow &row)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    TRY_DO(connection
               ->prepare(u"INSERT INTO artifacts (workspace, recording, kind, path, bytes, sha256, fingerprint, "
                         "created_at, revision, updated_at) VALUES (:workspace, :recording, :kind, :path, :bytes, "
                         ":sha256, :fingerprint, :created, :revision, :created) "
                         "ON CONFLICT (workspace, recording, kind) DO UPDATE SET path = excluded.path, "
                         "bytes = excluded.bytes, sha256 = excluded.sha256, fingerprint = excluded.fingerprint, "
                         "created_at = excluded.created_at, revision = excluded.revision, "
                         "updated_at = excluded.updated_at, deleted_at = NULL"_s)
               .bind(u":workspace", m_scope.workspace)
               .bind(u":recording", row.recording)
               .bind(u":kind", row.kind)
               .bind(u":path", row.path)
               .bind(u":bytes", row.bytes)
               .bind(u":sha256", row.sha256)
               .bind(u":fingerprint", row.fingerprint)
               .bind(u":created", row.createdAt)
               .bind(u":revision", stamp.revision)
               .execute());
    return transaction.commit();
}

Result<> ArtifactRepository::removeAll(const domain::RecordingId &recording, Instant now)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    TRY_DO(connection
               ->prepare(u"UPDATE artifacts SET deleted_at = :now, updated_at = :now, revision = :revision "
                         "WHERE workspace = :workspace AND recording = :recording AND deleted_at IS NULL"_s)
               .bind(u":now", now)
               .bind(u":revision", stamp.revision)
               .bind(u":workspace", m_scope.workspace)
               .bind(u":recording", recording)
               .execute());
    return transaction.commit();
}

}   // namespace store
