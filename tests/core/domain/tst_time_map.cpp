#include "core/domain/time_map.h"
#include "support/verify.h"
#include "timeline.h"

#include <QJsonDocument>

using base::ErrorKind;
using base::MediaTime;
using domain::complement;
using domain::Interval;
using domain::TimeMap;
using domain::united;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

class TestTimeMap : public QObject {
    Q_OBJECT

private slots:
    void unitingSortsDropsAndJoins()
    {
        const auto joined = united({from(5, 6), from(0, 1), from(1, 2), from(8, 8), from(5.5, 7)});
        QCOMPARE(timeline::text(joined), u"0-2, 5-7"_s);
    }

    void unitingJoinsWhatLiesLessThanTheGapApart()
    {
        QCOMPARE(timeline::text(united({from(0, 1), from(1.1, 2), from(2.15, 3)}, at(0.15))), u"0-2, 2.15-3"_s);
    }

    void theComplementIsWhatIsLeft()
    {
        QCOMPARE(timeline::text(complement({from(1, 2), from(4, 6)}, at(5))), u"0-1, 2-4"_s);
        QCOMPARE(timeline::text(complement({}, at(5))), u"0-5"_s);
        QCOMPARE(complement({from(0, 5)}, at(5)).size(), 0);
        QCOMPARE(timeline::text(complement({from(6, 7)}, at(5))), u"0-5"_s);
    }

    void timesFollowTheCut_data()
    {
        QTest::addColumn<double>("source");
        QTest::addColumn<double>("output");   // negative: removed
        QTest::addColumn<double>("join");
        QTest::newRow("before the first") << 0.0 << -1.0 << 0.0;
        QTest::newRow("first moment") << 10.0 << 0.0 << 0.0;
        QTest::newRow("inside") << 12.5 << 2.5 << 2.5;
        QTest::newRow("end of a stretch") << 20.0 << -1.0 << 10.0;
        QTest::newRow("removed") << 25.0 << -1.0 << 10.0;
        QTest::newRow("start of the next") << 30.0 << 10.0 << 10.0;
        QTest::newRow("end of all") << 35.0 << 15.0 << 15.0;
        QTest::newRow("beyond") << 36.0 << -1.0 << 15.0;
    }

    void timesFollowTheCut()
    {
        QFETCH(double, source);
        QFETCH(double, output);
        QFETCH(double, join);
        const TimeMap map({from(10, 20), from(30, 35)});
        QCOMPARE(map.toOutput(at(source)), output < 0 ? std::nullopt : std::optional(at(output)));
        QCOMPARE(map.toOutputOrJoin(at(source)), at(join));
    }

    void aStretchOverACutClosesUp()
    {
        const TimeMap map({from(10, 20), from(30, 35)});
        QCOMPARE(map.toOutput(from(18, 32)), std::optional(from(8, 12)));
        QCOMPARE(map.toOutput(from(21, 29)), std::nullopt);
        QCOMPARE(map.toOutput(from(19.9, 29), at(0.2)), std::nullopt);
        QCOMPARE(map.toOutput(from(19.9, 29), at(0.1)), std::optional(from(9.9, 10)));
    }

    void nothingKeptMapsNothing()
    {
        const TimeMap map;
        QCOMPARE(map.outputDuration(), at(0));
        QCOMPARE(map.toOutput(at(0)), std::nullopt);
        QCOMPARE(map.toSource(at(3)), at(0));
        QVERIFY(TimeMap::identity(at(0)).kept().isEmpty());
    }

    void theIdentityChangesNothing()
    {
        const auto map = TimeMap::identity(at(42));
        QCOMPARE(map.outputDuration(), at(42));
        QCOMPARE(map.toOutput(from(3, 4)), std::optional(from(3, 4)));
    }

    void everyMapIsExactAndMonotonic()
    {
        for (quint32 seed = 1; seed <= 500; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const auto keep = timeline::randomStretches(random, 12, 30);
            const TimeMap map(keep);

            MediaTime sum{};
            for (const auto &stretch : keep)
                sum += stretch.length();
            QVERIFY2(map.outputDuration() == sum, where.constData());

            for (const auto &stretch : keep)
                for (int probe = 0; probe < 5; ++probe) {
                    const MediaTime time = stretch.start + MediaTime(random.bounded(qint64(stretch.length().count())));
                    const auto output = map.toOutput(time);
                    QVERIFY2(output && map.toSource(*output) == time, where.constData());
                }

            MediaTime previous{};
            MediaTime source{};
            while (source < map.sourceDuration() + at(5)) {
                const MediaTime output = map.toOutputOrJoin(source);
                const MediaTime step = timeline::between(random, 0, 3) + MediaTime(1);
                QVERIFY2(output >= previous, where.constData());
                QVERIFY2(map.toOutputOrJoin(source + step) - output <= step, where.constData());
                previous = output;
                source += step;
            }
        }
    }

    void jsonKeepsEveryMicrosecond()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const TimeMap map(timeline::randomStretches(random, 12, 3'000));
            const auto bytes = QJsonDocument(map.toJson()).toJson();
            const auto read = TimeMap::fromJson(QJsonDocument::fromJson(bytes).array());
            VERIFY_OK(read);
            QCOMPARE(read->kept().size(), map.kept().size());
            for (qsizetype index = 0; index < map.kept().size(); ++index) {
                QVERIFY2(read->kept()[index].source == map.kept()[index].source, where.constData());
                QCOMPARE(read->kept()[index].outputStart, map.kept()[index].outputStart);
            }
        }
    }

    void damagedJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no times") << QByteArray("[{}]");
        QTest::newRow("text") << QByteArray("[{\"start\": \"0\", \"end\": 1, \"output_start\": 0}]");
        QTest::newRow("backwards") << QByteArray("[{\"start\": 2, \"end\": 1, \"output_start\": 0}]");
        QTest::newRow("negative") << QByteArray("[{\"start\": -2, \"end\": 1, \"output_start\": 0}]");
        QTest::newRow("endless") << QByteArray("[{\"start\": 0, \"end\": 1e300, \"output_start\": 0}]");
        QTest::newRow("overlap") << QByteArray(
            "[{\"start\": 0, \"end\": 2, \"output_start\": 0}, {\"start\": 1, \"end\": 3, \"output_start\": 2}]");
        QTest::newRow("wrong output") << QByteArray("[{\"start\": 1, \"end\": 2, \"output_start\": 1}]");
    }

    void damagedJsonIsRefused()
    {
        QFETCH(QByteArray, json);
        VERIFY_FAILS(TimeMap::fromJson(QJsonDocument::fromJson(json).array()), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestTimeMap)
#include "tst_time_map.moc"
