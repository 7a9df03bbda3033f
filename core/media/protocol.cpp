#include "core/media/protocol.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/domain/names.h"

#include <QFile>
#include <QJsonArray>

#include <bit>
#include <cstring>

using base::ErrorKind;
using namespace Qt::StringLiterals;

static_assert(std::endian::native == std::endian::little, "loudness files are little endian");

namespace media {

Result<domain::Loudness> readLoudness(const QString &path)
{
    TRY(const QByteArray bytes, base::readFile(path));
    if (bytes.size() % qsizetype(sizeof(float)) != 0)
        return base::fail(ErrorKind::Corrupt, u"%1 is no loudness file: its length is odd."_s.arg(path));
    domain::Loudness loudness;
    loudness.decibels.resize(static_cast<size_t>(bytes.size()) / sizeof(float));
    if (!bytes.isEmpty())
        std::memcpy(loudness.decibels.data(), bytes.constData(), static_cast<size_t>(bytes.size()));
    return loudness;
}

static constexpr domain::NameTable<Engine, 4> engines = {{
    {Engine::Auto, "auto"_L1},
    {Engine::Splice, "splice"_L1},
    {Engine::Classic, "classic"_L1},
    {Engine::Full, "full"_L1},
}};

QString toString(Engine engine) { return domain::nameOf(engines, engine); }
std::optional<Engine> engineFrom(const QString &name) { return domain::valueOf(engines, name); }

namespace protocol {

QString fromPath(const QString &path) { return QString::fromLatin1(QFile::encodeName(path).toBase64()); }

QByteArray toPath(const QJsonValue &value) { return QByteArray::fromBase64(value.toString().toLatin1()); }

static QByteArray line(const QJsonObject &object) { return base::toCompactJson(object) + '\n'; }

QByteArray progressLine(double part) { return line({{u"progress"_s, part}}); }

QByteArray resultLine(const QJsonObject &result) { return line({{u"result"_s, result}}); }

QByteArray errorLine(const base::Error &error)
{
    return line({{u"error"_s, QJsonObject{{u"kind"_s, base::toString(error.kind)}, {u"message"_s, error.message}}}});
}

Result<Message> parseLine(const QByteArray &line)
{
    TRY(const QJsonObject object, base::parseObject(line, u"answer of the media program"_s));
    if (const auto progress = object.value(u"progress"_s); progress.isDouble())
        return Message{.progress = progress.toDouble(), .outcome = {}};
    if (const auto result = object.value(u"result"_s); result.isObject())
        return Message{.progress = {}, .outcome = result.toObject()};
    if (const auto error = object.value(u"error"_s).toObject(); !error.isEmpty())
        return Message{.progress = {},
            .outcome = base::fail(
                base::errorKindFrom(error.value(u"kind"_s).toString()), error.value(u"message"_s).toString())};
    return base::fail(ErrorKind::Invalid, u"The answer of the media program is of no known kind."_s);
}

QJsonArray fromIntervals(const QList<domain::Interval> &intervals)
{
    QJsonArray pairs;
    for (const auto &interval : intervals)
        pairs += QJsonArray{qint64(interval.start.count()), qint64(interval.end.count())};
    return pairs;
}

QList<domain::Interval> toIntervals(const QJsonValue &value)
{
    QList<domain::Interval> intervals;
    for (const auto &pair : value.toArray())
        intervals += domain::Interval{
            .start = MediaTime(pair.toArray().at(0).toInteger()), .end = MediaTime(pair.toArray().at(1).toInteger())};
    return intervals;
}

QJsonArray fromTimes(const QList<MediaTime> &times)
{
    QJsonArray numbers;
    for (const auto time : times)
        numbers += qint64(time.count());
    return numbers;
}

QList<MediaTime> toTimes(const QJsonValue &value)
{
    QList<MediaTime> times;
    for (const auto &number : value.toArray())
        times += MediaTime(number.toInteger());
    return times;
}

QJsonObject fromReport(const RenderReport &report)
{
    QJsonArray segments;
    for (const auto &segment : report.segments)
        segments += QJsonObject{{u"source"_s, fromIntervals({segment.source}).first()}, {u"engine"_s, segment.engine},
            {u"reason"_s, segment.reason}};
    return {{u"engine"_s, report.engine}, {u"reason"_s, report.reason},
        {u"duration"_s, qint64(report.duration.count())}, {u"kept"_s, fromIntervals(report.kept)},
        {u"segments"_s, segments}, {u"frames_copied"_s, report.framesCopied},
        {u"frames_patched"_s, report.framesPatched}, {u"frames_inserted"_s, report.framesInserted},
        {u"frames_encoded"_s, report.framesEncoded}};
}

RenderReport toReport(const QJsonObject &json)
{
    RenderReport report{.engine = json.value(u"engine"_s).toString(),
        .reason = json.value(u"reason"_s).toString(),
        .duration = MediaTime(json.value(u"duration"_s).toInteger()),
        .kept = toIntervals(json.value(u"kept"_s)),
        .segments = {},
        .framesCopied = json.value(u"frames_copied"_s).toInteger(),
        .framesPatched = json.value(u"frames_patched"_s).toInteger(),
        .framesInserted = json.value(u"frames_inserted"_s).toInteger(),
        .framesEncoded = json.value(u"frames_encoded"_s).toInteger()};
    for (const auto &segment : json.value(u"segments"_s).toArray())
        report.segments += RenderedSegment{.source = toIntervals(QJsonArray{segment[u"source"_s]}).value(0),
            .engine = segment[u"engine"_s].toString(),
            .reason = segment[u"reason"_s].toString()};
    return report;
}

}   // namespace protocol
}   // namespace media
