#include "core/media/worker/commands.h"

#include "core/media/protocol.h"
#include "core/media/worker/input.h"

#include <QJsonArray>

#include <algorithm>
#include <thread>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static Result<QJsonObject> doProbe(const QJsonObject &request, const Limits &, const Report &)
{
    TRY(const auto input, Input::open(protocol::toPath(request.value(u"input"_s))));
    return probeOf(*input).toJson();
}

static Result<QJsonObject> doAnalyze(const QJsonObject &request, const Limits &limits, const Report &report)
{
    const int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 4);
    TRY_DO(analyze(protocol::toPath(request.value(u"input"_s)),
        {.loudness = protocol::toPath(request.value(u"loudness"_s)),
            .waveform = protocol::toPath(request.value(u"waveform"_s)),
            .speech = protocol::toPath(request.value(u"speech"_s))},
        threads, limits, report));
    return QJsonObject();
}

static Result<QJsonObject> doPoster(const QJsonObject &request, const Limits &limits, const Report &)
{
    TRY_DO(poster(protocol::toPath(request.value(u"input"_s)), MediaTime(request.value(u"at"_s).toInteger()),
        protocol::toPath(request.value(u"output"_s)), limits));
    return QJsonObject();
}

static Result<QJsonObject> doRender(const QJsonObject &request, const Limits &limits, const Report &report)
{
    const RenderJob job{.input = protocol::toPath(request.value(u"input"_s)),
        .keep = protocol::toIntervals(request.value(u"keep"_s)),
        .startSlack = MediaTime(request.value(u"start_slack"_s).toInteger()),
        .settled = protocol::toTimes(request.value(u"settled"_s)),
        .engine = engineFrom(request.value(u"engine"_s).toString()).value_or(Engine::Auto),
        .video = protocol::toPath(request.value(u"video"_s)),
        .audio = protocol::toPath(request.value(u"audio"_s)),
        .plan = protocol::toPath(request.value(u"plan"_s)),
        .pieces = protocol::toPath(request.value(u"pieces"_s))};
    TRY(const RenderReport done, render(job, limits, report));
    return protocol::fromReport(done);
}

static Result<QJsonObject> doRemux(const QJsonObject &request, const Limits &limits, const Report &)
{
    QList<ChapterMark> chapters;
    for (const auto &chapter : request.value(u"chapters"_s).toArray())
        chapters +=
            ChapterMark{.title = chapter[u"title"_s].toString(), .start = MediaTime(chapter[u"start"_s].toInteger())};
    TRY_DO(remux(protocol::toPath(request.value(u"input"_s)), protocol::toPath(request.value(u"output"_s)),
        request.value(u"title"_s).toString(), chapters, limits));
    return QJsonObject();
}

static Result<QJsonObject> doVersions(const QJsonObject &, const Limits &, const Report &) { return versions(); }

QJsonObject versions()
{
    QJsonArray encoders;
    for (const char *name : {"libx264", "aac", "mjpeg"})
        if (avcodec_find_encoder_by_name(name) != nullptr)
            encoders += QString::fromLatin1(name);
    return {{u"ffmpeg"_s, QString::fromLatin1(av_version_info())}, {u"encoders"_s, encoders}};
}

namespace {
struct Command {
    QStringView name;
    Result<QJsonObject> (*run)(const QJsonObject &request, const Limits &limits, const Report &report);
};
}   // namespace

static constexpr Command commands[] = {
    {u"probe", doProbe},
    {u"analyze", doAnalyze},
    {u"poster", doPoster},
    {u"render", doRender},
    {u"remux", doRemux},
    {u"versions", doVersions},
};

Result<QJsonObject> handle(const QJsonObject &request, const Report &report)
{
    const QString name = request.value(u"do"_s).toString();
    const Limits limits = Limits::fromJson(request.value(u"limits"_s).toObject());
    av_max_alloc(size_t(1) << 30);
    for (const Command &command : commands)
        if (command.name == name)
            return command.run(request, limits, report);
    return base::fail(ErrorKind::Invalid, u"The media program knows no \"%1\"."_s.arg(name));
}

}   // namespace media::worker
