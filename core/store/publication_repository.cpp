#include "core/store/publication_repository.h"

#include "core/domain/recording.h"

using namespace Qt::StringLiterals;

namespace store {

static const QString selectPublications = u"SELECT recording, target, version, state, fingerprint, detail, updated_at "
                                          "FROM publications WHERE workspace = :workspace AND deleted_at IS NULL "_s;

static QList<PublicationRow> publicationsFrom(Rows rows)
{
    QList<PublicationRow> found;
    while (rows.next())
        found += PublicationRow{.recording = rows.id<domain::RecordingId>(u"recording"),
            .target = rows.text(u"target"),
            .revision = int(rows.integer(u"version")),
            .state = rows.text(u"state"),
            .fingerprint = rows.text(u"fingerprint"),
            .detail = rows.json(u"detail"),
            .updatedAt = rows.instant(u"updated_at")};
    return found;
}

Result<std::optional<PublicationRow>> PublicationRepository::find(
    const domain::RecordingId &recording, const QString &target)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection
            ->prepare(
                selectPublications + u"AND recording = :recording AND target = :target ORDER BY version DESC LIMIT 1"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":recording", recording)
            .bind(u":target", target)
            .run());
    const auto found = publicationsFrom(std::move(rows));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<QList<PublicationRow>> PublicationRepository::of(const domain::RecordingId &recording)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection->prepare(selectPublications + u"AND recording = :recording ORDER BY target, version DESC"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":recording", recording)
            .run());
    return publicationsFrom(std::move(rows));
}

Result<QList<PublicationRow>> PublicationRepository::uploaded()
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection
            ->prepare(selectPublications + u"AND state = :uploaded ORDER BY updated_at, recording, target, version"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":uploaded", domain::toString(domain::TargetState::Uploaded))
            .run());
    return publicationsFrom(std::move(rows));
}

Result<> PublicationRepository::save(const PublicationRow &row)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection, Durability::Full));
    TRY(const auto stamp, nextStamp(*connection, m_scope.workspace));
    TRY_DO(connection
               ->prepare(u"INSERT INTO publications (workspace, recording, target, version, state, fingerprint, "
                         "detail, revision, updated_at) VALUES (:workspace, :recording, :target, :version, :state, "
                         ":fingerprint, :detail, :revision, :now) "
                         "ON CONFLICT (workspace, recording, target, version) DO UPDATE SET state = excluded.state, "
                         "fingerprint = excluded.fingerprint, detail = excluded.detail, "
                         "revision = excluded.revision, updated_at = excluded.updated_at, deleted_at = NULL"_s)
               .bind(u":workspace", m_scope.workspace)
               .bind(u":recording", row.recording)
               .bind(u":target", row.target)
               .bind(u":version", row.revision)
               .bind(u":state", row.state)
               .bind(u":fingerprint", row.fingerprint)
               .bind(u":detail", row.detail)
               .bind(u":revision", stamp.revision)
               .bind(u":now", row.updatedAt)
               .execute());
    TRY_DO(noteChange(*connection, m_scope.workspace, row.recording));
    return transaction.commit();
}

}   // namespace store
