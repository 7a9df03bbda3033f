#include "core/domain/cut_list.h"
#include "core/domain/cuts.h"
#include "support/verify.h"
#include "timeline.h"

using base::ErrorKind;
using domain::Cut;
using domain::CutKind;
using domain::PacketGrid;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

static const PacketGrid grid{.sampleRateHz = 48'000, .samplesPerPacket = 1'024};

static QString sources(const QList<Cut> &cuts)
{
    QList<domain::Interval> intervals;
    for (const auto &cut : cuts)
        intervals += cut.source;
    return timeline::text(intervals);
}

class TestCutList : public QObject {
    Q_OBJECT

    const QList<Cut> m_automatic = {
        {from(0, 2), CutKind::Head, u"Silence of 2.2 s before the first sounds"_s},
        {from(10, 14.5), CutKind::Inner, u"Silence of 5.0 s, shortened to 0.5 s"_s},
        {from(55, 60), CutKind::Tail, u"Silence of 5.3 s after the last sounds"_s, true},
    };

private slots:
    void aListComesBackAsItWas()
    {
        const auto read = domain::cutsFromJson({{"cuts"_L1, domain::toJson(m_automatic)}});
        VERIFY_OK(read);
        QCOMPARE(*read, m_automatic);
    }

    void whatAPersonLeavesOutIsThePersons()
    {
        const QJsonObject cut{{"start"_L1, 1}, {"end"_L1, 2}};
        const auto read = domain::cutsFromJson({{"cuts"_L1, QJsonArray{cut}}});
        VERIFY_OK(read);
        QCOMPARE(*read, (QList<Cut>{{from(1, 2), CutKind::Manual, u"Cut by hand."_s}}));
    }

    void aFaultIsToldWithTheNumberOfTheCut()
    {
        const QJsonObject good{{"start"_L1, 1}, {"end"_L1, 2}};
        const QJsonObject unknown{{"start"_L1, 1}, {"end"_L1, 2}, {"kind"_L1, u"middle"_s}};
        const auto read = domain::cutsFromJson({{"cuts"_L1, QJsonArray{good, unknown}}});
        VERIFY_FAILS(read, ErrorKind::Invalid);
        QCOMPARE(read.error().message,
            u"cuts[1]: The field \"kind\" must be head, inner, tail or manual, not \"middle\"."_s);
    }

    void cutsAreSorted()
    {
        const auto checked = domain::checkedCuts({{from(5, 6)}, {from(1, 2)}, {from(2, 3)}}, at(60));
        VERIFY_OK(checked);
        QCOMPARE(sources(*checked), u"1-2, 2-3, 5-6"_s);
    }

    void whatCannotBeCutIsRefusedWithWhatToDo_data()
    {
        QTest::addColumn<QList<Cut>>("cuts");
        QTest::addColumn<QString>("message");
        QTest::newRow("overlap") << QList<Cut>{{from(1, 12.5)}, {from(12, 14)}}
                                 << u"Cuts must not overlap, but the cut from 1 s to 12.5 s and the cut from 12 s to "
                                    "14 s do. Move an edge, or make one cut of them."_s;
        QTest::newRow("beyond the end") << QList<Cut>{{from(50, 61)}}
                                        << u"The recording lasts 60 s, and the cut from 50 s to 61 s does not lie in "
                                           "it. Change its times."_s;
        QTest::newRow("empty") << QList<Cut>{{from(5, 5)}}
                               << u"There is nothing in the cut from 5 s to 5 s. Give an end after its start, or leave "
                                  "it out."_s;
        QTest::newRow("everything") << QList<Cut>{{from(0, 30)}, {from(30, 59.95)}}
                                    << u"Nothing would be left of the recording. Keep some of it."_s;
    }

    void whatCannotBeCutIsRefusedWithWhatToDo()
    {
        QFETCH(QList<Cut>, cuts);
        const auto checked = domain::checkedCuts(cuts, at(60));
        VERIFY_FAILS(checked, ErrorKind::Invalid);
        QTEST(checked.error().message, "message");
    }

    void onlyChangedCutsAreMarked()
    {
        QList<Cut> wanted = m_automatic;
        wanted[1].source.end = at(14);
        wanted += Cut{from(20, 21), CutKind::Manual, u"A sneeze."_s};
        const auto marked = domain::markedEdits(wanted, m_automatic);
        QCOMPARE(marked.at(0), m_automatic.at(0));
        QVERIFY(marked.at(1).edited);
        QCOMPARE(marked.at(2), m_automatic.at(2));   // its mark is kept
        QVERIFY(marked.at(3).edited);
    }

    void anotherReasonOrKindIsAnEdit()
    {
        QList<Cut> wanted = m_automatic;
        wanted[0].reason = u"The mayor arrives."_s;
        wanted[1].kind = CutKind::Manual;
        const auto marked = domain::markedEdits(wanted, m_automatic);
        QVERIFY(marked.at(0).edited && marked.at(1).edited);
    }

    void timesThatAScriptRoundedAreNoEdit()
    {
        const QList<Cut> present = {{{at(1.234567), at(2.345678)}, CutKind::Inner, u"Silence"_s}};
        const QList<Cut> wanted = {{{at(1.235), at(2.346)}, CutKind::Inner, u"Silence"_s}};
        QCOMPARE(domain::markedEdits(wanted, present), present);
        // And what a file says of marks does not matter.
        QList<Cut> unmarked = present;
        unmarked[0].edited = true;
        QCOMPARE(domain::markedEdits(unmarked, present), present);
    }

    void aPersonsEdgesSnapToTheNearestBorder()
    {
        const auto plan = domain::planByHand({{from(1.001, 2.0), CutKind::Manual, u"Cut by hand."_s}}, at(60), grid);
        QCOMPARE(plan.cuts.size(), 1);
        QCOMPARE(plan.cuts.first().source.start, grid.snapped(at(1.001)));
        QCOMPARE(plan.cuts.first().source.end, grid.snapped(at(2)));
        QCOMPARE(plan.map.kept().size(), 2);
        QCOMPARE(plan.refusal, QString());
        // What is on the grid stays where it is.
        QCOMPARE(domain::planByHand(plan.cuts, at(60), grid).cuts, plan.cuts);
    }

    void bothEndsOfTheRecordingAreOnTheGrid()
    {
        const auto plan = domain::planByHand({{from(0, 1)}, {from(59, 60)}}, at(60), grid);
        QCOMPARE(plan.cuts.first().source.start, at(0));
        QCOMPARE(plan.cuts.last().source.end, at(60));
    }

    void aCutBelowAPacketVanishes()
    {
        const auto plan = domain::planByHand({{from(1, 1.004)}}, at(60), grid);
        QCOMPARE(plan.cuts.size(), 0);
        QCOMPARE(plan.map.outputDuration(), at(60));
    }

    void aListThatKeepsNothingKeepsTheOriginal()
    {
        const auto plan = domain::planByHand({{from(0, 60)}}, at(60), grid);
        QCOMPARE(plan.map.outputDuration(), at(60));
        QVERIFY(!plan.refusal.isEmpty());
    }

    void noOtherGuardRailHoldsAPersonBack()
    {
        const auto plan = domain::planByHand({{from(0, 59)}}, at(60), grid);
        QCOMPARE(plan.refusal, QString());
        QVERIFY(plan.map.outputDuration() < at(1.1));
    }
};

QTEST_GUILESS_MAIN(TestCutList)
#include "tst_cut_list.moc"
