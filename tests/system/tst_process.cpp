#include "support/programs.h"
#include "support/verify.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The main job, as a script sees it.
class TestProcess : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;

    [[nodiscard]] Finished dailies(const QStringList &arguments, const QString &profile = u"profile"_s) const
    {
        return runProgram(
            QStringLiteral(BIN "/dailies"), arguments + QStringList{u"--profile"_s, m_folder.filePath(profile)});
    }

    [[nodiscard]] QString out(const QString &name = {}) const { return m_folder.filePath(u"out/"_s + name); }

    static QJsonObject first(const Finished &finished)
    {
        return QJsonDocument::fromJson(finished.out).object().value("recordings"_L1).toArray().first().toObject();
    }

    static QJsonObject readJson(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    /// What each step did: {"trim": "completed", ...}, and which of them started after `since`.
    static QStringList namesOfRun(const QJsonObject &plan)
    {
        QStringList names;
        for (const auto &step : plan.value("steps"_L1).toArray())
            if (step["action"_L1].toString() == "run"_L1)
                names += step["name"_L1].toString();
        return names;
    }

private slots:
    void initTestCase()
    {
        m_sample = spokenSample(m_folder.path());
        if (m_sample.isEmpty())
            QSKIP("espeak-ng is not installed: there is no speech to process");
    }

    void aRecordingBecomesAPackage()
    {
        const Finished finished = dailies({u"process"_s, m_sample, u"--out"_s, out(), u"--json"_s});
        QVERIFY2(finished.exitCode == 0, finished.errors.constData());
        const QJsonObject recording = first(finished);
        QCOMPARE(recording["state"_L1].toString(), u"READY"_s);
        QCOMPARE(recording["folder"_L1].toString(), out(u"talk"_s));
        QVERIFY(recording["cuts"_L1].toInt() > 0);
        QVERIFY(recording["seconds_out"_L1].toDouble() < recording["seconds_in"_L1].toDouble() - 1);

        const QStringList files = QDir(out(u"talk"_s)).entryList(QDir::Files, QDir::Name);
        for (const auto &name :
            {u"video.mp4"_s, u"audio.m4a"_s, u"poster.jpg"_s, u"provenance.json"_s, u"description.txt"_s})
            QVERIFY2(files.contains(name), qPrintable(name));
        QCOMPARE(QDir(out()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList(u"talk"_s));

        const QJsonObject provenance = readJson(out(u"talk/provenance.json"_s));
        QCOMPARE(provenance["input"_L1]["size"_L1].toInteger(), QFileInfo(m_sample).size());
        QCOMPARE(provenance["cuts"_L1].toArray().size(), recording["cuts"_L1].toInt());
        double kept = 0;
        for (const auto &interval : provenance["kept"_L1].toArray())
            kept += interval["end"_L1].toDouble() - interval["start"_L1].toDouble();
        QVERIFY(std::abs(kept - recording["seconds_out"_L1].toDouble()) < 0.05);
        for (const auto &absent : provenance["absent"_L1].toArray()) {
            QVERIFY(!absent["reason"_L1].toString().isEmpty());
            QVERIFY(!files.contains(absent["file"_L1].toString()));
        }
    }

    void aSecondRunHasNothingToDo()
    {
        const QByteArray before = readJson(out(u"talk/provenance.json"_s)).isEmpty()
            ? QByteArray()
            : QJsonDocument(readJson(out(u"talk/provenance.json"_s))).toJson();
        const auto plan = first(dailies({u"process"_s, m_sample, u"--out"_s, out(), u"--dry-run"_s, u"--json"_s}));
        QCOMPARE(namesOfRun(plan), QStringList());
        QCOMPARE(dailies({u"process"_s, m_sample, u"--out"_s, out()}).exitCode, 0);
        QCOMPARE(QJsonDocument(readJson(out(u"talk/provenance.json"_s))).toJson(), before);
    }

    void aChangedOptionRedoesWhatDependsOnIt()
    {
        const auto plan = [&](const QString &assignment) {
            return namesOfRun(first(dailies(
                {u"process"_s, m_sample, u"--out"_s, out(), u"--set"_s, assignment, u"--dry-run"_s, u"--json"_s})));
        };
        QCOMPARE(plan(u"metadata.title_template=Talk {date}"_s), QStringList(u"publish:folder"_s));
        const QStringList cutAgain = plan(u"trimming.preset=tight"_s);
        QVERIFY(cutAgain.contains(u"trim"_s) && cutAgain.contains(u"publish:folder"_s));
        QVERIFY(!cutAgain.contains(u"transcribe"_s) && !cutAgain.contains(u"analyze"_s));
        const auto forced =
            first(dailies({u"process"_s, m_sample, u"--out"_s, out(), u"--force"_s, u"--dry-run"_s, u"--json"_s}));
        QVERIFY(namesOfRun(forced).contains(u"analyze"_s));
    }

    void aDryRunChangesNothing()
    {
        const Finished finished = dailies({u"process"_s, m_sample, u"--dry-run"_s, u"--json"_s}, u"untouched"_s);
        QCOMPARE(finished.exitCode, 0);
        QVERIFY(namesOfRun(first(finished)).contains(u"trim"_s));
        const Finished list = dailies({u"list"_s, u"--json"_s}, u"untouched"_s);
        QCOMPARE(QJsonDocument::fromJson(list.out).object().value("recordings"_L1).toArray().size(), 0);
    }

    void aRenamedFileIsTheSameRecording()
    {
        const QString renamed = m_folder.filePath(u"renamed.mp4"_s);
        QVERIFY(QFile::copy(m_sample, renamed));
        const Finished finished = dailies({u"add"_s, renamed, u"--json"_s});
        QCOMPARE(first(finished)["new"_L1].toBool(), false);
        QCOMPARE(dailies({u"add"_s, m_sample}).exitCode, 0);
    }

    void badInputIsNamedAndTheRestGoesOn()
    {
        QFile text(m_folder.filePath(u"notes.mp4"_s));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("These are notes, not a film.\n");
        text.close();
        const Finished finished = dailies(
            {u"process"_s, m_sample, text.fileName(), u"/nowhere/at-all.mp4"_s, u"--out"_s, out(), u"--json"_s});
        QCOMPARE(finished.exitCode, 3);
        int ready = 0;
        int failed = 0;
        for (const auto &recording : QJsonDocument::fromJson(finished.out).object().value("recordings"_L1).toArray()) {
            ready += recording["state"_L1].toString() == "READY"_L1 ? 1 : 0;
            if (recording["failed"_L1].toBool()) {
                ++failed;
                QVERIFY(!recording["reason"_L1].toString().isEmpty());
            }
        }
        QCOMPARE(ready, 1);
        QCOMPARE(failed, 2);
    }

    void anInterruptedRunGoesOn()
    {
        const QString profile = m_folder.filePath(u"interrupted"_s);
        QProcess process;
        process.setReadChannel(QProcess::StandardError);
        process.start(QStringLiteral(BIN "/dailies"),
            {u"process"_s, m_sample, u"--profile"_s, profile, u"--out"_s, out(u"interrupted"_s)});
        QVERIFY(process.waitForStarted());
        QByteArray said;
        while (!said.contains("Analysis done") && process.waitForReadyRead())
            said += process.readAllStandardError();
        QVERIFY2(said.contains("Analysis done"), said.constData());
        QVERIFY(!said.contains("Folder done"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(isOver(process, 30s));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);

        const QStringList again{u"process"_s, m_sample, u"--out"_s, out(u"interrupted"_s), u"--json"_s};
        const QStringList left = namesOfRun(first(dailies(again + QStringList(u"--dry-run"_s), u"interrupted"_s)));
        QVERIFY(left.contains(u"publish:folder"_s) && !left.contains(u"analyze"_s));
        const Finished finished = dailies(again, u"interrupted"_s);
        QVERIFY2(finished.exitCode == 0, finished.errors.constData());
        QCOMPARE(first(finished)["state"_L1].toString(), u"READY"_s);
        for (const auto &step : first(finished)["steps"_L1].toArray())
            QVERIFY2(step["state"_L1].toString() != "failed"_L1, qPrintable(step["name"_L1].toString()));
    }

    void wrongUsageIsSaidWithASuggestion()
    {
        QCOMPARE(dailies({u"process"_s}).exitCode, 2);
        const Finished verb = dailies({u"proces"_s, m_sample});
        QCOMPARE(verb.exitCode, 2);
        QVERIFY(verb.errors.contains("Did you mean process?"));
        const Finished mistyped = dailies({u"process"_s, m_sample, u"--forse"_s});
        QCOMPARE(mistyped.exitCode, 2);
        QVERIFY2(mistyped.errors.contains("Did you mean --force?"), mistyped.errors.constData());
        const Finished option = dailies({u"process"_s, m_sample, u"--set"_s, u"trimming.presett=tight"_s});
        QCOMPARE(option.exitCode, 2);
        QVERIFY2(option.errors.contains("trimming.preset"), option.errors.constData());
    }

    void twoProfilesSeeNothingOfEachOther()
    {
        const Finished list = dailies({u"list"_s, u"--json"_s}, u"other"_s);
        QCOMPARE(QJsonDocument::fromJson(list.out).object().value("recordings"_L1).toArray().size(), 0);
        QCOMPARE(dailies({u"show"_s, u"talk"_s}, u"other"_s).exitCode, 1);
        QCOMPARE(dailies({u"show"_s, u"talk"_s}).exitCode, 0);
    }

    void theDoctorKnowsTheEncoders()
    {
        const Finished finished = dailies({u"doctor"_s, u"--json"_s});
        const auto checks = QJsonDocument::fromJson(finished.out).object().value("checks"_L1).toArray();
        QStringList names;
        for (const auto &check : checks) {
            names += check["name"_L1].toString();
            QVERIFY(check["ok"_L1].toBool() || !check["advice"_L1].toString().isEmpty());
        }
        QVERIFY2(names.contains(u"FFmpeg"_s) && names.contains(u"Clock"_s), qPrintable(names.join(u", "_s)));
        const bool fit = std::all_of(checks.begin(), checks.end(),
            [](const auto &check) { return check["ok"_L1].toBool() || !check["needed"_L1].toBool(); });
        QCOMPARE(finished.exitCode, fit ? 0 : 1);
    }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
