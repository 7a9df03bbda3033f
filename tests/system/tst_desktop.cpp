#include "support/programs.h"
#include "support/verify.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The desktop as a program among others.
class TestDesktop : public QObject {
    Q_OBJECT

private slots:
    void aSecondStartHandsItsFilesToTheFirst()
    {
        const QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        qputenv("HOME", folder.path().toUtf8());   // nobody's preferences and videos
        qunsetenv("XDG_CONFIG_HOME");
        qputenv("QT_QPA_PLATFORM", "offscreen");
        const QString sample = spokenSample(folder.path());
        if (sample.isEmpty())
            QSKIP("espeak-ng is not installed: there is nothing to hand over");

        QProcess first;
        first.start(QStringLiteral(BIN "/dailies-desktop"), {u"--profile"_s, profile});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(profile + u"/window.lock"_s), 30'000);
        const Finished second = runProgram(QStringLiteral(BIN "/dailies-desktop"), {u"--profile"_s, profile, sample});
        QVERIFY2(second.exitCode == 0, second.errors.constData());
        QCOMPARE(first.state(), QProcess::Running);

        const auto list = [&profile] {
            const Finished listed =
                runProgram(QStringLiteral(BIN "/dailies"), {u"list"_s, u"--json"_s, u"--profile"_s, profile});
            return QJsonDocument::fromJson(listed.out).object().value("recordings"_L1).toArray();
        };
        QTRY_COMPARE_WITH_TIMEOUT(list().size(), 1, 30'000);
        first.kill();
        QVERIFY(isOver(first, 30s));
    }
};

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
