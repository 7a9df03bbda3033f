#include "core/domain/otio.h"

#include "core/base/json.h"
#include "core/domain/json_fields.h"

#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static const QLatin1StringView schemaKey = "OTIO_SCHEMA"_L1;

// Writing

static QJsonObject object(const QString &schema, const QString &name, QJsonObject fields)
{
    fields.insert(schemaKey, schema);
    fields.insert("name"_L1, name);
    fields.insert("metadata"_L1, QJsonObject());
    return fields;
}

/// What everything that lies on a track has.
static QJsonObject item(const QString &schema, const QString &name, QJsonObject fields)
{
    fields.insert("effects"_L1, QJsonArray());
    fields.insert("markers"_L1, QJsonArray());
    fields.insert("enabled"_L1, true);
    if (!fields.contains("source_range"_L1))
        fields.insert("source_range"_L1, QJsonValue());
    return object(schema, name, fields);
}

static QJsonObject rationalTime(qint64 frame, const FrameRate &rate)
{
    return {{schemaKey, u"RationalTime.1"_s}, {"rate"_L1, rate.perSecond()}, {"value"_L1, static_cast<double>(frame)}};
}

static QJsonObject timeRange(const FrameSpan &span, const FrameRate &rate)
{
    return {{schemaKey, u"TimeRange.1"_s}, {"start_time"_L1, rationalTime(span.first, rate)},
        {"duration"_L1, rationalTime(span.end - span.first, rate)}};
}

QByteArray toOtio(const QList<FrameSpan> &kept, const CutSubject &subject)
{
    const FrameRate &rate = subject.rate;
    const QString clipName = subject.media.fileName();
    const QJsonObject media = object(u"ExternalReference.1"_s, clipName,
        {{"target_url"_L1, subject.media.toString(QUrl::FullyEncoded)},
            {"available_range"_L1, timeRange({0, rate.frameAt(subject.duration)}, rate)}});
    QJsonArray clips;
    for (const auto &span : kept)
        clips +=
            item(u"Clip.1"_s, clipName, {{"media_reference"_L1, media}, {"source_range"_L1, timeRange(span, rate)}});
    QJsonArray tracks;
    if (subject.hasPicture)
        tracks += item(u"Track.1"_s, u"Picture"_s, {{"kind"_L1, u"Video"_s}, {"children"_L1, clips}});
    if (subject.hasSound)
        tracks += item(u"Track.1"_s, u"Sound"_s, {{"kind"_L1, u"Audio"_s}, {"children"_L1, clips}});
    return base::toIndentedJson(object(u"Timeline.1"_s, subject.title,
        {{"global_start_time"_L1, QJsonValue()},
            {"tracks"_L1, item(u"Stack.1"_s, u"tracks"_s, {{"children"_L1, tracks}})}}));
}

// Reading

/// "Clip" of "Clip.2".
static QString schemaOf(const QJsonObject &json) { return json.value(schemaKey).toString().section(u'.', 0, 0); }

static Result<double> rationalSeconds(const QJsonObject &rationalTime)
{
    TRY(const double value, numberField(rationalTime, "value"_L1));
    TRY(const double rate, numberField(rationalTime, "rate"_L1));
    const double time = value / rate;
    if (!(rate > 0) || !(std::abs(time) < 1e6))
        return fail(ErrorKind::Invalid, u"it has the time %1 at the rate %2, which is none"_s.arg(value).arg(rate));
    return time;
}

namespace {
struct Range {
    double start = 0;   // seconds
    double length = 0;
};
}   // namespace

static Result<Range> rangeFrom(const QJsonValue &json)
{
    if (!json.isObject())
        return fail(ErrorKind::Invalid, u"it has no range of its source"_s);
    Range range;
    TRY(range.start, rationalSeconds(json["start_time"_L1].toObject()));
    TRY(range.length, rationalSeconds(json["duration"_L1].toObject()));
    return range;
}

namespace {
struct Clip {
    QString media;   // address of its file
    FrameSpan span;
};
}   // namespace

static QJsonObject mediaOf(const QJsonObject &clip)
{
    if (clip.contains("media_reference"_L1))
        return clip.value("media_reference"_L1).toObject();
    const QString key = clip.value("active_media_reference_key"_L1).toString(u"DEFAULT_MEDIA"_s);
    return clip.value("media_references"_L1)[key].toObject();
}

/// What a clip keeps. A file that doesn't begin at zero has its own time of day; the source's time begins where it
/// does.
static Result<Clip> clipFrom(const QJsonObject &json, const FrameRate &rate)
{
    const QString schema = schemaOf(json);
    if (schema == "Gap"_L1 || !json.value("enabled"_L1).toBool(true))
        return fail(ErrorKind::Invalid, u"it is a gap; parts can be left out, but nothing can be put in: close it"_s);
    if (schema != "Clip"_L1)
        return fail(ErrorKind::Invalid, u"it is a %1; only clips and straight cuts can be read"_s.arg(schema));
    if (!json.value("effects"_L1).toArray().isEmpty())
        return fail(ErrorKind::Invalid, u"it has an effect; remove it"_s);
    const QJsonObject media = mediaOf(json);
    const QJsonValue available = media.value("available_range"_L1);
    const QJsonValue wanted = json.value("source_range"_L1);
    TRY(const auto range, rangeFrom(wanted.isObject() ? wanted : available));
    Range whole;
    if (available.isObject()) {
        TRY(whole, rangeFrom(available));
    }
    const auto frameAt = [&](double time) { return std::llround((time - whole.start) * rate.perSecond()); };
    return Clip{media.value("target_url"_L1).toString(), {frameAt(range.start), frameAt(range.start + range.length)}};
}

static Result<QList<Clip>> clipsOf(const QJsonObject &track, const FrameRate &rate)
{
    QList<Clip> clips;
    for (const auto &child : track.value("children"_L1).toArray()) {
        const auto clip = clipFrom(child.toObject(), rate);
        if (!clip)
            return fail(ErrorKind::Invalid,
                u"Item %1 of the track \"%2\" cannot be read: %3."_s.arg(
                    QString::number(clips.size() + 1), track.value("name"_L1).toString(), clip.error().message));
        clips += *clip;
    }
    return clips;
}

Result<QList<FrameSpan>> keptFromOtio(const QByteArray &bytes, const CutSubject &subject)
{
    TRY(const auto timeline, base::parseObject(bytes, u"timeline"_s));
    if (schemaOf(timeline) != "Timeline"_L1)
        return fail(ErrorKind::Invalid,
            u"It is a %1, not a timeline. Export the timeline."_s.arg(timeline.value(schemaKey).toString(u"text"_s)));
    QList<FrameSpan> kept;
    QString media;
    for (const auto &track : timeline.value("tracks"_L1)["children"_L1].toArray()) {
        TRY(const auto clips, clipsOf(track.toObject(), subject.rate));
        if (clips.isEmpty())
            continue;
        QList<FrameSpan> spans;
        for (const auto &clip : clips) {
            if (!media.isEmpty() && !clip.media.isEmpty() && clip.media != media)
                return fail(ErrorKind::Invalid,
                    u"The clips are of several files (%1 and %2). A list can be of one recording only."_s.arg(
                        media, clip.media));
            media = clip.media.isEmpty() ? media : clip.media;
            spans += clip.span;
        }
        if (!kept.isEmpty() && spans != kept)
            return fail(ErrorKind::Invalid,
                u"The tracks are cut differently. Cut picture and sound at the same places, on one track each."_s);
        kept = spans;
    }
    return kept;
}

}   // namespace domain
