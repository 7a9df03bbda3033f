#include "app/cli/command.h"
#include "app/cli/report.h"
#include "app/cli/watch.h"
#include "core/base/files.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace cli {

namespace {
struct Request {
    workspace::AddRequest add;
    workspace::RunRequest run;
};
}   // namespace

static Result<Request> requestFrom(const Context &context)
{
    Request request;
    for (const QString &path : context.words())
        request.add.paths += path;
    request.add.templateName = context.arguments.value(u"template"_s);
    request.run.force = context.arguments.isSet(u"force"_s);
    TRY(request.run.settings, settingsFromArguments(context.arguments));
    // An explicit request is leave enough, and --out is the output folder of this run.
    QJsonObject processing = request.run.settings.value("processing"_L1).toObject();
    processing.insert(u"allow_skipped"_s, true);
    request.run.settings.insert(u"processing"_s, processing);
    QJsonObject platforms = request.run.settings.value("platforms"_L1).toObject();
    QJsonObject local = platforms.value("local"_L1).toObject();
    if (context.arguments.isSet(u"out"_s) || !local.contains("folder"_L1)) {
        const QString out = context.arguments.isSet(u"out"_s) ? context.arguments.value(u"out"_s) : u"dailies-out"_s;
        local.insert(u"folder"_s, QFileInfo(out).absoluteFilePath());
    }
    platforms.insert(u"local"_s, local);
    request.run.settings.insert(u"platforms"_s, platforms);
    return request;
}

static QJsonObject toJson(const workspace::AddReport::Refusal &refusal)
{
    return {{u"id"_s, QJsonValue()}, {u"path"_s, refusal.path}, {u"state"_s, u"REFUSED"_s}, {u"failed"_s, true},
        {u"reason"_s, refusal.error.message}};
}

static int dryRun(const Context &context, const workspace::AddReport &added, const workspace::RunRequest &run)
{
    QJsonArray recordings;
    for (const auto &item : added.items) {
        const auto plan = context.workspace.plan(item.recording, run);
        if (!plan)
            return failWith(plan.error());
        if (context.json())
            recordings += toJson(item.recording, *plan);
        else
            printPlan(item.recording, *plan);
    }
    for (const auto &refusal : added.refused)
        recordings += toJson(refusal);
    if (context.json())
        printJson({{u"recordings"_s, recordings}});
    return added.refused.isEmpty() ? Ok : added.items.isEmpty() ? Failed : SomeFailed;
}

/// The plan of a rendering is one file, so it goes with one recording that is rendered.
static bool canExplainCut(const Context &context)
{
    return context.words().size() == 1 && !QFileInfo(context.words().first()).isDir()
        && !context.arguments.isSet(u"dry-run"_s);
}

/// Writes how the one recording was rendered, if that was asked for.
static Result<> explainCut(const Context &context, const QList<domain::RecordingId> &ids)
{
    if (!context.arguments.isSet(u"explain-cut"_s) || ids.isEmpty())
        return {};
    TRY(const auto plan, context.workspace.renderPlan(ids.first()));
    return base::writeFileDurably(context.arguments.value(u"explain-cut"_s), plan);
}

static int process(const Context &context)
{
    if (context.words().isEmpty())
        return failUsage(u"Name at least one file or folder to process."_s);
    if (context.arguments.isSet(u"explain-cut"_s) && !canExplainCut(context))
        return failUsage(
            u"--explain-cut goes with one file, not with folders or --dry-run. `dailies cuts NAME --explain "
            "FILE` tells it of any recording later."_s);
    auto request = requestFrom(context);
    if (!request)
        return failUsage(request.error().message, u"dailies config show"_s);

    request->add.onlyLook = context.arguments.isSet(u"dry-run"_s);
    const auto added = context.workspace.add(request->add, context.stop);
    if (!added)
        return failWith(added.error());
    for (const auto &refusal : added->refused)
        printError(refusalText(refusal));
    if (added->ignored > 0)
        printError(u"%1 files are no recordings and were left alone."_s.arg(added->ignored));
    if (request->add.onlyLook)
        return dryRun(context, *added, request->run);
    if (added->items.isEmpty() && added->refused.isEmpty())
        return failWith({base::ErrorKind::NotFound, u"There is no recording in there."_s});

    for (const auto &item : added->items)
        if (!request->run.recordings.contains(item.recording.id))
            request->run.recordings += item.recording.id;
    if (const auto run = context.workspace.run(request->run); !run)
        return failWith(run.error());
    const auto done = watchUntilDone(context, request->run.recordings, Show::Progress);
    if (!done)
        return failWith(done.error());

    QJsonArray recordings;
    qsizetype failures = added->refused.size();
    for (const auto &overview : *done) {
        failures += overview.packageFolder.isEmpty() || hasFailed(overview) ? 1 : 0;
        if (context.json())
            recordings += toJson(context.workspace, overview);
        else
            printSummary(context.workspace, overview);
    }
    for (const auto &refusal : added->refused)
        recordings += toJson(refusal);
    if (context.json())
        printJson({{u"recordings"_s, recordings}});
    if (const auto explained = explainCut(context, request->run.recordings); !explained && failures == 0)
        return failWith(explained.error());
    return failures == 0 ? Ok : failures == done->size() + added->refused.size() ? Failed : SomeFailed;
}

QList<Command> processCommands()
{
    return {{"process", "FILE|FOLDER...", "Takes recordings all the way to finished packages.",
        {{u"out"_s, u"Where the packages go (default: ./dailies-out)."_s, u"DIR"_s},
            {u"template"_s, u"The template to use, by name."_s, u"NAME"_s}, setOption(),
            {u"dry-run"_s, u"Prints what would be done, step by step, and changes nothing."_s},
            {u"force"_s, u"Does everything again."_s},
            {u"explain-cut"_s, u"Writes how the one film was made: a line per segment and per picture."_s, u"FILE"_s}},
        process}};
}

}   // namespace cli
