#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace crypto {

using base::Result;
using base::Secret;

/// 32 random bytes.
Secret newKey();
QByteArray randomBytes(int count);

/// AES-256-GCM: key id, nonce, ciphertext and tag in one blob. `associated` binds it to its row: "workspace/table/id".
Result<QByteArray> seal(
    const Secret &key, const QByteArray &keyId, const QByteArray &plain, const QByteArray &associated);
/// Errors: Forbidden (another key or another row), Corrupt (not such a blob).
Result<Secret> open(const Secret &key, const QByteArray &blob, const QByteArray &associated);
/// The key id of a blob, to find the key.
Result<QByteArray> keyIdOf(const QByteArray &blob);

/// scrypt, N = 2^17, r = 8, p = 1: for a key file that a passphrase protects.
Result<Secret> keyFromPassphrase(const Secret &passphrase, const QByteArray &salt);

}   // namespace crypto
