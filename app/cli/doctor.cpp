#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace cli {

static int doctor(const Context &context)
{
    const auto checks = workspace::checkHealth(context.workspace, context.program.environment(), context.stop);
    bool allOk = true;
    QJsonArray rows;
    for (const auto &check : checks) {
        allOk = allOk && check.ok;
        rows += QJsonObject{
            {u"name"_s, check.name}, {u"ok"_s, check.ok}, {u"detail"_s, check.detail}, {u"advice"_s, check.advice}};
        if (context.json())
            continue;
        printOut(u"%1 %2  %3"_s.arg(check.ok ? u"✓"_s : u"!"_s, check.name.leftJustified(18), check.detail));
        if (!check.advice.isEmpty())
            printOut(u"                      "_s + check.advice);
    }
    if (context.json())
        printJson({{u"checks"_s, rows}, {u"ok"_s, allOk}});
    return allOk ? Ok : Failed;
}

QList<Command> doctorCommands()
{
    return {
        {"doctor", "", "Checks FFmpeg, engines, models, disk, secrets and clock, and says what to do.", {}, doctor}};
}

}   // namespace cli
