#include "core/base/files.h"
#include "support/verify.h"

#include <QTemporaryDir>

using base::ErrorKind;
using namespace Qt::StringLiterals;

class TestFiles : public QObject {
    Q_OBJECT

private slots:
    void aDurableWriteReplacesTheWholeFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.json"_s);
        VERIFY_OK(base::writeFileDurably(path, "a longer first text"));
        VERIFY_OK(base::writeFileDurably(path, "second"));
        QCOMPARE(base::readFile(path).value(), QByteArray("second"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(u"a.json"_s));
    }

    void aRenameReplacesNothing()
    {
        const QTemporaryDir folder;
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"a"_s), "a"));
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"b"_s), "b"));
        VERIFY_FAILS(base::renameDurably(folder.filePath(u"a"_s), folder.filePath(u"b"_s)), ErrorKind::Conflict);
        QCOMPARE(base::readFile(folder.filePath(u"b"_s)).value(), QByteArray("b"));
        VERIFY_OK(base::renameDurably(folder.filePath(u"a"_s), folder.filePath(u"c"_s)));
    }

    void aMissingFileIsNotFound() { VERIFY_FAILS(base::readFile(u"/nowhere/at/all"_s), ErrorKind::NotFound); }

    void aCopyHasTheSameHash()
    {
        const QTemporaryDir folder;
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"a"_s), QByteArray(3'000'000, 'x')));
        VERIFY_OK(base::copyFile(folder.filePath(u"a"_s), folder.filePath(u"b"_s), {}));
        QCOMPARE(base::sha256OfFile(folder.filePath(u"b"_s), {}).value(),
            base::sha256OfFile(folder.filePath(u"a"_s), {}).value());
    }

    void anEmptyFileHasTheKnownHash()
    {
        const QTemporaryDir folder;
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"a"_s), {}));
        QCOMPARE(base::sha256OfFile(folder.filePath(u"a"_s), {}).value(),
            u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s);   // FIPS 180-4
    }

    void namesFromOutsideBecomeOneSafeComponent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("safe");
        QTest::newRow("plain") << u"Лекция 12"_s << u"Лекция 12"_s;
        QTest::newRow("separators") << u"a/b\\c"_s << u"a_b_c"_s;
        QTest::newRow("parent") << u"../../etc/passwd"_s << u"_.._etc_passwd"_s;
        QTest::newRow("dots only") << u".."_s << u"untitled"_s;
        QTest::newRow("leading dash") << u"-rf x"_s << u"rf x"_s;
        QTest::newRow("newline") << u"two\nlines"_s << u"two lines"_s;
        QTest::newRow("direction override") << u"a\u202Egpj.exe"_s << u"agpj.exe"_s;
        QTest::newRow("quotes") << u"the \"best\" <one>?"_s << u"the _best_ _one__"_s;
        QTest::newRow("reserved on Windows") << u"con.mp4"_s << u"_con.mp4"_s;
        QTest::newRow("empty") << u""_s << u"untitled"_s;
        QTest::newRow("long") << QString(300, u'я') << QString(60, u'я');
    }

    void namesFromOutsideBecomeOneSafeComponent()
    {
        QFETCH(QString, name);
        QFETCH(QString, safe);
        QCOMPARE(base::safeFileName(name, 120), safe);
        QVERIFY(base::safeFileName(name, 120).toUtf8().size() <= 121);
    }
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
