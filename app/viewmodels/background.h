#pragma once

#include "core/base/workers.h"

#include <QFutureWatcher>
#include <QPromise>

namespace viewmodels {

/// The few threads on which view-models make their effects happen. Outlives the view-models.
class Background {
public:
    /// `work()` on a worker, then `then(result)` on the thread of `context`, dropped when `context` is gone by then.
    template <class Work, class Then> void run(QObject *context, Work work, Then then)
    {
        using Answer = std::invoke_result_t<Work>;
        auto promise = std::make_shared<QPromise<Answer>>();
        auto *watcher = new QFutureWatcher<Answer>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
            watcher->deleteLater();
            then(watcher->future().takeResult());
        });
        watcher->setFuture(promise->future());
        m_workers.start([promise = std::move(promise), work = std::move(work)]() mutable {
            promise->start();
            promise->addResult(work());
            promise->finish();
        });
    }
    /// `work()` on a worker; nobody waits for it.
    void start(std::function<void()> work) { m_workers.start(std::move(work)); }

    void waitForDone() { m_workers.waitForDone(); }

private:
    base::Workers m_workers{4};
};

}   // namespace viewmodels
