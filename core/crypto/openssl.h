#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace crypto {

using base::Result;
using base::Secret;

// The primitives behind vault.h. Sizes in bytes.
inline constexpr int keySize = 32;
inline constexpr int nonceSize = 12;
inline constexpr int tagSize = 16;

/// AES-256-GCM: the ciphertext followed by the tag. A nonce must never come twice with one key.
Result<QByteArray> gcmEncrypt(
    const Secret &key, const QByteArray &nonce, const QByteArray &plain, const QByteArray &associated);
/// Errors: Forbidden: another key, other associated data, or changed bytes.
Result<Secret> gcmDecrypt(
    const Secret &key, const QByteArray &nonce, const QByteArray &sealed, const QByteArray &associated);

/// RFC 7914. Takes 128 · n · r bytes of memory.
Result<Secret> scrypt(const Secret &passphrase, const QByteArray &salt, quint64 n, quint64 r, quint64 p, int size);

}   // namespace crypto
