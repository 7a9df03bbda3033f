#pragma once

#include "core/domain/time_map.h"

#include <QJsonObject>

namespace domain {

// Reading and writing the fields of stored JSON. Every reader answers Invalid with the field's name.

base::Result<QString> textField(const QJsonObject &json, QLatin1StringView key);
base::Result<double> numberField(const QJsonObject &json, QLatin1StringView key);
/// Seconds of zero or more.
base::Result<MediaTime> timeField(const QJsonObject &json, QLatin1StringView key);
base::Result<QJsonArray> arrayField(const QJsonObject &json, QLatin1StringView key);
base::Result<QStringList> textListField(const QJsonObject &json, QLatin1StringView key);
/// `start` and `end` in seconds, the end not before the start.
base::Result<Interval> intervalFields(const QJsonObject &json);

/// Writes `start` and `end`.
void insertInterval(QJsonObject &json, const Interval &interval);
/// Writes `output_start` and `output_end`, null without an interval.
void insertOutput(QJsonObject &json, const std::optional<Interval> &output);

/// Every item of the array `key`, read by `read(QJsonObject)`; an error names the item: "words[3]: ...".
template <class Read> auto listField(const QJsonObject &json, QLatin1StringView key, const Read &read)
{
    using Item = typename decltype(read(QJsonObject()))::value_type;
    using List = base::Result<QList<Item>>;
    const auto array = arrayField(json, key);
    if (!array)
        return List(base::fail(array.error()));
    QList<Item> items;
    items.reserve(array->size());
    for (qsizetype index = 0; index < array->size(); ++index) {
        auto item = read(array->at(index).toObject());
        if (!item) {
            auto error = item.error();
            error.message.prepend(QStringLiteral("%1[%2]: ").arg(key).arg(index));
            return List(base::fail(std::move(error)));
        }
        items += *std::move(item);
    }
    return List(std::move(items));
}

}   // namespace domain
