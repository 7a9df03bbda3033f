#include "app/handover.h"
#include "support/verify.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <future>

using namespace Qt::StringLiterals;

class TestHandover : public QObject {
    Q_OBJECT

private slots:
    void theSecondStartHandsItsFilesToTheFirst()
    {
        const QTemporaryDir folder;
        std::unique_ptr<QLockFile> lock;
        const auto first = app::Door::claim(folder.path(), {}, lock);
        VERIFY_OK(first);
        QVERIFY(*first);
        const app::Door door(folder.path(), std::move(lock));
        QSignalSpy knocks(&door, &app::Door::knocked);

        const QStringList files = {u"/a/lecture 1.mp4"_s, u"/a/Семинар\n2.mkv"_s};
        auto second = std::async(std::launch::async, [&folder, files] {
            std::unique_ptr<QLockFile> none;
            return app::Door::claim(folder.path(), files, none);
        });
        QVERIFY(knocks.wait(5000));
        QCOMPARE(knocks.first().first().toStringList(), files);
        const auto claimed = second.get();
        VERIFY_OK(claimed);
        QVERIFY(!*claimed);
    }

    void twoProfilesDoNotMeet()
    {
        const QTemporaryDir a;
        const QTemporaryDir b;
        std::unique_ptr<QLockFile> lockA;
        std::unique_ptr<QLockFile> lockB;
        QVERIFY(*app::Door::claim(a.path(), {}, lockA));
        const app::Door door(a.path(), std::move(lockA));
        QVERIFY(*app::Door::claim(b.path(), {u"/x.mp4"_s}, lockB));
    }

    void aClosedDoorIsFreeOnceItsLockIsGone()
    {
        const QTemporaryDir folder;
        std::unique_ptr<QLockFile> lock;
        QVERIFY(*app::Door::claim(folder.path(), {}, lock));
        app::Door door(folder.path(), std::move(lock));
        door.close().reset();
        std::unique_ptr<QLockFile> again;
        const auto claimed = app::Door::claim(folder.path(), {}, again);
        VERIFY_OK(claimed);
        QVERIFY(*claimed);
    }
};

QTEST_GUILESS_MAIN(TestHandover)
#include "tst_handover.moc"
