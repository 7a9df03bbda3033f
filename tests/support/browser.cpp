#include "support/browser.h"

#include "core/base/files.h"
#include "support/http_server.h"
#include "support/marker_picture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <future>

#include <unistd.h>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;

namespace support {

QString chromium() { return QStandardPaths::findExecutable(u"chromium"_s); }

static QByteArray jobText(int width, int height, const QList<double> &seeks)
{
    const MarkerLayout layout = MarkerLayout::of(width, height);
    QJsonArray times;
    for (const double time : seeks)
        times += time;
    return QJsonDocument(QJsonObject{{u"seeks"_s, times},
                             {u"layout"_s,
                                 QJsonObject{{u"cell"_s, layout.cell}, {u"cells"_s, MarkerLayout::cells},
                                     {u"left"_s, layout.cellsLeft}, {u"top"_s, layout.cellsTop}}}})
        .toJson();
}

static QList<Watched::Picture> picturesIn(const QJsonValue &value)
{
    QList<Watched::Picture> pictures;
    for (const auto &pair : value.toArray())
        pictures += {.at = pair.toArray().at(0).toDouble(), .number = pair.toArray().at(1).toInt(-1)};
    return pictures;
}

static QStringList arguments(const QString &profile, const QUrl &page)
{
    QStringList list{u"--headless"_s, u"--disable-gpu"_s, u"--mute-audio"_s, u"--no-first-run"_s,
        u"--disable-dev-shm-usage"_s, u"--disable-background-networking"_s,
        u"--autoplay-policy=no-user-gesture-required"_s, u"--user-data-dir="_s + profile, page.toString()};
    if (::geteuid() == 0)
        list.prepend(u"--no-sandbox"_s);   // it refuses to sandbox itself as root
    return list;
}

Result<Watched> watch(const QString &video, int width, int height, const QList<double> &seeks)
{
    TRY(const QByteArray bytes, base::readFile(video));
    TRY(const QByteArray page, base::readFile(QStringLiteral(TEST_DATA "/player.html")));
    const QByteArray job = jobText(width, height, seeks);
    std::promise<QByteArray> answer;
    auto answered = answer.get_future();
    HttpServer server([&, done = false](const ServedRequest &request) mutable -> ServedAnswer {
        if (request.target == "/")
            return {.headers = {{"Content-Type", "text/html"}}, .body = page};
        if (request.target == "/job.json")
            return {.headers = {{"Content-Type", "application/json"}}, .body = job};
        if (request.target == "/video.mp4")
            return {.headers = {{"Content-Type", "video/mp4"}}, .body = bytes};
        if (request.target == "/result" && !std::exchange(done, true))
            answer.set_value(request.body);
        return {.status = request.target == "/result" ? 200 : 404};
    });
    const QTemporaryDir profile;
    QProcess browser;
    browser.start(chromium(), arguments(profile.path(), server.url(u"/"_s)));
    const bool said =
        browser.waitForStarted() && answered.wait_for(std::chrono::minutes(1)) == std::future_status::ready;
    browser.terminate();
    if (!browser.waitForFinished(10'000)) {
        browser.kill();
        browser.waitForFinished();
    }
    if (!said)
        return base::fail(ErrorKind::Unavailable,
            u"The browser says nothing: %1"_s.arg(QString::fromUtf8(browser.readAllStandardError())));
    const QJsonObject result = QJsonDocument::fromJson(answered.get()).object();
    return Watched{.seeks = picturesIn(result["seeks"_L1]),
        .played = picturesIn(result["played"_L1]),
        .error = result["error"_L1].toString()};
}

}   // namespace support
