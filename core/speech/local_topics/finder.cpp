#include "core/speech/local_topics/finder.h"

#include "core/speech/local_topics/segmentation.h"
#include "core/speech/local_topics/titles.h"
#include "core/speech/topic_rules.h"

using namespace Qt::StringLiterals;

namespace speech::local_topics {

static constexpr int mostMainTopics = 3;
static constexpr qsizetype fewestTerms = 8;   // a text with less has no topics

static qsizetype termsIn(const QList<Unit> &units)
{
    qsizetype terms = 0;
    for (const Unit &unit : units)
        terms += std::count_if(
            unit.words.begin(), unit.words.end(), [](const TextWord &word) { return !word.stem.isEmpty(); });
    return terms;
}

/// The units that come first after a long pause.
static QList<qsizetype> unitsAfter(const QList<domain::Interval> &pauses, const QList<Unit> &units)
{
    QList<qsizetype> first;
    for (const domain::Interval &pause : pauses) {
        const auto next = std::find_if(
            units.begin(), units.end(), [&pause](const Unit &unit) { return unit.source.start >= pause.end; });
        if (next != units.begin() && next != units.end())
            first += next - units.begin();
    }
    return first;
}

/// A title for a topic without words of its own: the only one is what the whole is called.
static QString plainTitle(const TopicRequest &request, const QString &language, qsizetype topic, qsizetype count)
{
    if (count == 1 && !request.title.isEmpty())
        return request.title;
    return (language == "ru"_L1 ? u"Часть %1"_s : u"Part %1"_s).arg(topic + 1);
}

QString Finder::name() const { return u"local"_s; }

Result<domain::TopicVersion> Finder::find(const TopicRequest &request, const StopToken &stop)
{
    const domain::Transcript &transcript = request.transcript;
    domain::TopicVersion version;
    version.engine = name();
    version.granularity = request.granularity;
    version.pauses = domain::longPauses(transcript.segments, transcript.duration);
    const QString language = languageOf(transcript);
    const QList<Unit> units = Reader(language).read(transcript);
    if (termsIn(units) < fewestTerms)
        return version;

    const auto budget = domain::topicBudget(transcript.duration, request.granularity);
    TRY(const auto starts, topicStarts(units, budget, unitsAfter(version.pauses, units), stop));
    const QStringList titles = topicTitles(units, starts, language);
    QList<domain::Topic> topics;
    for (qsizetype i = 0; i < starts.size(); ++i)
        topics +=
            domain::Topic{.title = titles[i].isEmpty() ? plainTitle(request, language, i, starts.size()) : titles[i],
                .source = {units[starts[i]].source.start, {}}};
    version.topics = withBreaks(topics, transcript, language);
    version.mainTopics = mainTopics(units, starts, titles, language, request.title, mostMainTopics);
    if (!transcript.rough)   // what was misheard makes no sentences
        version.summary = summary(units, starts);
    return version;
}

}   // namespace speech::local_topics
