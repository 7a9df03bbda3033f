#include "core/base/files.h"
#include "core/base/json.h"
#include "core/speech/openai/topic_finder.h"
#include "core/speech/openai/topic_reply.h"
#include "core/speech/openai/transcriber.h"
#include "core/speech/openai/transcription_reply.h"
#include "support/http_server.h"
#include "support/material.h"
#include "support/sound.h"
#include "support/verify.h"

#include <QRegularExpression>
#include <QTemporaryDir>

using base::ErrorKind;
using base::MediaTime;
using domain::Interval;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static constexpr auto key = "sk-very-secret";

/// The parts of a form: name and value, files by name only.
static QList<std::pair<QString, QByteArray>> formOf(const ServedRequest &request)
{
    const QByteArray type = request.headers.value("content-type");
    const QByteArray edge = "--" + type.mid(type.indexOf("boundary=") + 9);
    QList<std::pair<QString, QByteArray>> form;
    qsizetype at = 0;
    while ((at = request.body.indexOf(edge + "\r\n", at)) >= 0) {
        const qsizetype headEnd = request.body.indexOf("\r\n\r\n", at);
        const QByteArray head = request.body.mid(at, headEnd - at);
        const qsizetype name = head.indexOf("name=\"") + 6;
        const qsizetype end = request.body.indexOf("\r\n" + edge, headEnd);
        form.emplaceBack(QString::fromUtf8(head.mid(name, head.indexOf('"', name) - name)),
            request.body.mid(headEnd + 4, end - headEnd - 4));
        at = end;
    }
    return form;
}

static QByteArray verboseAnswer()
{
    return R"({"task":"transcribe","language":"russian","duration":12.48,"text":" Добрый день. Начнём.",
        "segments":[{"id":0,"seek":0,"start":0.1,"end":1.2,"text":" Добрый день.","tokens":[1],"temperature":0.0,
                     "avg_logprob":-0.21,"compression_ratio":1.1,"no_speech_prob":0.02},
                    {"id":1,"seek":0,"start":1.3,"end":2.0,"text":" Начнём.","tokens":[1],"temperature":0.0,
                     "avg_logprob":-0.2,"compression_ratio":1.1,"no_speech_prob":0.02}],
        "words":[{"word":"Добрый","start":0.1,"end":0.7},{"word":"день","start":0.7,"end":1.2},
                 {"word":"Начнём","start":1.3,"end":2.0}],
        "usage":{"type":"duration","seconds":13}})";
}

static QByteArray chatAnswer(const QString &content, const QString &reason = u"stop"_s)
{
    return base::toCompactJson(
        {{u"id"_s, u"c1"_s}, {u"object"_s, u"chat.completion"_s}, {u"created"_s, 1790000000}, {u"model"_s, u"m"_s},
            {u"choices"_s,
                QJsonArray{QJsonObject{{u"index"_s, 0}, {u"finish_reason"_s, reason},
                    {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, content}}}}}},
            {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, 1}, {u"completion_tokens"_s, 1}, {u"total_tokens"_s, 2}}}});
}

static speech::openai::Service serviceAt(const HttpServer &server)
{
    return {.address = server.url(u"/v1"_s), .model = u"whisper-1"_s, .key = base::Secret(key)};
}

/// An hour of text: a segment every ten seconds.
static domain::Transcript anHour()
{
    domain::Transcript transcript{.language = u"en"_s, .duration = 3'600s};
    for (int i = 0; i < 360; ++i)
        transcript.segments +=
            domain::Segment{.text = u"Sentence number %1."_s.arg(i), .source = {10s * i + 1s, 10s * i + 9s}};
    return transcript;
}

class TestServices : public QObject {
    Q_OBJECT

private slots:
    void aRequestKeepsTheContract()
    {
        const QString contract = sharedMaterial(u"contracts/openai/openai-audio-chat.openapi31.json"_s);
        NEED_MATERIAL(contract);
        VERIFY_OK(Sound().syllables(3).save(m_path));
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.body = verboseAnswer()}; });
        net::NetworkHttpClient http;
        const auto transcript =
            speech::openai::Transcriber(http, serviceAt(server))
                .transcribe(
                    {.wav = m_path, .language = u"ru"_s, .prompt = u"Лекция"_s, .vocabulary = {u"Ландау"_s}}, {}, {});
        VERIFY_OK(transcript);
        const ServedRequest request = server.requests().value(0);
        QCOMPARE(request.target, QByteArray("/v1/audio/transcriptions"));
        QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer ") + key);

        const QJsonObject schema = base::parseObject(base::readFile(contract).value(), u"contract"_s)
                                       .value()[u"components"_s][u"schemas"_s][u"CreateTranscriptionRequest"_s]
                                       .toObject();
        const QJsonObject properties = schema[u"properties"_s].toObject();
        QStringList names;
        for (auto [name, value] : formOf(request)) {
            name.remove(u"[]"_s);
            names += name;
            QVERIFY2(properties.contains(name), qPrintable(name));
            const QJsonArray allowed = properties[name][u"items"_s][u"enum"_s].toArray();
            QVERIFY(allowed.isEmpty() || allowed.contains(QString::fromUtf8(value)));
        }
        for (const auto &required : schema[u"required"_s].toArray())
            QVERIFY(names.contains(required.toString()));
        QCOMPARE(names.count(u"timestamp_granularities"_s), 2);
        const auto form = formOf(request);
        QVERIFY(form.contains({u"response_format"_s, "verbose_json"}));
        QVERIFY(form.contains({u"language"_s, "ru"}));
        QVERIFY(form.contains({u"prompt"_s, "Лекция Ландау."}));
        VERIFY_OK(base::writeFileDurably(m_path, form[0].second));
        VERIFY_OK(speech::WavFile::open(m_path));
    }

    void wordsGetTheirPunctuationAndPlace()
    {
        const auto heard = speech::openai::parseTranscription(verboseAnswer(), {100s, 112s});
        VERIFY_OK(heard);
        QCOMPARE(heard->language, u"ru"_s);
        QVERIFY(heard->timed);
        QCOMPARE(heard->words.size(), 3);
        QCOMPARE(heard->words[1].text, u"день."_s);
        QCOMPARE(heard->words[2].text, u"Начнём."_s);
        QVERIFY((heard->words[1].source == Interval{100'700ms, 101'200ms}));
    }

    void everyServicesAnswerIsRead_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("timed");
        QTest::addColumn<double>("confidence");   // of the first word
        QTest::newRow("whisper-server: words in segments")
            << QByteArray(R"({"language":"en","duration":"2.0","text":"Hello there","segments":[{"start":0,"end":2,
                "text":" Hello there","words":[{"word":" Hello","start":0.1,"end":0.5,"t_dtw":-1,"probability":0.7},
                {"word":" there","start":0.5,"end":1.1,"probability":0.9}]}]})")
            << u"Hello there"_s << true << 0.7;
        QTest::newRow("segments only") << QByteArray(R"({"text":"a b","segments":[{"start":0,"end":2,"text":" a b"}]})")
                                       << u"a b"_s << true << 0.5;
        QTest::newRow("text only") << QByteArray(R"({"text":"no times here"})") << u"no times here"_s << false << 0.4;
        QTest::newRow("null lists") << QByteArray(R"({"text":"","segments":null,"words":null})") << u""_s << true
                                    << 0.0;
        QTest::newRow("silence that the model doubts")
            << QByteArray(R"({"text":"Thanks","segments":[{"start":0,"end":2,"text":"Thanks","no_speech_prob":0.9,
                "avg_logprob":-1.5}],"words":[{"word":"Thanks","start":0.5,"end":1}]})")
            << u""_s << true << 0.0;
        QTest::newRow("one segment again and again")
            << QByteArray(R"({"segments":[{"start":0,"end":1,"text":" You."},{"start":1,"end":2,"text":" You."},
                {"start":2,"end":3,"text":" You."}]})")
            << u"You."_s << true << 0.5;
        QTest::newRow("blanks in front") << QByteArray("\n\n {\"text\":\"late\"}") << u"late"_s << false << 0.4;
        QTest::newRow("times beyond the piece")
            << QByteArray(R"({"words":[{"word":"far","start":99,"end":120}]})") << u"far"_s << true << 1.0;
    }

    void everyServicesAnswerIsRead()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        QFETCH(bool, timed);
        QFETCH(double, confidence);
        const Interval piece{10s, 14s};
        const auto heard = speech::openai::parseTranscription(body, piece);
        VERIFY_OK(heard);
        QStringList words;
        for (const domain::Word &word : heard->words) {
            words += word.text;
            QVERIFY(word.source.start >= piece.start && word.source.end <= piece.end);
        }
        QCOMPARE(words.join(u' '), text);
        QCOMPARE(heard->timed, timed);
        if (!words.isEmpty())
            QCOMPARE(heard->words.first().confidence, confidence);
    }

    void anAnswerThatIsNoneIsCorrupt()
    {
        VERIFY_FAILS(speech::openai::parseTranscription("<html>", {0s, 1s}), ErrorKind::Corrupt);
        VERIFY_FAILS(speech::openai::parseTranscription("{\"text\": \"tru", {0s, 1s}), ErrorKind::Corrupt);
    }

    void refusalsBecomeErrors_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("bad request") << 400 << QByteArray("invalid_request_error") << ErrorKind::Invalid;
        QTest::newRow("key") << 401 << QByteArray("invalid_api_key") << ErrorKind::LoginRequired;
        QTest::newRow("payment") << 402 << QByteArray() << ErrorKind::QuotaExceeded;
        QTest::newRow("region") << 403 << QByteArray() << ErrorKind::Forbidden;
        QTest::newRow("model") << 404 << QByteArray("model_not_found") << ErrorKind::NotFound;
        QTest::newRow("rate") << 429 << QByteArray("rate_limit_exceeded") << ErrorKind::RateLimited;
        QTest::newRow("quota") << 429 << QByteArray("insufficient_quota") << ErrorKind::QuotaExceeded;
        QTest::newRow("server") << 500 << QByteArray() << ErrorKind::Unavailable;
        QTest::newRow("overload") << 503 << QByteArray() << ErrorKind::Unavailable;
    }

    void refusalsBecomeErrors()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(ErrorKind, kind);
        VERIFY_OK(Sound().syllables(2).save(m_path));
        HttpServer server([&](const ServedRequest &) {
            return ServedAnswer{.status = status,
                .headers = {{"Retry-After", "20"}},
                .body = "{\"error\":{\"message\":\"Key " + QByteArray(key) + " is bad\",\"code\":\"" + code + "\"}}"};
        });
        net::NetworkHttpClient http;
        const auto transcript =
            speech::openai::Transcriber(http, serviceAt(server)).transcribe({.wav = m_path}, {}, {});
        VERIFY_FAILS(transcript, kind);
        QCOMPARE(transcript.error().retryAfter, std::optional(std::chrono::seconds(20)));
        QVERIFY2(
            !transcript.error().message.contains(QString::fromLatin1(key)), qPrintable(transcript.error().message));
        QCOMPARE(server.requests().size(), 1);
        VERIFY_FAILS(speech::openai::TopicFinder(http, serviceAt(server)).find({.transcript = anHour()}, {}), kind);
    }

    void aDroppedPieceIsResumedWithoutPayingTwice()
    {
        VERIFY_OK(Sound().syllables(20).silence(8).syllables(20).silence(8).syllables(20).save(m_path));
        std::atomic<int> asked = 0;
        HttpServer server(
            [&](const ServedRequest &) { return ServedAnswer{.body = verboseAnswer(), .dropped = ++asked == 2}; });
        net::NetworkHttpClient http;
        speech::openai::Transcriber transcriber(http, serviceAt(server));
        const speech::TranscriptionRequest request{.wav = m_path, .checkpoint = m_folder.filePath(u"checkpoint"_s)};
        VERIFY_FAILS(transcriber.transcribe(request, {}, {}), ErrorKind::Unavailable);
        const auto resumed = transcriber.transcribe(request, {}, {});
        VERIFY_OK(resumed);
        QCOMPARE(server.requests().size(), 4);   // one heard, one lost, two more
        QCOMPARE(resumed->words.size(), 9);
        QCOMPARE(resumed->language, u"ru"_s);
        const auto whole = transcriber.transcribe({.wav = m_path}, {}, {});
        VERIFY_OK(whole);
        QCOMPARE(resumed->toJson(), whole->toJson());
    }

    void aTruncatedAnswerIsNotTaken()
    {
        VERIFY_OK(Sound().syllables(2).save(m_path));
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.body = verboseAnswer(), .cutAfter = 200}; });
        net::NetworkHttpClient http;
        VERIFY_FAILS(speech::openai::Transcriber(http, serviceAt(server)).transcribe({.wav = m_path}, {}, {}),
            ErrorKind::Unavailable);
    }

    void aModelWithoutTimesIsAskedPlainly()
    {
        VERIFY_OK(Sound().syllables(3).save(m_path));
        HttpServer server([](const ServedRequest &request) -> ServedAnswer {
            if (request.body.contains("verbose_json"))
                return {.status = 400,
                    .body = R"({"error":{"message":"no","param":"response_format","code":"unsupported_value"}})"};
            return {.body = R"({"text":"only the text of it"})"};
        });
        net::NetworkHttpClient http;
        const auto transcript =
            speech::openai::Transcriber(http, serviceAt(server)).transcribe({.wav = m_path}, {}, {});
        VERIFY_OK(transcript);
        QCOMPARE(transcript->words.size(), 5);
        QVERIFY(transcript->words.first().confidence < 0.5);
        QVERIFY(transcript->engine.contains(u"no times"_s));
    }

    void silenceIsNotSent()
    {
        VERIFY_OK(Sound().noise(30, 0.0004).save(m_path));
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.body = verboseAnswer()}; });
        net::NetworkHttpClient http;
        const auto transcript =
            speech::openai::Transcriber(http, serviceAt(server)).transcribe({.wav = m_path}, {}, {});
        VERIFY_OK(transcript);
        QCOMPARE(transcript->words.size(), 0);
        QCOMPARE(server.requests().size(), 0);
    }

    void topicsAreReadFromWhateverModelsSay_data()
    {
        const QString json =
            u"{\"main_topic\": \"Second law\", \"summary\": \"All of it.\", \"questions\": [\"Why?\"], "
            "\"topics\": [{\"start\": \"00:00:30\", \"title\": \"First\"}, {\"start\": 600, \"title\": "
            "\"Second\"}, {\"start\": \"[0:20:00]\", \"topic\": \"Third\"}]}"_s;
        QTest::addColumn<QString>("content");
        QTest::newRow("JSON") << json;
        QTest::newRow("in a fence") << u"```json\n%1\n```"_s.arg(json);
        QTest::newRow("in prose") << u"Sure! Here it is:\n%1\nI hope this helps."_s.arg(json);
        QTest::newRow("lines") << u"Topics:\n- [00:00:30] First\n- 10:00 - Second\n3. **00:20:00** — Third"_s;
    }

    void topicsAreReadFromWhateverModelsSay()
    {
        QFETCH(QString, content);
        const auto found = speech::openai::parseTopics(content);
        VERIFY_OK(found);
        QCOMPARE(found->topics.size(), 3);
        QCOMPARE(found->topics[1].title, u"Second"_s);
        QCOMPARE(found->topics[0].source.start, MediaTime(30s));
        QCOMPARE(found->topics[1].source.start, MediaTime(600s));
        QCOMPARE(found->topics[2].source.start, MediaTime(1'200s));
    }

    void anAnswerWithoutTopicsIsCorrupt()
    {
        VERIFY_FAILS(speech::openai::parseTopics(u"I cannot do that."_s), ErrorKind::Corrupt);
        VERIFY_FAILS(speech::openai::parseTopics(u"{\"topics\": []}"_s), ErrorKind::Corrupt);
    }

    void topicsKeepTheRules()
    {
        auto transcript = anHour();
        for (qsizetype i = 120; i < 220; ++i)   // 1200 s to 2199 s
            transcript.segments[i].text = u"Продолжение следует..."_s;
        const auto noise = speech::openai::noiseWindows(transcript.segments);
        QCOMPARE(noise.size(), 1);
        QList<domain::Topic> topics;
        for (const int start : {2'400, 600, 620, -5, 4'000, 1'500, 100, 3'590})
            topics += domain::Topic{.title = QString::number(start), .source = {1s * start, {}}};
        const auto kept =
            speech::openai::orderly(topics, transcript, domain::topicBudget(3'600s, domain::Granularity::Long), noise);
        QStringList titles;
        for (const domain::Topic &topic : kept)
            titles += topic.title;
        QCOMPARE(titles, (QStringList{u"100"_s, u"620"_s, u"2400"_s}));
        QCOMPARE(kept.first().source.start, transcript.segments.first().source.start);
        QCOMPARE(kept[1].source.start, MediaTime(600s));
    }

    void aMainTopicIsShortAndNew()
    {
        using speech::openai::usableMainTopic;
        QCOMPARE(usableMainTopic(u"Newton's second law"_s, u"Physics"_s), u"Newton's second law"_s);
        QCOMPARE(usableMainTopic(u"physics"_s, u"Physics"_s), QString());
        QCOMPARE(usableMainTopic(u"a topic in far too many words"_s, u"x"_s), QString());
    }

    void theChatIsAskedByTheContract()
    {
        HttpServer server([](const ServedRequest &) {
            return ServedAnswer{.body = "\n\n"
                    + chatAnswer(
                        u"{\"main_topic\": \"Counting sentences\", \"summary\": \"They are counted.\", "
                        "\"questions\": [\"How?\", \"Why?\", \"When?\"], \"topics\": [{\"start\": \"00:00:00\", "
                        "\"title\": \"Few\"}, {\"start\": \"00:30:00\", \"title\": \"Many\"}]}"_s)};
        });
        net::NetworkHttpClient http;
        const auto version = speech::openai::TopicFinder(http, serviceAt(server))
                                 .find({.transcript = anHour(), .title = u"Numbers"_s, .questions = 2}, {});
        VERIFY_OK(version);
        QCOMPARE(version->topics.size(), 2);
        QCOMPARE(version->topics[0].source.end, MediaTime(1'800s));
        QCOMPARE(version->topics[1].source.end, MediaTime(3'599s));
        QCOMPARE(version->mainTopics, QStringList(u"Counting sentences"_s));
        QCOMPARE(version->questions, (QStringList{u"How?"_s, u"Why?"_s}));
        const ServedRequest request = server.requests().value(0);
        QCOMPARE(request.target, QByteArray("/v1/chat/completions"));
        const auto body = base::parseObject(request.body, u"request"_s);
        VERIFY_OK(body);
        QCOMPARE((*body)[u"temperature"_s].toInt(-1), 0);
        QCOMPARE((*body)[u"model"_s].toString(), u"whisper-1"_s);
        QCOMPARE((*body)[u"response_format"_s][u"type"_s].toString(), u"json_object"_s);
        QVERIFY((*body)[u"messages"_s][0][u"content"_s].toString().contains(u"JSON"_s));
        QVERIFY((*body)[u"messages"_s][1][u"content"_s].toString().contains(u"[00:10:01] Sentence number 60."_s));
    }

    void aChatThatIsSilentOrPickyIsAskedOnceMore()
    {
        std::atomic<int> asked = 0;
        HttpServer server([&](const ServedRequest &request) -> ServedAnswer {
            ++asked;
            if (request.body.contains("\"temperature\""))
                return {.status = 400,
                    .body = R"({"error":{"message":"x","param":"temperature","code":"unsupported_value"}})"};
            if (asked == 2)
                return {.body = chatAnswer(u""_s)};
            return {.body = chatAnswer(u"[00:00:00] One\n[00:20:00] Two\n[00:40:00] Three"_s)};
        });
        net::NetworkHttpClient http;
        const auto version = speech::openai::TopicFinder(http, serviceAt(server)).find({.transcript = anHour()}, {});
        VERIFY_OK(version);
        QCOMPARE(version->topics.size(), 3);
    }

    void aChatThatBreaksOffIsAnError_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("too long") << u"length"_s << ErrorKind::Corrupt;
        QTest::newRow("filtered") << u"content_filter"_s << ErrorKind::Invalid;
        QTest::newRow("overloaded") << u"insufficient_system_resource"_s << ErrorKind::Unavailable;
    }

    void aChatThatBreaksOffIsAnError()
    {
        QFETCH(QString, reason);
        QFETCH(ErrorKind, kind);
        HttpServer server([&](const ServedRequest &) { return ServedAnswer{.body = chatAnswer(u"{"_s, reason)}; });
        net::NetworkHttpClient http;
        VERIFY_FAILS(speech::openai::TopicFinder(http, serviceAt(server)).find({.transcript = anHour()}, {}), kind);
    }

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"sound.wav"_s);
};

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
