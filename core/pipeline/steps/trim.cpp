#include "core/pipeline/steps/trim.h"

#include "core/domain/cut_options.h"

using namespace Qt::StringLiterals;

namespace pipeline {

/// What the options, the sound and the words say: the cuts, or why there are none.
static Result<domain::CutPlan> planOf(const StepContext &context, const Analysis &analysis)
{
    const base::MediaTime duration = analysis.probe.duration;
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
    const auto &track = analysis.probe.audio.first();
    const domain::PacketGrid grid{.sampleRateHz = track.sampleRateHz,
        .samplesPerPacket = track.samplesPerPacket > 0 ? track.samplesPerPacket : 1024};
    return domain::planCuts(loudness, duration, grid, domain::cutOptions(context.config), analysis.speech, words);
}

Result<StepOutcome> Trim::run(const StepContext &context) const
{
    TRY(const auto analysis, context.artifacts.analysis());
    TRY(const auto cuts, planOf(context, analysis));
    QList<domain::Interval> keep;
    for (const auto &kept : cuts.map.kept())
        keep += kept.source;

    TRY(const auto report,
        context.services.media.render(
            {.input = context.recording.mediaPath,
                .keep = keep,
                .engine =
                    context.config.text(u"trimming.engine") == "full"_L1 ? media::Engine::Full : media::Engine::Auto,
                .video = analysis.probe.video ? context.file(Artifact::Video) : QString(),
                .audio = analysis.probe.audio.isEmpty() ? QString() : context.file(Artifact::Audio)},
            context.progress, context.stop));
    TRY_DO(writeJson(context, Artifact::Cuts, domain::toJson(cuts)));
    TRY_DO(writeJson(context, Artifact::Render,
        {{u"engine"_s, report.engine}, {u"reason"_s, report.reason}, {u"duration"_s, base::toSeconds(report.duration)},
            {u"frames_encoded"_s, report.framesEncoded}}));
    return StepOutcome{.reason = cuts.refusal.isEmpty() ? report.reason : cuts.refusal,
        .finalDuration = std::chrono::round<std::chrono::milliseconds>(report.duration)};
}

}   // namespace pipeline
