#include "core/domain/metadata.h"
#include "support/verify.h"

#include <QRandomGenerator>

using base::ErrorKind;
using domain::MetadataContext;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static domain::Instant instant(const QString &text) { return base::fromRfc3339(text).value(); }

static MetadataContext context()
{
    return {.displayName = u"Базы данных_Индексы"_s,
        .recordingId = {u"018f-1"_s},
        .sourceName = u"Zoom"_s,
        .startTime = instant(u"2026-11-24T21:30:05Z"_s),
        .now = instant(u"2026-12-01T08:00:00Z"_s),
        .timeZone = u"Europe/Moscow"_s,
        .duration = 1h + 29min + 40s,
        .mainTopics = {u"Indexes"_s, u"Joins"_s, u"Plans"_s, u"Locks"_s},
        .topics = {{u"Welcome"_s, 0s}, {u"B-trees"_s, 10min}},
        .summary = u"About indexes."_s,
        .questions = {u"What is an index?"_s, u"Why?"_s},
        .title = u"The title"_s};
}

/// Nothing but a name.
static MetadataContext bare() { return {.displayName = u"Talk"_s}; }

class TestMetadata : public QObject {
    Q_OBJECT

private slots:
    void templatesRender_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rendered");
        const auto row = [](const QString &text, const QString &rendered) {
            QTest::newRow(qPrintable(text)) << text << rendered;
        };
        row(u"{display_name}"_s, u"Базы данных_Индексы"_s);
        row(u"{ original_title }"_s, u"Базы данных_Индексы"_s);
        row(u"{topic}{topic_suffix}"_s, u"Indexes - Indexes"_s);
        row(u"{themes}"_s, u"Indexes, Joins, Plans"_s);
        row(u"{topics_list}"_s, u"- Welcome\n- B-trees"_s);
        row(u"{summary} {source_name} {recording_id} {title}"_s, u"About indexes. Zoom 018f-1 The title"_s);
        row(u"{duration} = {duration_hm} = {duration_seconds}"_s, u"1 h 30 min = 1:29:40 = 5380"_s);

        // In the owner's zone it is the next day already.
        row(u"{date} {record_date}"_s, u"25.11.2026 25.11.2026"_s);
        row(u"{record_time} {record_datetime}"_s, u"00:30 25.11.2026 00:30"_s);
        row(u"{record_date_iso} {record_date_short}"_s, u"2026-11-25 25.11.26"_s);
        row(u"{record_time_hm} {record_datetime_iso}"_s, u"00:30 2026-11-25 00:30"_s);
        row(u"{record_timestamp_local}"_s, u"2026-11-25T00:30:05"_s);
        row(u"{publish_date} {publish_time}"_s, u"01.12.2026 11:00"_s);
        row(u"{date|date:YYYY/MM/DD hh:mm:ss}"_s, u"2026/11/25 00:30:05"_s);
        row(u"{record_time:datetime}"_s, u"25.11.2026 00:30"_s);

        row(u"{{literal}} [[brackets]] {topic}"_s, u"{literal} [brackets] Indexes"_s);
        row(u"[Lecture] {topic}"_s, u"[Lecture] Indexes"_s);
        row(u"{topic}[ ({summary})]"_s, u"Indexes (About indexes.)"_s);

        row(u"{display_name|upper}"_s, u"БАЗЫ ДАННЫХ_ИНДЕКСЫ"_s);
        row(u"{display_name|lower|capitalize}"_s, u"Базы данных_индексы"_s);
        row(u"{display_name|part:0}: {display_name|part:1}"_s, u"Базы данных: Индексы"_s);
        row(u"{display_name|part:-1|lower}"_s, u"индексы"_s);
        row(u"{display_name|part:1: }"_s, u"данных_Индексы"_s);
        row(u"{display_name|split_path}"_s, u"Базы данных/Индексы"_s);
        row(u"{display_name|truncate:6}"_s, u"Базы…"_s);
        row(u"{display_name|limit:19}"_s, u"Базы данных_Индексы"_s);
        row(u"{display_name|part:7|default:none}"_s, u"none"_s);
        row(u"{display_name|part:7|default:\"a|b}\"}"_s, u"a|b}"_s);
    }

    void templatesRender()
    {
        QFETCH(QString, text);
        QFETCH(QString, rendered);
        VERIFY_OK(domain::checkMetadataTemplate(text));
        QCOMPARE(domain::renderMetadata(text, context()).value(), rendered);
    }

    void emptyValuesLeaveNoTrace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rendered");
        const auto row = [](const QString &text, const QString &rendered) {
            QTest::newRow(qPrintable(text)) << text << rendered;
        };
        row(u"{display_name} | {topic} ({display_name})"_s, u"Talk (Talk)"_s);
        row(u"{display_name} | {topic}"_s, u"Talk"_s);
        row(u"{topic} | {display_name}"_s, u"Talk"_s);
        row(u"{topic} - {summary} — {display_name}"_s, u"Talk"_s);
        row(u"{display_name} - {topic} - {summary}"_s, u"Talk"_s);
        row(u"{display_name} | {topic} | {display_name}"_s, u"Talk | Talk"_s);
        row(u"{display_name} {topic} {display_name}"_s, u"Talk Talk"_s);
        row(u"{display_name}[ ({topic})]"_s, u"Talk"_s);
        row(u"{display_name} [({topic})] {display_name}"_s, u"Talk Talk"_s);
        row(u"{display_name}\n{summary}\n{display_name}"_s, u"Talk\nTalk"_s);
        row(u"{display_name}\n\n{summary}\n\n{display_name}"_s, u"Talk\n\nTalk"_s);
        row(u"{display_name}[\n\nTopics:\n{topics_list}]"_s, u"Talk"_s);
        row(u"{topic}"_s, u""_s);
        row(u"{duration}{duration_hm}{date}{publish_date}"_s, u""_s);
        row(u"- {display_name}"_s, u"- Talk"_s);   // a list is none of our business
        row(u"A{topic|default: - }B"_s, u"A - B"_s);
    }

    void emptyValuesLeaveNoTrace()
    {
        QFETCH(QString, text);
        QFETCH(QString, rendered);
        QCOMPARE(domain::renderMetadata(text, bare()).value(), rendered);
    }

    void valuesAreNeverReadAsTemplates()
    {
        MetadataContext tricky = bare();
        tricky.displayName = u"{topic} [x] | "_s;
        tricky.summary = u"ok"_s;
        QCOMPARE(domain::renderMetadata(u"{display_name}{summary}"_s, tricky).value(), u"{topic} [x] | ok"_s);
    }

    void faultsSayWhereAndWhat_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const QString &text, const QString &message) {
            QTest::newRow(qPrintable(text)) << text << message;
        };
        row(u"Lecture {display_nme}"_s, u"Character 9: unknown variable \"display_nme\", did you mean display_name?"_s);
        row(u"{zebra}"_s, u"Character 1: unknown variable \"zebra\"."_s);
        row(u"{topic|uper}"_s, u"Character 1: unknown filter \"uper\", did you mean upper?"_s);
        row(u"{topic"_s, u"Character 1: { is not closed. Write {{ for the brace itself."_s);
        row(u"a}"_s, u"Character 2: } closes nothing. Write }} for the character itself."_s);
        row(u"[{topic}"_s, u"Character 1: [ is not closed. Write [[ for the bracket itself."_s);
        row(u"a]"_s, u"Character 2: ] closes nothing. Write ]] for the character itself."_s);
        row(u"[a [{topic}]]"_s,
            u"Character 4: a group cannot stand inside a group. Write [[ for the bracket itself."_s);
        row(u"{topic|truncate:x}"_s, u"Character 1: the filter truncate: wants a number of characters."_s);
        row(u"{topic|truncate}"_s, u"Character 1: the filter truncate: wants a number of characters."_s);
        row(u"{topic|part:a}"_s, u"Character 1: the filter part: wants the number of a part, from 0."_s);
        row(u"{topic|upper:a}"_s, u"Character 1: the filter upper: takes no argument."_s);
        row(u"{topic|date:YYYY}"_s,
            u"Character 1: a date format belongs directly behind a date, such as {record_date|date:YYYY}; {topic} is none."_s);
        row(u"{date|date:dd.mm}"_s,
            u"Character 1: the filter date: \"dd.mm\" is no date format: write YYYY, YY, MM, DD, hh, mm, ss, or date, "
            u"time, "
            "datetime."_s);
    }

    void faultsSayWhereAndWhat()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto checked = domain::checkMetadataTemplate(text);
        VERIFY_FAILS(checked, ErrorKind::Invalid);
        QCOMPARE(checked.error().message, message);
        VERIFY_FAILS(domain::renderMetadata(text, bare()), ErrorKind::Invalid);
    }

    void titlesTellRecordingsApart()
    {
        VERIFY_OK(domain::checkTitleTemplate(u"{display_name}"_s));
        VERIFY_OK(domain::checkTitleTemplate(u"Lecture[ {topic}]"_s));
        VERIFY_FAILS(domain::checkTitleTemplate(u"Lecture"_s), ErrorKind::Invalid);
        VERIFY_FAILS(domain::checkTitleTemplate(u"{title}"_s), ErrorKind::Invalid);
    }

    void everyVariableRendersAndIsExplained()
    {
        for (const auto &variable : domain::metadataVariables()) {
            const QString text = u'{' + QString::fromUtf16(variable.name) + u'}';
            const auto rendered = domain::renderMetadata(text, context());
            VERIFY_OK(rendered);
            QVERIFY2(!rendered->isEmpty() || text == "{questions}"_L1, qPrintable(text));
            QVERIFY2(QStringView(variable.meaning).endsWith(u'.'), qPrintable(text));
        }
    }

    void durationsAreLocalised_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("russian");
        QTest::addColumn<QString>("clock");
        const auto row = [](int seconds, const QString &english, const QString &russian, const QString &clock) {
            QTest::addRow("%d", seconds) << seconds << english << russian << clock;
        };
        row(0, u""_s, u""_s, u""_s);
        row(7, u"7 s"_s, u"7 с"_s, u"0:07"_s);
        row(59, u"59 s"_s, u"59 с"_s, u"0:59"_s);
        row(60, u"1 min"_s, u"1 мин"_s, u"1:00"_s);
        row(89, u"1 min"_s, u"1 мин"_s, u"1:29"_s);
        row(90, u"2 min"_s, u"2 мин"_s, u"1:30"_s);
        row(3570, u"1 h"_s, u"1 ч"_s, u"59:30"_s);
        row(5400, u"1 h 30 min"_s, u"1 ч 30 мин"_s, u"1:30:00"_s);
        row(36'061, u"10 h 1 min"_s, u"10 ч 1 мин"_s, u"10:01:01"_s);
    }

    void durationsAreLocalised()
    {
        QFETCH(int, seconds);
        MetadataContext of = bare();
        of.duration = std::chrono::seconds(seconds);
        QTEST(domain::renderMetadata(u"{duration}"_s, of).value(), "english");
        QTEST(domain::renderMetadata(u"{duration_hm}"_s, of).value(), "clock");
        of.language = u"ru"_s;
        QTEST(domain::renderMetadata(u"{duration}"_s, of).value(), "russian");
    }

    void datesFollowTheZone_data()
    {
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("shown");
        const auto row = [](const QString &time, const QString &zone, const QString &shown) {
            QTest::newRow(qPrintable(zone + time)) << time << zone << shown;
        };
        row(u"2026-03-29T00:59:59Z"_s, u"Europe/Berlin"_s, u"2026-03-29 01:59:59"_s);
        row(u"2026-03-29T01:00:00Z"_s, u"Europe/Berlin"_s, u"2026-03-29 03:00:00"_s);   // summer time begins
        row(u"2026-10-25T01:00:00Z"_s, u"Europe/Berlin"_s, u"2026-10-25 02:00:00"_s);   // and ends
        row(u"2026-12-31T20:30:00Z"_s, u"Asia/Kathmandu"_s, u"2027-01-01 02:15:00"_s);
        row(u"1999-12-31T23:59:59Z"_s, u"UTC"_s, u"1999-12-31 23:59:59"_s);
        row(u"1969-07-20T20:17:40Z"_s, u"UTC"_s, u"1969-07-20 20:17:40"_s);
        row(u"2026-01-01T00:00:00Z"_s, u"Nowhere/Known"_s, u"2026-01-01 00:00:00"_s);
    }

    void datesFollowTheZone()
    {
        QFETCH(QString, time);
        QFETCH(QString, zone);
        QTEST(domain::formatDate(instant(time), u"YYYY-MM-DD hh:mm:ss"_s, zone), "shown");
    }

    void dateFormatsAreChecked()
    {
        for (const auto &right : {u"DD.MM.YYYY"_s, u"date"_s, u"datetime"_s, u"YYYY-MM-DDThh:mm"_s, u"DD.MM.YY г."_s})
            QCOMPARE(domain::dateFormatFault(right), QString());
        for (const auto &wrong : {u""_s, u"dd.MM"_s, u"..."_s, u"HH:mm"_s, u"YYY"_s})
            QVERIFY2(!domain::dateFormatFault(wrong).isEmpty(), qPrintable(wrong));
        QVERIFY(domain::isTimeZone(u"Europe/Moscow"_s));
        QVERIFY(!domain::isTimeZone(u"Moscow"_s));
    }

    void templatesOfTheLaterGenerationAreImported_data()
    {
        QTest::addColumn<QString>("old");
        QTest::addColumn<QString>("imported");
        const auto row = [](const QString &old, const QString &imported) {
            QTest::newRow(qPrintable(old)) << old << imported;
        };
        row(u"{{ display_name }} ({{date}})"_s, u"{display_name} ({date})"_s);
        row(u"{{ display_name | upper }}"_s, u"{display_name|upper}"_s);
        row(u"{{ display_name | part(1) | truncate(20) }}"_s, u"{display_name|part:1|truncate:20}"_s);
        row(u"{{ display_name|part(0, separator=\"-\") }}"_s, u"{display_name|part:0:-}"_s);
        row(u"[{{ topic }}] {x}"_s, u"[[{topic}]] {{x}}"_s);
        row(u"{display_name} [a]"_s, u"{display_name} [a]"_s);   // one of ours
    }

    void templatesOfTheLaterGenerationAreImported()
    {
        QFETCH(QString, old);
        QFETCH(QString, imported);
        QCOMPARE(domain::importedMetadataTemplate(old), imported);
        VERIFY_OK(domain::checkMetadataTemplate(imported));
    }

    void statementsOfTheLaterGenerationAreRefused()
    {
        const QString imported = domain::importedMetadataTemplate(u"{% if topic %}{{ topic }}{% endif %}"_s);
        VERIFY_FAILS(domain::checkMetadataTemplate(imported), ErrorKind::Invalid);
    }

    void theDefaultDescriptionShowsWhatThereIs()
    {
        const QString text = domain::Config().text(u"metadata.description_template");
        QCOMPARE(domain::renderMetadata(text, context()).value(),
            u"Базы данных_Индексы\n25.11.2026 · 1 h 30 min\n\nAbout indexes.\n\n1. Welcome\n2. B-trees\n\n"
            "1. What is an index?\n2. Why?"_s);
        QCOMPARE(domain::renderMetadata(text, bare()).value(), u"Talk"_s);
    }

    void whateverIsWrittenIsRenderedOrRefusedNeverHalfBoth()
    {
        static const QStringList parts{u"{"_s, u"}"_s, u"["_s, u"]"_s, u"|"_s, u":"_s, u"\""_s, u" "_s, u" - "_s,
            u"topic"_s, u"date"_s, u"display_name"_s, u"part"_s, u"truncate"_s, u"1"_s, u"\n"_s, u"я"_s, u"🎓"_s,
            u"{topic}"_s, u"[ {topic}]"_s, u"{date|date:YY}"_s};
        int rendered = 0;
        for (quint32 seed = 1; seed <= 1500; ++seed) {
            QRandomGenerator random(seed);
            QString text;
            for (int i = random.bounded(12); i >= 0; --i)
                text += parts.at(random.bounded(int(parts.size())));
            const bool isRight = domain::checkMetadataTemplate(text).has_value();
            for (const auto &of : {context(), bare()}) {
                const auto result = domain::renderMetadata(text, of);
                QVERIFY2(result.has_value() == isRight, qPrintable(u"seed %1: %2"_s.arg(seed).arg(text)));
                if (result)
                    QVERIFY2(result->trimmed() == *result, qPrintable(u"seed %1: %2"_s.arg(seed).arg(text)));
            }
            rendered += isRight ? 1 : 0;
        }
        QVERIFY(rendered > 150 && rendered < 1350);   // both sides were seen
    }

    void displaysAreReadFromTheConfiguration()
    {
        const auto layer = domain::layerFromAssignment(u"metadata.topics_display.format=dash_list"_s).value();
        const auto config = domain::Config::resolve({{domain::Level::Run, {}, layer}});
        const auto topics = domain::topicDisplay(config, u"metadata.topics_display");
        QVERIFY(topics.enabled);
        QVERIFY(topics.format == domain::TopicDisplay::Format::DashList);
        QCOMPARE(topics.maxCount, 999);
        const auto questions = domain::topicDisplay(config, u"metadata.questions_display");
        QVERIFY(!questions.enabled);
        QCOMPARE(questions.maxCount, 3);
        QCOMPARE(questions.maxLength, 1000);
    }
};

QTEST_GUILESS_MAIN(TestMetadata)
#include "tst_metadata.moc"
