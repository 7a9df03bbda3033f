#include "core/base/json.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace base {

Result<QJsonObject> parseObject(const QByteArray &bytes, const QString &what)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(ErrorKind::Invalid,
            u"The %1 is not JSON: %2 at byte %3."_s.arg(what, error.errorString()).arg(error.offset));
    if (!document.isObject())
        return fail(ErrorKind::Invalid, u"The %1 is JSON, but not an object."_s.arg(what));
    return document.object();
}

QByteArray toCompactJson(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray toIndentedJson(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Indented); }

}   // namespace base
