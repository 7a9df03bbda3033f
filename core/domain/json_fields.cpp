#include "core/domain/json_fields.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static tl::unexpected<base::Error> failField(QLatin1StringView key, const QString &wanted)
{
    return fail(ErrorKind::Invalid, u"The field \"%1\" must be %2."_s.arg(key, wanted));
}

Result<QString> textField(const QJsonObject &json, QLatin1StringView key)
{
    const auto value = json.value(key);
    if (!value.isString())
        return failField(key, u"a text"_s);
    return value.toString();
}

Result<double> numberField(const QJsonObject &json, QLatin1StringView key)
{
    const auto value = json.value(key);
    if (!value.isDouble())
        return failField(key, u"a number"_s);
    return value.toDouble();
}

Result<MediaTime> timeField(const QJsonObject &json, QLatin1StringView key)
{
    static constexpr double longest = 1e9;   // seconds; far beyond any medium, far below an overflow
    TRY(const double seconds, numberField(json, key));
    if (!(seconds >= 0 && seconds < longest))
        return failField(key, u"a time in seconds, zero or more"_s);
    return base::fromSeconds(seconds);
}

Result<QJsonArray> arrayField(const QJsonObject &json, QLatin1StringView key)
{
    const auto value = json.value(key);
    if (!value.isArray())
        return failField(key, u"a list"_s);
    return value.toArray();
}

Result<QStringList> textListField(const QJsonObject &json, QLatin1StringView key)
{
    TRY(const auto array, arrayField(json, key));
    QStringList texts;
    for (const auto &value : array) {
        if (!value.isString())
            return failField(key, u"a list of texts"_s);
        texts += value.toString();
    }
    return texts;
}

Result<Interval> intervalFields(const QJsonObject &json)
{
    TRY(const auto start, timeField(json, "start"_L1));
    TRY(const auto end, timeField(json, "end"_L1));
    if (end < start)
        return failField("end"_L1, u"a time not before \"start\""_s);
    return Interval{start, end};
}

void insertInterval(QJsonObject &json, const Interval &interval)
{
    json["start"_L1] = base::toSeconds(interval.start);
    json["end"_L1] = base::toSeconds(interval.end);
}

void insertOutput(QJsonObject &json, const std::optional<Interval> &output)
{
    json["output_start"_L1] = output ? QJsonValue(base::toSeconds(output->start)) : QJsonValue();
    json["output_end"_L1] = output ? QJsonValue(base::toSeconds(output->end)) : QJsonValue();
}

}   // namespace domain
