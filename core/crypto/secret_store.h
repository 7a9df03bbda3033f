#pragma once

#include "core/base/stop.h"
#include "core/crypto/vault.h"

namespace crypto {

/// Named secrets outside the database: above all the profile's master key.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// NotFound when there is none; Unavailable when the store can't be opened (the message says why).
    virtual Result<Secret> read(const QString &name) = 0;
    virtual Result<> write(const QString &name, const Secret &secret) = 0;
    virtual Result<> remove(const QString &name) = 0;
    [[nodiscard]] virtual QString description() const = 0;   // for the doctor: "the system's keychain"
};

/// A folder of files 0600, for machines without a keychain and for servers. Says so in its description.
std::unique_ptr<SecretStore> makeFileSecretStore(const QString &folder);
/// The operating system's keychain through QtKeychain.
std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString &service);
/// The keychain when it works, else the files: where a name is found, there it stays.
std::unique_ptr<SecretStore> makeDesktopSecretStore(const QString &service, const QString &folder);

}   // namespace crypto
