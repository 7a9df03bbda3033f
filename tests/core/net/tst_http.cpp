#include "core/base/files.h"
#include "core/net/http.h"
#include "support/http_server.h"
#include "support/verify.h"

#include <QTemporaryDir>

#include <thread>

using base::ErrorKind;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static ServedAnswer echo(const ServedRequest &request) { return {.body = request.method + ' ' + request.target}; }

class TestHttp : public QObject {
    Q_OBJECT

private slots:
    void anAnswerComesWithStatusHeadersAndBody_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 201, 204, 304, 308, 400, 401, 403, 404, 409, 413, 416, 418, 429, 500, 503})
            QTest::addRow("%d", status) << status;
    }

    void anAnswerComesWithStatusHeadersAndBody()
    {
        QFETCH(int, status);
        const QByteArray body = status == 204 || status == 304 ? "" : "{\"error\":\"x\"}";
        HttpServer server([&](const ServedRequest &) {
            return ServedAnswer{
                .status = status, .headers = {{"X-Mark", "7"}, {"WWW-Authenticate", "Bearer"}}, .body = body};
        });
        net::NetworkHttpClient http;
        const auto reply = http.send({.url = server.url(u"/a"_s)}, {});
        VERIFY_OK(reply);
        QCOMPARE(reply->status, status);
        QCOMPARE(reply->header("x-mark"), QByteArray("7"));
        QCOMPARE(reply->body, body);
        QCOMPARE(server.requests().size(), 1);
    }

    void bodyAndHeadersArriveAsGiven()
    {
        HttpServer server(echo);
        net::NetworkHttpClient http;
        const QByteArray body(3'000'000, 'b');
        qint64 last = 0;
        VERIFY_OK(http.send({.method = "PATCH",
                                .url = server.url(u"/p?q=a%2Bb"_s),
                                .headers = {{"Authorization", "Bearer t"}, {"Content-Type", "application/json"}},
                                .body = body,
                                .progress = [&](qint64 done, qint64) { last = done; }},
            {}));
        const ServedRequest request = server.requests().value(0);
        QCOMPARE(request.method, QByteArray("PATCH"));
        QCOMPARE(request.target, QByteArray("/p?q=a%2Bb"));
        QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer t"));
        QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
        QVERIFY(request.body == body);
        QCOMPARE(last, body.size());
    }

    void aFormCarriesValuesAndStreamedFiles()
    {
        const QTemporaryDir folder;
        const QByteArray content = QByteArray(700'000, 'x') + "\r\nend";
        VERIFY_OK(base::writeFileDurably(folder.filePath(u"a.wav"_s), content));
        HttpServer server(echo);
        net::NetworkHttpClient http;
        VERIFY_OK(http.send({.method = "POST",
                                .url = server.url(u"/form"_s),
                                .parts = {{.name = "timestamp_granularities[]", .value = "word"},
                                    {.name = "file",
                                        .file = folder.filePath(u"a.wav"_s),
                                        .fileName = "a \"b\".wav",
                                        .contentType = "audio/wav"}}},
            {}));
        const ServedRequest request = server.requests().value(0);
        const QByteArray type = request.headers.value("content-type");
        QVERIFY(type.startsWith("multipart/form-data; boundary="));
        const QByteArray edge = "--" + type.mid(type.indexOf('=') + 1);
        QCOMPARE(request.body,
            edge + "\r\nContent-Disposition: form-data; name=\"timestamp_granularities[]\"\r\n\r\nword\r\n" + edge
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.wav\"\r\n"
                  "Content-Type: audio/wav\r\n\r\n"
                + content + "\r\n" + edge + "--\r\n");
    }

    void aFileOfAFormThatIsMissingIsNamed()
    {
        HttpServer server(echo);
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.method = "POST",
                                   .url = server.url(u"/form"_s),
                                   .parts = {{.name = "file", .file = u"/nowhere/at/all"_s}}},
                         {}),
            ErrorKind::NotFound);
        QCOMPARE(server.requests().size(), 0);
    }

    void aBrokenTransferResumesToTheSameFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"model.part"_s);
        QByteArray content;
        for (int i = 0; i < 200'000; ++i)
            content += char(i * 31 % 251);
        HttpServer server([&](const ServedRequest &request) -> ServedAnswer {
            const QByteArray range = request.headers.value("range");
            if (range.isEmpty())
                return {.body = content, .cutAfter = 120'000};
            const qsizetype from = range.mid(6).chopped(1).toLongLong();
            return {.status = 206,
                .headers = {{"Content-Range",
                    "bytes " + QByteArray::number(from) + "-199999/" + QByteArray::number(content.size())}},
                .body = content.mid(from)};
        });
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = server.url(u"/m"_s), .saveTo = path}, {}), ErrorKind::Unavailable);
        const qint64 kept = QFileInfo(path).size();
        QCOMPARE(kept, 120'000);
        qint64 last = 0;
        qint64 lastTotal = 0;
        const auto progress = [&](qint64 done, qint64 total) {
            last = done;
            lastTotal = total;
        };
        VERIFY_OK(
            http.send({.url = server.url(u"/m"_s), .saveTo = path, .resumeFrom = kept, .progress = progress}, {}));
        QVERIFY(base::readFile(path).value() == content);
        QCOMPARE(last, content.size());
        QCOMPARE(lastTotal, content.size());
        QCOMPARE(server.requests().value(0).headers.value("accept-encoding"), QByteArray("identity"));
    }

    void aServerWithoutRangesStartsTheFileAgain()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"f"_s);
        VERIFY_OK(base::writeFileDurably(path, "old and longer than the new one"));
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.body = "whole"}; });
        net::NetworkHttpClient http;
        VERIFY_OK(http.send({.url = server.url(u"/f"_s), .saveTo = path, .resumeFrom = 4}, {}));
        QCOMPARE(base::readFile(path).value(), QByteArray("whole"));
    }

    void anotherRangeThanAskedIsCorrupt()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"f"_s);
        VERIFY_OK(base::writeFileDurably(path, "12345678"));
        HttpServer server([](const ServedRequest &) {
            return ServedAnswer{.status = 206, .headers = {{"Content-Range", "bytes 0-3/8"}}, .body = "1234"};
        });
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = server.url(u"/f"_s), .saveTo = path, .resumeFrom = 8}, {}), ErrorKind::Corrupt);
        QCOMPARE(base::readFile(path).value(), QByteArray("12345678"));
    }

    void anErrorPageNeverBecomesTheFile()
    {
        const QTemporaryDir folder;
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.status = 404, .body = "gone"}; });
        net::NetworkHttpClient http;
        const auto reply = http.send({.url = server.url(u"/f"_s), .saveTo = folder.filePath(u"f"_s)}, {});
        VERIFY_OK(reply);
        QCOMPARE(reply->body, QByteArray("gone"));
        QVERIFY(!QFile::exists(folder.filePath(u"f"_s)));
    }

    void credentialsDoNotTravelToAnotherHost()
    {
        HttpServer other(echo, QHostAddress(u"127.0.0.2"_s));
        HttpServer server([&](const ServedRequest &request) -> ServedAnswer {
            if (request.target == "/here")
                return {.status = 302, .headers = {{"Location", "/there"}}};
            return {.status = 302, .headers = {{"Location", other.url(u"/file?sig=1"_s).toEncoded()}}};
        });
        net::NetworkHttpClient http;
        const auto reply =
            http.send({.url = server.url(u"/here"_s), .headers = {{"Authorization", "Bearer t"}, {"X-Kept", "1"}}}, {});
        VERIFY_OK(reply);
        QCOMPARE(reply->body, QByteArray("GET /file?sig=1"));
        QCOMPARE(server.requests().value(1).headers.value("authorization"), QByteArray("Bearer t"));
        QVERIFY(!other.requests().value(0).headers.contains("authorization"));
        QCOMPARE(other.requests().value(0).headers.value("x-kept"), QByteArray("1"));
    }

    void aRedirectKeepsOrDropsTheBodyAsItsCodeSays_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("seen");
        QTest::newRow("302") << 302 << QByteArray("GET ");
        QTest::newRow("303") << 303 << QByteArray("GET ");
        QTest::newRow("307") << 307 << QByteArray("POST body");
        QTest::newRow("308") << 308 << QByteArray("POST body");
    }

    void aRedirectKeepsOrDropsTheBodyAsItsCodeSays()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, seen);
        HttpServer server([&](const ServedRequest &request) -> ServedAnswer {
            if (request.target == "/a")
                return {.status = status, .headers = {{"Location", "/b"}}, .body = "moved"};
            return {.body = request.method + ' ' + request.body};
        });
        net::NetworkHttpClient http;
        const auto reply = http.send({.method = "POST", .url = server.url(u"/a"_s), .body = "body"}, {});
        VERIFY_OK(reply);
        QCOMPARE(reply->body, seen);
    }

    void aResumableUploadSeesIts308_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("chunk") << QByteArray(100'000, 'c');
        QTest::newRow("status query") << QByteArray();
    }

    void aResumableUploadSeesIts308()
    {
        QFETCH(QByteArray, body);
        HttpServer server([](const ServedRequest &) {
            return ServedAnswer{.status = 308, .headers = {{"Range", "bytes=0-99"}}, .body = "more"};
        });
        net::NetworkHttpClient http;
        const auto reply = http.send({.method = "PUT", .url = server.url(u"/session"_s), .body = body}, {});
        VERIFY_OK(reply);
        QCOMPARE(reply->status, 308);
        QCOMPARE(reply->header("Range"), QByteArray("bytes=0-99"));
        QCOMPARE(reply->body, QByteArray("more"));
        QCOMPARE(server.requests().size(), 1);
    }

    void aCircleOfRedirectsEnds()
    {
        HttpServer server([](const ServedRequest &) {
            return ServedAnswer{.status = 302, .headers = {{"Location", "/again"}}};
        });
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = server.url(u"/a"_s)}, {}), ErrorKind::Unavailable);
        QCOMPARE(server.requests().size(), 11);
    }

    void aLostAnswerIsNotAskedAgain_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("warm");
        QTest::newRow("body, new connection") << QByteArray("once") << false;
        QTest::newRow("body, kept connection") << QByteArray("once") << true;
        QTest::newRow("no body, new connection") << QByteArray() << false;
        QTest::newRow("no body, kept connection") << QByteArray() << true;
    }

    void aLostAnswerIsNotAskedAgain()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, warm);
        HttpServer server(
            [](const ServedRequest &request) { return ServedAnswer{.dropped = request.method == "POST"}; });
        net::NetworkHttpClient http;
        if (warm)
            VERIFY_OK(http.send({.url = server.url(u"/"_s)}, {}));
        VERIFY_FAILS(
            http.send({.method = "POST", .url = server.url(u"/once"_s), .body = body}, {}), ErrorKind::Unavailable);
        int posts = 0;
        for (const ServedRequest &request : server.requests())
            posts += request.method == "POST";
        QCOMPARE(posts, 1);
    }

    void aTruncatedBodyIsNoAnswer_data()
    {
        QTest::addColumn<int>("cutAfter");
        for (const int cutAfter : {0, 1, 4'000, 120'000, 199'999})
            QTest::addRow("after %d bytes", cutAfter) << cutAfter;
    }

    void aTruncatedBodyIsNoAnswer()
    {
        QFETCH(int, cutAfter);
        HttpServer server([&](const ServedRequest &) {
            return ServedAnswer{.body = QByteArray(200'000, 'x'), .cutAfter = cutAfter};
        });
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = server.url(u"/a"_s)}, {}), ErrorKind::Unavailable);
    }

    void tooLongAnAnswerIsCorrupt()
    {
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.body = QByteArray(2'000'000, 'x')}; });
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = server.url(u"/a"_s), .maximumReplyBytes = 1'000'000}, {}), ErrorKind::Corrupt);
    }

    void aSilentServerEndsInUnavailable()
    {
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.silent = true}; });
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = server.url(u"/a"_s), .idleTimeout = 1s}, {}), ErrorKind::Unavailable);
    }

    void aStopEndsTheWait_data()
    {
        QTest::addColumn<bool>("byUser");
        QTest::newRow("by the user") << true;
        QTest::newRow("by shutdown") << false;
    }

    void aStopEndsTheWait()
    {
        QFETCH(bool, byUser);
        HttpServer server([](const ServedRequest &) { return ServedAnswer{.silent = true}; });
        net::NetworkHttpClient http;
        base::StopSource source;
        std::thread other([&] {
            server.waitForRequests(1);
            source.request(byUser ? base::StopReason::Cancelled : base::StopReason::Interrupted);
        });
        const auto reply = http.send({.url = server.url(u"/a"_s)}, source.token());
        other.join();
        VERIFY_FAILS(reply, byUser ? ErrorKind::Cancelled : ErrorKind::Interrupted);
        VERIFY_FAILS(http.send({.url = server.url(u"/b"_s)}, source.token()),
            byUser ? ErrorKind::Cancelled : ErrorKind::Interrupted);
        QCOMPARE(server.requests().size(), 1);
    }

    void noConnectionIsUnavailableWithoutTheQuery()
    {
        QUrl url;
        {
            const HttpServer gone(echo);
            url = gone.url(u"/a?token=hush"_s);
        }
        net::NetworkHttpClient http;
        const auto reply = http.send({.url = url}, {});
        VERIFY_FAILS(reply, ErrorKind::Unavailable);
        QVERIFY(!reply.error().message.contains(u"hush"_s));
    }

    void whatIsNoWebAddressIsInvalid_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::newRow("empty") << QUrl();
        QTest::newRow("file") << QUrl(u"file:///etc/passwd"_s);
        QTest::newRow("no host") << QUrl(u"https:///x"_s);
        QTest::newRow("no scheme") << QUrl(u"example.org/x"_s);
    }

    void whatIsNoWebAddressIsInvalid()
    {
        QFETCH(QUrl, url);
        net::NetworkHttpClient http;
        VERIFY_FAILS(http.send({.url = url}, {}), ErrorKind::Invalid);
    }

    void cookiesOfOneRequestAreUnknownToTheNext()
    {
        HttpServer server([](const ServedRequest &) {
            return ServedAnswer{.headers = {{"Set-Cookie", "session=1; Path=/"}}};
        });
        net::NetworkHttpClient http;
        VERIFY_OK(http.send({.url = server.url(u"/a"_s)}, {}));
        VERIFY_OK(http.send({.url = server.url(u"/b"_s)}, {}));
        QVERIFY(!server.requests().value(1).headers.contains("cookie"));
    }

    void manyThreadsShareOneClient()
    {
        HttpServer server(echo);
        net::NetworkHttpClient http;
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                for (int k = 0; k < 10; ++k) {
                    const QString path = u"/%1/%2"_s.arg(i).arg(k);
                    const auto reply = http.send({.url = server.url(path)}, {});
                    right += reply && reply->body == "GET " + path.toLatin1();
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), 80);
    }

    void retryAfterIsReadInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("seconds");   // -1: none
        QTest::newRow("seconds") << QByteArray("17") << 17;
        QTest::newRow("date") << QByteArray("Tue, 24 Nov 2026 10:00:30 GMT") << 30;
        QTest::newRow("RFC 3339") << QByteArray("2026-11-24T10:01:00Z") << 60;
        QTest::newRow("past") << QByteArray("Tue, 24 Nov 2026 09:00:00 GMT") << 1;
        QTest::newRow("far future") << QByteArray("99999999") << 86'400;
        QTest::newRow("nonsense") << QByteArray("soon") << -1;
        QTest::newRow("none") << QByteArray() << -1;
    }

    void retryAfterIsReadInEveryForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, seconds);
        const net::HttpReply reply{
            .status = 429, .headers = {{"retry-after", text}, {"date", "Tue, 24 Nov 2026 10:00:00 GMT"}}, .body = {}};
        QCOMPARE(reply.retryAfter() ? int(reply.retryAfter()->count()) : -1, seconds);
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
