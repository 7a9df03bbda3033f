#include "core/crypto/secret_store.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using base::fail;

namespace crypto {

/// A person may have to unlock the keychain first.
static constexpr auto patience = 2min;

namespace {
struct Answer {
    QKeychain::Error error = QKeychain::OtherError;
    QString message = u"it did not answer"_s;
    QByteArray bytes;
};
}   // namespace

/// Runs a job of QtKeychain to its end. It needs an event loop, which the calling worker hasn't got, so it gets a
/// thread of its own. A job that doesn't end is left behind: it may still be called back.
template <class KeychainJob, class Prepare> static Answer run(const QString &service, const Prepare &prepare)
{
    Answer answer;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QEventLoop loop;
        auto *job = new KeychainJob(service);   // deletes itself when it is done
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job *done) {
            answer.error = done->error();
            answer.message = done->errorString();
            if constexpr (std::is_same_v<KeychainJob, QKeychain::ReadPasswordJob>)
                answer.bytes = static_cast<QKeychain::ReadPasswordJob *>(done)->binaryData();
            loop.quit();
        });
        QTimer::singleShot(patience, &loop, [&loop] { loop.quit(); });
        job->start();
        loop.exec();
    }));
    thread->start();
    thread->wait();
    return answer;
}

/// Whatever goes wrong but a missing entry means that there is no keychain here.
static Result<> checked(const Answer &answer, const QString &name)
{
    if (answer.error == QKeychain::NoError)
        return {};
    if (answer.error == QKeychain::EntryNotFound)
        return fail(ErrorKind::NotFound, u"The keychain has no secret named %1."_s.arg(name));
    return fail(ErrorKind::Unavailable, u"The system's keychain does not work: %1"_s.arg(answer.message));
}

namespace {
class KeychainSecretStore final : public SecretStore {
public:
    explicit KeychainSecretStore(QString service)
        : m_service(std::move(service))
    {
    }

    Result<Secret> read(const QString &name) override
    {
        Answer answer = run<QKeychain::ReadPasswordJob>(m_service, [&](auto &job) { job.setKey(name); });
        TRY_DO(checked(answer, name));
        Secret stored(std::move(answer.bytes));
        return Secret(QByteArray::fromBase64(stored.reveal()));
    }

    Result<> write(const QString &name, const Secret &secret) override
    {
        // As text: some keychains lose what is not.
        const Secret text(secret.reveal().toBase64());
        return checked(run<QKeychain::WritePasswordJob>(m_service,
                           [&](auto &job) {
                               job.setKey(name);
                               job.setTextData(QString::fromLatin1(text.reveal()));
                           }),
            name);
    }

    Result<> remove(const QString &name) override
    {
        const auto removed =
            checked(run<QKeychain::DeletePasswordJob>(m_service, [&](auto &job) { job.setKey(name); }), name);
        return !removed && removed.error().kind == ErrorKind::NotFound ? Result<>() : removed;
    }

    [[nodiscard]] QString description() const override { return u"the system's keychain"_s; }

private:
    QString m_service;
};
}   // namespace

std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString &service)
{
    return std::make_unique<KeychainSecretStore>(service);
}

}   // namespace crypto
