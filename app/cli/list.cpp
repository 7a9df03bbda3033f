#include "app/cli/command.h"
#include "app/cli/report.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace cli {

static int list(const Context &context)
{
    const auto overviews = context.workspace.recordings({.text = context.words().join(u' ')});
    if (!overviews)
        return failWith(overviews.error());
    QJsonArray recordings;
    for (const auto &overview : *overviews) {
        if (context.json()) {
            recordings += toJson(context.workspace, overview);
            continue;
        }
        const domain::Recording &recording = overview.recording;
        const QString state = hasFailed(overview) ? u"failed"_s : domain::toString(recording.status()).toLower();
        printOut(u"%1  %2  %3  %4"_s.arg(base::shortId(recording.id.value), state.leftJustified(12),
            clockTime(recording.duration).rightJustified(8), recording.title));
    }
    if (context.json())
        printJson({{u"recordings"_s, recordings}});
    else if (overviews->isEmpty())
        printError(u"There are no recordings yet. `dailies process FILE` makes a package of one."_s);
    return Ok;
}

static void printExplanation(const domain::Explanation &explanation)
{
    printOut(u"  %1 %2: %3"_s.arg(explanation.matched ? u"✓"_s : u"✗"_s, explanation.templateName, explanation.reason));
    for (const auto &condition : explanation.conditions)
        printOut(u"      %1 %2: %3 (it has: %4)"_s.arg(
            condition.passed ? u"✓"_s : u"✗"_s, condition.rule, condition.expected, condition.actual));
}

static int show(const Context &context)
{
    if (context.words().size() != 1)
        return failUsage(u"Name one recording, by id or title."_s);
    const auto overview = context.workspace.recording(context.words().first());
    if (!overview)
        return failWith(overview.error());
    if (context.json()) {
        printJson(toJson(context.workspace, *overview));
        return Ok;
    }
    const domain::Recording &recording = overview->recording;
    const auto explanation = context.workspace.explain(recording.id);
    if (!explanation)
        return failWith(explanation.error());
    printOut(recording.title);
    printOut(u"  Id:        "_s + recording.id.value);
    printOut(u"  Source:    "_s + recording.mediaPath);
    printOut(u"  Recorded:  "_s + base::toRfc3339(recording.startTime));
    printOut(u"  Length:    "_s + clockTime(recording.duration)
        + (recording.finalDuration.count() > 0 ? u" → "_s + clockTime(recording.finalDuration) : QString()));
    printOut(u"  Status:    "_s + domain::toString(recording.status()));
    if (const QString reason = reasonOf(*overview); !reason.isEmpty())
        printOut(u"  Because:   "_s + reason);
    if (!overview->packageFolder.isEmpty())
        printOut(u"  Package:   "_s + overview->packageFolder);
    printOut(u"Steps"_s);
    for (const auto &step : recording.steps)
        printOut(u"  %1  %2  %3"_s.arg(domain::toString(step.state).leftJustified(9),
            step.name.toString().leftJustified(15), step.failure ? step.failure->reason : step.reason));
    printOut(u"Next run"_s);
    printPlan(recording, explanation->plan);
    if (!explanation->match.explanations.isEmpty())
        printOut(u"Templates"_s);
    for (const auto &each : explanation->match.explanations)
        printExplanation(each);
    return Ok;
}

QList<Command> listCommands()
{
    return {{"list", "[WORDS]", "Lists the recordings, or those whose title has the words.", {}, list},
        {"show", "NAME", "Shows a recording: its steps, its package and why it is as it is.", {}, show}};
}

}   // namespace cli
