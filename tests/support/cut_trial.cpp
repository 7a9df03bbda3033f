#include "support/cut_trial.h"

#include "core/base/files.h"
#include "core/media/media_client.h"
#include "support/faults.h"

#include <QFile>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::MediaTime;
using base::Result;
using domain::Interval;

namespace support {

bool isSoak() { return qEnvironmentVariableIntValue("SMART_CUT_FULL") == 1; }

/// Cuts move to where they cost least, but not far, and never into what is to be kept by more than they may.
static QStringList faultsOfEdges(const QList<Interval> &wanted, const QList<Interval> &kept, MediaTime startSlack)
{
    constexpr MediaTime packet = 24ms;
    constexpr MediaTime farthest = 400ms + packet;   // into a cut
    Faults faults;
    const auto text = [](const Interval &interval) {
        return u"%1 to %2 s"_s.arg(base::toSeconds(interval.start)).arg(base::toSeconds(interval.end));
    };
    for (const Interval &interval : wanted) {
        // An end gives way when the next segment has to begin early.
        const Interval core{interval.start + startSlack + packet, interval.end - farthest};
        const auto holds = [&core](
                               const Interval &other) { return other.start <= core.start && core.end <= other.end; };
        faults.addUnless(
            core.end <= core.start || std::ranges::any_of(kept, holds), text(interval) + u" was to be kept"_s);
    }
    for (const Interval &interval : kept) {
        const auto near = [&](MediaTime edge, MediaTime Interval::*side) {
            return std::ranges::any_of(
                wanted, [&](const Interval &other) { return std::chrono::abs(other.*side - edge) <= farthest; });
        };
        faults.addUnless(near(interval.start, &Interval::start) && near(interval.end, &Interval::end),
            text(interval) + u" has moved far"_s);
    }
    return faults.list();
}

static QStringList faultsOfReport(const media::RenderReport &report, const FramePlan &plan)
{
    using Kind = FramePlan::Kind;
    Faults faults;
    const auto compare = [&](qint64 reported, Kind kind, const QString &name) {
        faults.addUnless(reported == plan.count(kind),
            u"%1 pictures are reported as %2, planned are %3"_s.arg(reported).arg(name).arg(plan.count(kind)));
    };
    compare(report.framesCopied, Kind::Copied, u"copied"_s);
    compare(report.framesPatched, Kind::Patched, u"patched"_s);
    compare(report.framesInserted, Kind::Inserted, u"inserted"_s);
    compare(report.framesEncoded, Kind::Encoded, u"encoded"_s);
    MediaTime kept{0};
    for (const Interval &interval : report.kept)
        kept += interval.length();
    faults.addUnless(std::chrono::abs(kept - report.duration) <= MediaTime(2) * report.kept.size(),
        u"%1 s are reported, %2 s are kept"_s.arg(base::toSeconds(report.duration)).arg(base::toSeconds(kept)));
    faults.addUnless(report.engine == "copy"_L1 || !report.reason.isEmpty(), u"no reason is told"_s);
    return faults.list();
}

static QStringList faultsOfAudioFile(const QString &audio, const QString &video)
{
    const auto alone = DecodedSound::of(audio);
    const auto together = DecodedSound::of(video);
    if (!alone || !together)
        return {u"the sound cannot be read"_s};
    Faults faults;
    // Alone, sound that begins late begins at once.
    const auto late = std::max<qint64>(0, together->size() - alone->size());
    faults.addUnless(late <= together->sampleAt(together->start)
            && std::equal(together->samples.begin() + late, together->samples.end(), alone->samples.begin(),
                alone->samples.end()),
        u"the sound differs between both files"_s);
    faults.add(alone->gaps);
    return faults.list();
}

static QByteArray bytesOf(const QString &path) { return base::readFile(path).value_or(QByteArray("none")); }

Result<CutTrial> CutTrial::run(
    const QString &folder, const SourceVideo &video, const QList<Interval> &keep, const Options &options)
{
    const media::RenderRequest request{.input = video.path,
        .keep = keep,
        .startSlack = options.startSlack,
        .engine = options.engine,
        .video = folder + u"/cut.mp4"_s,
        .audio = video.sampleRateHz > 0 ? folder + u"/cut.m4a"_s : QString(),
        .plan = folder + u"/cut-plan.txt"_s,
        .pieces = {}};
    QFile::remove(request.plan);
    media::MediaClient client;
    CutTrial trial;
    TRY(trial.report, client.render(request, {}, {}));
    if (QFile::exists(request.plan)) {
        TRY(trial.plan, FramePlan::read(request.plan));
    } else {
        TRY(const QList<double> pictures, pictureTimes(video.path));
        trial.plan = FramePlan::encoded(trial.report.kept, pictures);
    }
    Faults faults;
    faults.add(faultsOfReport(trial.report, trial.plan));
    faults.add(faultsOfEdges(keep, trial.report.kept, options.startSlack));
    TRY(CutVerifier verifier,
        CutVerifier::open({.source = video.path,
            .output = request.video,
            .plan = trial.plan,
            .kept = trial.report.kept,
            .events = video.events,
            .isMarked = options.isMarked}));
    faults.add(verifier.all(options.seeks, options.seed));
    if (!request.audio.isEmpty())
        faults.add(faultsOfAudioFile(request.audio, request.video));
    if (options.twice) {
        media::RenderRequest again = request;
        again.video = folder + u"/again.mp4"_s;
        again.audio = request.audio.isEmpty() ? QString() : folder + u"/again.m4a"_s;
        again.plan = QString();
        TRY_DO(client.render(again, {}, {}));
        for (const auto &[one, other] : {std::pair(request.video, again.video), std::pair(request.audio, again.audio)})
            faults.addUnless(one.isEmpty() || bytesOf(one) == bytesOf(other),
                u"rendering again gives other bytes than %1"_s.arg(one));
    }
    trial.faults = faults.list();
    return trial;
}

}   // namespace support
