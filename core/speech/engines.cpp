#include "core/speech/engines.h"

#include "core/speech/local_topics/finder.h"
#include "core/speech/openai/topic_finder.h"
#include "core/speech/openai/transcriber.h"
#include "core/speech/pocketsphinx/transcriber.h"
#include "core/speech/whisper/detector.h"
#include "core/speech/whisper/transcriber.h"

using namespace Qt::StringLiterals;

namespace speech {

static constexpr base::MediaTime longestForPocketSphinx = std::chrono::minutes(15);
static constexpr double pocketSphinxSpeed = 1.2;   // measured on jfk.wav

static QString installAdvice() { return u"Install a model: dailies models download base."_s; }

Engines::Engines(net::HttpClient &http, ModelManager &models)
    : m_http(http)
    , m_models(models)
{
}

static Choice<Transcriber> whisperChoice(ModelManager &models, const ModelManager::Installed &model, const QString &why)
{
    const auto note = [&models, name = model.name](double speed) { models.noteSpeed(name, speed); };
    return {.engine = std::make_unique<whisper::Transcriber>(model.name, model.path, note),
        .reason = u"whisper.cpp with the model %1: %2."_s.arg(model.name, why),
        .speed = models.speed(model.name)};
}

/// The wanted model, or the best one under "auto".
static Choice<Transcriber> whisperFrom(ModelManager &models, const domain::Config &config)
{
    const QString wanted = config.text(u"transcription.model");
    const bool free = wanted.isEmpty() || wanted == "auto"_L1;
    const auto model = models.speechModel(free ? QString() : wanted);
    if (model)
        return whisperChoice(models, *model, free ? u"the best that is installed"_s : u"as it is set"_s);
    return {.engine = nullptr,
        .reason = free ? u"No speech model is installed. "_s + installAdvice()
                       : u"The model %1 is not installed: dailies models download %1."_s.arg(wanted)};
}

static Choice<Transcriber> pocketSphinxFrom(const QString &language, const QString &why)
{
    if (!pocketsphinx::Transcriber::isInstalled())
        return {.engine = nullptr, .reason = u"PocketSphinx has no model: install the package pocketsphinx-en-us."_s};
    if (language != "auto"_L1 && language != "en"_L1)
        return {.engine = nullptr,
            .reason = u"PocketSphinx hears English only, not \"%1\". "_s.arg(language) + installAdvice()};
    return {.engine = std::make_unique<pocketsphinx::Transcriber>(),
        .reason = u"PocketSphinx, which is rough: "_s + why,
        .speed = pocketSphinxSpeed};
}

static std::optional<openai::Service> serviceFrom(
    const domain::Config &config, const QString &room, const base::Secret &key)
{
    const QString url = config.text(room + u".service_url"_s);
    const QString model = config.text(room + u".service_model"_s);
    if (url.isEmpty() || model.isEmpty())
        return std::nullopt;
    return openai::Service{.address = QUrl(url), .model = model, .key = key.clone()};
}

static QString missingService(const QString &room)
{
    return u"No service is set: give %1.service_url and %1.service_model."_s.arg(room);
}

Result<Choice<Transcriber>> Engines::transcriber(
    const domain::Config &config, base::MediaTime duration, const base::Secret &serviceKey) const
{
    const QString engine = config.text(u"transcription.engine");
    const QString language = config.text(u"transcription.language");
    if (engine == "service"_L1) {
        auto service = serviceFrom(config, u"transcription"_s, serviceKey);
        if (!service)
            return Choice<Transcriber>{.engine = nullptr, .reason = missingService(u"transcription"_s)};
        Choice<Transcriber> choice{
            .engine = std::make_unique<openai::Transcriber>(m_http, *std::move(service)), .reason = {}};
        choice.reason = u"%1, as it is set."_s.arg(choice.engine->name());
        return choice;
    }
    if (engine == "pocketsphinx"_L1)
        return pocketSphinxFrom(language, u"as it is set."_s);
    auto whisper = whisperFrom(m_models, config);
    if (engine == "whisper"_L1 || whisper.engine)
        return whisper;
    if (duration >= longestForPocketSphinx)
        return Choice<Transcriber>{.engine = nullptr,
            .reason = u"PocketSphinx is too rough and slow for 15 minutes and more. "_s + installAdvice()};
    return pocketSphinxFrom(language, u"no better engine is installed. "_s + installAdvice());
}

Result<Choice<TopicFinder>> Engines::topicFinder(const domain::Config &config, const base::Secret &serviceKey) const
{
    const QString engine = config.text(u"topics.engine");
    auto service = engine == "local"_L1 ? std::nullopt : serviceFrom(config, u"topics"_s, serviceKey);
    if (service) {
        const QString reason = u"%1 at %2, as it is set."_s.arg(service->model, service->address.host());
        return Choice<TopicFinder>{
            .engine = std::make_unique<openai::TopicFinder>(m_http, *std::move(service)), .reason = reason};
    }
    if (engine == "service"_L1)
        return Choice<TopicFinder>{.engine = nullptr, .reason = missingService(u"topics"_s)};
    return Choice<TopicFinder>{.engine = std::make_unique<local_topics::Finder>(),
        .reason = engine == "local"_L1 ? u"The local engine, as it is set."_s
                                       : u"The local engine: no chat service is set."_s};
}

Choice<SpeechDetector> Engines::speechDetector() const
{
    const auto model = m_models.detectionModel();
    if (!model)
        return {.engine = nullptr,
            .reason = u"No speech detector is installed: dailies models download silero. Loudness decides instead."_s};
    return {.engine = std::make_unique<whisper::Detector>(model->path),
        .reason = u"Silero with the model %1."_s.arg(model->name)};
}

/// Without an engine there is less in a package, but still a package: none is needed.
static QJsonObject row(const QString &name, bool ok, const QString &detail, const QString &advice)
{
    return {{"name"_L1, name}, {"ok"_L1, ok}, {"detail"_L1, detail}, {"advice"_L1, ok ? QString() : advice},
        {"needed"_L1, false}};
}

QJsonArray Engines::report() const
{
    const auto model = m_models.speechModel();
    const auto detector = m_models.detectionModel();
    const auto detailOf = [](const std::optional<ModelManager::Installed> &found) {
        return !found         ? u"No model is installed."_s
            : found->verified ? u"Model %1."_s.arg(found->name)
                              : u"Model %1, whose contents are not verified."_s.arg(found->name);
    };
    return {
        row(u"Speech: whisper.cpp"_s, model.has_value(), detailOf(model),
            u"Without one, text is rough or missing. "_s + installAdvice()),
        row(u"Speech: PocketSphinx"_s, pocketsphinx::Transcriber::isInstalled(),
            pocketsphinx::Transcriber::isInstalled() ? u"English only, rough."_s : u"No model is installed."_s,
            u"Install the package pocketsphinx-en-us."_s),
        row(u"Speech detection: Silero"_s, detector.has_value(), detailOf(detector),
            u"Without it, loudness tells speech from silence. Install its model: dailies models download silero."_s),
        row(u"Topics: local"_s, true, u"Needs no model."_s, {}),
    };
}

}   // namespace speech
