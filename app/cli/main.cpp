#include "app/cli/command.h"
#include "app/profiles.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int signalEvent = -1;

extern "C" void onSignal(int)
{
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(signalEvent, &one, sizeof one);
}

/// Turns Ctrl-C and a service manager's stop into a request to the work at hand; a second one ends the program at once.
class SignalWatch {
public:
    explicit SignalWatch(base::StopSource source)
    {
        signalEvent = ::eventfd(0, EFD_CLOEXEC);
        m_thread = std::thread([this, source]() mutable {
            for (int count = 0;; ++count) {
                quint64 received = 0;
                if (::read(signalEvent, &received, sizeof received) < 0 || m_over)
                    return;
                if (count > 0)
                    std::_Exit(cli::Interrupted);
                source.request(base::StopReason::Interrupted);
            }
        });
        for (const int number : {SIGINT, SIGTERM, SIGHUP})
            std::signal(number, onSignal);
    }
    ~SignalWatch()
    {
        m_over = true;
        onSignal(0);
        m_thread.join();
        ::close(signalEvent);
    }
    Q_DISABLE_COPY_MOVE(SignalWatch)

private:
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

}   // namespace

static QList<cli::Command> allCommands()
{
    return cli::processCommands() + cli::addCommands() + cli::listCommands() + cli::cutCommands() + cli::workCommands()
        + cli::templateCommands() + cli::configCommands() + cli::modelCommands() + cli::doctorCommands();
}

static void printHelp(const QList<cli::Command> &commands)
{
    QString text = u"Usage: dailies COMMAND [ARGUMENTS] [--profile DIR|NAME] [--json]\n\n"
                   "Turns recordings into published videos.\n\nCommands:\n"_s;
    for (const auto &command : commands) {
        const QString call = QString::fromUtf8(command.name) + u' ' + QString::fromUtf8(command.arguments);
        text += u"  %1  %2\n"_s.arg(call.trimmed(), -44).arg(QString::fromUtf8(command.meaning));
    }
    text +=
        u"\n`dailies COMMAND --help` tells more. Exit codes: 0 ok, 1 failed, 2 usage, 3 some failed, 130 interrupted."_s;
    cli::printOut(text);
}

static void printHelp(const cli::Command &command, const QList<QCommandLineOption> &options)
{
    const QString arguments = QString::fromUtf8(command.arguments);
    QString text = u"Usage: dailies %1 %2\n\n%3\n\nOptions:\n"_s.arg(
        QString::fromUtf8(command.name), (arguments + u" [OPTIONS]"_s).trimmed(), QString::fromUtf8(command.meaning));
    for (const auto &option : options)
        text += u"  %1  %2\n"_s.arg(u"--%1 %2"_s.arg(option.names().constFirst(), option.valueName()).trimmed(), -22)
                    .arg(option.description());
    cli::printOut(text.trimmed());
}

/// What was probably meant by an option that isn't one; empty when there is no telling.
static QString meantByUnknown(const QCommandLineParser &parser, const QList<QCommandLineOption> &options)
{
    const QStringList words = QCoreApplication::arguments();
    for (const QString &word : words)
        if (word.startsWith(u'-') && QFileInfo::exists(word))
            return u" If you mean the file of that name, write ./%1."_s.arg(word);
    QStringList names;
    for (const auto &option : options)
        names += option.names();
    const QString nearest = domain::nearestName(parser.unknownOptionNames().value(0), names);
    return nearest.isEmpty() ? QString() : u" Did you mean --%1?"_s.arg(nearest);
}

static int run(const cli::Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    const QList<QCommandLineOption> options = command.options
        + QList<QCommandLineOption>{
            {u"profile"_s, u"The profile: a folder, or the name of one of yours."_s, u"DIR|NAME"_s},
            {u"json"_s, u"Prints one JSON object on stdout."_s},
            {u"verbose"_s, u"Prints the program's log on stderr."_s}};
    parser.addOptions(options);
    if (!parser.parse(arguments))
        return cli::failUsage(parser.errorText() + meantByUnknown(parser, options),
            u"dailies %1 --help"_s.arg(QString::fromUtf8(command.name)));
    if (parser.isSet(u"help"_s)) {
        printHelp(command, options);
        return cli::Ok;
    }
    QLoggingCategory::setFilterRules(
        parser.isSet(u"verbose"_s) ? u"core.*=true\napp=true"_s : u"*.info=false\n*.debug=false"_s);

    base::StopSource stop;
    const SignalWatch watch(stop);
    app::Program program;
    const QString folder = app::Profiles::ofThisUser().folderFromArgument(parser.value(u"profile"_s));
    const auto workspace = workspace::Workspace::open(folder, program.environment());
    if (!workspace)
        return cli::failWith(workspace.error());
    const base::StopToken token = stop.token();
    return command.run({.program = program, .workspace = **workspace, .arguments = parser, .stop = token});
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"dailies"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DAILIES_VERSION));
    base::installLogging(base::LogFormat::Text);

    const QStringList arguments = QCoreApplication::arguments();
    const auto commands = allCommands();
    const QString verb = arguments.value(1);
    if (verb.isEmpty() || verb == "help"_L1 || verb == "--help"_L1 || verb == "-h"_L1) {
        printHelp(commands);
        return verb.isEmpty() ? cli::Usage : cli::Ok;
    }
    if (verb == "--version"_L1) {
        cli::printOut(u"dailies "_s + QCoreApplication::applicationVersion());
        return cli::Ok;
    }
    QStringList names;
    for (const auto &command : commands) {
        if (verb == QLatin1StringView(command.name))
            return run(command, arguments);
        names += QString::fromUtf8(command.name);
    }
    if (verb.startsWith(u'-'))
        return cli::failUsage(u"The command comes first, then its options: dailies COMMAND %1."_s.arg(verb));
    const QString meant = domain::nearestName(verb, names);
    return cli::failUsage(
        u"There is no command %1."_s.arg(verb) + (meant.isEmpty() ? QString() : u" Did you mean %1?"_s.arg(meant)));
}
