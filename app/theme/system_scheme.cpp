#include "app/theme/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace theme {

static const QString portal = u"org.freedesktop.portal.Desktop"_s;
static const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
static const QString settings = u"org.freedesktop.portal.Settings"_s;
static const QString appearance = u"org.freedesktop.appearance"_s;
static const QString colorScheme = u"color-scheme"_s;

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
{
    const QPalette palette = QGuiApplication::palette();
    if (palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness())
        m_scheme = Scheme::Dark;

    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portal, portalPath, settings, u"SettingChanged"_s, this,
        SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(portal, portalPath, settings, u"Read"_s);
    read << appearance << colorScheme;
    auto *call = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *finished) {
        finished->deleteLater();
        if (const QDBusPendingReply<QDBusVariant> reply = *finished; reply.isValid())
            take(reply.value().variant());
    });
}

void SystemScheme::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        take(value.variant());
}

void SystemScheme::take(const QVariant &preference)
{
    // `Read` wraps its answer once more than `SettingChanged` does.
    const QVariant value =
        preference.canConvert<QDBusVariant>() ? preference.value<QDBusVariant>().variant() : preference;
    const Scheme scheme = value.toUInt() == 1 ? Scheme::Dark : Scheme::Light;
    if (std::exchange(m_scheme, scheme) != scheme)
        emit changed(scheme);
}

}   // namespace theme
