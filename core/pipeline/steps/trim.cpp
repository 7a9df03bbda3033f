#include "core/pipeline/steps/trim.h"

#include "core/domain/cut_options.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pipeline {

static domain::PacketGrid gridOf(const domain::Probe &probe)
{
    if (probe.audio.isEmpty())
        return {.sampleRateHz = 0, .samplesPerPacket = 0};
    const auto &track = probe.audio.first();
    return {.sampleRateHz = track.sampleRateHz,
        .samplesPerPacket = track.samplesPerPacket > 0 ? track.samplesPerPacket : 1024};
}

/// What a person wants, or else what the options, the sound and the words say: the cuts, or why there are none.
static Result<domain::CutPlan> planOf(const StepContext &context, const Analysis &analysis)
{
    const base::MediaTime duration = analysis.probe.duration;
    const domain::PacketGrid grid = gridOf(analysis.probe);
    if (context.recording.editedCuts)
        return domain::planByHand(*context.recording.editedCuts, duration, grid);
    domain::CutPlan whole{.cuts = {}, .map = domain::TimeMap::identity(duration), .refusal = {}};
    if (!context.config.boolean(u"trimming.enabled"))
        return whole;
    if (!context.artifacts.has(Artifact::Loudness)) {
        whole.refusal = u"There is no sound to tell silence from."_s;
        return whole;
    }
    TRY(const auto loudness, media::readLoudness(context.artifacts.path(Artifact::Loudness)));
    std::optional<QList<domain::Word>> words;
    if (context.useWords && context.artifacts.has(Artifact::Transcript)) {
        TRY(const auto transcript, context.artifacts.transcript());
        words = transcript.words;
    }
    return domain::planCuts(loudness, duration, grid, domain::cutOptions(context.config), analysis.speech, words);
}

/// How far a start may move into what is kept: half the padding, unless words lie close or a person set it.
static base::MediaTime startSlack(const StepContext &context)
{
    if (context.useWords || context.recording.editedCuts)
        return {};
    return std::min<base::MediaTime>(domain::cutOptions(context.config).padBefore / 2, 250ms);
}

/// Edges of the last rendering, where a person's list has left them: a list that changes one cut moves no other.
static Result<QList<base::MediaTime>> settledEdges(const StepContext &context)
{
    const Artifacts earlier(context.services.files, context.earlier, nullptr);
    if (!context.recording.editedCuts || !QFile::exists(earlier.path(Artifact::Cuts)))
        return QList<base::MediaTime>();
    TRY(const auto cuts, earlier.cuts());
    QList<base::MediaTime> edges;
    for (const auto &kept : cuts.map.kept())
        edges += {kept.source.start, kept.source.end};
    return edges;
}

/// The file with what renderings of this very source encoded; files of another one go.
static QString piecesFile(const StepContext &context, const QString &sha256)
{
    const QFileInfo file(context.checkpoint + u'-' + sha256 + u".pieces"_s);
    const QString ofAnySource = QFileInfo(context.checkpoint).fileName() + u"-*.pieces*"_s;
    for (const QString &name : file.dir().entryList({ofAnySource}, QDir::Files))
        if (name != file.fileName())
            QFile::remove(file.dir().filePath(name));
    return file.filePath();
}

static QJsonObject renderJson(const media::RenderReport &report)
{
    QJsonArray segments;
    for (const auto &segment : report.segments)
        segments += QJsonObject{{u"start"_s, base::toSeconds(segment.source.start)},
            {u"end"_s, base::toSeconds(segment.source.end)}, {u"engine"_s, segment.engine},
            {u"reason"_s, segment.reason}};
    const QJsonObject frames{{u"copied"_s, report.framesCopied}, {u"patched"_s, report.framesPatched},
        {u"inserted"_s, report.framesInserted}, {u"encoded"_s, report.framesEncoded}};
    return {{u"engine"_s, report.engine}, {u"reason"_s, report.reason},
        {u"duration"_s, base::toSeconds(report.duration)}, {u"frames"_s, frames}, {u"segments"_s, segments}};
}

Result<StepOutcome> Trim::run(const StepContext &context) const
{
    TRY(const auto analysis, context.artifacts.analysis());
    TRY(const auto planned, planOf(context, analysis));
    QList<domain::Interval> keep;
    for (const auto &kept : planned.map.kept())
        keep += kept.source;

    TRY(const auto settled, settledEdges(context));
    TRY(const auto report,
        context.services.media.render(
            {.input = context.recording.mediaPath,
                .keep = keep,
                .startSlack = startSlack(context),
                .settled = settled,
                .engine = media::engineFrom(context.config.text(u"trimming.engine")).value_or(media::Engine::Auto),
                .video = analysis.probe.video ? context.file(Artifact::Video) : QString(),
                .audio = analysis.probe.audio.isEmpty() ? QString() : context.file(Artifact::Audio),
                .plan = context.file(Artifact::RenderPlan),
                .pieces = piecesFile(context, analysis.sha256)},
            context.progress, context.stop));
    const auto cuts = domain::withEdges(planned, report.kept, analysis.probe.duration);
    TRY_DO(writeJson(context, Artifact::Cuts, domain::toJson(cuts)));
    TRY_DO(writeJson(context, Artifact::Render, renderJson(report)));
    return StepOutcome{.reason = cuts.refusal.isEmpty() ? report.reason : cuts.refusal,
        .finalDuration = std::chrono::round<std::chrono::milliseconds>(report.duration)};
}

}   // namespace pipeline
