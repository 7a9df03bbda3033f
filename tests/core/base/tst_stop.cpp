#include "core/base/stop.h"
#include "support/verify.h"

#include <thread>

using namespace std::chrono_literals;

class TestStop : public QObject {
    Q_OBJECT

private slots:
    void aDefaultTokenNeverStops()
    {
        const base::StopToken token;
        VERIFY_OK(token.check());
        VERIFY_OK(token.sleepFor(1ms));
    }

    void theFirstReasonStays()
    {
        base::StopSource source;
        source.request(base::StopReason::Interrupted);
        source.request(base::StopReason::Cancelled);
        VERIFY_FAILS(source.token().check(), base::ErrorKind::Interrupted);
    }

    void aRequestWakesASleeper()
    {
        base::StopSource source;
        std::thread other([&] { source.request(base::StopReason::Cancelled); });
        VERIFY_FAILS(source.token().sleepFor(1h), base::ErrorKind::Cancelled);
        other.join();
    }

    void aCallbackRunsOnceAndNotAfterItsEnd()
    {
        int calls = 0;
        base::StopSource source;
        {
            const base::StopCallback gone(source.token(), [&] { calls += 100; });
        }
        const base::StopCallback early(source.token(), [&] { ++calls; });
        source.request(base::StopReason::Cancelled);
        const base::StopCallback late(source.token(), [&] { ++calls; });
        QCOMPARE(calls, 2);
    }
};

QTEST_GUILESS_MAIN(TestStop)
#include "tst_stop.moc"
