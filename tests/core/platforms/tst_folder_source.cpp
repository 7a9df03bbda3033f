#include "core/base/files.h"
#include "core/platforms/local/folder_source.h"
#include "support/fake_clock.h"
#include "support/verify.h"

#include <QTemporaryDir>

#include <sys/stat.h>

using base::ErrorKind;
using namespace platforms::local;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestFolderSource : public QObject {
    Q_OBJECT

    // Far after every file of these tests was written.
    FakeClock m_later{base::SystemClock().now() + 1h};

    static void write(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        VERIFY_OK(base::writeFileDurably(path, bytes));
    }

    static QStringList names(const platforms::Listing &listing)
    {
        QStringList names;
        for (const auto &item : listing.items)
            names += QFileInfo(item.path).fileName();
        return names;
    }

private slots:
    void listsRecordingsAndCountsTheRest()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"b.MP4"_s), "b");
        write(folder.filePath(u"week 1/a.mkv"_s), "a");
        write(folder.filePath(u"notes.txt"_s), "t");
        write(folder.filePath(u"c.mp4.crdownload"_s), "c");
        auto listing = FolderSource({.folder = folder.path()}, m_later).list({});
        VERIFY_OK(listing);
        QCOMPARE(names(*listing), (QStringList{u"b.MP4"_s, u"a.mkv"_s}));
        QCOMPARE(listing->ignored, 2);
        QCOMPARE(listing->items.first().title, u"b"_s);

        listing = FolderSource({.folder = folder.path(), .recursive = false}, m_later).list({});
        QCOMPARE(names(*listing), QStringList(u"b.MP4"_s));
    }

    void aTitleIsOneLineThatReadsTheRightWay()
    {
        const QTemporaryDir folder;
        const auto titleOf = [&](const QString &name) {
            write(folder.filePath(name), name.toUtf8());
            const auto item = fileItem(folder.filePath(name), {});
            return item ? item->title : item.error().message;
        };
        QCOMPARE(titleOf(u"two\nlines.mp4"_s), u"two lines"_s);
        QCOMPARE(titleOf(u"\u202Eהרצאה\u202C.mp4"_s), u"הרצאה"_s);
        QCOMPARE(titleOf(u"می\u200Cخواهم.mp4"_s), u"می\u200Cخواهم"_s);
        QCOMPARE(titleOf(u"\x1B[31m.mp4"_s), u"[31m"_s);
        QCOMPARE(titleOf(u".mp4"_s), u".mp4"_s);
    }

    void globsChoose()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"talks/one.mp4"_s), "1");
        write(folder.filePath(u"talks/draft two.mp4"_s), "2");
        write(folder.filePath(u"raw/deep/three.bin"_s), "3");
        auto listing = FolderSource({.folder = folder.path(), .exclude = {u"draft*"_s}}, m_later).list({});
        QCOMPARE(names(*listing), QStringList(u"one.mp4"_s));
        listing = FolderSource({.folder = folder.path(), .include = {u"raw/**/*.bin"_s}}, m_later).list({});
        QCOMPARE(names(*listing), QStringList(u"three.bin"_s));
    }

    void aFileThatStillGrowsIsPending()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"a.mp4"_s), "a");
        const FakeClock now(base::SystemClock().now());
        auto listing = FolderSource({.folder = folder.path(), .settle = 1h}, now).list({});
        QVERIFY(!listing->items.first().pending.isEmpty());
        listing = FolderSource({.folder = folder.path(), .settle = 1s}, m_later).list({});
        QVERIFY(listing->items.first().pending.isEmpty());
    }

    void aRenamedFileKeepsItsIdentityAndAnotherContentHasAnother()
    {
        const QTemporaryDir folder;
        const QByteArray bytes(5 << 20, 'x');
        write(folder.filePath(u"a.mp4"_s), bytes);
        const QString before = contentIdentity(folder.filePath(u"a.mp4"_s), {}).value();
        VERIFY_OK(base::renameDurably(folder.filePath(u"a.mp4"_s), folder.filePath(u"b.mp4"_s)));
        QCOMPARE(contentIdentity(folder.filePath(u"b.mp4"_s), {}).value(), before);

        QByteArray otherEnd = bytes;
        otherEnd.back() = 'y';
        write(folder.filePath(u"c.mp4"_s), otherEnd);
        QVERIFY(contentIdentity(folder.filePath(u"c.mp4"_s), {}).value() != before);
    }

    void whatIsNoFileIsRefused()
    {
        const QTemporaryDir folder;
        VERIFY_FAILS(fileItem(folder.filePath(u"missing.mp4"_s), {}), ErrorKind::NotFound);
        const QString pipe = folder.filePath(u"pipe.mp4"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        VERIFY_FAILS(fileItem(pipe, {}), ErrorKind::Invalid);
        VERIFY_FAILS(FolderSource({.folder = folder.filePath(u"none"_s)}, m_later).list({}), ErrorKind::NotFound);
    }

    void aStopEndsTheListing()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"a.mp4"_s), "a");
        base::StopSource stop;
        stop.request(base::StopReason::Cancelled);
        VERIFY_FAILS(FolderSource({.folder = folder.path()}, m_later).list(stop.token()), ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestFolderSource)
#include "tst_folder_source.moc"
