#pragma once

#include "core/base/secret.h"
#include "core/store/scope.h"

namespace store {

/// Secrets of a workspace, sealed with the profile's or the workspace's data key, each bound to its row.
class SecretRepository {
public:
    /// `key` must outlive the repository.
    SecretRepository(Scope scope, const base::Secret &key, QByteArray keyId);
    /// Errors: NotFound, Forbidden (sealed with another key, or for another row), Corrupt.
    Result<base::Secret> read(const QString &name);
    Result<> write(const QString &name, const base::Secret &secret, Instant now);
    Result<> remove(const QString &name);   // NotFound

private:
    [[nodiscard]] QByteArray rowOf(const QString &name) const;
    Scope m_scope;
    const base::Secret &m_key;
    QByteArray m_keyId;
};

}   // namespace store
