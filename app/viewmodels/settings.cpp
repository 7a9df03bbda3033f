#include "app/viewmodels/settings.h"

#include "app/text.h"

namespace viewmodels {

Settings::Settings(std::shared_ptr<Library> library, Background &background)
    : m_library(std::move(library))
    , m_background(background)
{
}

void Settings::load()
{
    m_background.run(
        this, [library = m_library] { return library->config(); },
        [this](const Result<domain::Config> &config) {
            if (config)
                m_config = *config;
            else
                emit message(
                    failure(tr("The settings can't be read: %1").arg(app::errorText(config.error())), config.error()));
            emit changed();
        });
}

void Settings::set(const QString &key, const QJsonValue &value)
{
    m_background.run(
        this,
        [library = m_library, key, value]() -> Result<domain::Config> {
            TRY_DO(library->set(key, value));
            return library->config();
        },
        [this](const Result<domain::Config> &config) {
            if (config)
                m_config = *config;
            else
                emit message(failure(tr("This can't be set: %1").arg(app::errorText(config.error())), config.error()));
            emit changed();
        });
}

}   // namespace viewmodels
