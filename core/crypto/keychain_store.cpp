#include "core/crypto/secret_store.h"

#include <QThread>

#include <future>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using base::fail;

namespace crypto {

/// A person may have to unlock the keychain first.
static constexpr auto patience = 1min;

namespace {
struct Answer {
    QKeychain::Error error = QKeychain::OtherError;
    QString message = u"it did not answer"_s;
    QByteArray bytes;
};
}   // namespace

/// QtKeychain has one queue for the whole process, which belongs to the thread that asks first and needs its event
/// loop. So one thread asks for everybody; the workers wait for its answers.
static QObject &keychainThread()
{
    struct Home {
        Home()
        {
            context.moveToThread(&thread);
            thread.start();
        }
        ~Home()
        {
            thread.quit();
            thread.wait();
        }
        QObject context;
        QThread thread;
    };
    static Home home;
    return home.context;
}

/// Runs a job of QtKeychain to its end. One that doesn't end is left behind: it may still be called back.
template <class KeychainJob, class Prepare> static Answer run(const QString &service, const Prepare &prepare)
{
    QObject &thread = keychainThread();
    const auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    QMetaObject::invokeMethod(&thread, [service, prepare, promise, context = &thread] {
        auto *job = new KeychainJob(service);   // deletes itself when it is done
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, context, [promise](QKeychain::Job *done) {
            Answer given{.error = done->error(), .message = done->errorString(), .bytes = {}};
            if constexpr (std::is_same_v<KeychainJob, QKeychain::ReadPasswordJob>)
                given.bytes = static_cast<QKeychain::ReadPasswordJob *>(done)->binaryData();
            promise->set_value(std::move(given));
        });
        job->start();
    });
    return answer.wait_for(patience) == std::future_status::ready ? answer.get() : Answer();
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
        Answer answer = run<QKeychain::ReadPasswordJob>(m_service, [name](auto &job) { job.setKey(name); });
        TRY_DO(checked(answer, name));
        Secret stored(std::move(answer.bytes));
        return Secret(QByteArray::fromBase64(stored.reveal()));
    }

    Result<> write(const QString &name, const Secret &secret) override
    {
        // As text: some keychains lose what is not.
        const QString text = QString::fromLatin1(secret.reveal().toBase64());
        const auto prepare = [name, text](auto &job) {
            job.setKey(name);
            job.setTextData(text);
        };
        return checked(run<QKeychain::WritePasswordJob>(m_service, prepare), name);
    }

    Result<> remove(const QString &name) override
    {
        const auto removed =
            checked(run<QKeychain::DeletePasswordJob>(m_service, [name](auto &job) { job.setKey(name); }), name);
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
