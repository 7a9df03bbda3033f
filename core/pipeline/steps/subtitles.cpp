#include "core/pipeline/steps/subtitles.h"

#include "core/base/files.h"
#include "core/domain/subtitles.h"

using namespace Qt::StringLiterals;

namespace pipeline {

Result<StepOutcome> Subtitles::run(const StepContext &context) const
{
    if (!context.artifacts.has(Artifact::Transcript))
        return nothingToDo(u"There is no text for subtitles."_s);
    TRY(const auto transcript, context.artifacts.transcript());
    TRY(const auto cuts, context.artifacts.cuts());
    const auto rules = domain::subtitleRules(transcript.language);
    const auto cues = domain::makeCues(transcript, cuts.map, rules);
    if (cues.isEmpty())
        return nothingToDo(u"No word was kept."_s);
    const QStringList formats = context.config.list(u"subtitles.formats");
    if (formats.contains("srt"_L1))
        TRY_DO(base::writeFileDurably(context.file(Artifact::Srt), domain::toSrt(cues)));
    if (formats.contains("vtt"_L1))
        TRY_DO(base::writeFileDurably(context.file(Artifact::Vtt), domain::toVtt(cues)));
    const auto broken = domain::brokenRules(cues, rules);
    return StepOutcome{.reason = broken.isEmpty()
            ? u"%1 subtitles, all easy to read."_s.arg(cues.size())
            : u"%1 subtitles, %2 hard to read: %3"_s.arg(cues.size()).arg(broken.size()).arg(broken.first())};
}

}   // namespace pipeline
