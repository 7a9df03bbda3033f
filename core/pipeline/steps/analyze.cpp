#include "core/pipeline/steps/analyze.h"

#include "core/base/files.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pipeline {

/// Where a poster is likely to show more than a title card, and early enough not to spoil.
static base::MediaTime posterTime(base::MediaTime duration) { return std::min<base::MediaTime>(duration / 10, 120s); }

Result<StepOutcome> Analyze::run(const StepContext &context) const
{
    const QString &input = context.recording.mediaPath;
    media::MediaTool &tool = context.services.media;
    TRY(auto probe, tool.probe(input, context.stop));
    StepOutcome outcome{
        .duration = std::chrono::round<std::chrono::milliseconds>(probe.duration), .sizeBytes = probe.sizeBytes};
    Analysis analysis{.probe = std::move(probe), .sha256 = {}, .speech = {}};
    if (analysis.probe.audio.isEmpty()) {
        outcome.reason = u"There is no sound in it."_s;
    } else {
        TRY_DO(tool.analyze(
            {.input = input,
                .loudness = context.file(Artifact::Loudness),
                .waveform = context.file(Artifact::Waveform),
                .speech = context.file(Artifact::SpeechAudio)},
            [&](double done) { context.progress(done * 0.8); }, context.stop));
        const auto detector = context.services.engines.speechDetector();
        outcome.reason = detector.reason;
        if (detector.engine) {
            TRY(analysis.speech, detector.engine->detect(context.file(Artifact::SpeechAudio), context.stop));
        }
    }
    if (analysis.probe.video) {
        // A film whose picture can't be shown is still a film; a child that was killed says nothing of the picture.
        const auto poster =
            tool.poster(input, posterTime(analysis.probe.duration), context.file(Artifact::Poster), context.stop);
        if (!poster && (poster.error().kind == base::ErrorKind::Unavailable || context.stop.stopRequested()))
            return base::fail(poster.error());
    }
    context.progress(0.9);
    TRY(analysis.sha256, base::sha256OfFile(input, context.stop));
    TRY_DO(writeJson(context, Artifact::Analysis, analysis.toJson()));
    return outcome;
}

}   // namespace pipeline
