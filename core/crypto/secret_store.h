#pragma once

#include "core/base/stop.h"
#include "core/crypto/vault.h"

namespace crypto {

/// Named secrets outside the database: above all the profile's master key. Blocks, from any thread.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// NotFound when there is none; Unavailable when the store can't be opened (the message says why).
    virtual Result<Secret> read(const QString &name) = 0;
    virtual Result<> write(const QString &name, const Secret &secret) = 0;
    virtual Result<> remove(const QString &name) = 0;   // fine when there is none
    [[nodiscard]] virtual QString description() const = 0;   // for the doctor: "the system's keychain"
};

/// A folder of files 0600, for machines without a keychain and for servers. Says so in its description. A file that
/// others can read is Forbidden.
std::unique_ptr<SecretStore> makeFileSecretStore(const QString &folder);
/// The operating system's keychain through QtKeychain.
std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString &service);
/// The keychain when it works, else the files: where a name is found, there it stays. A name that is known to be in the
/// keychain is Unavailable while the keychain is, never NotFound: nobody shall make a second master key.
std::unique_ptr<SecretStore> makeDesktopSecretStore(const QString &service, const QString &folder);
/// The same of any two stores.
std::unique_ptr<SecretStore> makeDesktopSecretStore(
    std::unique_ptr<SecretStore> keychain, std::unique_ptr<SecretStore> files);

}   // namespace crypto
