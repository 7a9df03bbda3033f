#include "core/store/secret_repository.h"

#include "core/crypto/vault.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace store {

SecretRepository::SecretRepository(Scope scope, const base::Secret &key, QByteArray keyId)
    : m_scope(std::move(scope))
    , m_key(key)
    , m_keyId(std::move(keyId))
{
}

QByteArray SecretRepository::rowOf(const QString &name) const
{
    return u"%1/secrets/%2"_s.arg(m_scope.workspace.value, name).toUtf8();
}

Result<base::Secret> SecretRepository::read(const QString &name)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto rows,
        connection->prepare(u"SELECT sealed FROM secrets WHERE workspace = :workspace AND name = :name"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":name", name)
            .run());
    if (!rows.next())
        return fail(ErrorKind::NotFound, u"There is no secret named %1."_s.arg(name));
    return crypto::open(m_key, rows.bytes(u"sealed"), rowOf(name));
}

Result<> SecretRepository::write(const QString &name, const base::Secret &secret, Instant now)
{
    TRY(const auto sealed, crypto::seal(m_key, m_keyId, secret.reveal(), rowOf(name)));
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection, Durability::Full));
    TRY_DO(connection
               ->prepare(u"INSERT INTO secrets (workspace, name, sealed, updated_at) "
                         "VALUES (:workspace, :name, :sealed, :now) ON CONFLICT (workspace, name) "
                         "DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at"_s)
               .bind(u":workspace", m_scope.workspace)
               .bind(u":name", name)
               .bind(u":sealed", sealed)
               .bind(u":now", now)
               .execute());
    return transaction.commit();
}

Result<> SecretRepository::remove(const QString &name)
{
    TRY(auto *connection, m_scope.database.here());
    TRY(auto transaction, Transaction::begin(*connection, Durability::Full));
    TRY(const int touched,
        connection->prepare(u"DELETE FROM secrets WHERE workspace = :workspace AND name = :name"_s)
            .bind(u":workspace", m_scope.workspace)
            .bind(u":name", name)
            .execute());
    if (touched == 0)
        return fail(ErrorKind::NotFound, u"There is no secret named %1."_s.arg(name));
    return transaction.commit();
}

}   // namespace store
