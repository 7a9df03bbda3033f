#include "core/base/files.h"
#include "core/domain/job.h"
#include "support/verify.h"

#include <QRegularExpression>
#include <QSet>

using domain::Status;
using domain::Step;
using domain::StepKind;
using domain::StepState;
using namespace Qt::StringLiterals;

/// "FROM --> TO"
using Moves = QStringList;

static QString move(const QString &from, const QString &to) { return from + u" --> "_s + to; }

template <class State> static Moves movesOf(std::span<const domain::Edge<State>> edges)
{
    Moves moves;
    for (const auto &edge : edges)
        moves += move(domain::toString(edge.from), domain::toString(edge.to));
    moves.sort();
    return moves;
}

/// The part of docs/states.md under a heading.
static QString section(const QString &heading)
{
    const auto bytes = base::readFile(QStringLiteral(TEST_DATA "/../../docs/states.md"));
    if (!bytes)
        qFatal("%s", qPrintable(bytes.error().message));
    return QString::fromUtf8(*bytes).section(u"\n## "_s + heading + u'\n', 1, 1).section(u"\n## "_s, 0, 0);
}

/// What the section's diagram draws, beginning and end apart.
static Moves drawn(const QString &heading)
{
    static const QRegularExpression arrow(u"^\\s*(\\w+) --> (\\w+)"_s, QRegularExpression::MultilineOption);
    Moves moves;
    for (const auto &match : arrow.globalMatch(section(heading)))
        moves += move(match.captured(1), match.captured(2));
    moves.sort();
    return moves;
}

/// A recording with two targets whose steps are done one after the other, each of which may fail, be interrupted and be
/// tried again: every change of status that can be seen.
static Moves walkedStatuses()
{
    QList<Step> first;
    for (const StepKind kind : {StepKind::Download, StepKind::Analyze, StepKind::Transcribe, StepKind::Trim,
             StepKind::Topics, StepKind::Subtitles})
        first += Step{.name = {kind, {}}};
    first += {Step{.name = {StepKind::Publish, u"a"_s}}, Step{.name = {StepKind::Publish, u"b"_s}}};

    const auto keyOf = [](const QList<Step> &steps) {
        QString key;
        for (const Step &step : steps)
            key += QString::number(int(step.state));
        return key;
    };
    const auto mayStart = [](const QList<Step> &steps, const Step &step) {
        return std::all_of(steps.begin(), steps.end(), [&step](const Step &other) {
            const bool comesBefore = other.name.kind < step.name.kind;
            return other.state != StepState::Running && (!comesBefore || other.state == StepState::Completed);
        });
    };
    QSet<QString> seen{keyOf(first)};
    QSet<QString> moves;
    QList<QList<Step>> open{first};
    while (!open.isEmpty()) {
        const QList<Step> steps = open.takeLast();
        const QString from = domain::toString(domain::statusOf({.mapped = true}, steps));
        for (qsizetype i = 0; i < steps.size(); ++i) {
            for (const auto &edge : domain::stepEdges()) {
                const bool isUndone = edge.from == StepState::Completed || edge.to == StepState::Skipped
                    || edge.from == StepState::Skipped;
                if (edge.from != steps[i].state || isUndone
                    || (edge.to == StepState::Running && !mayStart(steps, steps[i])))
                    continue;
                QList<Step> after = steps;
                after[i].state = edge.to;
                const QString to = domain::toString(domain::statusOf({.mapped = true}, after));
                if (from != to)
                    moves += move(from, to);
                if (!seen.contains(keyOf(after))) {
                    seen += keyOf(after);
                    open += after;
                }
            }
        }
    }
    Moves sorted(moves.begin(), moves.end());
    sorted.sort();
    return sorted;
}

/// docs/states.md draws what the code does.
class TestStates : public QObject {
    Q_OBJECT

private slots:
    void theStepsDiagramIsTheTable() { QCOMPARE(drawn(u"Step"_s), movesOf(domain::stepEdges())); }
    void theTargetsDiagramIsTheTable() { QCOMPARE(drawn(u"Target"_s), movesOf(domain::targetEdges())); }
    void theJobsDiagramIsTheTable() { QCOMPARE(drawn(u"Job"_s), movesOf(domain::jobEdges())); }
    void theRecordingsDiagramIsWhatAWalkSees() { QCOMPARE(drawn(u"Recording"_s), walkedStatuses()); }

    void theRulesOfTheStatusAreInOrder()
    {
        static const QRegularExpression row(u"^\\| \\d+ \\| ([A-Z_]+) \\|"_s, QRegularExpression::MultilineOption);
        QStringList documented;
        for (const auto &match : row.globalMatch(section(u"Recording"_s)))
            documented += match.captured(1);
        QStringList order;
        for (const Status status : domain::statusOrder())
            order += domain::toString(status);
        QCOMPARE(documented, order);
    }

    void whatErrorsDoToAJobIsTheTable()
    {
        static const QHash<QString, domain::Outcome> outcomes{{u"fails"_s, domain::Outcome::Fails},
            {u"retries"_s, domain::Outcome::Retries}, {u"retries twice"_s, domain::Outcome::RetriesTwice},
            {u"snoozes"_s, domain::Outcome::Snoozes}, {u"resumes"_s, domain::Outcome::Resumes},
            {u"is cancelled"_s, domain::Outcome::IsCancelled}};
        static const QRegularExpression row(u"^\\| `(\\w+)` \\| ([a-z ]+) \\|"_s, QRegularExpression::MultilineOption);
        int rows = 0;
        for (const auto &match : row.globalMatch(section(u"Job"_s))) {
            const auto kind = base::errorKindFrom(match.captured(1));
            QCOMPARE(base::toString(kind), match.captured(1));
            QVERIFY2(outcomes.contains(match.captured(2)), qPrintable(match.captured(0)));
            QVERIFY2(domain::outcomeOf(kind) == outcomes.value(match.captured(2)), qPrintable(match.captured(0)));
            ++rows;
        }
        QCOMPARE(rows, int(base::ErrorKind::Internal) + 1);
    }
};

QTEST_GUILESS_MAIN(TestStates)
#include "tst_states.moc"
