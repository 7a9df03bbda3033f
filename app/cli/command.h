#pragma once

#include "app/program.h"

#include <QCommandLineParser>

namespace cli {

using base::Result;

enum ExitCode { Ok = 0, Failed = 1, Usage = 2, SomeFailed = 3, Interrupted = 130 };

/// What a verb works with.
struct Context {
    app::Program &program;
    workspace::Workspace &workspace;
    const QCommandLineParser &arguments;
    const base::StopToken &stop;   // Ctrl-C

    [[nodiscard]] bool json() const { return arguments.isSet(QStringLiteral("json")); }
    /// The words after the verb.
    [[nodiscard]] QStringList words() const { return arguments.positionalArguments().mid(1); }
};

/// A verb of the command line: a row of the table in main.cpp.
struct Command {
    const char *name;
    const char *arguments;   // "FILE|FOLDER..."
    const char *meaning;
    QList<QCommandLineOption> options;
    int (*run)(const Context &context);
};

// One file per group of verbs.
QList<Command> addCommands();
QList<Command> configCommands();
QList<Command> cutCommands();
QList<Command> doctorCommands();
QList<Command> listCommands();
QList<Command> modelCommands();
QList<Command> processCommands();
QList<Command> templateCommands();
QList<Command> workCommands();

void printOut(const QString &line);   // data: stdout
void printError(const QString &line);   // messages: stderr
void printJson(const QJsonObject &object);
/// "dailies: " and the message, and the exit code of an error.
int failWith(const base::Error &error);
/// The same for a wrong call, with the command that tells more.
int failUsage(const QString &message, const QString &see = QStringLiteral("dailies help"));

/// The run's layer from every `--set key=value`.
Result<QJsonObject> settingsFromArguments(const QCommandLineParser &arguments);
QCommandLineOption setOption();

/// Ids of the recordings that the words name.
Result<QList<domain::RecordingId>> namedRecordings(const Context &context);

}   // namespace cli
