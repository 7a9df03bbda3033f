#include "support/programs.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

Finished runProgram(const QString &program, const QStringList &arguments, int seconds)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
    }
    return {.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        .out = process.readAllStandardOutput(),
        .errors = process.readAllStandardError()};
}

bool isOver(QProcess &process, std::chrono::milliseconds wait)
{
    return process.state() == QProcess::NotRunning
        || process.waitForFinished(static_cast<int>(std::max(wait, std::chrono::milliseconds(0)).count()));
}

bool ffmpeg(const QStringList &arguments)
{
    const Finished finished =
        runProgram(u"ffmpeg"_s, QStringList{u"-nostdin"_s, u"-v"_s, u"error"_s, u"-y"_s} + arguments);
    if (finished.exitCode != 0)
        qWarning().noquote() << "ffmpeg" << arguments.join(u' ') << finished.errors;
    return finished.exitCode == 0;
}

QString spokenSample(const QString &folder, const QString &name)
{
    const QDir work(folder);
    const QString voice = work.filePath(u"voice.wav"_s);
    const QString sample = work.filePath(name);
    if (runProgram(u"espeak-ng"_s, {u"-v"_s, u"en-us"_s, u"-s"_s, u"140"_s, u"-w"_s, voice, u"this is the beginning"_s})
            .exitCode
        != 0)
        return {};
    const bool made =
        ffmpeg({u"-i"_s, voice, u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=320x180:rate=25"_s, u"-filter_complex"_s,
            u"[0:a]aresample=48000,asplit[a][b];[a]adelay=500,apad=whole_dur=5[c];[b]adelay=500,"
            "apad=pad_dur=1[d];[c][d]concat=n=2:v=0:a=1[s]"_s,
            u"-map"_s, u"1:v"_s, u"-map"_s, u"[s]"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"veryfast"_s, u"-g"_s,
            u"50"_s, u"-pix_fmt"_s, u"yuv420p"_s, u"-c:a"_s, u"aac"_s, u"-shortest"_s, sample});
    QFile::remove(voice);
    return made ? sample : QString();
}

/// `value` without the entries whose names say that they hold a time of day, a duration of work or a made-up id.
static QJsonValue timeless(const QJsonValue &value)
{
    static const QStringList volatileKeys = {u"seconds"_s, u"created_at"_s, u"recording_id"_s, u"start_time"_s};
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (const QString &key : object.keys()) {
            if (volatileKeys.contains(key))
                object.remove(key);
            else
                object.insert(key, timeless(object.value(key)));
        }
        return object;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &entry : value.toArray())
            array += timeless(entry);
        return array;
    }
    return value;
}

QMap<QString, QByteArray> comparablePackage(const QString &folder)
{
    QMap<QString, QByteArray> files;
    for (const auto &info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        QByteArray bytes = file.readAll();
        if (info.suffix() == "json"_L1) {
            auto json = timeless(QJsonDocument::fromJson(bytes).object()).toObject();
            if (json.contains("settings"_L1)) {   // the output folder is the test's own
                QJsonObject settings = json.value("settings"_L1).toObject();
                settings.remove(u"platforms.local.folder"_s);
                json.insert(u"settings"_s, settings);
            }
            bytes = QJsonDocument(json).toJson();
        }
        files.insert(info.fileName(), bytes);
    }
    return files;
}
