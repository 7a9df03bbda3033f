#include "app/cli/command.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace cli {

static QString asText(const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2));
}

static int showConfig(const Context &context)
{
    std::optional<domain::RecordingId> id;
    if (context.words().size() > 1) {
        const auto overview = context.workspace.recording(context.words().at(1));
        if (!overview)
            return failWith(overview.error());
        id = overview->recording.id;
    }
    const auto config = context.workspace.config(id);
    if (!config)
        return failWith(config.error());
    const bool withOrigin = context.arguments.isSet(u"origin"_s);
    if (context.json()) {
        printJson(withOrigin ? config->toJsonWithOrigin() : config->toJson());
        return Ok;
    }
    for (const auto &option : domain::options()) {
        const QStringView key(option.key);
        QString line = u"%1 = %2"_s.arg(key.toString(), asText(config->value(key)));
        if (const QStringView unit(option.unit); !unit.isEmpty())
            line += u' ' + unit.toString();
        if (withOrigin)
            line += u"   (%1)"_s.arg(config->origin(key));
        printOut(line);
    }
    return Ok;
}

static int explainOption(const QString &key)
{
    const auto *option = domain::findOption(key);
    if (!option)
        return failUsage(u"There is no option %1."_s.arg(key), u"dailies config show"_s);
    printOut(u"%1: %2"_s.arg(key, QStringView(option->meaning)));
    printOut(u"  default: %1 %2"_s.arg(QStringView(option->defaultJson), QStringView(option->unit)).trimmed());
    if (option->minimum < option->maximum)
        printOut(u"  range: %1 to %2"_s.arg(option->minimum).arg(option->maximum));
    if (const QString choices = QStringView(option->choices).toString(); !choices.isEmpty())
        printOut(u"  one of: "_s + QString(choices).replace(u'|', u", "_s));
    return Ok;
}

static int setConfig(const Context &context)
{
    const auto saved = [&]() -> Result<> {
        TRY(auto settings, context.workspace.settings());
        for (const QString &assignment : context.words().mid(1)) {
            TRY(const auto layer, domain::layerFromAssignment(assignment));
            settings = domain::mergedLayer(settings, layer);
        }
        return context.workspace.saveSettings(settings);
    }();
    return saved ? Ok : failWith(saved.error());
}

static int config(const Context &context)
{
    const QStringList words = context.words();
    const QString verb = words.value(0, u"show"_s);
    if (verb == "show"_L1 && words.size() <= 2)
        return showConfig(context);
    if (verb == "set"_L1 && words.size() > 1)
        return setConfig(context);
    if (verb == "explain"_L1 && words.size() == 2)
        return explainOption(words.at(1));
    return failUsage(u"Use: config show [RECORDING] [--origin] | set KEY=VALUE... | explain KEY."_s);
}

QList<Command> configCommands()
{
    return {{"config", "[show|set|explain] ...", "Shows and sets the profile's options.",
        {{u"origin"_s, u"Says where each value comes from."_s}}, config}};
}

}   // namespace cli
