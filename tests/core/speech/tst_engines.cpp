#include "core/base/files.h"
#include "core/speech/engines.h"
#include "core/speech/pocketsphinx/transcriber.h"
#include "support/fake_http.h"
#include "support/verify.h"

#include <QTemporaryDir>

using base::MediaTime;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static domain::Config configOf(const QStringList &assignments)
{
    QList<domain::Layer> layers;
    for (const QString &assignment : assignments)
        layers +=
            {.level = domain::Level::Run, .name = u"run"_s, .values = domain::layerFromAssignment(assignment).value()};
    return domain::Config::resolve(layers);
}

class TestEngines : public QObject {
    Q_OBJECT

private slots:
    void anEngineIsChosenAndSaysWhy_data()
    {
        QTest::addColumn<QStringList>("models");   // installed
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("engine");   // its name; empty: none
        QTest::addColumn<QString>("reason");   // a part of it
        const QString sphinx = u"PocketSphinx (rough, English)"_s;
        const QStringList service{
            u"transcription.service_url=https://speech.example.org/v1"_s, u"transcription.service_model=whisper-1"_s};
        const QStringList base{u"ggml-base.bin"_s};
        const QStringList none;
        QTest::newRow("best model") << base << none << 120 << u"whisper.cpp, model base"_s << u"best"_s;
        QTest::newRow("named model") << QStringList{u"ggml-base.bin"_s, u"ggml-small.bin"_s}
                                     << QStringList{u"transcription.model=base"_s} << 5 << u"whisper.cpp, model base"_s
                                     << u"as it is set"_s;
        QTest::newRow("missing model") << base
                                       << QStringList{u"transcription.engine=whisper"_s, u"transcription.model=small"_s}
                                       << 5 << u""_s << u"dailies models download small"_s;
        QTest::newRow("no model, short") << none << none << 14 << sphinx << u"Install a model"_s;
        QTest::newRow("no model, English")
            << none << QStringList{u"transcription.language=en"_s} << 14 << sphinx << u"rough"_s;
        QTest::newRow("no model, long") << none << none << 15 << u""_s << u"Install a model"_s;
        QTest::newRow("no model, Russian")
            << none << QStringList{u"transcription.language=ru"_s} << 5 << u""_s << u"Install a model"_s;
        QTest::newRow("long, but wanted")
            << none << QStringList{u"transcription.engine=pocketsphinx"_s} << 60 << sphinx << u"as it is set"_s;
        QTest::newRow("only a test model")
            << QStringList{u"for-tests-ggml-tiny.bin"_s} << none << 60 << u""_s << u"Install a model"_s;
        QTest::newRow("a service is never chosen unasked")
            << base << service << 5 << u"whisper.cpp, model base"_s << u"best"_s;
        QTest::newRow("a service that is wanted") << base << service + QStringList{u"transcription.engine=service"_s}
                                                  << 5 << u"whisper-1 at speech.example.org"_s << u"as it is set"_s;
        QTest::newRow("a service that is not set")
            << base << QStringList{u"transcription.engine=service"_s} << 5 << u""_s << u"transcription.service_url"_s;
    }

    void anEngineIsChosenAndSaysWhy()
    {
        QFETCH(QStringList, models);
        QFETCH(QStringList, options);
        QFETCH(int, minutes);
        QFETCH(QString, engine);
        QFETCH(QString, reason);
        if (engine.startsWith(u"PocketSphinx"_s) && !speech::pocketsphinx::Transcriber::isInstalled())
            QSKIP("NOT TESTED: install pocketsphinx-en-us.");
        const QTemporaryDir folder;
        for (const QString &model : models)
            VERIFY_OK(base::writeFileDurably(folder.filePath(model), "x"));
        FakeHttp http;
        speech::ModelManager manager({folder.path()}, http);
        manager.noteSpeed(u"base"_s, 7);
        const auto choice =
            speech::Engines(http, manager).transcriber(configOf(options), std::chrono::minutes(minutes), {});
        VERIFY_OK(choice);
        QCOMPARE(choice->engine ? choice->engine->name() : QString(), engine);
        QVERIFY2(choice->reason.contains(reason), qPrintable(choice->reason));
        if (engine.endsWith(u"model base"_s))
            QCOMPARE(choice->speed, 7.0);
    }

    void aTopicFinderIsChosenAndSaysWhy_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("engine");
        const QStringList service{
            u"topics.service_url=https://chat.example.org"_s, u"topics.service_model=deepseek-v4-flash"_s};
        QTest::newRow("nothing set") << QStringList{} << u"local"_s;
        QTest::newRow("a service is set") << service << u"deepseek-v4-flash"_s;
        QTest::newRow("local wanted") << service + QStringList{u"topics.engine=local"_s} << u"local"_s;
        QTest::newRow("service wanted, not set") << QStringList{u"topics.engine=service"_s} << u""_s;
    }

    void aTopicFinderIsChosenAndSaysWhy()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, engine);
        const QTemporaryDir folder;
        FakeHttp http;
        speech::ModelManager manager({folder.path()}, http);
        const auto choice = speech::Engines(http, manager).topicFinder(configOf(options), {});
        VERIFY_OK(choice);
        QCOMPARE(choice->engine ? choice->engine->name() : QString(), engine);
        QVERIFY(!choice->reason.isEmpty());
    }

    void whatIsMissingIsReportedWithAdvice()
    {
        const QTemporaryDir folder;
        FakeHttp http;
        speech::ModelManager manager({folder.path()}, http);
        const speech::Engines engines(http, manager);
        QVERIFY(!engines.speechDetector().engine);
        QVERIFY(engines.speechDetector().reason.contains(u"dailies models download silero"_s));
        for (const auto &value : engines.report()) {
            const QJsonObject row = value.toObject();
            QVERIFY(!row[u"name"_s].toString().isEmpty() && !row[u"detail"_s].toString().isEmpty());
            QCOMPARE(row[u"advice"_s].toString().isEmpty(), row[u"ok"_s].toBool());
        }
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"ggml-silero-v6.2.0.bin"_s), "x"));
        QVERIFY(engines.speechDetector().engine);
    }
};

QTEST_GUILESS_MAIN(TestEngines)
#include "tst_engines.moc"
