#include "core/crypto/vault.h"

#include "core/crypto/openssl.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace crypto {

// A blob: format (1 byte), length of the key id (1 byte), key id, nonce, ciphertext, tag. The part before the nonce is
// authenticated too.
static constexpr char format = 1;

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->generate());
    return bytes;
}

Secret newKey() { return Secret(randomBytes(keySize)); }

static QByteArray headerOf(const QByteArray &keyId) { return QByteArray(1, format) + char(keyId.size()) + keyId; }

/// What the tag vouches for. The header tells its own length, so that no two pairs look alike.
static QByteArray vouched(const QByteArray &header, const QByteArray &associated) { return header + associated; }

Result<QByteArray> seal(
    const Secret &key, const QByteArray &keyId, const QByteArray &plain, const QByteArray &associated)
{
    if (keyId.isEmpty() || keyId.size() > 255)
        return fail(ErrorKind::Internal, u"A key id has 1 to 255 bytes."_s);
    const QByteArray header = headerOf(keyId);
    const QByteArray nonce = randomBytes(nonceSize);
    TRY(const auto sealed, gcmEncrypt(key, nonce, plain, vouched(header, associated)));
    return header + nonce + sealed;
}

Result<QByteArray> keyIdOf(const QByteArray &blob)
{
    const qsizetype length = blob.size() < 2 ? 0 : uchar(blob.at(1));
    if (length == 0 || blob.at(0) != format || blob.size() < 2 + length + nonceSize + tagSize)
        return fail(ErrorKind::Corrupt, u"These bytes are no sealed secret."_s);
    return blob.sliced(2, length);
}

Result<Secret> open(const Secret &key, const QByteArray &blob, const QByteArray &associated)
{
    TRY(const auto keyId, keyIdOf(blob));
    const QByteArray header = headerOf(keyId);
    return gcmDecrypt(key, blob.sliced(header.size(), nonceSize), blob.sliced(header.size() + nonceSize),
        vouched(header, associated));
}

Result<Secret> keyFromPassphrase(const Secret &passphrase, const QByteArray &salt)
{
    return scrypt(passphrase, salt, 1U << 17U, 8, 1, keySize);
}

}   // namespace crypto
