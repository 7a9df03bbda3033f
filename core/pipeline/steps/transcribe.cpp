#include "core/pipeline/steps/transcribe.h"

#include "core/base/files.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pipeline {

/// Where to listen when no detector looked for speech: wherever it is not silent, with room for soft beginnings.
static Result<QList<domain::Interval>> soundingParts(const StepContext &context, base::MediaTime duration)
{
    TRY(const auto loudness, media::readLoudness(context.artifacts.path(Artifact::Loudness)));
    const auto detection = domain::detectSilence(loudness, {.minimumSilence = 1s});
    QList<domain::Interval> parts;
    if (!detection.soundFound)
        return parts;
    for (const auto &part : domain::complement(detection.silences, duration))
        parts +=
            {std::max(base::MediaTime{}, part.start - 300ms), std::min<base::MediaTime>(duration, part.end + 300ms)};
    return domain::united(parts);
}

Result<StepOutcome> Transcribe::run(const StepContext &context) const
{
    TRY(const auto analysis, context.artifacts.analysis());
    if (!context.artifacts.has(Artifact::SpeechAudio))
        return nothingToDo(u"There is no sound to transcribe."_s);
    auto speech = analysis.speech;
    if (!speech) {
        TRY(speech, soundingParts(context, analysis.probe.duration));
    }
    if (speech->isEmpty())
        return nothingToDo(u"Nobody speaks in it."_s);

    TRY(const auto choice,
        context.services.engines.transcriber(context.config, analysis.probe.duration, context.services.serviceKey()));
    if (!choice.engine)
        return nothingToDo(choice.reason);
    TRY(const auto transcript,
        choice.engine->transcribe({.wav = context.artifacts.path(Artifact::SpeechAudio),
                                      .language = context.config.text(u"transcription.language"),
                                      .prompt = context.config.text(u"transcription.prompt"),
                                      .vocabulary = context.config.list(u"transcription.vocabulary"),
                                      .speech = speech,
                                      .checkpoint = context.checkpoint,
                                      .threads = context.threads},
            context.progress, context.stop));
    if (transcript.words.isEmpty() && transcript.segments.isEmpty())
        return nothingToDo(u"%1 heard no words."_s.arg(choice.engine->name()));
    TRY_DO(writeJson(context, Artifact::Transcript, transcript.toJson()));
    return StepOutcome{.reason = choice.reason};
}

}   // namespace pipeline
