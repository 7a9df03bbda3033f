#include "core/base/files.h"
#include "core/speech/models.h"
#include "support/fake_http.h"
#include "support/material.h"
#include "support/verify.h"

#include <QTemporaryDir>

using base::ErrorKind;
using speech::ModelManager;
using namespace Qt::StringLiterals;

static const QString sileroLine = u"GET /ggml-org/whisper-vad/resolve/main/ggml-silero-v6.2.0.bin"_s;

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void everyRowCanBeHad()
    {
        for (const speech::ModelInfo &model : ModelManager::known()) {
            QVERIFY(!model.name.isEmpty() && !model.meaning.isEmpty() && model.bytes > 0);
            QVERIFY(QUrl(model.url).isValid() && model.url.startsWith(u"https://"_s));
            QVERIFY(model.url.endsWith(model.file));
            QVERIFY(model.sha1.isEmpty() || model.sha1.size() == 40);
            QVERIFY(model.sha256.isEmpty() || model.sha256.size() == 64);
        }
    }

    void aDownloadIsCheckedAndKept()
    {
        NEED_MATERIAL(m_silero);
        const QTemporaryDir folder;
        FakeHttp http;
        http.on(sileroLine, net::HttpReply{.status = 200, .body = base::readFile(m_silero).value()});
        ModelManager models({folder.path()}, http);
        QVERIFY(!models.detectionModel());
        const auto installed = models.download(u"silero"_s, {}, {});
        VERIFY_OK(installed);
        QVERIFY(installed->verified);
        const auto found = models.detectionModel();
        QVERIFY(found && found->verified);
        QCOMPARE(found->path, installed->path);
        QVERIFY(!models.speechModel());
        QCOMPARE(QDir(folder.path()).entryList({u"*.part"_s}), QStringList());

        VERIFY_OK(models.remove(u"silero"_s));
        QCOMPARE(models.installed().size(), 0);
        VERIFY_FAILS(models.remove(u"silero"_s), ErrorKind::NotFound);
    }

    void aBrokenDownloadGoesOn()
    {
        NEED_MATERIAL(m_silero);
        const QTemporaryDir folder;
        const QByteArray bytes = base::readFile(m_silero).value();
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"ggml-silero-v6.2.0.bin.part"_s), bytes.left(500'000)));
        FakeHttp http;
        http.on(sileroLine, net::HttpReply{.status = 206, .body = bytes.mid(500'000)});
        ModelManager models({folder.path()}, http);
        const auto installed = models.download(u"silero"_s, {}, {});
        VERIFY_OK(installed);
        QCOMPARE(installed->bytes, bytes.size());
        QCOMPARE(http.requests().value(0).resumeFrom, 500'000);
    }

    void anotherFileThanPublishedIsRefusedAndForgotten()
    {
        NEED_MATERIAL(m_silero);
        const QTemporaryDir folder;
        QByteArray bytes = base::readFile(m_silero).value();
        bytes[700'000] = char(bytes[700'000] + 1);
        FakeHttp http;
        http.on(sileroLine, net::HttpReply{.status = 200, .body = bytes});
        ModelManager models({folder.path()}, http);
        VERIFY_FAILS(models.download(u"silero"_s, {}, {}), ErrorKind::Corrupt);
        QCOMPARE(models.installed().size(), 0);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }

    void anAnswerThatIsNoModelIsAnError_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("login page") << 200 << ErrorKind::Invalid;
        QTest::newRow("gone") << 404 << ErrorKind::NotFound;
        QTest::newRow("overload") << 503 << ErrorKind::Unavailable;
    }

    void anAnswerThatIsNoModelIsAnError()
    {
        QFETCH(int, status);
        QFETCH(ErrorKind, kind);
        const QTemporaryDir folder;
        FakeHttp http;
        http.on(sileroLine, net::HttpReply{.status = status, .body = "<html>Please log in</html>"});
        ModelManager models({folder.path()}, http);
        VERIFY_FAILS(models.download(u"silero"_s, {}, {}), kind);
        VERIFY_FAILS(models.download(u"unheard-of"_s, {}, {}), ErrorKind::NotFound);
        QCOMPARE(models.installed().size(), 0);
    }

    void importedFilesAreLookedAt()
    {
        NEED_MATERIAL(m_weightless);
        const QTemporaryDir folder;
        FakeHttp http;
        ModelManager models({folder.path()}, http);
        const QString text = folder.filePath(u"notes.txt"_s);
        VERIFY_OK(base::writeFileDurably(text, "not a model"));
        VERIFY_FAILS(models.importFile(text, {}), ErrorKind::Invalid);
        VERIFY_FAILS(models.importFile(u"/nowhere/at/all"_s, {}), ErrorKind::NotFound);
        const auto model = models.importFile(m_weightless, {});
        VERIFY_OK(model);
        QVERIFY(!model->verified);
        QCOMPARE(model->name, u"for-tests-ggml-tiny"_s);
        // Not a tiny model, whatever it is called.
        const QString pretender = folder.filePath(u"sub/ggml-tiny.bin"_s);
        QVERIFY(QDir(folder.path()).mkdir(u"sub"_s));
        VERIFY_OK(base::copyFile(m_weightless, pretender, {}));
        VERIFY_FAILS(models.importFile(pretender, {}), ErrorKind::Corrupt);
    }

    void theBestModelIsChosenAndTestModelsNever()
    {
        const QTemporaryDir first;
        const QTemporaryDir second;
        FakeHttp http;
        ModelManager models({first.path(), second.path()}, http);
        VERIFY_OK(base::writeFileDurably(first.filePath(u"for-tests-ggml-tiny.bin"_s), "x"));
        QVERIFY(!models.speechModel());
        QVERIFY(models.speechModel(u"for-tests-ggml-tiny"_s));
        VERIFY_OK(base::writeFileDurably(first.filePath(u"ggml-mine.bin"_s), "x"));
        QCOMPARE(models.speechModel()->name, u"mine"_s);
        VERIFY_OK(base::writeFileDurably(second.filePath(u"ggml-small.bin"_s), "x"));
        VERIFY_OK(base::writeFileDurably(first.filePath(u"ggml-base.bin"_s), "x"));
        VERIFY_OK(base::writeFileDurably(first.filePath(u"ggml-silero-v6.2.0.bin"_s), "x"));
        QCOMPARE(models.speechModel()->name, u"small"_s);
        QCOMPARE(models.speechModel(u"base"_s)->name, u"base"_s);
        QVERIFY(!models.speechModel(u"medium"_s));
        QCOMPARE(models.detectionModel()->name, u"silero"_s);
    }

    void speedsAreRemembered()
    {
        const QTemporaryDir folder;
        FakeHttp http;
        const ModelManager models({folder.path()}, http);
        QCOMPARE(models.speed(u"base"_s), 0.0);
        models.noteSpeed(u"base"_s, 6.5);
        models.noteSpeed(u"small"_s, 2.5);
        QCOMPARE(ModelManager({folder.path()}, http).speed(u"base"_s), 6.5);
    }

private:
    QString m_silero = sharedMaterial(u"models/ggml-silero-v6.2.0.bin"_s);
    QString m_weightless = sharedMaterial(u"models/for-tests-ggml-tiny.bin"_s);
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
