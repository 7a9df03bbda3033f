#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QThread>
#include <QUrl>

#include <condition_variable>
#include <functional>
#include <mutex>

class QTcpServer;
class QTcpSocket;

/// What a client asked, as it came over the wire.
struct ServedRequest {
    QByteArray method;
    QByteArray target;   // path and query
    QHash<QByteArray, QByteArray> headers;   // names in lower case
    QByteArray body;
};

/// What the server does about it.
struct ServedAnswer {
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    qsizetype cutAfter = -1;   // bytes of the body after which the connection breaks
    bool silent = false;   // never answers
    bool dropped = false;   // closes without a word
};

/// A real HTTP/1.1 server on a thread of its own. The handler runs on that thread.
class HttpServer {
public:
    using Handler = std::function<ServedAnswer(const ServedRequest &)>;
    explicit HttpServer(Handler handler, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    ~HttpServer();
    Q_DISABLE_COPY_MOVE(HttpServer)

    [[nodiscard]] QUrl url(const QString &pathAndQuery) const;
    /// Every request that arrived whole, in order.
    [[nodiscard]] QList<ServedRequest> requests() const;
    /// Waits until `count` requests have arrived.
    void waitForRequests(int count);

private:
    void serve(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const ServedRequest &request);

    Handler m_handler;
    QHostAddress m_address;
    quint16 m_port = 0;
    QThread m_thread;
    QTcpServer *m_server = nullptr;   // lives in the thread

    mutable std::mutex m_mutex;   // guards the rest
    std::condition_variable m_arrived;
    QList<ServedRequest> m_requests;
};
