#include "core/base/files.h"
#include "core/crypto/secret_store.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace crypto {

static constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
static constexpr auto others =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

namespace {
class FileSecretStore final : public SecretStore {
public:
    explicit FileSecretStore(QString folder)
        : m_folder(std::move(folder))
    {
    }

    Result<Secret> read(const QString &name) override
    {
        const QString path = pathOf(name);
        if (!QFileInfo::exists(path))
            return fail(ErrorKind::NotFound, u"There is no secret named %1."_s.arg(name));
        if (QFileInfo(path).permissions() & others)
            return fail(ErrorKind::Forbidden, u"Others can read the secret in %1. Run: chmod 600 '%1'"_s.arg(path));
        TRY(auto bytes, base::readFile(path));
        return Secret(std::move(bytes));
    }

    Result<> write(const QString &name, const Secret &secret) override
    {
        const QString path = pathOf(name);
        QDir().mkpath(m_folder);
        QFile::setPermissions(m_folder, ownerOnly | QFileDevice::ExeOwner);
        // The file is nobody else's from its first byte: writeFileDurably keeps the permissions of its .part.
        QFile part(path + u".part"_s);
        part.remove();
        if (!part.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
            return fail(ErrorKind::Forbidden, u"Cannot write the secret into %1: %2"_s.arg(path, part.errorString()));
        part.close();
        return base::writeFileDurably(path, secret.reveal());
    }

    Result<> remove(const QString &name) override
    {
        QFile file(pathOf(name));
        if (file.exists() && !file.remove())
            return fail(
                ErrorKind::Forbidden, u"Cannot remove the secret %1: %2"_s.arg(file.fileName(), file.errorString()));
        return {};
    }

    [[nodiscard]] QString description() const override
    {
        return u"files in %1 that only you can read"_s.arg(QDir::toNativeSeparators(m_folder));
    }

private:
    [[nodiscard]] QString pathOf(const QString &name) const
    {
        return m_folder + u'/' + QString::fromLatin1(name.toUtf8().toPercentEncoding()) + u".secret"_s;
    }

    QString m_folder;
};
}   // namespace

std::unique_ptr<SecretStore> makeFileSecretStore(const QString &folder)
{
    return std::make_unique<FileSecretStore>(folder);
}

}   // namespace crypto
