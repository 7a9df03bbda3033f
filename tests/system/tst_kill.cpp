#include "support/programs.h"
#include "support/verify.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;

/// kill -9 at seeded moments: nothing is lost or doubled, and the package equals that of an undisturbed run.
/// KILL_ROUNDS (20) and KILL_SEED choose how often and when.
class TestKill : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;
    QMap<QString, QByteArray> m_undisturbed;
    qint64 m_milliseconds = 0;   // of the undisturbed run

    static QString program() { return QStringLiteral(BIN "/dailies"); }

    [[nodiscard]] QStringList arguments(const QString &world) const
    {
        return {
            u"process"_s, m_sample, u"--profile"_s, world + u"/profile"_s, u"--out"_s, world + u"/out"_s, u"--json"_s};
    }

    static int rounds()
    {
        return qEnvironmentVariableIsSet("KILL_ROUNDS") ? qEnvironmentVariableIntValue("KILL_ROUNDS") : 20;
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

    void finishAndCompare(const QString &world)
    {
        const Finished finished = runProgram(program(), arguments(world));
        QVERIFY2(finished.exitCode == 0, finished.errors.constData());
        const auto recordings = QJsonDocument::fromJson(finished.out).object().value("recordings"_L1).toArray();
        QCOMPARE(recordings.size(), 1);
        QCOMPARE(recordings.first()["state"_L1].toString(), u"READY"_s);
        const QStringList packages = QDir(world + u"/out"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QCOMPARE(packages, QStringList(u"talk"_s));
        const auto package = comparablePackage(world + u"/out/talk"_s);
        QCOMPARE(package.keys(), m_undisturbed.keys());
        for (const QString &name : package.keys())
            QVERIFY2(package.value(name) == m_undisturbed.value(name), qPrintable(name + u" differs"_s));

        const Finished list = runProgram(program(), {u"list"_s, u"--json"_s, u"--profile"_s, world + u"/profile"_s});
        QCOMPARE(QJsonDocument::fromJson(list.out).object().value("recordings"_L1).toArray().size(), 1);
    }

private slots:
    void initTestCase()
    {
        m_sample = spokenSample(m_folder.path());
        if (m_sample.isEmpty())
            QSKIP("espeak-ng is not installed: there is nothing to kill");
        const QString world = m_folder.filePath(u"undisturbed"_s);
        QElapsedTimer timer;
        timer.start();
        const Finished finished = runProgram(program(), arguments(world));
        m_milliseconds = timer.elapsed();
        QVERIFY2(finished.exitCode == 0, finished.errors.constData());
        m_undisturbed = comparablePackage(world + u"/out/talk"_s);
        QVERIFY(m_undisturbed.contains(u"video.mp4"_s));
        QVERIFY(m_undisturbed.contains(u"provenance.json"_s));
    }

    void theSameRunTwiceGivesTheSamePackage() { finishAndCompare(m_folder.filePath(u"again"_s)); }

    void killingTheCommandLineLosesNothing()
    {
        QRandomGenerator random(qEnvironmentVariableIsSet("KILL_SEED") ? qEnvironmentVariableIntValue("KILL_SEED") : 1);
        for (int round = 0; round < rounds(); ++round) {
            const QString world = m_folder.filePath(u"parent-%1"_s.arg(round));
            const int moment = random.bounded(static_cast<int>(m_milliseconds));
            qInfo() << "round" << round << "killed after" << moment << "ms";
            QProcess process;
            process.start(program(), arguments(world));
            QVERIFY(process.waitForStarted());
            if (!process.waitForFinished(moment)) {
                process.kill();
                QVERIFY(process.waitForFinished());
            }
            finishAndCompare(world);
            if (QTest::currentTestFailed())
                return;
            QDir(world).removeRecursively();
        }
    }

    void killingTheMediaChildCostsOneStep()
    {
        QRandomGenerator random(qEnvironmentVariableIsSet("KILL_SEED") ? qEnvironmentVariableIntValue("KILL_SEED") : 2);
        int killed = 0;
        // Several at a time: most of a round is waiting for the backoff after the kill.
        for (int done = 0; done < rounds(); done += 5) {
            std::vector<std::pair<QString, std::unique_ptr<QProcess>>> processes;
            for (int round = done; round < std::min(done + 5, rounds()); ++round) {
                const QString world = m_folder.filePath(u"child-%1"_s.arg(round));
                auto process = std::make_unique<QProcess>();
                process->start(program(), arguments(world));
                QVERIFY(process->waitForStarted());
                process->waitForFinished(random.bounded(static_cast<int>(m_milliseconds)));
                const qint64 parent = process->processId();
                for (const qint64 child : parent > 0 ? childrenOf(parent) : QList<qint64>())   // 0: it has finished
                    killed += ::kill(static_cast<pid_t>(child), SIGKILL) == 0 ? 1 : 0;
                processes.emplace_back(world, std::move(process));
            }
            for (const auto &[world, process] : processes) {
                QVERIFY(process->state() == QProcess::NotRunning || process->waitForFinished(300'000));
                finishAndCompare(world);
                if (QTest::currentTestFailed())
                    return;
                QDir(world).removeRecursively();
            }
        }
        qInfo() << killed << "children were killed";
        QVERIFY(killed > 0);
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
