#include "core/net/http.h"

#include "core/net/http_exchange.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QNetworkAccessManager>

#include <deque>
#include <thread>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace net {

/// The network thread. Tasks reach it through a queue of our own; Qt's event only wakes it.
class NetworkHttpClient::Worker {
public:
    Worker() = default;
    ~Worker();
    Q_DISABLE_COPY_MOVE(Worker)

    using Task = std::function<void(QNetworkAccessManager &)>;
    void post(Task task);

private:
    class Receiver;
    void run();
    [[nodiscard]] std::deque<Task> takeTasks();

    std::mutex m_mutex;   // guards all
    std::deque<Task> m_tasks;
    bool m_ends = false;
    QObject *m_receiver = nullptr;   // lives in the thread
    std::thread m_thread;
};

class NetworkHttpClient::Worker::Receiver final : public QObject {
public:
    explicit Receiver(Worker &worker)
        : m_worker(worker)
    {
    }

    void serve()
    {
        m_loop.exec();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

protected:
    void customEvent(QEvent *) override
    {
        const auto tasks = m_worker.takeTasks();
        for (const Task &task : tasks)
            task(m_network);
        const std::lock_guard lock(m_worker.m_mutex);
        if (m_worker.m_ends)
            m_loop.quit();
    }

private:
    Worker &m_worker;
    QEventLoop m_loop;
    QNetworkAccessManager m_network;
};

NetworkHttpClient::Worker::~Worker()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    post([](QNetworkAccessManager &) {});
    m_thread.join();
}

void NetworkHttpClient::Worker::post(Task task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    else if (m_receiver)
        QCoreApplication::postEvent(m_receiver, new QEvent(QEvent::User));
}

std::deque<NetworkHttpClient::Worker::Task> NetworkHttpClient::Worker::takeTasks()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_tasks, {});
}

void NetworkHttpClient::Worker::run()
{
    Receiver receiver(*this);
    {
        const std::lock_guard lock(m_mutex);
        m_receiver = &receiver;
        QCoreApplication::postEvent(m_receiver, new QEvent(QEvent::User));
    }
    receiver.serve();
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
}

NetworkHttpClient::NetworkHttpClient()
    : m_worker(std::make_unique<Worker>())
{
}

NetworkHttpClient::~NetworkHttpClient() = default;

static Result<> check(const HttpRequest &request)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty() || (scheme != "https"_L1 && scheme != "http"_L1))
        return base::fail(ErrorKind::Invalid,
            u"Not an address that can be asked: %1."_s.arg(request.url.toDisplayString(QUrl::RemoveQuery)));
    if (request.resumeFrom > QFileInfo(request.saveTo).size())
        return base::fail(ErrorKind::Invalid,
            u"%1 is shorter than the %2 bytes to go on from."_s.arg(request.saveTo).arg(request.resumeFrom));
    return {};
}

Result<HttpReply> NetworkHttpClient::send(const HttpRequest &request, const StopToken &stop)
{
    TRY_DO(check(request));
    TRY_DO(stop.check());
    const auto exchange = std::make_shared<HttpExchange>(request);
    m_worker->post([exchange](QNetworkAccessManager &network) { exchange->start(network); });
    const base::StopCallback stopper(stop, [this, exchange, stop] {
        m_worker->post([exchange, stop](QNetworkAccessManager &) { exchange->abort(stop.check().error()); });
    });
    return exchange->wait();
}

}   // namespace net
