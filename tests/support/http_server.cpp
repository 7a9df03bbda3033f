#include "support/http_server.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

/// The first whole request in `received`, taken out of it; nothing while it is incomplete.
static std::optional<ServedRequest> takeRequest(QByteArray &received)
{
    const qsizetype headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    QList<QByteArray> lines = received.left(headEnd).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> first = lines.takeFirst().split(' ');
    ServedRequest request{.method = first.value(0), .target = first.value(1), .headers = {}, .body = {}};
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (received.size() < headEnd + 4 + length)
        return std::nullopt;
    request.body = received.mid(headEnd + 4, length);
    received.remove(0, headEnd + 4 + length);
    return request;
}

HttpServer::HttpServer(Handler handler, const QHostAddress &address)
    : m_handler(std::move(handler))
    , m_address(address)
    , m_server(new QTcpServer)
{
    if (!m_server->listen(address, 0))
        qFatal("The test server cannot listen: %s", qPrintable(m_server->errorString()));
    m_port = m_server->serverPort();
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
    m_thread.start();
}

HttpServer::~HttpServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl HttpServer::url(const QString &pathAndQuery) const
{
    return QUrl(u"http://%1:%2%3"_s.arg(m_address.toString()).arg(m_port).arg(pathAndQuery));
}

QList<ServedRequest> HttpServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void HttpServer::waitForRequests(int count)
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this, count] { return m_requests.size() >= count; });
}

void HttpServer::serve(QTcpSocket *socket)
{
    const auto received = std::make_shared<QByteArray>();
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
        *received += socket->readAll();
        while (const auto request = takeRequest(*received))
            answer(socket, *request);
    });
}

void HttpServer::answer(QTcpSocket *socket, const ServedRequest &request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.append(request);
    }
    m_arrived.notify_all();
    const ServedAnswer answer = m_handler(request);
    if (answer.silent)
        return;
    if (answer.dropped)
        return socket->abort();
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status)
        + " Scripted\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "\r\n";
    if (request.method != "HEAD")
        bytes += answer.cutAfter < 0 ? answer.body : answer.body.left(answer.cutAfter);
    socket->write(bytes);
    if (answer.cutAfter >= 0)
        socket->disconnectFromHost();   // after what was written
}
