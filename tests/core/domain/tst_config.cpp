#include "core/base/json.h"
#include "core/domain/cut_options.h"
#include "support/verify.h"

#include <QSet>

using base::ErrorKind;
using domain::Config;
using domain::Level;
using domain::OptionType;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static QJsonObject json(const char *text)
{
    const auto object = base::parseObject(text, u"test"_s);
    if (!object)
        qFatal("%s", qPrintable(object.error().message));
    return *object;
}

/// The layer `text` at `level`; it must be right.
static domain::Layer layer(Level level, const char *text, const QString &name = {})
{
    const auto checked = domain::checkedLayer(json(text), level);
    if (!checked)
        qFatal("%s", qPrintable(checked.error().message));
    return {level, name, *checked};
}

static Config with(const QString &assignment)
{
    return Config::resolve({{Level::Run, u"this run"_s, domain::layerFromAssignment(assignment).value()}});
}

class TestConfig : public QObject {
    Q_OBJECT

private slots:
    void everyDefaultSatisfiesItsOwnRow()
    {
        QSet<QString> keys;
        const Config defaults;
        for (const auto &option : domain::options()) {
            const QString key = QString::fromUtf16(option.key);
            QVERIFY2(!keys.contains(key), qPrintable(key));
            keys += key;
            QVERIFY2(QStringView(option.meaning).endsWith(u'.'), qPrintable(key));
            QVERIFY2(!defaults.value(key).isUndefined(), qPrintable(key));
            QVERIFY2(option.lowest <= option.highest, qPrintable(key));
            if (option.type == OptionType::Choice)
                QVERIFY2(QStringView(option.choices).split(u'|').contains(defaults.text(key)), qPrintable(key));
            if (option.type == OptionType::Integer || option.type == OptionType::Number)
                QVERIFY2(!defaults.value(key).isDouble()
                        || (defaults.number(key) >= option.minimum && defaults.number(key) <= option.maximum),
                    qPrintable(key));
        }
        // The whole of the defaults is a layer that may be saved.
        const auto checked = domain::checkedLayer(defaults.toJson(), Level::Workspace);
        VERIFY_OK(checked);
        QCOMPARE(Config::resolve({{Level::Workspace, {}, *checked}}).toJson(), defaults.toJson());
    }

    void everyAliasLeadsToAnOption()
    {
        for (const auto &alias : domain::optionAliases())
            QVERIFY2(QStringView(alias.now).isEmpty() || domain::findOption(alias.now),
                qPrintable(QString::fromUtf16(alias.before)));
    }

    void valuesOfTheTableHold()
    {
        const Config config;
        QCOMPARE(config.text(u"metadata.title_template"), u"{display_name}"_s);
        QCOMPARE(config.number(u"sources.blank_minutes"), 20.0);
        QCOMPARE(config.number(u"sources.blank_megabytes"), 25.0);
        QCOMPARE(config.text(u"transcription.language"), u"auto"_s);
        QCOMPARE(config.integer(u"transcription.threads"), 0);   // "auto"
        QCOMPARE(config.list(u"subtitles.formats"), (QStringList{u"srt"_s, u"vtt"_s}));
        QCOMPARE(config.boolean(u"processing.allow_skipped"), false);
        QCOMPARE(config.origin(u"trimming.preset"), u"default"_s);
    }

    void oldSpellingsBecomeCanonical_data()
    {
        QTest::addColumn<QByteArray>("old");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char *name, const char *old, const char *canonical) {
            QTest::newRow(name) << QByteArray(old) << QByteArray(canonical);
        };
        row("seed trimming",
            R"({"processing": {"enable_processing": false, "silence_threshold": -40.0, "min_silence_duration": 2.0,
                "padding_before": 5.0, "padding_after": 4, "audio_detection": false}})",
            R"({"trimming": {"enabled": false, "threshold": -40, "minimum_silence": 2, "pad_before": 5, "pad_after": 4}})");
        row("later trimming", R"({"trimming": {"enable_trimming": true, "silence_threshold": -35}})",
            R"({"trimming": {"enabled": true, "threshold": -35}})");
        row("topics inside transcription",
            R"({"transcription": {"enable_transcription": true, "enable_topics": false, "granularity": "short",
                "topic_mode": "short", "questions_count": 5, "enable_subtitles": false}})",
            R"({"transcription": {"enabled": true}, "topics": {"enabled": false, "granularity": "short",
                "questions_count": 5}, "subtitles": {"enabled": false}})");
        row("flat keys of templates",
            R"({"allow_skipped": true, "enable_transcription": false, "enable_topics": true, "enable_subtitles": true,
                "transcription_vocabulary": ["B-tree"]})",
            R"({"processing": {"allow_skipped": true}, "transcription": {"enabled": false, "vocabulary": ["B-tree"]},
                "topics": {"enabled": true}, "subtitles": {"enabled": true}})");
        row("what nobody reads any more",
            R"({"transcription": {"provider": "fireworks", "temperature": 0.0, "enable_translation": false,
                "translation_language": "en"}, "metadata": {"topics_display": {"display_location": "description"}}})",
            "{}");
        row("timestamps", R"({"metadata": {"topics_display": {"include_timestamps": true}}})",
            R"({"metadata": {"topics_display": {"show_timestamps": true}}})");
        row("presets by platform", R"({"upload": {"default_preset_ids": {"vk": "b", "youtube": "a"}}})",
            R"({"upload": {"preset_ids": ["b", "a"]}})");
        row("YouTube's own names", R"({"metadata": {"youtube": {"privacyStatus": "unlisted", "categoryId": "27"}}})",
            R"({"metadata": {"youtube": {"privacy": "unlisted", "category_id": "27"}}})");
        row("vk", R"({"metadata": {"vk": {"no_comments": true}}})",
            R"({"metadata": {"vk_video": {"disable_comments": true}}})");
        row("nulls inherit", R"({"trimming": {"enabled": null, "preset": "tight"}, "metadata": null})",
            R"({"trimming": {"preset": "tight"}})");
        row("keys with dots", R"({"trimming.preset": "tight"})", R"({"trimming": {"preset": "tight"}})");
    }

    void oldSpellingsBecomeCanonical()
    {
        QFETCH(QByteArray, old);
        QFETCH(QByteArray, canonical);
        const auto checked = domain::checkedLayer(json(old), Level::Workspace);
        VERIFY_OK(checked);
        QCOMPARE(*checked, json(canonical));
    }

    void faultsAreNamedAndExplained_data()
    {
        QTest::addColumn<QByteArray>("layer");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *layer, const QString &message) {
            QTest::newRow(name) << QByteArray(layer) << message;
        };
        row("sibling", R"({"trimming": {"pad_befor": 1}})", u"trimming.pad_befor: unknown, did you mean pad_before?"_s);
        row("section", R"({"triming": {"preset": "tight"}})", u"triming: unknown, did you mean trimming?"_s);
        row("elsewhere", R"({"threshold": -40})", u"threshold: unknown, did you mean trimming.threshold?"_s);
        row("nothing near", R"({"zebra": 1})", u"zebra: unknown."_s);
        row("type", R"({"trimming": {"enabled": "yes"}})", u"trimming.enabled: must be true or false, not \"yes\"."_s);
        row("range", R"({"trimming": {"pad_before": -1}})",
            u"trimming.pad_before: must be a number from 0 to 60 s, or \"preset\", not -1."_s);
        row("whole", R"({"topics": {"questions_count": 2.5}})",
            u"topics.questions_count: must be a whole number from 0 to 10, not 2.5."_s);
        row("choice", R"({"trimming": {"preset": "tihgt"}})",
            u"trimming.preset: must be one of gentle, normal, tight, ends_only, custom (did you mean tight?), not \"tihgt\"."_s);
        row("entry", R"({"subtitles": {"formats": ["srt", "ass"]}})",
            u"subtitles.formats: must be a list of one of srt, vtt, not [\"srt\",\"ass\"]."_s);
        row("empty entry", R"({"transcription": {"vocabulary": ["a", " "]}})",
            u"transcription.vocabulary: must not have an empty entry."_s);
        row("no list", R"({"metadata": {"tags": "a"}})", u"metadata.tags: must be a list of texts, not \"a\"."_s);
        row("section as value", R"({"trimming": 5})", u"trimming: must be an object with options."_s);
        row("language", R"({"transcription": {"language": "English"}})",
            u"transcription.language: must be a language code such as en or ru, or auto."_s);
        row("zone", R"({"metadata": {"time_zone": "Mars/Base"}})",
            u"metadata.time_zone: must be a time zone such as Europe/Berlin or UTC."_s);
        row("address", R"({"topics": {"service_url": "ftp://x"}})",
            u"topics.service_url: must be an address that begins with https:// or http://."_s);
        row("title", R"({"metadata": {"title_template": "{display_nam}"}})",
            u"metadata.title_template: Character 1: unknown variable \"display_nam\", did you mean display_name?"_s);
        row("contradiction", R"({"trimming": {"enabled": true, "enable_trimming": false}})",
            u"trimming.enabled: says something else than trimming.enable_trimming, which means the same."_s);
    }

    void faultsAreNamedAndExplained()
    {
        QFETCH(QByteArray, layer);
        QFETCH(QString, message);
        const auto checked = domain::checkedLayer(json(layer), Level::Workspace);
        VERIFY_FAILS(checked, ErrorKind::Invalid);
        QCOMPARE(checked.error().message, message);
    }

    void allFaultsAreReportedAtOnce()
    {
        const auto checked =
            domain::checkedLayer(json(R"({"trimming": {"pad_befor": 1, "enabled": 1}, "zebra": {}})"), Level::Run);
        VERIFY_FAILS(checked, ErrorKind::Invalid);
        QCOMPARE(checked.error().message.count(u'\n'), 2);
    }

    void whatIsOfTheWorkspaceIsNotForTemplates()
    {
        const QJsonObject values = json(R"({"retention": {"auto_expire_days": 7}})");
        VERIFY_OK(domain::checkedLayer(values, Level::Workspace));
        for (const Level level : {Level::Template, Level::Recording, Level::Run})
            VERIFY_FAILS(domain::checkedLayer(values, level), ErrorKind::Invalid);
    }

    void higherLayersWinAndSaySo()
    {
        const Config config = Config::resolve({
            layer(Level::Machine, R"({"transcription": {"threads": 2}, "metadata": {"time_zone": "Europe/Moscow"}})"),
            layer(Level::Workspace, R"({"trimming": {"preset": "gentle", "pad_before": 1}})", u"profile"_s),
            layer(Level::Template, R"({"trimming": {"preset": "tight"}})", u"template Lectures"_s),
        });
        QCOMPARE(config.text(u"trimming.preset"), u"tight"_s);
        QCOMPARE(config.origin(u"trimming.preset"), u"template Lectures"_s);
        QCOMPARE(config.number(u"trimming.pad_before"), 1.0);
        QCOMPARE(config.origin(u"trimming.pad_before"), u"profile"_s);
        QCOMPARE(config.integer(u"transcription.threads"), 2);
        QCOMPARE(config.origin(u"transcription.threads"), u"machine"_s);
        QCOMPARE(config.origin(u"trimming.enabled"), u"default"_s);
    }

    void nullInherits()
    {
        const Config config = Config::resolve({
            layer(Level::Workspace, R"({"trimming": {"preset": "gentle"}})", u"profile"_s),
            {Level::Run, u"this run"_s, json(R"({"trimming": {"preset": null}})")},
        });
        QCOMPARE(config.text(u"trimming.preset"), u"gentle"_s);
        QCOMPARE(config.origin(u"trimming.preset"), u"profile"_s);
    }

    void listsReplaceButVocabularyUnites()
    {
        const Config config = Config::resolve({
            layer(Level::Workspace,
                R"({"metadata": {"tags": ["a", "b"]}, "transcription": {"vocabulary": ["Postgres", "B-tree"]}})",
                u"profile"_s),
            layer(Level::Template,
                R"({"metadata": {"tags": ["c"]}, "transcription": {"vocabulary": ["postgres", "WAL"]}})",
                u"template DB"_s),
        });
        QCOMPARE(config.list(u"metadata.tags"), QStringList(u"c"_s));
        QCOMPARE(config.list(u"transcription.vocabulary"), (QStringList{u"Postgres"_s, u"B-tree"_s, u"WAL"_s}));
        QCOMPARE(config.origin(u"transcription.vocabulary"), u"profile + template DB"_s);
    }

    void objectsMergeDeeply()
    {
        const Config config = Config::resolve({
            layer(Level::Workspace, R"({"metadata": {"youtube": {"privacy": "unlisted", "license": "youtube"}}})"),
            layer(Level::Template, R"({"metadata": {"youtube": {"privacy": "public"}}})"),
        });
        QCOMPARE(config.value(u"metadata.youtube").toObject(), json(R"({"privacy": "public", "license": "youtube"})"));
    }

    void layersMergeForEditing()
    {
        const QJsonObject lower =
            json(R"({"trimming": {"preset": "tight", "pad_before": 1}, "metadata": {"tags": ["a"]}})");
        const QJsonObject upper =
            json(R"({"trimming": {"pad_before": null, "pad_after": 2}, "metadata": {"tags": ["b"]}})");
        QCOMPARE(domain::mergedLayer(lower, upper),
            json(R"({"trimming": {"preset": "tight", "pad_after": 2}, "metadata": {"tags": ["b"]}})"));
    }

    void assignmentsAreReadByType_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QByteArray>("layer");
        const auto row = [](const QString &assignment, const char *layer) {
            QTest::newRow(qPrintable(assignment)) << assignment << QByteArray(layer);
        };
        row(u"trimming.enabled=no"_s, R"({"trimming": {"enabled": false}})");
        row(u"trimming.enable_trimming=on"_s, R"({"trimming": {"enabled": true}})");
        row(u"trimming.pad_before=0.25"_s, R"({"trimming": {"pad_before": 0.25}})");
        row(u"trimming.threshold=auto"_s, R"({"trimming": {"threshold": "auto"}})");
        row(u"trimming.preset=tight"_s, R"({"trimming": {"preset": "tight"}})");
        row(u"topics.questions_count=4"_s, R"({"topics": {"questions_count": 4}})");
        row(u"transcription.vocabulary=B-tree, WAL"_s, R"({"transcription": {"vocabulary": ["B-tree", "WAL"]}})");
        row(u"metadata.tags=[\"a,b\"]"_s, R"({"metadata": {"tags": ["a,b"]}})");
        row(u"metadata.tags="_s, R"({"metadata": {"tags": []}})");
        row(u"transcription.prompt=a=b"_s, R"({"transcription": {"prompt": "a=b"}})");
        row(u"transcription.model=null"_s, R"({"transcription": {"model": null}})");
        row(u"metadata.youtube={\"privacy\": \"public\"}"_s, R"({"metadata": {"youtube": {"privacy": "public"}}})");
        row(u"retention.auto_expire_days=7"_s, R"({"retention": {"auto_expire_days": 7}})");
    }

    void assignmentsAreReadByType()
    {
        QFETCH(QString, assignment);
        QFETCH(QByteArray, layer);
        const auto read = domain::layerFromAssignment(assignment);
        VERIFY_OK(read);
        QCOMPARE(*read, json(layer));
    }

    void wrongAssignmentsSayWhatToDo_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("trimming.preset") << u"trimming.preset: write KEY=VALUE, for example trimming.preset=tight."_s;
        QTest::newRow("trimming.presett=tight") << u"trimming.presett: unknown, did you mean preset?"_s;
        QTest::newRow("trimming=1") << u"trimming: is a group of options, name one of them."_s;
        QTest::newRow("trimming.enabled=maybe") << u"trimming.enabled: must be true or false, not \"maybe\"."_s;
        QTest::newRow("trimming.pad_before=x")
            << u"trimming.pad_before: must be a number from 0 to 60 s, or \"preset\", not \"x\"."_s;
        QTest::newRow("transcription.provider=x") << u"transcription.provider: has no meaning any more."_s;
    }

    void wrongAssignmentsSayWhatToDo()
    {
        QFETCH(QString, message);
        const auto read = domain::layerFromAssignment(QString::fromUtf8(QTest::currentDataTag()));
        VERIFY_FAILS(read, ErrorKind::Invalid);
        QCOMPARE(read.error().message, message);
    }

    void fingerprintsSeeTheirOptionsOnly()
    {
        const QStringList prefixes{u"trimming"_s, u"topics.granularity"_s};
        const QByteArray before = Config().canonical(prefixes);
        QCOMPARE(Config().canonical(prefixes), before);
        QCOMPARE(with(u"topics.engine=local"_s).canonical(prefixes), before);
        QCOMPARE(with(u"transcription.model=base"_s).canonical(prefixes), before);
        QVERIFY(with(u"topics.granularity=short"_s).canonical(prefixes) != before);
        QVERIFY(with(u"trimming.preset=tight"_s).canonical(prefixes) != before);
        QVERIFY(Config().canonical({u"trim"_s}) == "{}");   // a prefix is a whole section
    }

    void theOriginStandsBesideTheValue()
    {
        const QJsonObject shown = with(u"trimming.preset=tight"_s).toJsonWithOrigin();
        QCOMPARE(shown.value(u"trimming.preset").toObject(), json(R"({"value": "tight", "origin": "this run"})"));
        QCOMPARE(shown.size(), qsizetype(domain::options().size()));
    }

    void presetsGiveTheNumbersOfTheCut_data()
    {
        QTest::addColumn<QStringList>("assignments");
        QTest::addColumn<qint64>("silence");
        QTest::addColumn<qint64>("before");
        QTest::addColumn<qint64>("after");
        QTest::addColumn<bool>("endsOnly");
        const auto row = [](const char *name, const QStringList &assignments, qint64 silence, qint64 before,
                             qint64 after, bool endsOnly) {
            QTest::newRow(name) << assignments << silence << before << after << endsOnly;
        };
        row("default", {}, 700, 200, 300, false);
        row("gentle", {u"trimming.preset=gentle"_s}, 1500, 400, 500, false);
        row("tight", {u"trimming.preset=tight"_s}, 400, 100, 150, false);
        row("ends only", {u"trimming.preset=ends_only"_s}, 2000, 5000, 5000, true);
        row("an explicit number wins", {u"trimming.preset=gentle"_s, u"trimming.pad_after=2"_s}, 1500, 400, 2000,
            false);
        row("custom", {u"trimming.preset=custom"_s, u"trimming.minimum_silence=3"_s}, 3000, 200, 300, false);
        row("ends only, with other numbers", {u"trimming.scope=ends_only"_s}, 700, 200, 300, true);
        row("the preset again", {u"trimming.pad_after=2"_s, u"trimming.pad_after=preset"_s}, 700, 200, 300, false);
    }

    void presetsGiveTheNumbersOfTheCut()
    {
        QFETCH(QStringList, assignments);
        QFETCH(qint64, silence);
        QFETCH(qint64, before);
        QFETCH(qint64, after);
        QFETCH(bool, endsOnly);
        QList<domain::Layer> layers;
        for (const QString &assignment : assignments)
            layers += domain::Layer{Level::Run, {}, domain::layerFromAssignment(assignment).value()};
        const auto options = domain::cutOptions(Config::resolve(layers));
        QCOMPARE(qint64(options.minimumSilence / 1ms), silence);
        QCOMPARE(qint64(options.padBefore / 1ms), before);
        QCOMPARE(qint64(options.padAfter / 1ms), after);
        QCOMPARE(options.scope == domain::CutOptions::Scope::EndsOnly, endsOnly);
        QVERIFY(!options.thresholdDecibels);
    }

    void theThresholdIsAdaptiveUnlessGiven()
    {
        QVERIFY(!domain::cutOptions(with(u"trimming.threshold=auto"_s)).thresholdDecibels);
        QCOMPARE(domain::cutOptions(with(u"trimming.threshold=-42.5"_s)).thresholdDecibels, std::optional(-42.5));
    }

    void theNearestNameIsNearEnough_data()
    {
        QTest::addColumn<QString>("nearest");
        QTest::newRow("keyword") << u"keywords"_s;   // one letter missing
        QTest::newRow("kyewords") << u"keywords"_s;   // neighbours swapped
        QTest::newRow("PATTERNS") << u"patterns"_s;
        QTest::newRow("xx") << u""_s;
        QTest::newRow("completely_else") << u""_s;
    }

    void theNearestNameIsNearEnough()
    {
        QFETCH(QString, nearest);
        const QString name = QString::fromUtf8(QTest::currentDataTag());
        QCOMPARE(domain::nearestName(name, {u"patterns"_s, u"keywords"_s, u"id"_s}), nearest);
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
