#include "core/crypto/openssl.h"

#include <openssl/err.h>
#include <openssl/evp.h>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace crypto {

namespace {
/// Deleter for OpenSSL's "free this pointer" functions; adds no size to the unique_ptr.
template <auto Free> struct FreeBy {
    template <class T> void operator()(T *pointer) const noexcept { Free(pointer); }
};
using CipherPtr = std::unique_ptr<EVP_CIPHER_CTX, FreeBy<EVP_CIPHER_CTX_free>>;
}   // namespace

static const uchar *bytesOf(const QByteArray &bytes) { return reinterpret_cast<const uchar *>(bytes.constData()); }

static uchar *bytesOf(QByteArray &bytes) { return reinterpret_cast<uchar *>(bytes.data()); }

static tl::unexpected<base::Error> opensslFail(const char *function)
{
    char reason[256] = "";
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    return fail(ErrorKind::Internal, u"%1 failed: %2"_s.arg(QLatin1StringView(function), QLatin1StringView(reason)));
}

static Result<> checkSizes(const Secret &key, const QByteArray &nonce)
{
    if (key.reveal().size() != keySize || nonce.size() != nonceSize)
        return fail(ErrorKind::Internal, u"AES-256-GCM takes a key of 32 bytes and a nonce of 12."_s);
    return {};
}

Result<QByteArray> gcmEncrypt(
    const Secret &key, const QByteArray &nonce, const QByteArray &plain, const QByteArray &associated)
{
    TRY_DO(checkSizes(key, nonce));
    const CipherPtr cipher(EVP_CIPHER_CTX_new());
    QByteArray sealed(plain.size() + tagSize, Qt::Uninitialized);
    int length = 0;
    const bool done = cipher
        && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.reveal()), bytesOf(nonce)) == 1
        && EVP_EncryptUpdate(cipher.get(), nullptr, &length, bytesOf(associated), int(associated.size())) == 1
        && EVP_EncryptUpdate(cipher.get(), bytesOf(sealed), &length, bytesOf(plain), int(plain.size())) == 1
        && EVP_EncryptFinal_ex(cipher.get(), bytesOf(sealed) + plain.size(), &length) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagSize, bytesOf(sealed) + plain.size()) == 1;
    if (!done)
        return opensslFail("AES-256-GCM");
    return sealed;
}

Result<Secret> gcmDecrypt(
    const Secret &key, const QByteArray &nonce, const QByteArray &sealed, const QByteArray &associated)
{
    TRY_DO(checkSizes(key, nonce));
    if (sealed.size() < tagSize)
        return fail(ErrorKind::Corrupt, u"The sealed bytes are cut short."_s);
    const qsizetype size = sealed.size() - tagSize;
    QByteArray tag = sealed.last(tagSize);
    const CipherPtr cipher(EVP_CIPHER_CTX_new());
    QByteArray plain(size, Qt::Uninitialized);
    int length = 0;
    const bool ready = cipher
        && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.reveal()), bytesOf(nonce)) == 1
        && EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytesOf(associated), int(associated.size())) == 1
        && EVP_DecryptUpdate(cipher.get(), bytesOf(plain), &length, bytesOf(sealed), int(size)) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagSize, bytesOf(tag)) == 1;
    Secret opened(std::move(plain));   // wiped also when the tag is wrong
    if (!ready)
        return opensslFail("AES-256-GCM");
    uchar rest[tagSize];
    if (EVP_DecryptFinal_ex(cipher.get(), rest, &length) != 1) {
        ERR_clear_error();
        return fail(ErrorKind::Forbidden, u"The secret was sealed with another key or for another place."_s);
    }
    return opened;
}

Result<Secret> scrypt(const Secret &passphrase, const QByteArray &salt, quint64 n, quint64 r, quint64 p, int size)
{
    const quint64 memory = 128 * r * (n + p + 2) + (1 << 20);
    QByteArray key(size, Qt::Uninitialized);
    if (EVP_PBE_scrypt(passphrase.reveal().constData(), size_t(passphrase.reveal().size()), bytesOf(salt),
            size_t(salt.size()), n, r, p, memory, bytesOf(key), size_t(size))
        != 1)
        return opensslFail("scrypt");
    return Secret(std::move(key));
}

}   // namespace crypto
