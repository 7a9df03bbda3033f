#include "core/speech/openai/topic_reply.h"

#include "core/speech/listening.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using base::MediaTime;
using domain::Interval;
using domain::Topic;
using namespace Qt::StringLiterals;

namespace speech::openai {

static constexpr MediaTime shortestTopic = std::chrono::seconds(60);
static constexpr MediaTime shortestNoise = std::chrono::minutes(15);

/// "75", "1:15", "00:01:15" or "[00:01:15.5]" as a time.
static std::optional<MediaTime> timeFrom(const QString &text)
{
    static const QRegularExpression pattern(u"^\\s*\\[?(?:(\\d+):)?(?:(\\d+):)?(\\d+(?:[.,]\\d+)?)\\s*s?\\]?\\s*$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const bool hasHours = match.hasCaptured(2);
    const double hours = hasHours ? match.captured(1).toDouble() : 0;
    const double minutes = match.captured(hasHours ? 2 : 1).toDouble();
    return base::fromSeconds(hours * 3'600 + minutes * 60 + match.captured(3).replace(u',', u'.').toDouble());
}

static std::optional<MediaTime> timeFrom(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(base::fromSeconds(value.toDouble())) : timeFrom(value.toString());
}

static QString firstText(const QJsonObject &json, std::initializer_list<QLatin1StringView> keys)
{
    for (const QLatin1StringView key : keys) {
        const QJsonValue value = json[key].isArray() ? json[key].toArray().first() : json[key];
        if (QString text = value.toString().simplified(); !text.isEmpty())
            return text;
    }
    return {};
}

static FoundTopics fromJson(const QJsonObject &json)
{
    FoundTopics found{.mainTopic = firstText(json, {"main_topic"_L1, "main_topics"_L1}),
        .summary = firstText(json, {"summary"_L1}),
        .questions = {},
        .topics = {}};
    for (const auto &question : json["questions"_L1].toArray())
        if (const QString text = question.toString().simplified(); !text.isEmpty())
            found.questions += text;
    for (const auto &key : {"topics"_L1, "topic_timestamps"_L1, "chapters"_L1})
        for (const auto &value : json[key].toArray()) {
            const QJsonObject topic = value.toObject();
            const auto start = timeFrom(topic["start"_L1]);
            const QString title = firstText(topic, {"title"_L1, "topic"_L1, "name"_L1});
            if (start && !title.isEmpty())
                found.topics += Topic{.title = title, .source = {*start, {}}};
        }
    return found;
}

static FoundTopics fromLines(const QString &content)
{
    static const QRegularExpression line(
        u"^\\s*(?:[-*#]+\\s*|\\d+[.)]\\s*)*[\\[*]*(\\d{1,2}:\\d{2}(?::\\d{2})?)[\\]*]*\\s*[-\u2013\u2014:.]*\\s*(.+?)[\\s*]*$"_s,
        QRegularExpression::MultilineOption);
    FoundTopics found;
    for (const auto &match : line.globalMatch(content))
        if (const auto start = timeFrom(match.captured(1)))
            found.topics += Topic{.title = match.captured(2).simplified(), .source = {*start, {}}};
    return found;
}

Result<FoundTopics> parseTopics(const QString &content)
{
    const qsizetype first = content.indexOf(u'{');
    const qsizetype last = content.lastIndexOf(u'}');
    FoundTopics found;
    if (first >= 0 && last > first)
        found = fromJson(QJsonDocument::fromJson(content.mid(first, last - first + 1).toUtf8()).object());
    if (found.topics.isEmpty())
        found.topics = fromLines(content).topics;
    if (found.topics.isEmpty())
        return base::fail(base::ErrorKind::Corrupt, u"The chat service's answer names no topics."_s);
    return found;
}

QList<Topic> orderly(QList<Topic> topics, const domain::Transcript &transcript, const domain::TopicBudget &budget,
    const QList<Interval> &noise)
{
    if (transcript.segments.isEmpty())
        return {};
    const MediaTime last = transcript.segments.last().source.end;
    topics.removeIf([&](const Topic &topic) {
        return topic.source.start < MediaTime{} || topic.source.start >= last
            || std::any_of(noise.begin(), noise.end(),
                [&topic](const Interval &window) { return window.contains(topic.source.start); });
    });
    const auto earlier = [](const Topic &a, const Topic &b) { return a.source.start < b.source.start; };
    std::stable_sort(topics.begin(), topics.end(), earlier);
    const MediaTime apart = std::min(shortestTopic, transcript.duration / 6);
    const auto lengthAt = [&](qsizetype i) {
        return (i + 1 < topics.size() ? topics[i + 1].source.start : last) - topics[i].source.start;
    };
    while (topics.size() > 1) {
        qsizetype shortest = 0;
        for (qsizetype i = 1; i < topics.size(); ++i)
            if (lengthAt(i) < lengthAt(shortest))
                shortest = i;
        if (lengthAt(shortest) >= apart && topics.size() <= budget.maximum)
            break;
        // A moment's topic is the beginning of the next one; others join the one before.
        if ((shortest == 0 || lengthAt(shortest) < apart) && shortest + 1 < topics.size())
            topics[shortest + 1].source.start = topics[shortest].source.start;
        topics.removeAt(shortest);
    }
    if (!topics.isEmpty())
        topics.first().source.start = transcript.segments.first().source.start;
    return topics;
}

QList<Interval> noiseWindows(const QList<domain::Segment> &segments)
{
    QList<Interval> windows;
    bool open = false;
    for (const domain::Segment &segment : segments) {
        const bool noise = isInvented(segment.text);
        if (noise && open)
            windows.last().end = segment.source.end;
        else if (noise)
            windows += segment.source;
        open = noise;
    }
    windows.removeIf([](const Interval &window) { return window.length() < shortestNoise; });
    return windows;
}

QString usableMainTopic(const QString &topic, const QString &title)
{
    constexpr qsizetype longest = 150;
    const QString text = topic.simplified();
    const qsizetype words = text.isEmpty() ? 0 : text.count(u' ') + 1;
    const bool repeats = text.compare(title.simplified(), Qt::CaseInsensitive) == 0;
    return words < 1 || words > 5 || text.size() > longest || repeats ? QString() : text;
}

}   // namespace speech::openai
