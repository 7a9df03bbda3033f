#include "app/cli/command.h"
#include "app/cli/report.h"

using namespace Qt::StringLiterals;

namespace cli {

static int add(const Context &context)
{
    if (context.words().isEmpty())
        return failUsage(u"Name at least one file or folder to add."_s);
    const auto settings = settingsFromArguments(context.arguments);
    if (!settings)
        return failUsage(settings.error().message, u"dailies config show"_s);
    const auto added = context.workspace.add(
        {.paths = context.words(), .templateName = context.arguments.value(u"template"_s), .settings = *settings},
        context.stop);
    if (!added)
        return failWith(added.error());
    QJsonArray items;
    for (const auto &item : added->items) {
        items += QJsonObject{{u"id"_s, item.recording.id.value}, {u"path"_s, item.path}, {u"new"_s, item.isNew}};
        if (!context.json())
            printOut(u"%1  %2  %3"_s.arg(base::shortId(item.recording.id.value), item.recording.title,
                item.isNew ? u"added"_s : u"was known already"_s));
    }
    for (const auto &refusal : added->refused)
        printError(refusalText(refusal));
    if (context.json())
        printJson({{u"recordings"_s, items}, {u"ignored"_s, added->ignored}});
    return added->refused.isEmpty() ? Ok : added->items.isEmpty() ? Failed : SomeFailed;
}

QList<Command> addCommands()
{
    return {{"add", "FILE|FOLDER...", "Takes recordings into the list; `run` works on them.",
        {{u"template"_s, u"The template to use, by name."_s, u"NAME"_s}, setOption()}, add}};
}

}   // namespace cli
