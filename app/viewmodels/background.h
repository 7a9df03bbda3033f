#pragma once

#include <QFutureWatcher>
#include <QtConcurrent>

namespace viewmodels {

/// The few threads on which view-models make their effects happen. Outlives the view-models.
class Background {
public:
    Background() { m_pool.setMaxThreadCount(4); }
    ~Background() { m_pool.waitForDone(); }
    Q_DISABLE_COPY_MOVE(Background)

    /// `work()` on a worker, then `then(result)` on the thread of `context`, dropped when `context` is gone by then.
    template <class Work, class Then> void run(QObject *context, Work work, Then then)
    {
        using Answer = std::invoke_result_t<Work>;
        auto *watcher = new QFutureWatcher<Answer>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
            watcher->deleteLater();
            then(watcher->future().takeResult());
        });
        watcher->setFuture(QtConcurrent::run(&m_pool, std::move(work)));
    }
    /// `work()` on a worker; nobody waits for it.
    template <class Work> void start(Work work) { m_pool.start(std::move(work)); }

    void waitForDone() { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
};

}   // namespace viewmodels
