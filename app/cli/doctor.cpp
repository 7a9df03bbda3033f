#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace cli {

static int doctor(const Context &context)
{
    const auto checks = workspace::checkHealth(context.workspace, context.program.environment(), context.stop);
    qsizetype width = 0;
    for (const auto &check : checks)
        width = std::max(width, check.name.size());
    bool allOk = true;
    QJsonArray rows;
    for (const auto &check : checks) {
        allOk = allOk && (check.ok || !check.needed);
        rows += QJsonObject{{u"name"_s, check.name}, {u"ok"_s, check.ok}, {u"needed"_s, check.needed},
            {u"detail"_s, check.detail}, {u"advice"_s, check.advice}};
        if (context.json())
            continue;
        const QString mark = check.ok ? u"✓"_s : check.needed ? u"✗"_s : u"–"_s;
        printOut(u"%1 %2  %3"_s.arg(mark, check.name.leftJustified(width), check.detail));
        if (!check.advice.isEmpty())
            printOut(QString(width + 4, u' ') + check.advice);
    }
    if (context.json())
        printJson({{u"checks"_s, rows}, {u"ok"_s, allOk}});
    else
        printOut(allOk ? u"\nAll that Dailies needs is here; what is marked – would make it better."_s
                       : u"\nDailies does not work well here: see to what is marked ✗."_s);
    return allOk ? Ok : Failed;
}

QList<Command> doctorCommands()
{
    return {
        {"doctor", "", "Checks FFmpeg, engines, models, disk, secrets and clock, and says what to do.", {}, doctor}};
}

}   // namespace cli
