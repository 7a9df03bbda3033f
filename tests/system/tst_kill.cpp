#include "support/programs.h"
#include "support/verify.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// How many victims live at a time: their waiting (for a start, for the backoff after a kill) overlaps.
static constexpr int sideBySide = 5;

/// kill -9 at seeded moments: nothing is lost or doubled, and the package equals that of an undisturbed run.
/// KILL_ROUNDS (20) and KILL_SEED choose how often and when.
class TestKill : public QObject {
    Q_OBJECT

    /// A program on a profile and an output folder of its own.
    struct Victim {
        QString world;
        milliseconds moment{};   // of the kill, from the start of the first of its group
        std::unique_ptr<QProcess> process;
    };
    using Group = std::vector<Victim>;

    QTemporaryDir m_folder;
    QString m_sample;
    QMap<QString, QByteArray> m_undisturbed;
    milliseconds m_length{};   // of undisturbed runs side by side

    static QString commandLine() { return QStringLiteral(BIN "/dailies"); }

    [[nodiscard]] QStringList processArguments(const QString &world) const
    {
        return {
            u"process"_s, m_sample, u"--profile"_s, world + u"/profile"_s, u"--out"_s, world + u"/out"_s, u"--json"_s};
    }

    static std::unique_ptr<QProcess> start(const QString &program, const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        process->start(program, arguments);
        return process;
    }

    static int rounds()
    {
        return qEnvironmentVariableIsSet("KILL_ROUNDS") ? qEnvironmentVariableIntValue("KILL_ROUNDS") : 20;
    }

    static QRandomGenerator seeded(quint32 otherwise)
    {
        return QRandomGenerator(
            qEnvironmentVariableIsSet("KILL_SEED") ? qEnvironmentVariableIntValue("KILL_SEED") : otherwise);
    }

    /// Calls `round` with groups of victims that are yet to be started, in the order of their moments.
    void inGroups(const QString &name, QRandomGenerator random, const std::function<void(Group &)> &round) const
    {
        for (int done = 0; done < rounds() && !QTest::currentTestFailed(); done += sideBySide) {
            Group group;
            for (int number = done; number < std::min(done + sideBySide, rounds()); ++number)
                group.push_back({.world = m_folder.filePath(u"%1-%2"_s.arg(name).arg(number)),
                    .moment = milliseconds(random.bounded(static_cast<int>(m_length.count())))});
            std::sort(group.begin(), group.end(), [](const Victim &a, const Victim &b) { return a.moment < b.moment; });
            round(group);
            for (const Victim &victim : group)
                QDir(victim.world).removeRecursively();
        }
    }

    /// Waits for each victim's moment and does `deed` to it, if it still lives.
    static void atTheirMoments(const Group &group, const std::function<void(QProcess &)> &deed)
    {
        QElapsedTimer timer;
        timer.start();
        for (const Victim &victim : group) {
            qInfo().noquote() << victim.world.section(u'/', -1) << "at" << victim.moment.count() << "ms";
            if (!isOver(*victim.process, victim.moment - milliseconds(timer.elapsed())))
                deed(*victim.process);
        }
    }

    static void kill(QProcess &process)
    {
        process.kill();
        QVERIFY(process.waitForFinished());
    }

    /// Every process of this user whose parent is `parent`.
    static QList<qint64> childrenOf(qint64 parent)
    {
        QList<qint64> children;
        for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            QFile stat(u"/proc/%1/stat"_s.arg(entry));
            if (!stat.open(QIODevice::ReadOnly))
                continue;
            const QByteArray line = stat.readAll();
            if (line.mid(line.lastIndexOf(')') + 2).split(' ').value(1).toLongLong() == parent)
                children += entry.toLongLong();
        }
        return children;
    }

    static void setOutputFolder(const QString &world)
    {
        const Finished set = runProgram(commandLine(),
            {u"config"_s, u"set"_s, u"platforms.local.folder="_s + world + u"/out"_s, u"--profile"_s,
                world + u"/profile"_s});
        QVERIFY2(set.exitCode == 0, set.errors.constData());
    }

    /// The command line finishes what the victims left, all at a time.
    void finishAndCompare(const Group &group)
    {
        std::vector<std::unique_ptr<QProcess>> processes;
        for (const Victim &victim : group)
            processes.push_back(start(commandLine(), processArguments(victim.world)));
        for (size_t i = 0; i < group.size(); ++i) {
            QVERIFY(isOver(*processes.at(i), 300s));
            compare(group.at(i).world, *processes.at(i));
        }
    }

    /// `process` has finished the recording of `world`: it is there once, done, with the package it should have.
    void compare(const QString &world, QProcess &process)
    {
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            process.readAllStandardError().constData());
        const auto recordings =
            QJsonDocument::fromJson(process.readAllStandardOutput()).object().value("recordings"_L1).toArray();
        QCOMPARE(recordings.size(), 1);
        QCOMPARE(recordings.first()["state"_L1].toString(), u"READY"_s);
        const QStringList packages = QDir(world + u"/out"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QCOMPARE(packages, QStringList(u"talk"_s));
        const auto package = comparablePackage(world + u"/out/talk"_s);
        QCOMPARE(package.keys(), m_undisturbed.keys());
        for (const QString &name : package.keys())
            QVERIFY2(package.value(name) == m_undisturbed.value(name), qPrintable(name + u" differs"_s));

        const Finished list =
            runProgram(commandLine(), {u"list"_s, u"--json"_s, u"--profile"_s, world + u"/profile"_s});
        QCOMPARE(QJsonDocument::fromJson(list.out).object().value("recordings"_L1).toArray().size(), 1);
    }

private slots:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", m_folder.filePath(u"config"_s).toUtf8());   // nobody's preferences
        qputenv("QT_QPA_PLATFORM", "offscreen");
        m_sample = spokenSample(m_folder.path());
        if (m_sample.isEmpty())
            QSKIP("espeak-ng is not installed: there is nothing to kill");
        Group group;
        for (int number = 0; number < sideBySide; ++number)
            group.push_back({.world = m_folder.filePath(u"undisturbed-%1"_s.arg(number))});
        QElapsedTimer timer;
        timer.start();
        for (Victim &victim : group)
            victim.process = start(commandLine(), processArguments(victim.world));
        for (const Victim &victim : group)
            QVERIFY(isOver(*victim.process, 300s));
        m_length = milliseconds(timer.elapsed());
        m_undisturbed = comparablePackage(group.front().world + u"/out/talk"_s);
        QVERIFY(m_undisturbed.contains(u"video.mp4"_s));
        QVERIFY(m_undisturbed.contains(u"provenance.json"_s));
        for (const Victim &victim : group)
            compare(victim.world, *victim.process);
    }

    void aSecondRunChangesNothing()
    {
        Group group;
        group.push_back({.world = m_folder.filePath(u"undisturbed-0"_s)});
        finishAndCompare(group);
    }

    void killingTheCommandLineLosesNothing()
    {
        inGroups(u"command-line"_s, seeded(1), [this](Group &group) {
            for (Victim &victim : group)
                victim.process = start(commandLine(), processArguments(victim.world));
            atTheirMoments(group, kill);
            finishAndCompare(group);
        });
    }

    void killingTheMediaChildCostsOneStep()
    {
        int killed = 0;
        inGroups(u"child"_s, seeded(2), [this, &killed](Group &group) {
            for (Victim &victim : group)
                victim.process = start(commandLine(), processArguments(victim.world));
            atTheirMoments(group, [&killed](const QProcess &parent) {
                for (const qint64 child : childrenOf(parent.processId()))
                    killed += ::kill(static_cast<pid_t>(child), SIGKILL) == 0 ? 1 : 0;
            });
            for (const Victim &victim : group) {
                QVERIFY(isOver(*victim.process, 300s));
                compare(victim.world, *victim.process);
            }
            finishAndCompare(group);
        });
        qInfo() << killed << "children were killed";
        QVERIFY(killed > 0);
    }

#ifdef DESKTOP
    /// The window takes the file and works; half of the time a second window goes on, beside the command line.
    void killingTheDesktopLosesNothing()
    {
        const auto window = [this](const QString &world) {
            return start(QStringLiteral(BIN "/dailies-desktop"), {u"--profile"_s, world + u"/profile"_s, m_sample});
        };
        inGroups(u"desktop"_s, seeded(3), [this, &window](Group &group) {
            for (const Victim &victim : group)
                setOutputFolder(victim.world);
            for (Victim &victim : group)
                victim.process = window(victim.world);
            atTheirMoments(group, kill);
            for (size_t i = 0; i < group.size(); i += 2)
                group.at(i).process = window(group.at(i).world);
            finishAndCompare(group);
            for (const Victim &victim : group)
                if (victim.process->state() != QProcess::NotRunning)
                    kill(*victim.process);
        });
    }
#endif
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
