#include "app/cli/command.h"
#include "core/base/files.h"
#include "core/base/json.h"

using namespace Qt::StringLiterals;

namespace cli {

static int listTemplates(const Context &context)
{
    const auto all = context.workspace.templates();
    if (!all)
        return failWith(all.error());
    QJsonArray items;
    for (const auto &value : *all) {
        items += domain::toJson(value);
        if (!context.json())
            printOut(u"%1  %2%3"_s.arg(QString::number(value.priority).rightJustified(4), value.name,
                value.draft         ? u"  (draft)"_s
                    : !value.active ? u"  (inactive)"_s
                                    : QString()));
    }
    if (context.json())
        printJson({{u"templates"_s, items}});
    else if (all->isEmpty())
        printError(u"There are no templates yet. `dailies templates import FILE.json` adds one."_s);
    return Ok;
}

static Result<domain::Template> named(const Context &context, const QString &name)
{
    TRY(const auto all, context.workspace.templates());
    for (const auto &value : all)
        if (value.name.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return base::fail(
        base::ErrorKind::NotFound, u"There is no template named %1. See `dailies templates`."_s.arg(name));
}

static int importTemplate(const Context &context, const QString &path)
{
    const auto saved = [&]() -> Result<domain::Template> {
        TRY(const auto bytes, base::readFile(path));
        TRY(const auto json, base::parseObject(bytes, path));
        TRY(auto value, domain::templateFromJson(json));
        if (const auto same = named(context, value.name))
            value.id = same->id;   // importing again replaces
        return context.workspace.saveTemplate(value);
    }();
    if (!saved)
        return failWith(saved.error());
    printOut(u"Saved the template %1."_s.arg(saved->name));
    return Ok;
}

static int testTemplate(const Context &context, const QString &name, const QString &subject)
{
    const auto explanation = context.workspace.testTemplate(name, subject, context.stop);
    if (!explanation)
        return failWith(explanation.error());
    QJsonArray conditions;
    if (!context.json())
        printOut(
            u"%1 %2: %3"_s.arg(explanation->matched ? u"✓"_s : u"✗"_s, explanation->templateName, explanation->reason));
    for (const auto &condition : explanation->conditions) {
        conditions += QJsonObject{{u"rule"_s, condition.rule}, {u"expected"_s, condition.expected},
            {u"actual"_s, condition.actual}, {u"passed"_s, condition.passed}};
        if (!context.json())
            printOut(u"  %1 %2: wants %3, it has %4"_s.arg(
                condition.passed ? u"✓"_s : u"✗"_s, condition.rule, condition.expected, condition.actual));
    }
    if (context.json())
        printJson({{u"template"_s, explanation->templateName}, {u"matched"_s, explanation->matched},
            {u"reason"_s, explanation->reason}, {u"conditions"_s, conditions}});
    return explanation->matched ? Ok : Failed;
}

static int templates(const Context &context)
{
    const QStringList words = context.words();
    const QString verb = words.value(0, u"list"_s);
    if (verb == "list"_L1 && words.size() <= 1)
        return listTemplates(context);
    if (verb == "import"_L1 && words.size() == 2)
        return importTemplate(context, words.at(1));
    if (verb == "test"_L1 && words.size() == 3)
        return testTemplate(context, words.at(1), words.at(2));
    if ((verb == "show"_L1 || verb == "remove"_L1) && words.size() == 2) {
        const auto value = named(context, words.at(1));
        if (!value)
            return failWith(value.error());
        if (verb == "show"_L1) {
            printJson(domain::toJson(*value));
            return Ok;
        }
        const auto removed = context.workspace.removeTemplate(value->id);
        return removed ? Ok : failWith(removed.error());
    }
    return failUsage(
        u"Use: templates [list] | show NAME | import FILE.json | test NAME FILE|RECORDING | remove NAME."_s);
}

QList<Command> templateCommands()
{
    return {{"templates", "[list|show|import|test|remove] ...", "Lists, imports, tests and removes templates.", {},
        templates}};
}

}   // namespace cli
