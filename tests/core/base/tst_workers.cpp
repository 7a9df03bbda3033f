#include "core/base/workers.h"
#include "support/verify.h"

#include <atomic>

namespace {
/// Counts the threads that had it and are gone.
struct OfAThread {
    std::atomic<int> *gone = nullptr;
    ~OfAThread()
    {
        if (gone)
            ++*gone;
    }
};
}   // namespace

class TestWorkers : public QObject {
    Q_OBJECT

private slots:
    void everythingThatWasAskedForIsDoneInTheEnd()
    {
        std::atomic<int> done = 0;
        {
            base::Workers workers(4);
            for (int i = 0; i < 1000; ++i)
                workers.start([&done] { ++done; });
        }
        QCOMPARE(done.load(), 1000);
    }

    void waitingEndsWhenWhatWorkHeldIsFree()
    {
        base::Workers workers(2);
        for (int i = 0; i < 100; ++i) {
            auto held = std::make_shared<int>(i);
            const std::weak_ptr<int> seen = held;
            workers.start([held = std::move(held)] {});
            workers.waitForDone();
            QVERIFY(seen.expired());
        }
    }

    void workIsDoneInItsOrder()
    {
        QList<int> order;
        {
            base::Workers workers(1);
            for (int i = 0; i < 100; ++i)
                workers.start([&order, i] { order += i; });
        }
        QCOMPARE(order.size(), 100);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void whatAThreadKeepsForItselfIsGoneWithTheWorkers()
    {
        std::atomic<int> gone = 0;
        for (int round = 1; round <= 50; ++round) {
            {
                base::Workers workers(1);
                workers.start([&gone] {
                    static thread_local OfAThread own;
                    own.gone = &gone;
                });
            }
            QCOMPARE(gone.load(), round);
        }
    }
};

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
