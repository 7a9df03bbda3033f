#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace base {

/// The object in `bytes`; Invalid with the position for anything else. `what` names it in the message: "preset".
Result<QJsonObject> parseObject(const QByteArray &bytes, const QString &what);

QByteArray toCompactJson(const QJsonObject &object);
QByteArray toIndentedJson(const QJsonObject &object);

}   // namespace base
