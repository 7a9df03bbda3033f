#include "core/domain/topics.h"

#include "core/domain/json_fields.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;
using std::chrono::minutes;
using std::chrono::seconds;

namespace domain {

static constexpr std::array<std::pair<Granularity, QLatin1StringView>, 3> granularityNames = {{
    {Granularity::Short, "short"_L1},
    {Granularity::Medium, "medium"_L1},
    {Granularity::Long, "long"_L1},
}};

QString toString(Granularity granularity)
{
    for (const auto &[candidate, name] : granularityNames)
        if (candidate == granularity)
            return name;
    Q_UNREACHABLE();
}

std::optional<Granularity> granularityFrom(QStringView name)
{
    for (const auto &[granularity, candidate] : granularityNames)
        if (candidate == name)
            return granularity;
    return std::nullopt;
}

const TopicVersion *TopicSet::active() const
{
    const auto version = std::find_if(versions.begin(), versions.end(),
        [this](const TopicVersion &candidate) { return candidate.id == activeVersion; });
    return version == versions.end() ? nullptr : &*version;
}

void TopicSet::add(TopicVersion version)
{
    int highest = 0;
    for (const auto &existing : std::as_const(versions))
        highest = std::max(highest, QStringView(existing.id).mid(1).toInt());
    version.id = u"v%1"_s.arg(highest + 1);
    activeVersion = version.id;
    versions += std::move(version);
}

static QJsonObject toJson(const Topic &topic, const TimeMap *map)
{
    QJsonObject json{{"title"_L1, topic.title}, {"pause"_L1, topic.pause}};
    insertInterval(json, topic.source);
    if (map)
        insertOutput(json, map->toOutput(topic.source));
    return json;
}

static QJsonObject toJson(const TopicVersion &version, const TimeMap *map)
{
    QJsonArray topics;
    for (const auto &topic : version.topics)
        topics += toJson(topic, map);
    QJsonArray pauses;
    for (const auto &pause : version.pauses) {
        QJsonObject entry;
        insertInterval(entry, pause);
        pauses += entry;
    }
    return {
        {"id"_L1, version.id},
        {"engine"_L1, version.engine},
        {"granularity"_L1, toString(version.granularity)},
        {"created_at"_L1, base::toRfc3339(version.createdAt)},
        {"main_topics"_L1, QJsonArray::fromStringList(version.mainTopics)},
        {"summary"_L1, version.summary},
        {"questions"_L1, QJsonArray::fromStringList(version.questions)},
        {"topics"_L1, topics},
        {"pauses"_L1, pauses},
        {"edited"_L1, version.edited},
    };
}

QJsonObject TopicSet::toJson(const TimeMap *map) const
{
    QJsonArray entries;
    for (const auto &version : versions)
        entries += domain::toJson(version, map);
    return {{"active_version"_L1, activeVersion}, {"versions"_L1, entries}};
}

static Result<Topic> topicFrom(const QJsonObject &json)
{
    Topic topic;
    TRY(topic.title, textField(json, "title"_L1));
    TRY(topic.source, intervalFields(json));
    topic.pause = json["pause"_L1].toBool();
    return topic;
}

static Result<TopicVersion> versionFrom(const QJsonObject &json)
{
    TopicVersion version;
    TRY(version.id, textField(json, "id"_L1));
    TRY(version.engine, textField(json, "engine"_L1));
    TRY(const auto granularity, textField(json, "granularity"_L1));
    TRY(const auto createdAt, textField(json, "created_at"_L1));
    TRY(version.mainTopics, textListField(json, "main_topics"_L1));
    TRY(version.questions, textListField(json, "questions"_L1));
    TRY(version.topics, listField(json, "topics"_L1, topicFrom));
    TRY(version.pauses, listField(json, "pauses"_L1, intervalFields));
    version.summary = json["summary"_L1].toString();
    version.edited = json["edited"_L1].toBool();
    const auto knownGranularity = granularityFrom(granularity);
    const auto instant = base::fromRfc3339(createdAt);
    if (!knownGranularity)
        return fail(ErrorKind::Invalid,
            u"The field \"granularity\" must be short, medium or long, not \"%1\"."_s.arg(granularity));
    if (!instant)
        return fail(ErrorKind::Invalid, u"The field \"created_at\" must be a time as in RFC 3339."_s);
    version.granularity = *knownGranularity;
    version.createdAt = *instant;
    return version;
}

Result<TopicSet> TopicSet::fromJson(const QJsonObject &json)
{
    TopicSet set;
    TRY(set.activeVersion, textField(json, "active_version"_L1));
    TRY(set.versions, listField(json, "versions"_L1, versionFrom));
    if (!set.versions.isEmpty() && !set.active())
        return fail(ErrorKind::Invalid, u"There is no version \"%1\"."_s.arg(set.activeVersion));
    return set;
}

TopicBudget topicBudget(MediaTime duration, Granularity granularity)
{
    struct Lengths {
        minutes shortest;
        minutes longest;
    };
    static constexpr std::array<Lengths, 3> table = {{
        {minutes(5), minutes(40)},
        {minutes(4), minutes(20)},
        {minutes(3), minutes(12)},
    }};
    static constexpr MediaTime fullLength = minutes(50);
    static constexpr int fewest = 3;
    static constexpr int most = 30;
    static constexpr int mostDemanded = 25;
    if (duration < fewest * ChapterRules().shortest)
        return {.minimum = 1, .maximum = 1, .shortest = duration, .longest = duration};

    const double share = base::toSeconds(duration) / base::toSeconds(fullLength);
    const double scale = std::min(1.0, std::sqrt(share));
    const auto [shortest, longest] = table[static_cast<size_t>(granularity)];
    TopicBudget budget;
    budget.shortest = std::min(base::fromSeconds(base::toSeconds(shortest) * scale), duration / fewest);
    budget.longest = base::fromSeconds(base::toSeconds(longest) * scale);
    const auto demanded = (duration + budget.longest - MediaTime(1)) / budget.longest;
    const auto possible = duration / budget.shortest;
    budget.minimum = static_cast<int>(std::clamp<qint64>(demanded, fewest, mostDemanded));
    budget.maximum = static_cast<int>(std::clamp<qint64>(possible, budget.minimum, most));
    budget.longest = std::max(budget.longest, duration / budget.maximum);
    return budget;
}

QList<Interval> longPauses(const QList<Segment> &segments, MediaTime duration)
{
    static constexpr MediaTime longPause = minutes(8);
    QList<Interval> spoken;
    for (const auto &segment : segments)
        spoken += segment.source;
    auto pauses = complement(united(spoken), duration);
    pauses.removeIf([](const Interval &pause) { return pause.length() < longPause; });
    return pauses;
}

/// `title` on one line, cut between words where it is too long.
static QString plainTitle(const QString &title, int maxLength)
{
    QString plain;
    for (const QChar character : title)
        plain += character.category() == QChar::Other_Control ? QChar(u' ') : character;
    plain = plain.simplified();
    if (plain.size() <= maxLength)
        return plain;
    plain.truncate(std::max(0, maxLength - 1));
    if (const auto blank = plain.lastIndexOf(u' '); blank > maxLength / 2)
        plain.truncate(blank);
    else if (!plain.isEmpty() && plain.back().isHighSurrogate())
        plain.chop(1);
    return plain + u'…';
}

/// How long each chapter is; the last one ends with the output.
static QList<MediaTime> lengthsOf(const QList<Chapter> &chapters, MediaTime outputDuration)
{
    QList<MediaTime> lengths;
    for (qsizetype index = 0; index < chapters.size(); ++index) {
        const bool last = index + 1 == chapters.size();
        lengths += (last ? outputDuration : chapters[index + 1].outputStart) - chapters[index].outputStart;
    }
    return lengths;
}

ChapterList toChapters(const QList<Topic> &topics, const TimeMap &map, const ChapterRules &rules)
{
    if (topics.isEmpty())
        return {{}, u"No topics were found."_s};
    const MediaTime duration = map.outputDuration();
    QList<Chapter> chapters;
    for (const auto &topic : topics) {
        const auto output = map.toOutput(topic.source);
        const QString title = plainTitle(topic.title, rules.titleLength);
        if (output && !title.isEmpty())
            chapters += Chapter{title, output->start};
    }
    std::stable_sort(chapters.begin(), chapters.end(),
        [](const Chapter &a, const Chapter &b) { return a.outputStart < b.outputStart; });
    if (!chapters.isEmpty())
        chapters.front().outputStart = {};

    while (!chapters.isEmpty()) {
        const auto lengths = lengthsOf(chapters, duration);
        const auto shortest = std::min_element(lengths.begin(), lengths.end());
        if (*shortest >= rules.shortest)
            break;
        chapters.removeAt(shortest - lengths.begin());
        if (!chapters.isEmpty())
            chapters.front().outputStart = {};
    }
    if (chapters.size() >= rules.fewest)
        return {chapters, {}};
    return {{},
        u"Of %1 topics %2 are left as chapters of %3 seconds or more; platforms show a list from %4 on."_s
            .arg(topics.size())
            .arg(chapters.size())
            .arg(std::chrono::ceil<std::chrono::seconds>(rules.shortest).count())
            .arg(rules.fewest)};
}

/// Hours, minutes and seconds of a time rounded down: a click on it never misses the beginning.
static std::array<qint64, 3> clockParts(MediaTime time)
{
    const auto total = std::chrono::floor<std::chrono::seconds>(time).count();
    return {total / 3600, total / 60 % 60, total % 60};
}

static QString twoDigits(qint64 number) { return QString::number(number).rightJustified(2, u'0'); }

QString toText(const QList<Chapter> &chapters, MediaTime outputDuration)
{
    const bool withHours = outputDuration >= std::chrono::hours(1);
    QString text;
    for (const auto &chapter : chapters) {
        const auto [hour, minute, second] = clockParts(chapter.outputStart);
        const QString clock = withHours ? u"%1:%2:%3"_s.arg(QString::number(hour), twoDigits(minute), twoDigits(second))
                                        : u"%1:%2"_s.arg(QString::number(minute), twoDigits(second));
        text += clock + u' ' + chapter.title + u'\n';
    }
    return text;
}

QString formatTopics(const QList<Chapter> &topics, const TopicDisplay &display)
{
    using Format = TopicDisplay::Format;
    if (!display.enabled)
        return {};
    QStringList items;
    for (const auto &topic : topics) {
        const QString title = topic.title.simplified();
        if (title.isEmpty() || title.size() < display.minLength || title.size() > display.maxLength)
            continue;
        if (items.size() >= display.maxCount)
            break;
        if (display.showTimestamps) {
            const auto [hour, minute, second] = clockParts(topic.outputStart);
            items += u"%1:%2:%3 — %4"_s.arg(twoDigits(hour), twoDigits(minute), twoDigits(second), title);
        } else if (display.format == Format::NumberedList) {
            items += u"%1. %2"_s.arg(items.size() + 1).arg(title);
        } else {
            const QString mark = display.format == Format::BulletList ? u"• "_s
                : display.format == Format::DashList                  ? u"- "_s
                                                                      : QString();
            items += mark + title;
        }
    }
    if (items.isEmpty())
        return {};
    const QString between = display.format == Format::CommaSeparated ? u", "_s
        : display.format == Format::Inline                           ? u" | "_s
                                                                     : display.separator;
    const QString lead = display.prefix.isEmpty() ? QString() : display.prefix + display.separator;
    return lead + items.join(between);
}

}   // namespace domain
