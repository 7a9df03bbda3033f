#include "app/cli/command.h"
#include "app/cli/report.h"
#include "app/cli/watch.h"

using namespace Qt::StringLiterals;

namespace cli {

static int run(const Context &context)
{
    workspace::RunRequest request{.force = context.arguments.isSet(u"force"_s)};
    const auto settings = settingsFromArguments(context.arguments);
    if (!settings)
        return failUsage(settings.error().message, u"dailies config show"_s);
    request.settings = *settings;
    if (context.words().isEmpty()) {   // everything that wants to be worked on
        const auto all = context.workspace.recordings({});
        if (!all)
            return failWith(all.error());
        for (const auto &overview : *all)
            if (overview.recording.status() != domain::Status::Skipped)
                request.recordings += overview.recording.id;
        if (request.recordings.isEmpty())
            printError(u"There is nothing to work on. `dailies add FILE` takes a recording into the list."_s);
    } else {
        const auto ids = namedRecordings(context);
        if (!ids)
            return failWith(ids.error());
        request.recordings = *ids;
    }
    if (const auto started = context.workspace.run(request); !started)
        return failWith(started.error());
    return watchAndReport(context, request.recordings);
}

static int plan(const Context &context)
{
    const auto settings = settingsFromArguments(context.arguments);
    if (!settings)
        return failUsage(settings.error().message, u"dailies config show"_s);
    QJsonArray recordings;
    for (const QString &word : context.words()) {
        const auto overview = context.workspace.recording(word);
        if (!overview)
            return failWith(overview.error());
        const auto planned = context.workspace.plan(
            overview->recording, {.settings = *settings, .force = context.arguments.isSet(u"force"_s)});
        if (!planned)
            return failWith(planned.error());
        if (context.json())
            recordings += toJson(overview->recording, *planned);
        else
            printPlan(overview->recording, *planned);
    }
    if (context.words().isEmpty())
        return failUsage(u"Name at least one recording, by id or title."_s);
    if (context.json())
        printJson({{u"recordings"_s, recordings}});
    return Ok;
}

static int retry(const Context &context)
{
    const auto ids = namedRecordings(context);
    if (!ids)
        return failWith(ids.error());
    if (const auto started = context.workspace.retry(*ids); !started)
        return failWith(started.error());
    return watchAndReport(context, *ids);
}

static int cancel(const Context &context)
{
    const auto ids = namedRecordings(context);
    if (!ids)
        return failWith(ids.error());
    const auto cancelled = context.workspace.cancel(*ids);
    return cancelled ? Ok : failWith(cancelled.error());
}

static int remove(const Context &context)
{
    const auto ids = namedRecordings(context);
    if (!ids)
        return failWith(ids.error());
    const auto removed = context.workspace.remove(*ids);
    if (!removed)
        return failWith(removed.error());
    printError(
        u"Removed from the list. The original files and the packages are untouched; `dailies add` takes it back."_s);
    return Ok;
}

QList<Command> workCommands()
{
    const QCommandLineOption force(u"force"_s, u"Does everything again."_s);
    return {{"run", "[NAME...]", "Works on recordings of the list; without names, on all.", {setOption(), force}, run},
        {"plan", "NAME...", "Prints what `run` would do, step by step.", {setOption(), force}, plan},
        {"retry", "NAME...", "Tries failed steps again.", {}, retry},
        {"cancel", "NAME...", "Stops the work on recordings.", {}, cancel},
        {"remove", "NAME...", "Takes recordings off the list; files stay.", {}, remove}};
}

}   // namespace cli
