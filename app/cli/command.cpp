#include "app/cli/command.h"

#include "core/base/json.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace cli {

static void print(FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

void printOut(const QString &line) { print(stdout, line.toUtf8() + '\n'); }

void printError(const QString &line) { print(stderr, line.toUtf8() + '\n'); }

void printJson(const QJsonObject &object) { print(stdout, base::toIndentedJson(object)); }

int failWith(const base::Error &error)
{
    printError(u"dailies: "_s + error.message);
    return error.kind == base::ErrorKind::Cancelled || error.kind == base::ErrorKind::Interrupted ? Interrupted
                                                                                                  : Failed;
}

int failUsage(const QString &message, const QString &see)
{
    printError(u"dailies: %1\nSee `%2`."_s.arg(message, see));
    return Usage;
}

QCommandLineOption setOption()
{
    return {u"set"_s, u"Sets an option for this run; see `dailies config show`. May be given several times."_s,
        u"key=value"_s};
}

Result<QJsonObject> settingsFromArguments(const QCommandLineParser &arguments)
{
    QJsonObject settings;
    for (const QString &assignment : arguments.values(u"set"_s)) {
        TRY(const auto layer, domain::layerFromAssignment(assignment));
        settings = domain::mergedLayer(settings, layer);
    }
    return domain::checkedLayer(settings, domain::Level::Run);
}

Result<QList<domain::RecordingId>> namedRecordings(const Context &context)
{
    QList<domain::RecordingId> ids;
    for (const QString &word : context.words()) {
        TRY(const auto overview, context.workspace.recording(word));
        ids += overview.recording.id;
    }
    if (ids.isEmpty())
        return base::fail(
            base::ErrorKind::Invalid, u"Name at least one recording, by id or title; see `dailies list`."_s);
    return ids;
}

}   // namespace cli
