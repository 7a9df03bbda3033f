#include "core/base/id.h"
#include "core/base/time.h"
#include "support/verify.h"

#include <QSet>
#include <QUuid>

#include <thread>

class TestId : public QObject {
    Q_OBJECT

private slots:
    void idsAreVersionSevenAndSortByTime()
    {
        QString previous;
        for (int i = 0; i < 10'000; ++i) {
            const QString id = base::newUuid();
            QVERIFY(previous < id);
            previous = id;
        }
        QCOMPARE(QUuid::fromString(previous).toString(QUuid::WithoutBraces), previous);
        QCOMPARE(previous.at(14), u'7');
        QVERIFY(QStringView(u"89ab").contains(previous.at(19)));
    }

    void threadsNeverShareAnId()
    {
        QList<QString> ids[4];
        {
            std::vector<std::jthread> threads;
            for (auto &mine : ids)
                threads.emplace_back([&mine] {
                    for (int i = 0; i < 5'000; ++i)
                        mine += base::newUuid();
                });
        }
        QSet<QString> all;
        for (const auto &mine : ids)
            all += QSet(mine.begin(), mine.end());
        QCOMPARE(all.size(), 20'000);
    }

    void timesRoundTripAsRfc3339()
    {
        const base::Instant instant(std::chrono::milliseconds(1'763'975'400'123));
        QCOMPARE(base::toRfc3339(instant), QStringLiteral("2025-11-24T09:10:00.123Z"));
        QVERIFY(base::fromRfc3339(u"2025-11-24T12:10:00.123+03:00") == instant);
        QVERIFY(!base::fromRfc3339(u"2025-11-24T12:10:00"));
        QVERIFY(!base::fromRfc3339(u"yesterday"));
    }
};

QTEST_GUILESS_MAIN(TestId)
#include "tst_id.moc"
