#include "core/domain/frame_rate.h"
#include "support/verify.h"
#include "timeline.h"

using base::ErrorKind;
using domain::FrameRate;
using timeline::at;
using namespace Qt::StringLiterals;

class TestFrameRate : public QObject {
    Q_OBJECT

private slots:
    void aRecordingIsCountedAtARateThatEditorsKnow_data()
    {
        QTest::addColumn<double>("pictures");
        QTest::addColumn<qint64>("frames");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("film") << 23.976 << qint64(24000) << qint64(1001);
        QTest::newRow("PAL") << 25.0 << qint64(25) << qint64(1);
        QTest::newRow("NTSC") << 29.97002997 << qint64(30000) << qint64(1001);
        QTest::newRow("exactly 30") << 30.0 << qint64(30) << qint64(1);
        QTest::newRow("uneven") << 24.93 << qint64(25) << qint64(1);
        QTest::newRow("screen at 15") << 15.0 << qint64(30) << qint64(1);
        QTest::newRow("screen at 12.5") << 12.5 << qint64(25) << qint64(1);
        QTest::newRow("slides") << 0.5 << qint64(24) << qint64(1);
        QTest::newRow("high speed") << 240.0 << qint64(60) << qint64(1);
        QTest::newRow("no picture") << 0.0 << qint64(25) << qint64(1);
    }

    void aRecordingIsCountedAtARateThatEditorsKnow()
    {
        QFETCH(double, pictures);
        const FrameRate rate = FrameRate::forPictures(pictures);
        QTEST(rate.frames, "frames");
        QTEST(rate.seconds, "seconds");
    }

    void everyFrameHasItsTimeAndItsTimecode()
    {
        for (const FrameRate rate :
            {FrameRate{25, 1}, FrameRate{30000, 1001}, FrameRate{24000, 1001}, FrameRate{60, 1}})
            for (qint64 frame = 0; frame < 500'000; frame += 37) {
                QCOMPARE(rate.frameAt(rate.timeOf(frame)), frame);
                QCOMPARE(rate.frameOf(rate.timecode(frame)).value(), frame);
            }
    }

    void timecodesCountFramesWithoutDroppingAny()
    {
        const FrameRate rate{30000, 1001};
        QCOMPARE(rate.timecode(0), u"00:00:00:00"_s);
        QCOMPARE(rate.timecode(29), u"00:00:00:29"_s);
        QCOMPARE(rate.timecode(30), u"00:00:01:00"_s);
        QCOMPARE(rate.timecode(108'000), u"01:00:00:00"_s);   // 3.6 s after the hour
        QCOMPARE(rate.frameAt(at(3600)), 107'892);
    }

    void aFrameIsTheNearestToItsTime()
    {
        const FrameRate rate{25, 1};
        QCOMPARE(rate.frameAt(at(0.0199)), 0);
        QCOMPARE(rate.frameAt(at(0.0201)), 1);
        QCOMPARE(rate.timeOf(3), at(0.12));
    }

    void whatIsNoTimecodeOfThisRateIsToldApart_data()
    {
        QTest::addColumn<QString>("timecode");
        QTest::addColumn<QString>("word");
        QTest::newRow("seconds") << u"12.5"_s << u"no timecode"_s;
        QTest::newRow("drop frame") << u"00:01:00;02"_s << u"drop-frame"_s;
        QTest::newRow("another rate") << u"00:00:01:29"_s << u"counted in 25 frames"_s;
    }

    void whatIsNoTimecodeOfThisRateIsToldApart()
    {
        QFETCH(QString, timecode);
        QFETCH(QString, word);
        const auto frame = FrameRate{25, 1}.frameOf(timecode);
        VERIFY_FAILS(frame, ErrorKind::Invalid);
        QVERIFY2(frame.error().message.contains(word), qPrintable(frame.error().message));
    }
};

QTEST_GUILESS_MAIN(TestFrameRate)
#include "tst_frame_rate.moc"
