#include "core/domain/topics.h"
#include "support/golden.h"
#include "support/verify.h"
#include "timeline.h"

using base::ErrorKind;
using base::MediaTime;
using domain::Chapter;
using domain::Granularity;
using domain::Interval;
using domain::Segment;
using domain::TimeMap;
using domain::toChapters;
using domain::Topic;
using domain::TopicDisplay;
using domain::TopicSet;
using domain::TopicVersion;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

static TopicVersion version(const QString &engine)
{
    TopicVersion version;
    version.engine = engine;
    version.granularity = Granularity::Medium;
    version.createdAt = *base::fromRfc3339(u"2026-11-24T09:30:00.000Z");
    version.mainTopics = {u"Indexes"_s};
    version.summary = u"How rows are found."_s;
    version.questions = {u"Why sort?"_s};
    version.topics = {{u"Welcome"_s, from(0, 60)}, {u"Break"_s, from(60, 700), true}, {u"Trees"_s, from(700, 900)}};
    version.pauses = {from(60, 700)};
    return version;
}

static QString titles(const QList<Chapter> &chapters)
{
    QStringList parts;
    for (const auto &chapter : chapters)
        parts += u"%1 %2"_s.arg(base::toSeconds(chapter.outputStart)).arg(chapter.title);
    return parts.join(u", "_s);
}

static QList<Chapter> threeChapters() { return {{u"Welcome"_s, at(0)}, {u"Trees"_s, at(75.9)}, {u"End"_s, at(3723)}}; }

class TestTopics : public QObject {
    Q_OBJECT

private slots:
    // The table of the functional reference, A.6, "later"; and shorter recordings.
    void theBudgetFollowsTheDuration_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("budgets");   // short, medium, long
        QTest::newRow("50") << 50 << u"3-10 3-12 5-16"_s;
        QTest::newRow("90") << 90 << u"3-18 5-22 8-30"_s;
        QTest::newRow("115") << 115 << u"3-23 6-28 10-30"_s;
        QTest::newRow("180") << 180 << u"5-30 9-30 15-30"_s;
        QTest::newRow("a quarter of an hour") << 15 << u"3-5 3-6 3-9"_s;
        QTest::newRow("ten minutes") << 10 << u"3-4 3-5 3-7"_s;
        QTest::newRow("two minutes") << 2 << u"3-3 3-3 3-3"_s;
        QTest::newRow("ten hours") << 600 << u"15-30 25-30 25-30"_s;
    }

    void theBudgetFollowsTheDuration()
    {
        QFETCH(int, minutes);
        QFETCH(QString, budgets);
        QStringList got;
        for (const auto granularity : {Granularity::Short, Granularity::Medium, Granularity::Long}) {
            const auto budget = topicBudget(std::chrono::minutes(minutes), granularity);
            got += u"%1-%2"_s.arg(budget.minimum).arg(budget.maximum);
        }
        QCOMPARE(got.join(u' '), budgets);
    }

    void everyBudgetCanBeMet()
    {
        for (int seconds = 0; seconds < 6 * 3600; seconds += 7)
            for (const auto granularity : {Granularity::Short, Granularity::Medium, Granularity::Long}) {
                const MediaTime duration = std::chrono::seconds(seconds);
                const auto budget = topicBudget(duration, granularity);
                const auto where = u"%1 s"_s.arg(seconds).toUtf8();
                QVERIFY2(budget.minimum >= 1 && budget.minimum <= budget.maximum, where.constData());
                QVERIFY2(budget.shortest <= budget.longest, where.constData());
                QVERIFY2(budget.minimum * budget.shortest <= duration, where.constData());
                QVERIFY2(budget.maximum * (budget.longest + MediaTime(1)) >= duration, where.constData());
            }
    }

    void longPausesAreGapsOfEightMinutes()
    {
        const QList<Segment> segments = {
            {u"a"_s, from(480, 500)}, {u"b"_s, from(979, 1000)}, {u"c"_s, from(1480, 1500)}};
        QCOMPARE(timeline::text(longPauses(segments, at(1990))), u"0-480, 1000-1480, 1500-1990"_s);
        QCOMPARE(timeline::text(longPauses(segments, at(1600))), u"0-480, 1000-1480"_s);
        QVERIFY(domain::longPauses({}, at(400)).isEmpty());
    }

    void aNewVersionBecomesTheActiveOne()
    {
        TopicSet set;
        QVERIFY(!set.active());
        set.add(version(u"local"_s));
        set.add(version(u"service"_s));
        QCOMPARE(set.versions[0].id, u"v1"_s);
        QCOMPARE(set.active()->id, u"v2"_s);
        set.versions.removeFirst();
        set.add(version(u"local"_s));
        QCOMPARE(set.active()->id, u"v3"_s);
    }

    void theJsonHasSourceAndOutputTimes()
    {
        TopicSet set;
        set.add(version(u"local"_s));
        const TimeMap map({from(10, 60), from(705, 900)});
        const auto json = set.toJson(&map);
        const auto topics = json["versions"_L1][0]["topics"_L1].toArray();
        QCOMPARE(json["active_version"_L1].toString(), u"v1"_s);
        QCOMPARE(topics[0]["start"_L1].toDouble(), 0.0);
        QCOMPARE(topics[0]["output_end"_L1].toDouble(), 50.0);
        QVERIFY(topics[1]["output_start"_L1].isNull());
        QCOMPARE(topics[2]["output_start"_L1].toDouble(), 50.0);
        QCOMPARE(topics[2]["output_end"_L1].toDouble(), 245.0);
    }

    void everythingSurvivesJson()
    {
        TopicSet set;
        set.add(version(u"local"_s));
        set.add(version(u"service"_s));
        set.versions[0].edited = true;
        const auto read = TopicSet::fromJson(set.toJson());
        VERIFY_OK(read);
        QCOMPARE(read->toJson(), set.toJson());
        QCOMPARE(read->versions[0].topics[1].pause, true);
        QCOMPARE(read->versions[0].pauses.size(), 1);
        VERIFY_OK(TopicSet::fromJson(TopicSet().toJson()));
    }

    void damagedJsonIsRefused()
    {
        TopicSet set;
        set.add(version(u"local"_s));
        auto json = set.toJson();
        json["active_version"_L1] = u"v9"_s;
        VERIFY_FAILS(TopicSet::fromJson(json), ErrorKind::Invalid);
        VERIFY_FAILS(TopicSet::fromJson({}), ErrorKind::Invalid);
        auto broken = set.toJson()["versions"_L1][0].toObject();
        broken["granularity"_L1] = u"tiny"_s;
        json = {{"active_version"_L1, u"v1"_s}, {"versions"_L1, QJsonArray{broken}}};
        const auto read = TopicSet::fromJson(json);
        VERIFY_FAILS(read, ErrorKind::Invalid);
        QVERIFY(read.error().message.contains(u"tiny"_s));
    }

    void chaptersFollowTheCut_data()
    {
        QTest::addColumn<QList<Topic>>("topics");
        QTest::addColumn<QList<Interval>>("keep");
        QTest::addColumn<QString>("chapters");
        const QList<Topic> four = {{u"One"_s, from(5, 60)}, {u"Two"_s, from(60, 120)}, {u"Three"_s, from(120, 180)},
            {u"Four"_s, from(180, 240)}};
        QTest::newRow("the first begins at 0")
            << four << QList{from(0, 240)} << u"0 One, 60 Two, 120 Three, 180 Four"_s;
        QTest::newRow("all move up") << four << QList{from(30, 240)} << u"0 One, 30 Two, 90 Three, 150 Four"_s;
        QTest::newRow("a cut topic vanishes")
            << four << QList{from(0, 60), from(120, 240)} << u"0 One, 60 Three, 120 Four"_s;
        QTest::newRow("a short one joins the one before")
            << four << QList{from(0, 60), from(115, 240)} << u"0 One, 65 Three, 125 Four"_s;
        QTest::newRow("a short first one joins the next")
            << four << QList{from(52, 240)} << u"0 Two, 68 Three, 128 Four"_s;
        QTest::newRow("a short last one joins the one before")
            << four << QList{from(0, 185)} << u"0 One, 60 Two, 120 Three"_s;
        QTest::newRow("too few are none") << four << QList{from(0, 120)} << u""_s;
        QTest::newRow("nothing kept") << four << QList<Interval>() << u""_s;
        QTest::newRow("unsorted") << QList<Topic>{four[2], four[0], four[1]} << QList{from(0, 240)}
                                  << u"0 One, 60 Two, 120 Three"_s;
    }

    void chaptersFollowTheCut()
    {
        QFETCH(QList<Topic>, topics);
        QFETCH(QList<Interval>, keep);
        QFETCH(QString, chapters);
        const auto list = toChapters(topics, TimeMap(keep));
        QCOMPARE(titles(list.chapters), chapters);
        QCOMPARE(list.reason.isEmpty(), !chapters.isEmpty());
    }

    void noTopicsAreAReason()
    {
        QCOMPARE(toChapters({}, TimeMap::identity(at(60))).reason, u"No topics were found."_s);
    }

    void titlesArePlainText()
    {
        const QList<Topic> topics = {{u" Two\nlines\tand a\u0001 bell "_s, from(0, 20)},
            {QString(u"word "_s).repeated(40), from(20, 40)}, {QString(150, u'x'), from(40, 60)},
            {u" \n"_s, from(60, 80)}};
        const auto list = toChapters(topics, TimeMap::identity(at(80)));
        QCOMPARE(list.chapters.size(), 3);
        QCOMPARE(list.chapters[0].title, u"Two lines and a bell"_s);
        QVERIFY(list.chapters[1].title.endsWith(u"word…"_s));
        QVERIFY(list.chapters[1].title.size() <= 100);
        QCOMPARE(list.chapters[2].title.size(), 100);
    }

    void chaptersAlwaysKeepTheRules()
    {
        int full = 0;
        for (quint32 seed = 1; seed <= 2'000; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const TimeMap map(timeline::randomStretches(random, 15, 60));
            QList<Topic> topics;
            for (int count = random.bounded(25); count > 0; --count) {
                const auto start = timeline::between(random, 0, 900);
                topics += Topic{u"Topic\n%1"_s.arg(count), {start, start + timeline::between(random, 0, 200)}};
            }

            const auto [chapters, reason] = toChapters(topics, map);

            QVERIFY2(chapters.isEmpty() != reason.isEmpty(), where.constData());
            if (chapters.isEmpty())
                continue;
            ++full;
            QVERIFY2(chapters.size() >= 3 && chapters[0].outputStart == at(0), where.constData());
            const auto lines = QString::fromUtf8(toText(chapters, map.outputDuration()).toUtf8()).split(u'\n');
            QVERIFY2(lines.size() == chapters.size() + 1 && lines.back().isEmpty(), where.constData());
            QVERIFY2(lines[0].startsWith(u"0:00 "_s), where.constData());
            for (qsizetype index = 0; index < chapters.size(); ++index) {
                const bool last = index + 1 == chapters.size();
                const auto end = last ? map.outputDuration() : chapters[index + 1].outputStart;
                QVERIFY2(end - chapters[index].outputStart >= at(10), where.constData());
                const auto clock = [&](qsizetype line) {
                    const auto parts = lines[line].section(u' ', 0, 0).split(u':');
                    return parts[0].toInt() * 60 + parts[1].toInt();
                };
                QVERIFY2(last || clock(index + 1) - clock(index) >= 10, where.constData());
            }
        }
        QVERIFY(full > 500);
    }

    void chaptersAreWrittenAsPlatformsReadThem()
    {
        COMPARE_GOLDEN(toText(threeChapters(), at(4000)).toUtf8(), u"domain/chapters_long.txt"_s);
        COMPARE_GOLDEN(toText(threeChapters().mid(0, 2), at(3599)).toUtf8(), u"domain/chapters_short.txt"_s);
        QCOMPARE(domain::toText({}, at(0)), QString());
    }

    void descriptionsShowTopicsAsAsked_data()
    {
        using Format = TopicDisplay::Format;
        QTest::addColumn<TopicDisplay>("display");
        QTest::addColumn<QString>("text");
        const auto as = [](Format format) {
            TopicDisplay display;
            display.format = format;
            return display;
        };
        QTest::newRow("numbers") << as(Format::NumberedList) << u"1. Welcome\n2. Trees\n3. End"_s;
        QTest::newRow("bullets") << as(Format::BulletList) << u"• Welcome\n• Trees\n• End"_s;
        QTest::newRow("dashes") << as(Format::DashList) << u"- Welcome\n- Trees\n- End"_s;
        QTest::newRow("commas") << as(Format::CommaSeparated) << u"Welcome, Trees, End"_s;
        QTest::newRow("inline") << as(Format::Inline) << u"Welcome | Trees | End"_s;
        QTest::newRow("plain") << as(Format::Plain) << u"Welcome\nTrees\nEnd"_s;
        auto display = TopicDisplay();
        display.showTimestamps = true;
        QTest::newRow("times") << display << u"00:00:00 — Welcome\n00:01:15 — Trees\n01:02:03 — End"_s;
        display = {};
        display.prefix = u"Topics:"_s;
        display.separator = u"\n\n"_s;
        QTest::newRow("prefix") << display << u"Topics:\n\n1. Welcome\n\n2. Trees\n\n3. End"_s;
        display = {};
        display.minLength = 4;
        display.maxLength = 6;
        QTest::newRow("lengths") << display << u"1. Trees"_s;
        display = {};
        display.minLength = 4;
        display.maxCount = 2;
        QTest::newRow("lengths before count") << display << u"1. Welcome\n2. Trees"_s;
        display.minLength = 5;
        display.maxCount = 0;
        display.prefix = u"Topics:"_s;
        QTest::newRow("nothing left") << display << u""_s;
        display = {};
        display.enabled = false;
        QTest::newRow("disabled") << display << u""_s;
    }

    void descriptionsShowTopicsAsAsked()
    {
        QFETCH(TopicDisplay, display);
        QFETCH(QString, text);
        QCOMPARE(formatTopics(threeChapters(), display), text);
    }

    void granularitiesHaveNames()
    {
        for (const auto granularity : {Granularity::Short, Granularity::Medium, Granularity::Long})
            QVERIFY(domain::granularityFrom(toString(granularity)) == granularity);
        QVERIFY(!domain::granularityFrom(u"tiny"));
    }
};

QTEST_GUILESS_MAIN(TestTopics)
#include "tst_topics.moc"
