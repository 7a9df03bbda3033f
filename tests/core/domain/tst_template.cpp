#include "core/base/json.h"
#include "core/domain/template.h"
#include "support/verify.h"

#include <QRandomGenerator>

using base::ErrorKind;
using domain::Match;
using domain::Recording;
using domain::SourceKind;
using domain::Template;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static QJsonObject json(const QByteArray &text)
{
    const auto object = base::parseObject(text, u"test"_s);
    if (!object)
        qFatal("%s: %s", qPrintable(object.error().message), text.constData());
    return *object;
}

static Template templateOf(const QByteArray &rules, const QString &name = u"Lectures"_s)
{
    const auto read = domain::templateFromJson(
        {{u"name"_s, name}, {u"id"_s, u"id of "_s + name}, {u"matching_rules"_s, json(rules)}});
    if (!read)
        qFatal("%s", qPrintable(read.error().message));
    return *read;
}

static Recording recording(const QString &title = u"Databases, lecture 5"_s)
{
    return {.title = title, .sourceKind = SourceKind::Zoom, .source = domain::SourceId{u"s1"_s}, .duration = 48min};
}

class TestTemplate : public QObject {
    Q_OBJECT

private slots:
    void rulesMatch_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QString>("title");
        QTest::addColumn<bool>("matched");
        const auto row = [](const char *name, const char *rules, const QString &title, bool matched) {
            QTest::newRow(name) << QByteArray(rules) << title << matched;
        };
        const QString lecture = u"Databases, lecture 5"_s;
        row("keyword", R"({"keywords": ["LECTURE"]})", lecture, true);
        row("one of the keywords", R"({"keywords": ["seminar", "lecture"]})", lecture, true);
        row("no keyword", R"({"keywords": ["seminar"]})", lecture, false);
        row("keyword in Cyrillic", R"({"keywords": ["СЕМИНАР"]})", u"Базы данных. Семинар 3"_s, true);
        row("decomposed title", R"({"keywords": ["й"]})", u"краи\u0306"_s, true);
        row("case matters", R"({"keywords": ["LECTURE"], "case_sensitive": true})", lecture, false);
        row("case fits", R"({"keywords": ["lecture"], "case_sensitive": true})", lecture, true);

        row("exact", R"({"exact_matches": ["databases, LECTURE 5"]})", u"  Databases, lecture 5 "_s, true);
        row("not exact", R"({"exact_matches": ["Databases"]})", lecture, false);

        row("wildcard", R"({"name_pattern": "data*lecture ?"})", lecture, true);
        row("wildcard is for the whole", R"({"name_pattern": "data*"})", u"My databases"_s, false);
        row("wildcard set", R"({"name_pattern": "*[4-6]"})", lecture, true);
        row("wildcard other set", R"({"name_pattern": "*[!4-6]"})", lecture, false);
        row("wildcard escape", R"({"name_pattern": "2\\*2"})", u"2*2"_s, true);
        row("wildcard escape is no star", R"({"name_pattern": "2\\*2"})", u"222"_s, false);
        row("wildcard with signs of patterns", R"({"name_pattern": "a+(b)?*"})", u"a+(b)cd"_s, true);
        row("wildcard in Cyrillic", R"({"name_pattern": "базы*"})", u"Базы данных"_s, true);

        row("pattern", R"({"patterns": ["lecture \\d+$"]})", lecture, true);
        row("pattern is searched", R"({"patterns": ["^lecture"]})", lecture, false);
        row("pattern in Cyrillic", R"({"patterns": ["семинар\\s+\\d"]})", u"СЕМИНАР 3"_s, true);
        row("pattern of letters", R"({"patterns": ["^\\pL+$"]})", u"Семинар"_s, true);
        row("pattern, case matters", R"({"patterns": ["Lecture"], "case_sensitive": true})", lecture, false);

        row("excluded keyword", R"({"keywords": ["lecture"], "exclude_keywords": ["Databases"]})", lecture, false);
        row("excluded pattern", R"({"keywords": ["lecture"], "exclude_patterns": ["\\d"]})", lecture, false);
        row("not excluded", R"({"keywords": ["lecture"], "exclude_keywords": ["test"]})", lecture, true);

        row("source alone", R"({"source_ids": ["s1", "s2"]})", lecture, true);
        row("another source", R"({"source_ids": ["s2"], "keywords": ["lecture"]})", lecture, false);
        row("source, but no keyword", R"({"source_ids": ["s1"], "keywords": ["seminar"]})", lecture, false);
        row("kind of source", R"({"source_types": ["zoom"]})", lecture, true);
        row("the seed's kind of source", R"({"source_type": "ZOOM"})", lecture, true);
        row("another kind of source", R"({"source_type": "LOCAL"})", lecture, false);

        row("long enough", R"({"duration_range": {"min": 48}})", lecture, true);
        row("too short", R"({"duration_range": {"min": 49}, "keywords": ["lecture"]})", lecture, false);
        row("too long", R"({"duration_range": {"min": 1, "max": 47.5}})", lecture, false);
        row("excluded, whatever passes the filter",
            R"({"duration_range": {"min": 1}, "exclude_keywords": ["lecture"]})", lecture, false);
        row("one positive rule is enough", R"({"keywords": ["seminar"], "patterns": ["lecture"]})", lecture, true);
    }

    void rulesMatch()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QString, title);
        QFETCH(bool, matched);
        const Match match = domain::match(recording(title), {templateOf(rules)});
        QCOMPARE(match.explanations.first().matched, matched);
        QCOMPARE(match.templateId.has_value(), matched);
    }

    void anUnknownDurationMeetsNoRange()
    {
        Recording unknown = recording();
        unknown.duration = {};
        const auto answer =
            domain::match(unknown, {templateOf(R"({"duration_range": {"max": 60}})")}).explanations.first();
        QVERIFY(!answer.matched);
        QCOMPARE(answer.reason, u"How long it lasts is not known yet."_s);
    }

    void everyConditionIsExplainedAlsoBehindAFailure()
    {
        const auto answer = domain::match(recording(u"Seminar test"_s),
            {templateOf(R"({"duration_range": {"min": 60}, "source_types": ["zoom"], "exclude_keywords": ["test"],
                "keywords": ["seminar"], "patterns": ["^lecture"]})")})
                                .explanations.first();
        QVERIFY(!answer.matched);
        QCOMPARE(answer.reason, u"It lasts 48 min, wanted is at least 60 min."_s);
        QStringList told;
        for (const auto &condition : answer.conditions)
            told += u"%1 %2 | %3 | %4"_s.arg(
                condition.passed ? u"+"_s : u"-"_s, condition.rule, condition.expected, condition.actual);
        QCOMPARE(told,
            (QStringList{
                u"+ source_types | one of zoom | zoom"_s,
                u"- duration_range | at least 60 min | 48 min"_s,
                u"- exclude_keywords | none of \"test\" | \"Seminar test\""_s,
                u"+ keywords | one of \"seminar\" | \"Seminar test\""_s,
                u"- patterns | one of \"^lecture\" | \"Seminar test\""_s,
            }));
    }

    void theReasonIsASentence_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *rules, const QString &reason) {
            QTest::newRow(rules) << QByteArray(rules) << reason;
        };
        row(R"({"keywords": ["x"]})", u"The title has none of the keywords."_s);
        row(R"({"exact_matches": ["x"]})", u"The title is none of the exact matches."_s);
        row(R"({"name_pattern": "x"})", u"The title does not fit the name pattern."_s);
        row(R"({"patterns": ["x"]})", u"The title fits none of the patterns."_s);
        row(R"({"patterns": ["x"], "keywords": ["x"]})", u"The title meets none of keywords, patterns."_s);
        row(R"({"source_ids": ["x"]})", u"It comes from another source."_s);
        row(R"({"source_type": "DROPBOX"})", u"It comes from a source of another kind."_s);
        row(R"({"source_ids": ["s1"]})", u"Every filter lets it through."_s);
        row(R"({"keywords": ["lecture"], "patterns": ["5$"]})", u"Matches by keywords, patterns."_s);
    }

    void theReasonIsASentence()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QString, reason);
        QCOMPARE(domain::match(recording(), {templateOf(rules)}).explanations.first().reason, reason);
    }

    void priorityDecidesThenAge()
    {
        Template young = templateOf(R"({"keywords": ["lecture"]})", u"young"_s);
        young.createdAt = domain::Instant(2000ms);
        Template old = templateOf(R"({"keywords": ["lecture"]})", u"old"_s);
        old.createdAt = domain::Instant(1000ms);
        Template high = templateOf(R"({"keywords": ["seminar"]})", u"high"_s);
        high.priority = 5;
        high.createdAt = domain::Instant(3000ms);
        const Match match = domain::match(recording(), {young, old, high});
        QCOMPARE(match.templateId->value, u"id of old"_s);
        QStringList asked;
        for (const auto &explanation : match.explanations)
            asked += explanation.templateName + u": "_s + explanation.reason;
        QCOMPARE(asked,
            (QStringList{u"high: The title has none of the keywords."_s, u"old: Matches by keywords."_s,
                u"young: Matches too, but old comes first."_s}));
        high.rules = young.rules;
        QCOMPARE(domain::match(recording(), {young, old, high}).templateId->value, u"id of high"_s);
    }

    void draftsAndInactiveOnesNeverMatch()
    {
        Template draft = templateOf(R"({"keywords": ["lecture"]})", u"draft"_s);
        draft.draft = true;
        Template inactive = templateOf(R"({"keywords": ["lecture"]})", u"inactive"_s);
        inactive.active = false;
        const Match match = domain::match(recording(), {draft, inactive});
        QVERIFY(!match.templateId);
        QCOMPARE(match.explanations[0].reason, u"Draft."_s);
        QCOMPARE(match.explanations[1].reason, u"Not active."_s);
        QCOMPARE(match.explanations[0].conditions.size(), 1);   // shown all the same
        QVERIFY(match.explanations[0].conditions.first().passed);
        QVERIFY(!match.explanations[0].matched);
    }

    void anEvilPatternTakesNoTime()
    {
        const Template evil = templateOf(R"({"patterns": ["(a+)+$"]})");
        QVERIFY(!domain::match(recording(QString(50'000, u'a') + u'b'), {evil}).templateId);
    }

    void anyWildcardIsRightOrRefused()
    {
        for (quint32 seed = 1; seed <= 1500; ++seed) {
            QRandomGenerator random(seed);
            QString wildcard;
            for (int i = random.bounded(8); i >= 0; --i)
                wildcard += u"*?[]!^-\\az.(+я"_s.at(random.bounded(14));
            // A text without signs of its own matches itself, and the star matches it with anything around it.
            const bool isPlain = !wildcard.contains(u'[') && !wildcard.contains(u'\\');
            if (isPlain)
                QVERIFY2(domain::wildcardFault(wildcard).isEmpty(), qPrintable(wildcard));
            Template value = templateOf(R"({"keywords": ["x"]})");
            value.rules = {.namePattern = wildcard};
            const auto matches = [&value](const QString &title) {
                return domain::match(recording(title), {value}).templateId.has_value();
            };
            QVERIFY2(!isPlain || matches(wildcard), qPrintable(u"seed %1: %2"_s.arg(seed).arg(wildcard)));
            value.rules.namePattern = u'*' + wildcard + u'*';
            QVERIFY2(!isPlain || matches(u"x "_s + wildcard + u" y"_s),
                qPrintable(u"seed %1: %2"_s.arg(seed).arg(wildcard)));
        }
    }

    void aMatcherAnswersForManyRecordings()
    {
        const domain::Matcher matcher({templateOf(R"({"patterns": ["lecture \\d*7$"]})")});
        int matched = 0;
        for (int i = 0; i < 1000; ++i)
            matched += matcher.match(recording(u"Lecture %1"_s.arg(i))).templateId ? 1 : 0;
        QCOMPARE(matched, 100);
    }

    void aTemplateRoundTrips()
    {
        const QJsonObject whole = json(R"({
            "id": "t1", "name": "Seminars", "description": "All of them",
            "matching_rules": {"exact_matches": ["a"], "keywords": ["seminar"], "name_pattern": "*sem*",
                "patterns": ["\\d"], "exclude_keywords": ["test"], "exclude_patterns": ["^x"], "source_ids": ["s1"],
                "source_types": ["zoom", "local"], "duration_range": {"min": 20, "max": 180}, "case_sensitive": true},
            "processing_config": {"processing": {"allow_skipped": true}, "trimming": {"preset": "tight"},
                "topics": {"granularity": "short"}},
            "metadata_config": {"title_template": "{display_name} {date}", "youtube": {"privacy": "public"}},
            "output_config": {"preset_ids": ["p1"], "auto_upload": true},
            "priority": 7, "is_draft": false, "is_active": true,
            "created_at": "2026-11-24T09:30:00.000Z", "updated_at": "2026-11-25T09:30:00.000Z"})");
        const auto read = domain::templateFromJson(whole);
        VERIFY_OK(read);
        QCOMPARE(domain::toJson(*read), whole);
    }

    void oldSpellingsAreReadAndPartsMakeOneLayer()
    {
        const auto read = domain::templateFromJson(json(R"({"name": "Process Everything",
            "matching_rules": {"name_pattern": "*", "source_type": "ZOOM", "tag_pattern": "x"},
            "processing_config": {"allow_skipped": true, "transcription": {"enable_transcription": true,
                "granularity": "short"}, "transcription_vocabulary": ["WAL"]},
            "metadata_config": {"topics_display": {"include_timestamps": true}, "vk": {"album_id": "1"}},
            "output_config": {"preset_ids": {"youtube": "p1", "vk": "p2"}},
            "used_count": 4, "is_default": false})"));
        VERIFY_OK(read);
        QCOMPARE(read->allowSkipped(), std::optional(true));
        QVERIFY(read->rules.sourceTypes == QList{SourceKind::Zoom});
        QCOMPARE(read->configLayer(), json(R"({"processing": {"allow_skipped": true},
            "transcription": {"enabled": true, "vocabulary": ["WAL"]}, "topics": {"granularity": "short"},
            "metadata": {"topics_display": {"show_timestamps": true}, "vk_video": {"album_id": "1"}},
            "upload": {"preset_ids": ["p2", "p1"]}})"));
        QCOMPARE(Template().allowSkipped(), std::nullopt);
    }

    void faultsAreNamedWithTheirPath_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *part, const QString &message) {
            QTest::newRow(part) << QByteArray(part) << message;
        };
        row(R"({"matching_rules": {"keyword": ["a"], "patterns": ["b"]}})",
            u"matching_rules.keyword: unknown, did you mean keywords?"_s);
        row(R"({"matching_rules": {"patterns": ["a", "*b"]}})",
            u"matching_rules.patterns[1]: is not a valid pattern: no argument for repetition operator: *."_s);
        row(R"({"matching_rules": {"keywords": ["a", ""]}})", u"matching_rules.keywords[1]: must not be empty."_s);
        row(R"({"matching_rules": {"keywords": [1]}})", u"matching_rules.keywords[0]: must be text."_s);
        row(R"({"matching_rules": {"source_type": "FAX"}})",
            u"matching_rules.source_type: knows no kind of source named FAX."_s);
        row(R"({"matching_rules": {"duration_range": {"min": 5, "max": 1}}})",
            u"matching_rules.duration_range: min must not be greater than max."_s);
        row(R"({"matching_rules": {"duration_range": {"minimum": 5, "max": 1}}})",
            u"matching_rules.duration_range.minimum: unknown."_s);
        row(R"({"processing_config": {"trimming": {"preset": "tihgt"}}})",
            u"processing_config.trimming.preset: must be one of gentle, normal, tight, ends_only, custom (did you mean "
            "tight?), not \"tihgt\"."_s);
        row(R"({"processing_config": {"metadata": {"tags": []}}})",
            u"processing_config.metadata: belongs into metadata_config."_s);
        row(R"({"processing_config": {"retention": {"auto_expire_days": 1}}})",
            u"processing_config.retention.auto_expire_days: can be set from the level machine to the level workspace, "
            "not for a template."_s);
        row(R"({"metadata_config": {"title_templat": "x"}})",
            u"metadata_config.title_templat: unknown, did you mean title_template?"_s);
        row(R"({"metadata_config": {"title_template": "{nam}"}})",
            u"metadata_config.title_template: Character 1: unknown variable \"nam\"."_s);
        row(R"({"output_config": {"auto_upload": true}})",
            u"output_config.auto_upload: needs preset_ids or default_platforms."_s);
        row(R"({"priority": 1001})", u"priority: must be a number from 0 to 1000."_s);
        row(R"({"priority": 1.5})", u"priority: must be a whole number."_s);
        row(R"({"name": " "})", u"name: must have 1 to 255 characters."_s);
        row(R"({"is_activ": true})", u"is_activ: unknown, did you mean is_active?"_s);
        row(R"({"is_draft": "no"})", u"is_draft: must be true or false."_s);
        row(R"({"matching_rules": {"exclude_keywords": ["a"]}})",
            u"matching_rules: needs a rule or a filter (keywords, exact_matches, name_pattern, patterns, source_ids, "
            "source_types or duration_range), or set is_draft."_s);
    }

    void faultsAreNamedWithTheirPath()
    {
        QFETCH(QByteArray, part);
        QFETCH(QString, message);
        QJsonObject whole{{u"name"_s, u"Lectures"_s}, {u"matching_rules"_s, json(R"({"keywords": ["a"]})")}};
        const QJsonObject changed = json(part);
        for (auto entry = changed.begin(); entry != changed.end(); ++entry)
            whole.insert(entry.key(), *entry);
        const auto read = domain::templateFromJson(whole);
        VERIFY_FAILS(read, ErrorKind::Invalid);
        QCOMPARE(read.error().message, message);
    }

    void limitsAreKept()
    {
        const auto read = [](const QString &name, const QString &description) {
            return domain::templateFromJson({{u"name"_s, name}, {u"description"_s, description},
                {u"matching_rules"_s, json(R"({"keywords": ["a"]})")}});
        };
        VERIFY_OK(read(QString(255, u'я'), QString(1000, u'я')));
        VERIFY_FAILS(read(QString(256, u'я'), {}), ErrorKind::Invalid);
        VERIFY_FAILS(read(u"a"_s, QString(1001, u'я')), ErrorKind::Invalid);
    }

    void aDraftNeedsNoRules() { VERIFY_OK(domain::templateFromJson(json(R"({"name": "Later", "is_draft": true})"))); }
};

QTEST_GUILESS_MAIN(TestTemplate)
#include "tst_template.moc"
