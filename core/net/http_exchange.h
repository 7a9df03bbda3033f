#pragma once

#include "core/net/http_body.h"

#include <QNetworkReply>
#include <QTimer>

class QNetworkAccessManager;

namespace net {

/// One request with its redirects: driven on the network thread, awaited on the caller's. What Qt calls back holds it,
/// for the caller may be gone before the network thread has left finish().
class HttpExchange : public std::enable_shared_from_this<HttpExchange> {
public:
    explicit HttpExchange(const HttpRequest &request);

    /// Waits for the end and reports progress meanwhile, on the caller's thread.
    Result<HttpReply> wait();

    void start(QNetworkAccessManager &network);
    /// Ends the exchange with `error`; nothing when it has ended already.
    void abort(base::Error error);

private:
    struct Later {
        void operator()(QObject *object) const { object->deleteLater(); }
    };

    void sendTo(const QUrl &url);
    void takeBytes();
    void saveBytes();
    void openFile();
    void replyFinished();
    void follow(const QUrl &target);
    void finish(Result<HttpReply> result);
    void showProgress(qint64 done, qint64 total);
    [[nodiscard]] int status() const;
    [[nodiscard]] QUrl redirectTarget() const;
    [[nodiscard]] std::optional<base::Error> transportError() const;
    [[nodiscard]] bool isCutShort() const;

    HttpRequest m_request;
    QNetworkAccessManager *m_network = nullptr;
    std::unique_ptr<QNetworkReply, Later> m_reply;
    bool m_uploads = false;
    std::unique_ptr<QTimer, Later> m_idle;
    std::unique_ptr<QFile> m_file;
    QByteArray m_received;
    qint64 m_replyBytes = 0;   // of this reply's body so far
    qint64 m_savedFrom = 0;   // where the reply's first byte lies in the file
    int m_redirects = 0;
    std::optional<base::Error> m_failure;   // ours, as opposed to one that Qt reports

    std::mutex m_mutex;   // guards the rest
    std::condition_variable m_changed;
    std::optional<Result<HttpReply>> m_result;
    std::optional<std::pair<qint64, qint64>> m_progress;
};

}   // namespace net
