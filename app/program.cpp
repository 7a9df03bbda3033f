#include "app/program.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/media/media_client.h"

#include <QLocale>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QTimeZone>

#include <thread>

using namespace Qt::StringLiterals;

namespace app {

Q_LOGGING_CATEGORY(lcApp, "app")

static const QString serviceKeyName = u"ai-service-key"_s;

/// Dates and words as this computer's owner is used to them, whatever language the window has been switched to.
static QJsonObject localeSettings()
{
    const QString zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    QJsonObject metadata{{u"language"_s, QLocale::system().language() == QLocale::Russian ? u"ru"_s : u"en"_s}};
    if (!zone.isEmpty())
        metadata.insert(u"time_zone"_s, zone);
    return {{u"metadata"_s, metadata}};
}

/// The locale, and over it `~/.config/dailies/machine.json`: this computer's layer of configuration, for
/// administrators.
static QJsonObject machineSettings()
{
    const QString path =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/dailies/machine.json"_s;
    const auto bytes = base::readFile(path);
    if (!bytes)
        return localeSettings();
    const auto json = base::parseObject(*bytes, path);
    const auto checked = json ? domain::checkedLayer(*json, domain::Level::Machine) : json;
    if (!checked) {
        qCWarning(lcApp).noquote() << "Ignoring" << path << ":" << checked.error().message;
        return localeSettings();
    }
    return domain::mergedLayer(localeSettings(), *checked);
}

class Program::Private {
public:
    Private()
        : models(speech::ModelManager::defaultFolders(), http)
        , engines(http, models)
        , secrets(crypto::makeDesktopSecretStore(u"dailies"_s,
              QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/dailies/secrets"_s))
        , environment{.clock = clock,
              .media = media,
              .engines = engines,
              .machineSettings = machineSettings(),
              .outputFolder = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation) + u"/Dailies"_s,
              .secrets = secrets.get(),
              .serviceKey = [this] { return serviceKey(); }}
    {
    }

    /// From the environment, for scripts and servers, else from the keychain.
    base::Secret serviceKey()
    {
        if (qEnvironmentVariableIsSet("DAILIES_AI_KEY"))
            return base::Secret(qgetenv("DAILIES_AI_KEY"));
        const std::lock_guard lock(keyMutex);
        if (!keyWasRead) {   // once: a keychain may ask the person
            keyWasRead = true;
            if (auto secret = secrets->read(serviceKeyName))
                key = std::move(*secret);
        }
        return key.clone();
    }

    base::SystemClock clock;
    net::NetworkHttpClient http;
    media::MediaClient media;
    speech::ModelManager models;
    speech::Engines engines;
    std::unique_ptr<crypto::SecretStore> secrets;
    std::mutex keyMutex;
    bool keyWasRead = false;
    base::Secret key;
    workspace::Environment environment;
};

Program::Program()
    : d(std::make_unique<Private>())
{
}

Program::~Program() = default;

const workspace::Environment &Program::environment() const { return d->environment; }

speech::ModelManager &Program::models() { return d->models; }

pipeline::RunnerOptions Program::runnerOptions()
{
    const int processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return {.threadsPerJob = std::max(1, processors / 2)};
}

}   // namespace app
