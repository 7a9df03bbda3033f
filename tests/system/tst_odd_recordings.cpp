#include "support/media_samples.h"
#include "support/odd_media.h"
#include "support/programs.h"
#include "support/verify.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

/// Odd files through the whole command line: each ends as a package or in a named error, whatever lies beside it.
class TestOddRecordings : public QObject {
    Q_OBJECT

    support::MediaSamples m_samples;
    QTemporaryDir m_world;   // profile and packages
    QStringList m_files;
    QHash<QString, QJsonObject> m_results;   // by path
    int m_exitCode = -1;

    [[nodiscard]] QString out() const { return m_world.filePath(u"out"_s); }

    [[nodiscard]] Finished process(const QStringList &files) const
    {
        return runProgram(QStringLiteral(BIN "/dailies"),
            QStringList{u"process"_s, u"--json"_s, u"--profile"_s, m_world.filePath(u"profile"_s), u"--out"_s, out()}
                + files,
            600);
    }

    /// A row's file: made, and handed to the one run that all rows look at.
    QString take(const QString &file)
    {
        m_files += file;
        return file;
    }

    static QString bogusName(const char *title) { return u"no recording, %1.mp4"_s.arg(QString::fromUtf8(title)); }
    static QString truncatedName(int percent) { return u"truncated at %1.mp4"_s.arg(percent); }

    void verifyPackage(const QString &path) const
    {
        const QJsonObject result = m_results.value(path);
        QVERIFY2(!result["failed"_L1].toBool(), qPrintable(result["reason"_L1].toString()));
        QCOMPARE(result["state"_L1].toString(), u"READY"_s);
        const QFileInfo folder(result["folder"_L1].toString());
        QCOMPARE(folder.path(), out());
        QVERIFY(folder.fileName().toUtf8().size() <= 120);
        QVERIFY(!folder.fileName().contains(u'\n') && !folder.fileName().startsWith(u'-'));
        const QStringList files = QDir(folder.filePath()).entryList(QDir::Files, QDir::Name);
        QVERIFY(files.contains(u"provenance.json"_s));
        QVERIFY(files.contains(u"video.mp4"_s) || files.contains(u"audio.m4a"_s));
        QCOMPARE(QJsonArray::fromStringList(files), result["files"_L1].toArray());
        QVERIFY(result["seconds_out"_L1].toDouble() > 0);
    }

    void verifyError(const QString &path, const QString &word) const
    {
        const QJsonObject result = m_results.value(path);
        QVERIFY(result["failed"_L1].toBool());
        QVERIFY(result["folder"_L1].isNull());
        const QString reason = result["reason"_L1].toString();
        QVERIFY2(reason.contains(word) && reason.endsWith(u'.'), qPrintable(reason));
    }

private slots:
    void initTestCase()
    {
        for (const auto &odd : support::noRecordings())
            take(m_samples.write(bogusName(odd.title), odd.bytes));
        for (const int percent : {1, 10, 50, 99})
            take(m_samples.truncated(m_samples.counted(3), percent, truncatedName(percent)));
        for (const auto &odd : support::oddRecordings(m_samples))
            take(m_samples.make(odd.name, odd.arguments));
        QFile plain(m_samples.counted(2));
        QVERIFY(plain.open(QIODevice::ReadOnly));
        const QByteArray bytes = plain.readAll();
        for (const auto &odd : support::oddNames())   // a box of free space makes each a recording of its own
            take(m_samples.write(odd.name,
                bytes + QByteArray("\0\0\0\x18", 4) + "free" + QByteArray(odd.title).right(16).rightJustified(16)));
        QVERIFY(!m_files.contains(QString()));

        const Finished finished = process(m_files);
        m_exitCode = finished.exitCode;
        QJsonParseError error;
        const auto json = QJsonDocument::fromJson(finished.out, &error);
        QVERIFY2(error.error == QJsonParseError::NoError, finished.errors.constData());
        for (const auto &recording : json["recordings"_L1].toArray())
            m_results.insert(recording["path"_L1].toString(), recording.toObject());
    }

    void everyFileIsAnsweredForAndSomeFailed()
    {
        QCOMPARE(m_exitCode, 3);
        const QStringList answered = m_results.keys();
        QCOMPARE(QSet<QString>(answered.begin(), answered.end()), QSet<QString>(m_files.begin(), m_files.end()));
        for (const QFileInfo &entry : QDir(out()).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            QVERIFY2(entry.isDir() && entry.suffix() != u"part"_s, qPrintable(entry.fileName()));
    }

    void whatIsNoRecordingIsANamedError_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("word");
        for (const auto &odd : support::noRecordings())
            QTest::newRow(odd.title) << m_samples.path(bogusName(odd.title)) << odd.word;
        for (const int percent : {1, 10, 50, 99})
            QTest::addRow("truncated at %d", percent) << m_samples.path(truncatedName(percent)) << QString();
    }

    void whatIsNoRecordingIsANamedError()
    {
        QFETCH(QString, path);
        QFETCH(QString, word);
        verifyError(path, word);
    }

    void anOddRecordingBecomesAPackage_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto &odd : support::oddRecordings(m_samples))
            QTest::newRow(odd.title) << m_samples.path(odd.name);
    }

    void anOddRecordingBecomesAPackage()
    {
        QFETCH(QString, path);
        verifyPackage(path);
    }

    void anyFileNameBecomesAPackage_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto &odd : support::oddNames())
            QTest::newRow(odd.title) << m_samples.path(odd.name);
    }

    void anyFileNameBecomesAPackage()
    {
        QFETCH(QString, path);
        verifyPackage(path);
        const QString title = m_results.value(path)["title"_L1].toString();
        QVERIFY2(title == title.simplified(), qPrintable(title));
    }

    void whatIsMissingInAPackageIsSaid()
    {
        const QJsonObject mute = m_results.value(m_samples.path(u"mute.mp4"_s));
        QVERIFY(!mute["files"_L1].toArray().contains(u"audio.m4a"_s));
        const QJsonObject silent = m_results.value(m_samples.path(u"silence.mp4"_s));
        QVERIFY(silent["seconds_out"_L1].toDouble() >= silent["seconds_in"_L1].toDouble());
        for (const QJsonObject &result : {mute, silent})
            for (const auto &step : result["steps"_L1].toArray())
                QVERIFY(step["state"_L1].toString() != "skipped"_L1 || !step["reason"_L1].toString().isEmpty());
    }

    void theExitCodeSaysWhetherAllOrNoneFailed()
    {
        QCOMPARE(process({m_samples.path(bogusName("text"))}).exitCode, 1);
        QCOMPARE(process({m_samples.path(support::oddNames().first().name)}).exitCode, 0);
    }

    void aNameWithALeadingDashIsNoOption()
    {
        QVERIFY(QDir::setCurrent(m_samples.folder()));
        const Finished wrong = process({u"-i.mp4"_s});
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY2(wrong.errors.contains("./-i.mp4"), wrong.errors.constData());
        QCOMPARE(process({u"./-i.mp4"_s}).exitCode, 0);
        QCOMPARE(process({u"--"_s, u"-i.mp4"_s}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestOddRecordings)
#include "tst_odd_recordings.moc"
