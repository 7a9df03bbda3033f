#include "core/crypto/secret_store.h"
#include "support/verify.h"

#include <QDir>
#include <QTemporaryDir>

#include <thread>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;
using base::Secret;

namespace {
/// A keychain that can be locked. What it holds outlives it, as the system's does.
struct Held {
    QHash<QString, QByteArray> secrets;
    bool works = true;
};
class FakeKeychain final : public crypto::SecretStore {
public:
    explicit FakeKeychain(Held &held)
        : m_held(held)
    {
    }
    Result<Secret> read(const QString &name) override
    {
        if (!m_held.works)
            return base::fail(ErrorKind::Unavailable, u"locked"_s);
        if (!m_held.secrets.contains(name))
            return base::fail(ErrorKind::NotFound, u"none"_s);
        return Secret(m_held.secrets.value(name));
    }
    Result<> write(const QString &name, const Secret &secret) override
    {
        if (!m_held.works)
            return base::fail(ErrorKind::Unavailable, u"locked"_s);
        m_held.secrets.insert(name, QByteArray(secret.reveal().constData(), secret.reveal().size()));
        return {};
    }
    Result<> remove(const QString &name) override
    {
        if (!m_held.works)
            return base::fail(ErrorKind::Unavailable, u"locked"_s);
        m_held.secrets.remove(name);
        return {};
    }
    [[nodiscard]] QString description() const override { return u"keychain"_s; }

private:
    Held &m_held;
};
}   // namespace

class TestSecretStores : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::unique_ptr<crypto::SecretStore> desktop(Held &held)
    {
        return crypto::makeDesktopSecretStore(std::make_unique<FakeKeychain>(held), files());
    }
    std::unique_ptr<crypto::SecretStore> files() { return crypto::makeFileSecretStore(m_folder.filePath(u"keys"_s)); }

private slots:
    void initTestCase()
    {
        // The real keychain of whoever runs the tests must stay untouched.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    }
    void init() { QDir(m_folder.filePath(u"keys"_s)).removeRecursively(); }

    void filesKeepSecretsAcrossStarts()
    {
        const QByteArray bytes("\0\xff binary", 10);
        VERIFY_FAILS(files()->read(u"master-key"_s), ErrorKind::NotFound);
        VERIFY_OK(files()->write(u"master-key"_s, Secret(bytes)));
        QCOMPARE(files()->read(u"master-key"_s).value().reveal(), bytes);
        VERIFY_OK(files()->write(u"master-key"_s, Secret("newer")));
        QCOMPARE(files()->read(u"master-key"_s).value().reveal(), QByteArray("newer"));
        VERIFY_OK(files()->remove(u"master-key"_s));
        VERIFY_OK(files()->remove(u"master-key"_s));
        VERIFY_FAILS(files()->read(u"master-key"_s), ErrorKind::NotFound);
    }

    void onlyTheOwnerMayTouchTheFiles()
    {
        VERIFY_OK(files()->write(u"master-key"_s, Secret("secret")));
        const QFileInfo folder(m_folder.filePath(u"keys"_s));
        const auto written = QDir(folder.filePath()).entryInfoList(QDir::Files);
        QCOMPARE(written.size(), 1);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(written.first().permissions() & others));
        QVERIFY(!(folder.permissions() & others));
    }

    void aFileThatOthersCanReadIsRefused()
    {
        VERIFY_OK(files()->write(u"master-key"_s, Secret("secret")));
        const QString path = QDir(m_folder.filePath(u"keys"_s)).entryInfoList(QDir::Files).first().filePath();
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        VERIFY_FAILS(files()->read(u"master-key"_s), ErrorKind::Forbidden);
    }

    void namesNeverLeaveTheFolder()
    {
        for (const auto &name : {u"../outside"_s, u"/etc/x"_s, u".."_s, u"a b\nc"_s, u"имя"_s}) {
            VERIFY_OK(files()->write(name, Secret(name.toUtf8())));
            QCOMPARE(files()->read(name).value().reveal(), name.toUtf8());
        }
        QCOMPARE(QDir(m_folder.filePath(u"keys"_s)).entryList(QDir::Files | QDir::Hidden).size(), 5);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void withoutASessionTheKeychainIsUnavailable()
    {
        Result<Secret> found = Secret("never set");
        std::thread worker([&] { found = crypto::makeKeychainSecretStore(u"dailies-test"_s)->read(u"key"_s); });
        worker.join();
        VERIFY_FAILS(found, ErrorKind::Unavailable);
    }

    void withoutAKeychainTheFilesAreUsed()
    {
        const auto store = crypto::makeDesktopSecretStore(u"dailies-test"_s, m_folder.filePath(u"keys"_s));
        VERIFY_FAILS(store->read(u"master-key"_s), ErrorKind::NotFound);
        VERIFY_OK(store->write(u"master-key"_s, Secret("secret")));
        QCOMPARE(store->read(u"master-key"_s).value().reveal(), QByteArray("secret"));
        QVERIFY(store->description().contains(m_folder.path()));
    }

    void aKeychainThatWorksIsPreferred()
    {
        Held held;
        VERIFY_OK(desktop(held)->write(u"master-key"_s, Secret("secret")));
        QCOMPARE(held.secrets.value(u"master-key"_s), QByteArray("secret"));
        VERIFY_FAILS(files()->read(u"master-key"_s), ErrorKind::NotFound);
        const auto store = desktop(held);
        QCOMPARE(store->read(u"master-key"_s).value().reveal(), QByteArray("secret"));
        QCOMPARE(store->description(), u"keychain"_s);
    }

    void aSecretStaysWhereItWasFound()
    {
        Held held{.secrets = {}, .works = false};
        VERIFY_OK(desktop(held)->write(u"master-key"_s, Secret("in files")));
        held.works = true;
        VERIFY_OK(desktop(held)->write(u"master-key"_s, Secret("newer")));
        QVERIFY(held.secrets.isEmpty());
        QCOMPARE(desktop(held)->read(u"master-key"_s).value().reveal(), QByteArray("newer"));
    }

    void aLockedKeychainNeverLooksEmpty()
    {
        Held held;
        VERIFY_OK(desktop(held)->write(u"master-key"_s, Secret("secret")));
        held.works = false;
        VERIFY_FAILS(desktop(held)->read(u"master-key"_s), ErrorKind::Unavailable);
        VERIFY_FAILS(desktop(held)->write(u"master-key"_s, Secret("second")), ErrorKind::Unavailable);
        VERIFY_FAILS(desktop(held)->remove(u"master-key"_s), ErrorKind::Unavailable);
        held.works = true;
        QCOMPARE(desktop(held)->read(u"master-key"_s).value().reveal(), QByteArray("secret"));
        VERIFY_OK(desktop(held)->remove(u"master-key"_s));
        held.works = false;
        VERIFY_FAILS(desktop(held)->read(u"master-key"_s), ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestSecretStores)
#include "tst_secret_stores.moc"
