#include "app/handover.h"

#include "core/base/json.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QThread>

using namespace Qt::StringLiterals;
using base::ErrorKind;

namespace app {

static constexpr int patienceMilliseconds = 4'000;
static constexpr qint64 longestRequest = 4 << 20;
static const QByteArray taken = "taken\n";

static QString doorName(const QString &profileFolder)
{
    const QString canonical = QFileInfo(profileFolder).canonicalFilePath();
    const QByteArray hash = QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256);
    return u"dailies-%1"_s.arg(QString::fromLatin1(hash.toHex().first(24)));
}

static bool handOver(const QString &name, const QStringList &files)
{
    QLocalSocket socket;
    socket.connectToServer(name);
    if (!socket.waitForConnected(500))
        return false;
    const QJsonObject request{{u"files"_s, QJsonArray::fromStringList(files)}};
    socket.write(base::toCompactJson(request) + '\n');
    socket.flush();
    return socket.waitForReadyRead(patienceMilliseconds) && socket.readAll() == taken;
}

base::Result<bool> Door::claim(const QString &profileFolder, const QStringList &files, std::unique_ptr<QLockFile> &lock)
{
    if (!QDir().mkpath(profileFolder))
        return base::fail(ErrorKind::Forbidden, u"Cannot make the profile folder %1."_s.arg(profileFolder));
    auto claimed = std::make_unique<QLockFile>(profileFolder + u"/window.lock"_s);
    claimed->setStaleLockTime(0);
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < patienceMilliseconds) {
        if (claimed->tryLock(0)) {
            lock = std::move(claimed);
            return true;
        }
        if (claimed->error() != QLockFile::LockFailedError)
            return base::fail(ErrorKind::Forbidden, u"Cannot lock the profile folder %1."_s.arg(profileFolder));
        if (handOver(doorName(profileFolder), files))
            return false;
        QThread::msleep(50);   // it has the lock and is about to listen, or about to end
    }
    return base::fail(ErrorKind::Unavailable,
        u"Another Dailies has this profile open but does not answer. Close it and try again."_s);
}

Door::Door(const QString &profileFolder, std::unique_ptr<QLockFile> lock)
    : m_lock(std::move(lock))
{
    const QString name = doorName(profileFolder);
    QLocalServer::removeServer(name);   // of a program that died; the lock says that none lives
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &Door::receive);
    if (!m_server.listen(name))
        qWarning().noquote() << "A second start of this profile can't hand over:" << m_server.errorString();
}

std::unique_ptr<QLockFile> Door::close()
{
    m_server.close();
    return std::move(m_lock);
}

void Door::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > longestRequest)
                return socket->abort();
            if (!socket->canReadLine())
                return;
            const auto request = base::parseObject(socket->readLine(), u"request"_s);
            socket->write(request ? taken : QByteArray("refused\n"));
            socket->flush();
            if (!request)
                return;
            QStringList files;
            for (const auto &file : request->value("files"_L1).toArray())
                files += file.toString();
            emit knocked(files);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

}   // namespace app
