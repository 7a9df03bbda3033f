#include "support/verify.h"
#include "support/world.h"

using namespace Qt::StringLiterals;

class TestOverview : public QObject {
    Q_OBJECT

private slots:
    /// Whoever waits for the end of work looks at this: it must not end between two looks at the database.
    void whatIsNotQueuedAnyMoreIsOver()
    {
        World world;
        world.startRunner();
        for (int round = 0; round < 30; ++round) {
            const auto id = world.add(u"talk %1.mp4"_s.arg(round));
            VERIFY_OK(world.workspace->run({.recordings = {id}}));
            workspace::Overview overview;
            do
                overview = world.overview(id);
            while (overview.queued);
            QCOMPARE(domain::toString(overview.recording.status()), domain::toString(domain::Status::Ready));
            QVERIFY(QDir(overview.packageFolder).exists(u"provenance.json"_s));
        }
    }
};

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
