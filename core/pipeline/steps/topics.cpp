#include "core/pipeline/steps/topics.h"

using namespace Qt::StringLiterals;

namespace pipeline {

Result<StepOutcome> Topics::run(const StepContext &context) const
{
    if (!context.artifacts.has(Artifact::Transcript))
        return nothingToDo(u"There is no text to find topics in."_s);
    TRY(auto transcript, context.artifacts.transcript());
    const auto granularity =
        domain::granularityFrom(context.config.text(u"topics.granularity")).value_or(domain::Granularity::Long);
    TRY(const auto choice, context.services.engines.topicFinder(context.config, context.services.serviceKey()));
    if (!choice.engine)
        return nothingToDo(choice.reason);
    TRY(auto version,
        choice.engine->find({.transcript = std::move(transcript),
                                .title = context.recording.title,
                                .granularity = granularity,
                                .questions = context.config.integer(u"topics.questions_count")},
            context.stop));
    if (version.topics.isEmpty())
        return nothingToDo(u"The text is too short for topics."_s);
    version.granularity = granularity;
    version.createdAt = context.services.clock.now();

    // Older versions stay; those of another text do too, for a person may have edited them.
    const Artifacts before(context.services.files, context.earlier, nullptr);
    auto topics = before.has(Artifact::Topics) ? before.topics().value_or(domain::TopicSet{}) : domain::TopicSet{};
    topics.add(std::move(version));
    TRY_DO(writeJson(context, Artifact::Topics, topics.toJson()));
    return StepOutcome{.reason = choice.reason};
}

}   // namespace pipeline
