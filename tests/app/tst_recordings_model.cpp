#include "app/models/recordings_model.h"
#include "fake_library.h"
#include "support/fake_clock.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::Group;
using models::RecordingRow;
using models::RecordingsModel;

static const base::Instant now = base::Instant(std::chrono::milliseconds(1'795'000'000'000));

static QList<RecordingRow> rowsOf(const QList<workspace::Overview> &overviews)
{
    QList<RecordingRow> rows;
    for (const auto &overview : overviews)
        rows += models::rowOf(overview);
    return rows;
}

static QStringList titles(const RecordingsModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list += model.index(row, RecordingsModel::Title).data().toString();
    return list;
}

class TestRecordingsModel : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_model = std::make_unique<RecordingsModel>(m_clock);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void showsTheNewestFirst()
    {
        auto rows = rowsOf(sampleOverviews(now));
        std::reverse(rows.begin(), rows.end());
        m_model->reset(rows);
        QCOMPARE(m_model->rowCount(), 7);
        QCOMPARE(titles(*m_model).first(), u"Linear algebra, lecture 12"_s);
        QCOMPARE(titles(*m_model).last(), u"Statistics, exercise 2"_s);
    }

    void aStepThatGoesOnIsTimedFromWhereItWentOn()
    {
        RecordingRow row = rowsOf(sampleOverviews(now)).first();
        row.situation = models::Situation::Queued;
        m_model->reset({row});
        row.situation = models::Situation::Running;
        row.startedAt = m_clock.now();
        row.progress = 0.01;
        m_model->apply({row});
        row.progress = 0.6;   // found done
        m_model->apply({row});
        m_clock.advance(10s);
        QVERIFY(!m_model->longestTimeLeft());
        row.progress = 0.7;
        m_model->apply({row});
        QCOMPARE(*m_model->longestTimeLeft(), 30s);
    }

    void countsEveryGroup()
    {
        m_model->reset(rowsOf(sampleOverviews(now)));
        QCOMPARE(m_model->count(Group::All), 7);
        QCOMPARE(m_model->count(Group::NeedsYou), 1);
        QCOMPARE(m_model->count(Group::Running), 1);
        QCOMPARE(m_model->count(Group::Waiting), 2);
        QCOMPARE(m_model->count(Group::Done), 2);
        QCOMPARE(m_model->count(Group::Skipped), 1);
    }

    void filtersByGroupAndWords()
    {
        m_model->reset(rowsOf(sampleOverviews(now)));
        m_model->setGroup(Group::Done);
        QCOMPARE(titles(*m_model), QStringList({u"Databases, seminar 5"_s, u"Интервью с деканом"_s}));
        m_model->setSearch(u"ИНТЕРВЬЮ"_s);
        QCOMPARE(titles(*m_model), QStringList({u"Интервью с деканом"_s}));
        m_model->setGroup(Group::All);
        m_model->setSearch(u"seminars"_s);   // the template's name
        QCOMPARE(titles(*m_model), QStringList({u"Databases, seminar 5"_s}));
        m_model->setSearch(u"  "_s);
        QCOMPARE(m_model->rowCount(), 7);
    }

    void aChangedRowLeavesAFilterItDoesNotPassAnyMore()
    {
        auto overviews = sampleOverviews(now);
        m_model->reset(rowsOf(overviews));
        m_model->setGroup(Group::Running);
        QCOMPARE(m_model->rowCount(), 1);
        QSignalSpy resets(m_model.get(), &RecordingsModel::modelReset);

        overviews[0].recording.steps[1].progress = 0.7;
        QSignalSpy changes(m_model.get(), &RecordingsModel::dataChanged);
        m_model->apply({models::rowOf(overviews[0])});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(m_model->rowCount(), 1);

        overviews[0].queued = false;
        overviews[0].recording.steps[1].state = domain::StepState::Failed;
        m_model->apply({models::rowOf(overviews[0])});
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->count(Group::NeedsYou), 2);
        QCOMPARE(resets.size(), 0);   // a view keeps its place
    }

    void newRowsComeInTheirPlace()
    {
        m_model->reset(rowsOf(sampleOverviews(now)));
        m_model->apply({models::rowOf(overviewOf(u"Between"_s, {}, now - 30h))});
        QCOMPARE(titles(*m_model).at(2), u"Between"_s);
        m_model->sort(RecordingsModel::Title, Qt::AscendingOrder);
        QCOMPARE(titles(*m_model).first(), u"Between"_s);
        m_model->apply({models::rowOf(overviewOf(u"Analysis"_s, {}, now))});
        QCOMPARE(titles(*m_model).first(), u"Analysis"_s);
    }

    void tellsEveryColumnToScreenReaders()
    {
        m_model->reset(rowsOf(sampleOverviews(now)));
        const auto spoken = [&](int row, int column) {
            return m_model->index(row, column).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY(spoken(0, RecordingsModel::Steps).contains(u"Text: running, 62 percent"_s));
        QVERIFY(spoken(1, RecordingsModel::Steps).startsWith(u"Cut: done"_s));
        QCOMPARE(spoken(2, RecordingsModel::Steps), u"skipped"_s);
        QVERIFY(spoken(3, RecordingsModel::Status).contains(u"Folder failed"_s));
        for (int row = 0; row < m_model->rowCount(); ++row)
            for (int column = 0; column < RecordingsModel::ColumnCount; ++column)
                QVERIFY(!spoken(row, column).isEmpty());
    }

    void anyOrderOfChangesGivesTheSameTable()
    {
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QRandomGenerator random(seed);
            RecordingsModel model(m_clock);
            const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            auto overviews = manyOverviews(40, now);
            model.reset(rowsOf(overviews));
            for (int step = 0; step < 60; ++step) {
                const auto at = random.bounded(overviews.size());
                switch (random.bounded(6)) {
                case 0:
                    model.remove({overviews[at].recording.id});
                    break;
                case 1:
                    model.setGroup(static_cast<Group>(random.bounded(models::groupCount)));
                    break;
                case 2:
                    model.setSearch(random.bounded(2) ? u"algebra"_s : QString());
                    break;
                case 3:
                    model.sort(random.bounded(int(RecordingsModel::ColumnCount)),
                        random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
                    break;
                default:
                    overviews[at].recording.startTime = now - std::chrono::minutes(random.bounded(2000));
                    overviews[at].recording.flags.skipped = random.bounded(2) == 0;
                    model.apply({models::rowOf(overviews[at])});
                }
            }
            // The same rows, put in at once, give the same view.
            model.setGroup(Group::All);
            model.setSearch({});
            model.sort(RecordingsModel::Recorded, Qt::AscendingOrder);
            QList<RecordingRow> left;
            for (const auto &overview : overviews)
                if (model.find(overview.recording.id))
                    left += models::rowOf(overview);
            RecordingsModel fresh(m_clock);
            fresh.reset(left);
            fresh.sort(RecordingsModel::Recorded, Qt::AscendingOrder);
            QVERIFY2(titles(model) == titles(fresh), qPrintable(u"seed %1"_s.arg(seed)));
            for (int group = 0; group < models::groupCount; ++group)
                QCOMPARE(model.count(static_cast<Group>(group)), fresh.count(static_cast<Group>(group)));
        }
    }

private:
    FakeClock m_clock;
    std::unique_ptr<RecordingsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestRecordingsModel)
#include "tst_recordings_model.moc"
