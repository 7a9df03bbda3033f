#include "core/speech/openai/transcriber.h"

#include "core/speech/listening.h"
#include "core/speech/openai/transcription_reply.h"

using namespace Qt::StringLiterals;

namespace speech::openai {

// A minute of sound is 2 MB, far below every service's limit, and the most that a kill costs.
static constexpr PieceRules pieceRules{.longest = MediaTime(60'000'000), .longestPause = MediaTime(4'000'000)};
static constexpr std::chrono::seconds longestServerSilence{300};   // a server of one's own may work as slowly as speech

static QString hintOf(const TranscriptionRequest &request)
{
    QStringList parts;
    if (!request.prompt.trimmed().isEmpty())
        parts += request.prompt.trimmed();
    if (!request.vocabulary.isEmpty())
        parts += request.vocabulary.join(u", "_s) + u'.';
    return parts.join(u' ');
}

static net::HttpRequest requestFor(
    const Service &service, const std::vector<qint16> &samples, const QString &language, const QString &prompt)
{
    net::HttpRequest http{.method = "POST",
        .url = service.method("audio/transcriptions"_L1),
        .headers = service.headers(),
        .parts = {{.name = "file", .value = toWav(samples), .fileName = "audio.wav", .contentType = "audio/wav"},
            {.name = "model", .value = service.model.toUtf8()}, {.name = "response_format", .value = "verbose_json"},
            {.name = "timestamp_granularities[]", .value = "word"},
            {.name = "timestamp_granularities[]", .value = "segment"}, {.name = "temperature", .value = "0"}},
        .idleTimeout = longestServerSilence};
    if (language != "auto"_L1)
        http.parts += {.name = "language", .value = language.toUtf8()};
    if (!prompt.isEmpty())
        http.parts += {.name = "prompt", .value = prompt.toUtf8()};
    return http;
}

/// The same, asked for as models without times want it.
static net::HttpRequest plainRequest(net::HttpRequest http)
{
    http.parts.removeIf([](const net::HttpPart &part) { return part.name == "timestamp_granularities[]"; });
    for (net::HttpPart &part : http.parts)
        if (part.name == "response_format")
            part.value = "json";
    return http;
}

Transcriber::Transcriber(net::HttpClient &http, Service service)
    : m_http(http)
    , m_service(std::move(service))
{
}

QString Transcriber::name() const { return u"%1 at %2"_s.arg(m_service.model, m_service.address.host()); }

Result<domain::Transcript> Transcriber::transcribe(
    const TranscriptionRequest &request, const Progress &progress, const StopToken &stop)
{
    QString language = request.language;
    bool timed = true;
    const Listening listening{
        .identity = {{"engine"_L1, "service"_L1}, {"address"_L1, m_service.address.toString()},
            {"model"_L1, m_service.model}, {"language"_L1, request.language}, {"prompt"_L1, hintOf(request)}},
        .rules = pieceRules,
        .hear = [&](const Piece &piece, const std::vector<qint16> &samples,
                    const Progress &) -> Result<QList<domain::Word>> {
            auto http = requestFor(m_service, samples, request.language, hintOf(request));
            TRY(auto reply, m_http.send(http, stop));
            if (refusesParameter(reply, "response_format"_L1)
                || refusesParameter(reply, "timestamp_granularities"_L1)) {
                http = plainRequest(std::move(http));
                TRY(reply, m_http.send(http, stop));
            }
            TRY_DO(checkReply(reply, m_service));
            TRY(const Heard heard, parseTranscription(reply.body, piece.span));
            if (language == "auto"_L1 && !heard.language.isEmpty())
                language = heard.language;
            timed = timed && heard.timed;
            return heard.words;
        },
        .language = [&] { return language; },
    };
    TRY(auto transcript, listen(request, listening, progress, stop));
    transcript.engine = timed ? m_service.model : u"%1 (no times from this model)"_s.arg(m_service.model);
    return transcript;
}

}   // namespace speech::openai
