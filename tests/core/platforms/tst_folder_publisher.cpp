#include "core/base/files.h"
#include "core/base/json.h"
#include "core/platforms/local/folder_publisher.h"
#include "support/verify.h"

#include <QTemporaryDir>

using namespace platforms;
using namespace Qt::StringLiterals;

class TestFolderPublisher : public QObject {
    Q_OBJECT

    static Package package(const QString &id, const QString &title, const QByteArray &words)
    {
        return {.recording = {id},
            .title = title,
            .files = {},
            .texts = {
                {u"transcript.txt"_s, words}, {u"provenance.json"_s, base::toCompactJson({{u"recording_id"_s, id}})}}};
    }

    static QStringList entries(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
    }

private slots:
    void aPackageIsOneFolderAndASecondPublishReplacesIt()
    {
        const QTemporaryDir root;
        local::FolderPublisher publisher(root.filePath(u"deep/out"_s));
        const auto first = publisher.publish(package(u"id-one-1"_s, u"Talk"_s, "first"), [](double) {}, {});
        VERIFY_OK(first);
        VERIFY_OK(publisher.publish(package(u"id-one-1"_s, u"Talk"_s, "second"), [](double) {}, {}));

        const QString folder = first->detail.value("folder"_L1).toString();
        QCOMPARE(folder, root.filePath(u"deep/out/Talk"_s));
        QCOMPARE(base::readFile(folder + u"/transcript.txt"_s).value(), QByteArray("second"));
        QCOMPARE(entries(root.filePath(u"deep/out"_s)), QStringList(u"Talk"_s));
    }

    void anotherRecordingOfTheSameTitleGetsItsShortId()
    {
        const QTemporaryDir root;
        local::FolderPublisher publisher(root.path());
        VERIFY_OK(publisher.publish(package(u"aaaa-11111111"_s, u"Talk"_s, "one"), [](double) {}, {}));
        VERIFY_OK(publisher.publish(package(u"bbbb-22222222"_s, u"Talk"_s, "two"), [](double) {}, {}));
        QCOMPARE(entries(root.path()), (QStringList{u"Talk"_s, u"Talk 22222222"_s}));
        QCOMPARE(base::readFile(root.filePath(u"Talk/transcript.txt"_s)).value(), QByteArray("one"));
    }

    void whatIsNotOursIsNeverTouched()
    {
        const QTemporaryDir root;
        QVERIFY(QDir(root.path()).mkdir(u"Talk"_s));
        VERIFY_OK(base::writeFileDurably(root.filePath(u"Talk/precious.txt"_s), "mine"));
        VERIFY_OK(base::writeFileDurably(root.filePath(u"Talk 11111111"_s), "mine too"));
        local::FolderPublisher publisher(root.path());
        VERIFY_FAILS(publisher.publish(package(u"aaaa-11111111"_s, u"Talk"_s, "x"), [](double) {}, {}),
            base::ErrorKind::Conflict);
        QCOMPARE(base::readFile(root.filePath(u"Talk/precious.txt"_s)).value(), QByteArray("mine"));
        QCOMPARE(base::readFile(root.filePath(u"Talk 11111111"_s)).value(), QByteArray("mine too"));
    }

    void whatAKilledRunLeftIsSweptAway()
    {
        const QTemporaryDir root;
        QVERIFY(QDir(root.path()).mkdir(u"Talk.part"_s));
        VERIFY_OK(base::writeFileDurably(root.filePath(u"Talk.part/half.mp4"_s), "half"));
        local::FolderPublisher publisher(root.path());
        VERIFY_OK(publisher.publish(package(u"aaaa-11111111"_s, u"Talk"_s, "x"), [](double) {}, {}));
        QCOMPARE(entries(root.path()), QStringList(u"Talk"_s));
        QCOMPARE(entries(root.filePath(u"Talk"_s)), (QStringList{u"provenance.json"_s, u"transcript.txt"_s}));
    }

    void namesStayShortAndSafe()
    {
        const QTemporaryDir root;
        local::FolderPublisher publisher(root.path());
        const QString folder = publisher.folderFor(package(u"aaaa-11111111"_s, u"../"_s + QString(300, u'ж'), "x"));
        QCOMPARE(QFileInfo(folder).path(), root.path());
        QVERIFY(QFileInfo(folder).fileName().toUtf8().size() <= 120);
    }
};

QTEST_GUILESS_MAIN(TestFolderPublisher)
#include "tst_folder_publisher.moc"
