#pragma once

#include "app/theme/tokens.h"

#include <QDBusVariant>
#include <QObject>

namespace theme {

/// The desktop's own choice of light or dark, followed through the settings portal of freedesktop.org.
class SystemScheme : public QObject {
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    /// Until the portal answers: what the platform's palette looks like.
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

signals:
    void changed(theme::Scheme scheme);

private slots:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void take(const QVariant &preference);

    Scheme m_scheme = Scheme::Light;
};

}   // namespace theme
