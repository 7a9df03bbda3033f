#pragma once

#include "app/viewmodels/background.h"
#include "app/viewmodels/library.h"
#include "app/viewmodels/message.h"

#include <QObject>

namespace viewmodels {

/// The options of a profile, each with its value and origin. A change holds at once.
class Settings : public QObject {
    Q_OBJECT

public:
    /// `background` outlives this.
    Settings(std::shared_ptr<Library> library, Background &background);

    /// Nothing before the first answer.
    [[nodiscard]] const std::optional<domain::Config> &config() const { return m_config; }
    void load();
    /// Null: inherit again.
    void set(const QString &key, const QJsonValue &value);

signals:
    void changed();
    void message(const viewmodels::Message &message);

private:
    std::shared_ptr<Library> m_library;
    Background &m_background;
    std::optional<domain::Config> m_config;
};

}   // namespace viewmodels
