#include "core/domain/metadata_variables.h"

#include <array>
#include <cmath>
#include <date/tz.h>

using namespace Qt::StringLiterals;

namespace domain {

// Dates

static const date::time_zone *zoneNamed(const QString &name)
{
    try {
        return date::locate_zone(name.toStdString());
    } catch (const std::exception &) {   // unknown, or the machine has no zones
        return nullptr;
    }
}

bool isTimeZone(const QString &name) { return name == "UTC"_L1 || zoneNamed(name); }

namespace {
/// A moment as a clock on the wall shows it.
struct WallTime {
    int year;
    unsigned month;
    unsigned day;
    qint64 hour;
    qint64 minute;
    qint64 second;
};

struct DateToken {
    QLatin1StringView name;
    qint64 (*value)(const WallTime &);
};
}   // namespace

static constexpr std::array<DateToken, 7> dateTokens = {{
    {"YYYY"_L1, [](const WallTime &time) -> qint64 { return time.year; }},
    {"YY"_L1, [](const WallTime &time) -> qint64 { return time.year % 100; }},
    {"MM"_L1, [](const WallTime &time) -> qint64 { return time.month; }},
    {"DD"_L1, [](const WallTime &time) -> qint64 { return time.day; }},
    {"hh"_L1, [](const WallTime &time) { return time.hour; }},
    {"mm"_L1, [](const WallTime &time) { return time.minute; }},
    {"ss"_L1, [](const WallTime &time) { return time.second; }},
}};

static const DateToken *tokenAt(QStringView format)
{
    const auto found = std::find_if(dateTokens.begin(), dateTokens.end(),
        [format](const DateToken &token) { return format.startsWith(token.name); });
    return found == dateTokens.end() ? nullptr : &*found;
}

static QString withoutShorthand(const QString &format)
{
    static const QHash<QString, QString> shorthands = {
        {u"date"_s, u"DD.MM.YYYY"_s}, {u"time"_s, u"hh:mm"_s}, {u"datetime"_s, u"DD.MM.YYYY hh:mm"_s}};
    return shorthands.value(format, format);
}

QString dateFormatFault(const QString &format)
{
    static const QString help = u"write YYYY, YY, MM, DD, hh, mm, ss, or date, time, datetime"_s;
    const QString whole = withoutShorthand(format);
    bool hasToken = false;
    for (qsizetype i = 0; i < whole.size();) {
        const DateToken *token = tokenAt(QStringView(whole).sliced(i));
        const bool isLatin = whole[i].isLetter() && whole[i].unicode() < 0x80;
        if (!token && isLatin && whole[i] != u'T')
            return u"\"%1\" is no date format: %2"_s.arg(format, help);
        hasToken = hasToken || token;
        i += token ? token->name.size() : 1;
    }
    return hasToken ? QString() : u"\"%1\" shows no date: %2"_s.arg(format, help);
}

QString formatDate(Instant instant, const QString &format, const QString &timeZone)
{
    const date::time_zone *zone = zoneNamed(timeZone);
    const auto local = zone ? zone->to_local(instant) : date::local_time<Instant::duration>(instant.time_since_epoch());
    const auto day = date::floor<date::days>(local);
    const date::year_month_day calendar(day);
    const date::hh_mm_ss clock(date::floor<std::chrono::seconds>(local - day));
    const WallTime time{int(calendar.year()), unsigned(calendar.month()), unsigned(calendar.day()),
        clock.hours().count(), clock.minutes().count(), clock.seconds().count()};

    const QString whole = withoutShorthand(format);
    QString text;
    for (qsizetype i = 0; i < whole.size();) {
        if (const DateToken *token = tokenAt(QStringView(whole).sliced(i))) {
            text += QString::number(token->value(time)).rightJustified(token->name.size(), u'0');
            i += token->name.size();
        } else {
            text += whole[i++];
        }
    }
    return text;
}

// Durations

static qint64 secondsOf(const MetadataContext &context)
{
    return std::chrono::round<std::chrono::seconds>(context.duration).count();
}

/// "1 h 30 min", from a minute on to the nearest minute.
static QString durationInWords(const MetadataContext &context)
{
    const bool russian = context.language == "ru"_L1;
    const qint64 seconds = secondsOf(context);
    if (seconds <= 0)
        return {};
    if (seconds < 60)
        return QString::number(seconds) + (russian ? u" с"_s : u" s"_s);
    const qint64 minutes = (seconds + 30) / 60;
    QStringList parts;
    if (minutes >= 60)
        parts += QString::number(minutes / 60) + (russian ? u" ч"_s : u" h"_s);
    if (minutes % 60 > 0)
        parts += QString::number(minutes % 60) + (russian ? u" мин"_s : u" min"_s);
    return parts.join(u' ');
}

/// "1:30:00" or "4:05".
static QString durationAsClock(const MetadataContext &context)
{
    const qint64 seconds = secondsOf(context);
    if (seconds <= 0)
        return {};
    const auto twoDigits = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    const QString end = twoDigits(seconds % 60);
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(end);
    return u"%1:%2:%3"_s.arg(seconds / 3600).arg(twoDigits(seconds / 60 % 60), end);
}

// Lists

static QString topicLines(const MetadataContext &context)
{
    QStringList lines;
    for (const Chapter &topic : context.topics)
        lines += u"- "_s + topic.title;
    return lines.join(u'\n');
}

static QString questionList(const MetadataContext &context)
{
    QList<Chapter> questions;
    for (const QString &question : context.questions)
        questions += Chapter{question, {}};
    TopicDisplay display = context.questionsDisplay;
    display.showTimestamps = false;   // a question has no time
    return formatTopics(questions, display);
}

static QString firstTopic(const MetadataContext &context) { return context.mainTopics.value(0); }

// The table

using Context = MetadataContext;

static constexpr auto rows = std::to_array<VariableRow>({
    {{u"display_name", u"The recording's name."}, [](const Context &context) { return context.displayName; }},
    {{u"title", u"The rendered title; in descriptions only."}, [](const Context &context) { return context.title; }},
    {{u"topic", u"The main topic."}, firstTopic},
    {{u"themes", u"Up to three main topics: \"Indexes, Joins\"."},
        [](const Context &context) {
            return QStringList(context.mainTopics.first(std::min<qsizetype>(3, context.mainTopics.size())))
                .join(u", "_s);
        }},
    {{u"topics", u"The list of topics as metadata.topics_display says."},
        [](const Context &context) { return formatTopics(context.topics, context.topicsDisplay); }},
    {{u"topics_list", u"A line \"- topic\" for each topic."}, topicLines},
    {{u"topic_suffix", u"\" - topic\", or nothing without a topic."},
        [](const Context &context) {
            return firstTopic(context).isEmpty() ? QString() : u" - "_s + firstTopic(context);
        }},
    {{u"summary", u"What it is about, in a few sentences."}, [](const Context &context) { return context.summary; }},
    {{u"questions", u"Questions for self-check as metadata.questions_display says."}, questionList},
    {{u"duration", u"How long it lasts, in words: \"1 h 30 min\"."}, durationInWords},
    {{u"duration_hm", u"How long it lasts: \"1:30:00\" or \"4:05\"."}, durationAsClock},
    {{u"duration_seconds", u"How long it lasts, in seconds: \"5400\"."},
        [](const Context &context) { return QString::number(secondsOf(context)); }},
    {{u"source_name", u"Where it comes from: \"Zoom\"."}, [](const Context &context) { return context.sourceName; }},
    {{u"recording_id", u"The recording's id."}, [](const Context &context) { return context.recordingId.value; }},
    {{u"date", u"When it was recorded, as metadata.date_format says."}, nullptr, &Context::startTime},
    {{u"record_date", u"The same."}, nullptr, &Context::startTime},
    {{u"record_time", u"When it was recorded: \"09:30\"."}, nullptr, &Context::startTime, u"hh:mm"},
    {{u"record_datetime", u"\"24.11.2026 09:30\"."}, nullptr, &Context::startTime, u"DD.MM.YYYY hh:mm"},
    {{u"record_date_iso", u"\"2026-11-24\"."}, nullptr, &Context::startTime, u"YYYY-MM-DD"},
    {{u"record_date_short", u"\"24.11.26\"."}, nullptr, &Context::startTime, u"DD.MM.YY"},
    {{u"record_time_hm", u"\"09:30\"."}, nullptr, &Context::startTime, u"hh:mm"},
    {{u"record_datetime_iso", u"\"2026-11-24 09:30\"."}, nullptr, &Context::startTime, u"YYYY-MM-DD hh:mm"},
    {{u"record_timestamp_local", u"\"2026-11-24T09:30:00\"."}, nullptr, &Context::startTime, u"YYYY-MM-DDThh:mm:ss"},
    {{u"publish_date", u"When it is published, as metadata.date_format says."}, nullptr, &Context::now},
    {{u"publish_time", u"When it is published: \"09:30\"."}, nullptr, &Context::now, u"hh:mm"},
    {{u"publish_datetime", u"\"24.11.2026 09:30\"."}, nullptr, &Context::now, u"DD.MM.YYYY hh:mm"},
    {{u"publish_date_iso", u"\"2026-11-24\"."}, nullptr, &Context::now, u"YYYY-MM-DD"},
    {{u"publish_date_short", u"\"24.11.26\"."}, nullptr, &Context::now, u"DD.MM.YY"},
    {{u"publish_time_hm", u"\"09:30\"."}, nullptr, &Context::now, u"hh:mm"},
    {{u"publish_datetime_iso", u"\"2026-11-24 09:30\"."}, nullptr, &Context::now, u"YYYY-MM-DD hh:mm"},
    {{u"publish_timestamp_local", u"\"2026-11-24T09:30:00\"."}, nullptr, &Context::now, u"YYYY-MM-DDThh:mm:ss"},
    {{u"original_title", u"An older name of display_name."},
        [](const Context &context) { return context.displayName; }},
});

QString VariableRow::value(const MetadataContext &context) const
{
    if (!instant)
        return text(context);
    if (context.*instant == Instant{})
        return {};
    return formatDate(context.*instant, format ? QString::fromUtf16(format) : context.dateFormat, context.timeZone);
}

const VariableRow *findVariable(QStringView name)
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [name](const VariableRow &row) { return QStringView(row.variable.name) == name; });
    return found == rows.end() ? nullptr : &*found;
}

std::span<const Variable> metadataVariables()
{
    static const auto variables = [] {
        std::array<Variable, rows.size()> all{};
        std::transform(rows.begin(), rows.end(), all.begin(), [](const VariableRow &row) { return row.variable; });
        return all;
    }();
    return variables;
}

}   // namespace domain
