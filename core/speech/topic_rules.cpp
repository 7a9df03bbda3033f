#include "core/speech/topic_rules.h"

using namespace Qt::StringLiterals;

namespace speech {

QList<domain::Topic> withBreaks(
    QList<domain::Topic> topics, const domain::Transcript &transcript, const QString &language)
{
    if (transcript.segments.isEmpty())
        return {};
    const base::MediaTime first = transcript.segments.first().source.start;
    const base::MediaTime last = transcript.segments.last().source.end;
    for (const domain::Interval &pause : domain::longPauses(transcript.segments, transcript.duration)) {
        const bool between = pause.start > first && pause.end < last;
        if (!between)
            continue;
        // What goes on after the break is the same topic, unless another one begins there.
        const auto before = std::find_if(topics.rbegin(), topics.rend(),
            [&pause](const domain::Topic &topic) { return !topic.pause && topic.source.start < pause.end; });
        if (before != topics.rend() && before->source.start >= pause.start)
            before->source.start = pause.end;
        const bool begins = std::any_of(topics.begin(), topics.end(), [&](const domain::Topic &topic) {
            return !topic.pause && topic.source.start >= pause.end
                && topic.source.start < pause.end + std::chrono::seconds(60);
        });
        if (!begins && before != topics.rend() && before->source.start < pause.start)
            topics += domain::Topic{.title = before->title, .source = {pause.end, {}}};
        topics += domain::Topic{
            .title = language == "ru"_L1 ? u"Перерыв"_s : u"Break"_s, .source = {pause.start, {}}, .pause = true};
    }
    std::sort(topics.begin(), topics.end(),
        [](const domain::Topic &a, const domain::Topic &b) { return a.source.start < b.source.start; });
    for (qsizetype i = 0; i < topics.size(); ++i)
        topics[i].source.end = i + 1 < topics.size() ? topics[i + 1].source.start : last;
    if (!topics.isEmpty())
        topics.first().source.start = std::min(topics.first().source.start, first);
    return topics;
}

}   // namespace speech
