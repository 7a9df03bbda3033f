#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The arrows of docs/architecture.md. A folder may include whatever it reaches along them.
static const QHash<QString, QStringList> arrows = {
    {u"core/base"_s, {}},
    {u"core/domain"_s, {u"core/base"_s}},
    {u"core/net"_s, {u"core/domain"_s}},
    {u"core/crypto"_s, {u"core/domain"_s}},
    {u"core/store"_s, {u"core/crypto"_s}},
    {u"core/media"_s, {u"core/domain"_s}},
    {u"core/media/h264"_s, {}},
    {u"core/media/worker"_s, {u"core/media"_s, u"core/media/h264"_s}},
    {u"core/speech"_s, {u"core/net"_s}},
    {u"core/platforms"_s, {u"core/net"_s}},
    {u"core/pipeline"_s, {u"core/platforms"_s, u"core/speech"_s, u"core/media"_s, u"core/store"_s}},
    {u"core/workspace"_s, {u"core/pipeline"_s}},
    {u"app"_s, {u"core/workspace"_s}},
};

/// The longest key of `arrows` that `path` lies under.
static QString roomOf(const QString &path)
{
    for (QString folder = path; folder.contains(u'/');) {
        folder = folder.section(u'/', 0, -2);
        if (arrows.contains(folder))
            return folder;
    }
    return {};
}

static QSet<QString> reachableFrom(const QString &room)
{
    QSet<QString> reached{room};
    for (const QString &next : arrows.value(room))
        reached += reachableFrom(next);
    return reached;
}

class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void everyIncludeFollowsTheArrows()
    {
        static const QRegularExpression include(
            u"^\\s*#include \"((core|server|app)/[^\"]+)\""_s, QRegularExpression::MultilineOption);
        QStringList wrong;
        int files = 0;
        for (const auto &top : {u"core"_s, u"server"_s, u"app"_s}) {
            QDirIterator tree(QStringLiteral(SOURCE_DIR "/") + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                QDirIterator::Subdirectories);
            while (tree.hasNext()) {
                QFile file(tree.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString path = file.fileName().mid(qsizetype(sizeof(SOURCE_DIR)));
                const QString room = roomOf(path);
                QVERIFY2(!room.isEmpty(), qPrintable(path + u" lies in no known room"_s));
                ++files;
                const auto allowed = reachableFrom(room);
                for (const auto &match : include.globalMatch(QString::fromUtf8(file.readAll())))
                    if (!allowed.contains(roomOf(match.captured(1))))
                        wrong += path + u" includes "_s + match.captured(1);
            }
        }
        QVERIFY(files > 10);
        QCOMPARE(wrong, QStringList());
    }

    void viewModelsAndModelsKnowNoWidgets()
    {
        static const QRegularExpression widget(
            uR"(#include <Q\w*(Widget|Dialog|MainWindow|Button|Label|View|Layout)\w*>)"_s);
        for (const auto &folder : {u"app/viewmodels"_s, u"app/models"_s}) {
            QDirIterator tree(QStringLiteral(SOURCE_DIR "/") + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files);
            while (tree.hasNext()) {
                QFile file(tree.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY2(!widget.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(file.fileName()));
            }
        }
    }

    void onlyTheMediaWorkerKnowsFFmpeg()
    {
        for (const auto &top : {u"core"_s, u"server"_s, u"app"_s}) {
            QDirIterator tree(QStringLiteral(SOURCE_DIR "/") + top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                QDirIterator::Subdirectories);
            while (tree.hasNext()) {
                const QString path = tree.next();
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const bool mayKnow = path.contains(u"/core/media/worker/"_s);
                QVERIFY2(mayKnow || !file.readAll().contains("<libav"), qPrintable(path));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
