#include "core/speech/openai/topic_finder.h"

#include "core/base/json.h"
#include "core/speech/listening.h"
#include "core/speech/openai/topic_reply.h"
#include "core/speech/topic_rules.h"

using base::ErrorKind;
using base::MediaTime;
using namespace Qt::StringLiterals;

namespace speech::openai {

static constexpr std::chrono::seconds longestSilence{120};
static constexpr int mostTokens = 8'000;
static constexpr MediaTime lineLength = std::chrono::seconds(20);

static QString clock(MediaTime time)
{
    const qint64 seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    const auto twoDigits = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    return twoDigits(seconds / 3'600) + u':' + twoDigits(seconds / 60 % 60) + u':' + twoDigits(seconds % 60);
}

/// The text with times, as the model reads it; what recognisers invent left out.
static QString script(const QList<domain::Segment> &segments)
{
    QStringList lines;
    MediaTime lineStart{};
    for (const domain::Segment &segment : segments) {
        if (isInvented(segment.text))
            continue;
        if (lines.isEmpty() || segment.source.start - lineStart >= lineLength) {
            lineStart = segment.source.start;
            lines += u"[%1]"_s.arg(clock(lineStart));
        }
        lines.last() += u' ' + segment.text;
    }
    return lines.join(u'\n');
}

/// Constant text first: services cache what requests have in common.
static QString instructions(const TopicRequest &request, const domain::TopicBudget &budget)
{
    const auto minutes = [](MediaTime time) { return QString::number(base::toSeconds(time) / 60, 'f', 1); };
    QString text =
        u"You divide the transcript of a recording into topics. Answer with one JSON object and nothing else:\n"
        "{\"main_topic\": \"2 to 4 words\", \"summary\": \"2 to 4 sentences\", \"questions\": [\"...\"], "
        "\"topics\": [{\"start\": \"HH:MM:SS\", \"title\": \"...\"}]}\n"
        "Use the transcript's language. Take every start from the transcript's own times. Titles are short, "
        "concrete and different from each other. The main topic does not repeat the recording's title.\n"_s;
    text +=
        u"Number of topics: %1 to %2. Length of a topic: %3 to %4 minutes. Number of questions for self-check: %5."_s
            .arg(budget.minimum)
            .arg(budget.maximum)
            .arg(minutes(budget.shortest), minutes(budget.longest))
            .arg(request.questions);
    return text;
}

static QJsonObject message(QLatin1StringView role, const QString &content)
{
    return {{"role"_L1, role}, {"content"_L1, content}};
}

TopicFinder::TopicFinder(net::HttpClient &http, Service service)
    : m_http(http)
    , m_service(std::move(service))
{
}

static Result<QString> contentOf(const net::HttpReply &reply)
{
    const auto json = base::parseObject(reply.body.trimmed(), u"answer"_s);   // waiting servers send blanks in front
    if (!json)
        return base::fail(ErrorKind::Corrupt, u"The chat service's answer is not JSON."_s);
    const QJsonObject choice = (*json)["choices"_L1].toArray().first().toObject();
    const QString reason = choice["finish_reason"_L1].toString();
    const QJsonObject message = choice["message"_L1].toObject();
    if (reason == "insufficient_system_resource"_L1)
        return base::fail(ErrorKind::Unavailable, u"The chat service is overloaded."_s);
    if (reason == "content_filter"_L1 || !message["refusal"_L1].toString().isEmpty())
        return base::fail(ErrorKind::Invalid, u"The chat service refuses this text."_s);
    if (reason == "length"_L1)
        return base::fail(ErrorKind::Corrupt, u"The chat service's answer was cut off."_s);
    return message["content"_L1].toString().trimmed();
}

Result<QString> TopicFinder::ask(const QJsonArray &messages, const StopToken &stop)
{
    QJsonObject body{{"model"_L1, m_service.model}, {"messages"_L1, messages}, {"temperature"_L1, 0},
        {"max_tokens"_L1, mostTokens}, {"response_format"_L1, QJsonObject{{"type"_L1, "json_object"_L1}}}};
    const auto send = [&] {
        return m_http.send(
            {.method = "POST",
                .url = m_service.method("chat/completions"_L1),
                .headers = m_service.headers() + QList<net::Header>{{"Content-Type", "application/json"}},
                .body = base::toCompactJson(body),
                .idleTimeout = longestSilence},
            stop);
    };
    TRY(auto reply, send());
    // Newer models refuse what older ones need.
    for (const QLatin1StringView parameter : {"temperature"_L1, "max_tokens"_L1, "response_format"_L1}) {
        if (!refusesParameter(reply, parameter))
            continue;
        body.remove(parameter);
        if (parameter == "max_tokens"_L1)
            body["max_completion_tokens"_L1] = mostTokens;
        TRY(reply, send());
    }
    TRY_DO(checkReply(reply, m_service));
    return contentOf(reply);
}

Result<domain::TopicVersion> TopicFinder::find(const TopicRequest &request, const StopToken &stop)
{
    const domain::Transcript &transcript = request.transcript;
    const auto budget = domain::topicBudget(transcript.duration, request.granularity);
    domain::TopicVersion version;
    version.engine = m_service.model;
    version.granularity = request.granularity;
    version.pauses = domain::longPauses(transcript.segments, transcript.duration);
    const QString text = script(transcript.segments);
    if (text.isEmpty())
        return version;

    QJsonArray messages{message("system"_L1, instructions(request, budget)),
        message("user"_L1, u"Title: %1\n\n%2"_s.arg(request.title, text))};
    TRY(QString content, ask(messages, stop));
    if (content.isEmpty()) {   // some models do that, once
        messages += message("user"_L1, u"Answer now, with the JSON object."_s);
        TRY(content, ask(messages, stop));
    }
    TRY(const FoundTopics found, parseTopics(content));
    version.topics = withBreaks(
        orderly(found.topics, transcript, budget, noiseWindows(transcript.segments)), transcript, transcript.language);
    if (version.topics.isEmpty())
        return base::fail(ErrorKind::Corrupt, u"The chat service's topics all lie outside the recording."_s);
    if (const QString main = usableMainTopic(found.mainTopic, request.title); !main.isEmpty())
        version.mainTopics = {main};
    version.summary = found.summary;
    version.questions = found.questions.mid(0, request.questions);
    return version;
}

}   // namespace speech::openai
