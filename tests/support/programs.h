#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <chrono>

/// What a finished program said.
struct Finished {
    int exitCode = -1;   // -1: crashed or killed
    QByteArray out;
    QByteArray errors;
};

/// Runs a program to its end; fails the test's patience after `seconds` by killing it.
Finished runProgram(const QString &program, const QStringList &arguments, int seconds = 120);

/// Whether `process` is over within `wait`; also when it ended earlier, which waitForFinished() calls a failure.
bool isOver(QProcess &process, std::chrono::milliseconds wait);

/// Runs `ffmpeg` quietly; false and a message on stderr when it fails.
bool ffmpeg(const QStringList &arguments);

/// A recording of about `seconds`: espeak-ng speaks at the start and near the end, silence between, a moving picture.
/// Empty when espeak-ng is missing.
QString spokenSample(const QString &folder, const QString &name = QStringLiteral("talk.mp4"));

/// Every file of a package by name, with what differs between equal runs (times, durations of steps) taken out.
QMap<QString, QByteArray> comparablePackage(const QString &folder);
