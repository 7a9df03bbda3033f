#include "app/cli/command.h"
#include "app/cli/report.h"
#include "app/cli/watch.h"
#include "core/base/files.h"

using namespace Qt::StringLiterals;
using workspace::CutList;

namespace cli {

static QJsonObject toJson(const domain::Recording &recording, const CutList &list)
{
    return {{u"id"_s, recording.id.value}, {u"title"_s, recording.title},
        {u"duration"_s, base::toSeconds(list.duration)}, {u"edited"_s, list.edited}, {u"rendered"_s, list.rendered},
        {u"refusal"_s, list.refusal}, {u"cuts"_s, domain::toJson(list.cuts)}};
}

static void printList(const domain::Recording &recording, const CutList &list)
{
    domain::MediaTime removed{};
    for (const auto &cut : list.cuts)
        removed += cut.source.length();
    const auto rounded = [](domain::MediaTime time) {
        return clockTime(std::chrono::round<std::chrono::milliseconds>(time));
    };
    printOut(u"%1: %2 cuts, %3 of %4 removed%5."_s.arg(recording.title, QString::number(list.cuts.size()),
        rounded(removed), rounded(list.duration), list.edited ? u", edited by hand"_s : QString()));
    if (!list.cuts.isEmpty())
        printOut(u"  %1  %2  %3  %4  %5"_s.arg(u"from"_s, 11)
                     .arg(u"to"_s, 11)
                     .arg(u"length"_s, 11)
                     .arg(u"kind"_s, -6)
                     .arg(u"why"_s));
    for (const auto &cut : list.cuts)
        printOut(u"  %1  %2  %3  %4  %5%6"_s.arg(exactTime(cut.source.start), 11)
                     .arg(exactTime(cut.source.end), 11)
                     .arg(exactTime(cut.source.length()), 11)
                     .arg(domain::toString(cut.kind), -6)
                     .arg(cut.reason, cut.edited ? u" (edited)"_s : QString()));
    if (!list.refusal.isEmpty())
        printOut(u"  "_s + list.refusal);
}

/// What was done, in a sentence for people.
static Result<QString> exportTo(const Context &context, const domain::Recording &recording, const QString &file)
{
    TRY(const auto format, domain::cutFormatOf(file));
    TRY(const auto bytes, context.workspace.exportCuts(recording.id, format));
    TRY_DO(base::writeFileDurably(file, bytes));
    return u"The cut list is in %1."_s.arg(file);
}

static Result<QString> importFrom(const Context &context, const domain::Recording &recording, const QString &file)
{
    TRY(const auto format, domain::cutFormatOf(file));
    TRY(const auto bytes, base::readFile(file));
    auto imported = context.workspace.importCuts(recording.id, format, bytes);
    if (!imported) {
        imported.error().message.prepend(file + u": "_s);
        return base::fail(imported.error());
    }
    for (const QString &warning : imported->warnings)
        printError(warning);
    if (imported->changed == 0)
        return u"Nothing has changed in it."_s;
    return imported->changed == 1 ? u"One cut has changed."_s : u"%1 cuts have changed."_s.arg(imported->changed);
}

static Result<QString> reset(const Context &context, const domain::Recording &recording)
{
    TRY(const bool changed, context.workspace.resetCuts(recording.id));
    return changed ? u"The cuts are automatic again."_s : u"The cuts are automatic already."_s;
}

static Result<QString> explainTo(const Context &context, const domain::Recording &recording, const QString &file)
{
    TRY(const auto plan, context.workspace.renderPlan(recording.id));
    TRY_DO(base::writeFileDurably(file, plan));
    return u"How the film was made, segment by segment and picture by picture, is in %1."_s.arg(file);
}

/// Does what one of the options asks for; an empty sentence when there is none.
static Result<QString> act(const Context &context, const domain::Recording &recording)
{
    const auto &arguments = context.arguments;
    if (arguments.isSet(u"export"_s))
        return exportTo(context, recording, arguments.value(u"export"_s));
    if (arguments.isSet(u"import"_s))
        return importFrom(context, recording, arguments.value(u"import"_s));
    if (arguments.isSet(u"reset"_s))
        return reset(context, recording);
    if (arguments.isSet(u"explain"_s))
        return explainTo(context, recording, arguments.value(u"explain"_s));
    return QString();
}

static int cuts(const Context &context)
{
    if (context.words().size() != 1)
        return failUsage(u"Name one recording, by id or title."_s);
    const QStringList actions = {u"export"_s, u"import"_s, u"reset"_s, u"explain"_s};
    if (std::count_if(actions.begin(), actions.end(), [&](const auto &name) { return context.arguments.isSet(name); })
        > 1)
        return failUsage(u"Choose one of --export, --import, --reset and --explain."_s);
    const auto overview = context.workspace.recording(context.words().first());
    if (!overview)
        return failWith(overview.error());
    const domain::Recording &recording = overview->recording;
    const auto said = act(context, recording);
    if (!said)
        return failWith(said.error());
    if (!said->isEmpty())
        printError(*said);
    if (context.arguments.isSet(u"run"_s)) {   // as it was run before: into the same folder
        if (const auto started = context.workspace.retry({recording.id}); !started)
            return failWith(started.error());
        return watchAndReport(context, {recording.id});
    }
    const auto list = context.workspace.cutList(recording.id);
    if (!list)
        return failWith(list.error());
    if (context.json())
        printJson(toJson(recording, *list));
    else if (said->isEmpty())
        printList(recording, *list);
    if (!list->rendered)
        printError(u"The film is not cut like this yet: `dailies cuts NAME --run` does it."_s);
    return Ok;
}

QList<Command> cutCommands()
{
    const auto file = [](const QString &name, const QString &meaning) {
        return QCommandLineOption(name, meaning, u"FILE"_s);
    };
    return {{"cuts", "NAME", "Shows what is cut out of a recording and why; changes it by a file.",
        {file(u"export"_s, u"Writes the cut list: .json (all of it), .edl or .otio (for editing programs)."_s),
            file(u"import"_s, u"Takes a changed list back; what differs is marked as edited."_s),
            {u"reset"_s, u"Forgets what was edited: the cuts are automatic again."_s},
            {u"run"_s, u"Renders what has changed, with the settings of the last run."_s},
            file(u"explain"_s, u"Writes how the film was made: a line per segment and per picture."_s)},
        cuts}};
}

}   // namespace cli
