#include "core/crypto/secret_store.h"

#include <atomic>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace crypto {

namespace {
class DesktopSecretStore final : public SecretStore {
public:
    DesktopSecretStore(std::unique_ptr<SecretStore> keychain, std::unique_ptr<SecretStore> files)
        : m_keychain(std::move(keychain))
        , m_files(std::move(files))
    {
    }

    Result<Secret> read(const QString &name) override
    {
        auto filed = m_files->read(name);
        if (filed || filed.error().kind != ErrorKind::NotFound) {
            m_usesFiles = true;
            return filed;
        }
        auto found = m_keychain->read(name);
        m_usesFiles = !found && found.error().kind == ErrorKind::Unavailable;
        if (found || found.error().kind != ErrorKind::Unavailable)
            return found;
        return isInKeychain(name) ? std::move(found) : std::move(filed);
    }

    Result<> write(const QString &name, const Secret &secret) override
    {
        const auto filed = m_files->read(name);
        if (filed || filed.error().kind != ErrorKind::NotFound)
            return m_files->write(name, secret);
        // The note first: a keychain entry without one could be taken for missing later.
        const bool known = isInKeychain(name);
        TRY_DO(m_files->write(noteOf(name), Secret("in the keychain")));
        auto written = m_keychain->write(name, secret);
        m_usesFiles = !written;
        if (written || known)
            return written;
        TRY_DO(m_files->remove(noteOf(name)));
        return m_files->write(name, secret);
    }

    Result<> remove(const QString &name) override
    {
        TRY_DO(m_files->remove(name));
        auto removed = m_keychain->remove(name);
        if (!removed && isInKeychain(name))
            return removed;
        return m_files->remove(noteOf(name));
    }

    [[nodiscard]] QString description() const override
    {
        return m_usesFiles ? m_files->description() : m_keychain->description();
    }

private:
    static QString noteOf(const QString &name) { return name + u".keychain"_s; }
    bool isInKeychain(const QString &name) { return m_files->read(noteOf(name)).has_value(); }

    std::unique_ptr<SecretStore> m_keychain;
    std::unique_ptr<SecretStore> m_files;
    std::atomic<bool> m_usesFiles = false;   // as the last secret was found
};
}   // namespace

std::unique_ptr<SecretStore> makeDesktopSecretStore(
    std::unique_ptr<SecretStore> keychain, std::unique_ptr<SecretStore> files)
{
    return std::make_unique<DesktopSecretStore>(std::move(keychain), std::move(files));
}

std::unique_ptr<SecretStore> makeDesktopSecretStore(const QString &service, const QString &folder)
{
    return makeDesktopSecretStore(makeKeychainSecretStore(service), makeFileSecretStore(folder));
}

}   // namespace crypto
