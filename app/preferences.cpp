#include "app/preferences.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace app {

QString preferencesPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/dailies/desktop.json"_s;
}

Preferences readPreferences(const QString &path)
{
    const auto bytes = base::readFile(path);
    const auto json = bytes ? base::parseObject(*bytes, path) : base::Result<QJsonObject>(QJsonObject());
    if (!json)
        return {};
    const auto bytesOf = [&](QLatin1StringView key) {
        return QByteArray::fromBase64(json->value(key).toString().toLatin1());
    };
    return {.language = json->value("language"_L1).toString(),
        .look = json->value("look"_L1).toString(),
        .profileFolder = json->value("profile"_L1).toString(),
        .menuBar = json->value("menu_bar"_L1).toBool(false),
        .details = json->value("details"_L1).toBool(true),
        .geometry = bytesOf("geometry"_L1),
        .splitter = bytesOf("splitter"_L1)};
}

base::Result<> writePreferences(const QString &path, const Preferences &preferences)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return base::fail(base::ErrorKind::Forbidden, u"Cannot make the folder of %1."_s.arg(path));
    const QJsonObject json{{u"language"_s, preferences.language}, {u"look"_s, preferences.look},
        {u"profile"_s, preferences.profileFolder}, {u"menu_bar"_s, preferences.menuBar},
        {u"details"_s, preferences.details}, {u"geometry"_s, QString::fromLatin1(preferences.geometry.toBase64())},
        {u"splitter"_s, QString::fromLatin1(preferences.splitter.toBase64())}};
    return base::writeFileDurably(path, base::toIndentedJson(json));
}

}   // namespace app
