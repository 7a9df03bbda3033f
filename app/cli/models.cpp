#include "app/cli/command.h"

#include <QLocale>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace cli {

static QString size(qint64 bytes) { return QLocale::c().formattedDataSize(bytes); }

static int listModels(const Context &context)
{
    const auto installed = context.program.models().installed();
    QJsonArray items;
    for (const auto &known : speech::ModelManager::known()) {
        const auto found = std::find_if(
            installed.begin(), installed.end(), [&](const auto &model) { return model.name == known.name; });
        const bool here = found != installed.end();
        items += QJsonObject{{u"name"_s, known.name}, {u"installed"_s, here}, {u"bytes"_s, known.bytes},
            {u"meaning"_s, known.meaning}, {u"sha256"_s, known.sha256}};
        if (!context.json())
            printOut(u"%1 %2  %3  %4"_s.arg(here ? u"✓"_s : u" "_s, known.name.leftJustified(16),
                size(known.bytes).rightJustified(10), known.meaning));
    }
    if (context.json())
        printJson({{u"models"_s, items}});
    return Ok;
}

static int models(const Context &context)
{
    const QStringList words = context.words();
    const QString verb = words.value(0, u"list"_s);
    auto &manager = context.program.models();
    if (verb == "list"_L1 && words.size() <= 1)
        return listModels(context);
    if (words.size() == 2 && (verb == "download"_L1 || verb == "import"_L1)) {
        const bool terminal = ::isatty(STDERR_FILENO);
        const auto model = verb == "import"_L1 ? manager.importFile(words.at(1), context.stop)
                                               : manager.download(
                                                   words.at(1),
                                                   [&](double done) {
                                                       if (terminal)
                                                           std::fprintf(stderr, "\r%3d %%", qRound(done * 100));
                                                   },
                                                   context.stop);
        if (!model)
            return failWith(model.error());
        printOut(u"%1 is installed%2."_s.arg(model->name, model->verified ? QString() : u", its hash is not known"_s));
        return Ok;
    }
    if (words.size() == 2 && verb == "remove"_L1) {
        const auto removed = manager.remove(words.at(1));
        return removed ? Ok : failWith(removed.error());
    }
    return failUsage(u"Use: models [list] | download NAME | import FILE | remove NAME."_s);
}

QList<Command> modelCommands()
{
    return {
        {"models", "[list|download|import|remove] ...", "Manages the models that turn speech into text.", {}, models}};
}

}   // namespace cli
