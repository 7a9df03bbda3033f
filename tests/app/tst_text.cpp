#include "app/language.h"
#include "app/text.h"
#include "fake_library.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static const base::Instant now = base::Instant(std::chrono::milliseconds(1'795'000'000'000));

template <class Enum> static QList<Enum> all(Enum last)
{
    QList<Enum> values;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        values += static_cast<Enum>(value);
    return values;
}

/// Every sentence that states and errors can give.
static QStringList everything()
{
    QStringList texts;
    for (const auto kind : all(base::ErrorKind::Internal))
        texts += {app::errorMeaning(kind), app::errorAdvice(kind)};
    for (const auto status : all(domain::Status::Expired))
        texts += app::statusName(status);
    for (const auto step : all(domain::StepKind::Publish))
        texts += app::stepName(step);
    for (const auto state : all(domain::StepState::Skipped))
        texts += app::stepStateName(state);
    for (const auto state : all(models::PillState::Resumed))
        texts += app::pillStateName(state);
    for (const auto group : all(models::Group::Skipped))
        texts += app::groupName(group);
    for (const auto link : {models::Link::Why, models::Link::Fix, models::Link::Open})
        texts += app::linkText(link);
    for (const auto kind : all(domain::CutKind::Manual))
        texts += app::cutKindName(kind);
    for (const auto situation : all(models::Situation::Expired))
        for (const auto step : all(domain::StepKind::Publish)) {
            models::RecordingRow row{.title = u"a"_s, .situation = situation, .step = step};
            row.nextAttempt = now;
            texts += app::statusText(row, now);
        }
    return texts;
}

class TestText : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale(u"en_US"_s)); }

    void everyStateAndErrorHasWordsInBothLanguages()
    {
        app::Language language;
        language.install(u"en"_s);
        const QStringList english = everything();
        language.install(u"ru"_s);
        const QStringList russian = everything();
        QCOMPARE(english.size(), russian.size());
        for (qsizetype i = 0; i < english.size(); ++i) {
            QVERIFY(!english[i].isEmpty());
            QVERIFY2(english[i] != russian[i], qPrintable(english[i]));
            QVERIFY2(!russian[i].contains(QRegularExpression(u"[A-Za-z]{3}"_s)), qPrintable(russian[i]));
        }
    }

    void noTranslationIsUnfinished_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("ru") << u"app_ru.ts"_s;
        QTest::newRow("en") << u"app_en.ts"_s;
    }
    void noTranslationIsUnfinished()
    {
        QFETCH(QString, file);
        QFile ts(QStringLiteral(TRANSLATIONS "/") + file);
        QVERIFY(ts.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&ts);
        QString source;
        int texts = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == "source"_L1) {
                source = xml.readElementText();
            } else if (xml.name() == "translation"_L1) {
                ++texts;
                QVERIFY2(!xml.attributes().hasAttribute("type"_L1), qPrintable(source));
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
                for (const auto &place : {u"%1"_s, u"%2"_s, u"%3"_s})
                    QVERIFY2(source.contains(place) == text.contains(place), qPrintable(source));
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(texts > 5);
    }

    void sentencesReadAsInTheLook_data()
    {
        QTest::addColumn<int>("sample");
        QTest::addColumn<QString>("english");
        QTest::newRow("running") << 0 << u"Transcribing, about 4 min left"_s;
        QTest::newRow("done") << 1 << u"Done, 4 min shorter"_s;
        QTest::newRow("skipped") << 2 << u"No template matched"_s;
        QTest::newRow("failed") << 3
                                << u"Folder failed: The disk is full: 1.2 GB more are needed in "
                                   "/home/faculty/Videos"_s;
        QTest::newRow("without text") << 5 << u"Done, without text"_s;
        QTest::newRow("queued") << 6 << u"Waits for its turn"_s;
    }
    void sentencesReadAsInTheLook()
    {
        QFETCH(int, sample);
        app::Language language;
        language.install(u"en"_s);
        QTEST(app::statusText(models::rowOf(sampleOverviews(now).at(sample)), now), "english");
    }

    void reasonsOfTheCoreAreSaidInRussian()
    {
        app::Language language;
        language.install(u"ru"_s);
        QCOMPARE(app::reasonText(u"Into /home/a/out."_s), u"В папку /home/a/out."_s);
        QVERIFY(app::reasonText(u"Failed before: Without text there are no topics."_s)
                    .contains(u"Без текста"_s));   // parts too
        QCOMPARE(app::reasonText(u"Silence of 13.4 s, shortened to 0.5 s"_s), u"Тишина 13,4 с, сокращена до 0,5 с"_s);
        QVERIFY(app::reasonText(u"Matches by keywords, exact_matches."_s).contains(u"ключевые слова, точное"_s));
        QVERIFY(app::reasonText(u"This is a web page, not a recording."_s).contains(u"веб-страница"_s));
        QCOMPARE(app::reasonText(u"Something new."_s), u"Something new."_s);
        QVERIFY(!app::knownReason(u"Something new."_s));
    }

    void reasonsNameNoIdentifiersInEnglishEither()
    {
        app::Language language;
        language.install(u"en"_s);
        QCOMPARE(app::reasonText(u"Matches by keywords, exact_matches."_s), u"Matches by keywords, exact title."_s);
        QCOMPARE(app::reasonText(u"Something new."_s), u"Something new."_s);
    }

    void aFailureSaysWhatWhyWhatWasDoneAndWhatToDo()
    {
        app::Language language;
        language.install(u"en"_s);
        const auto text = app::failureText(models::rowOf(sampleOverviews(now).at(3)));
        QCOMPARE(text.what, u"Folder failed"_s);
        QVERIFY(text.why.startsWith(u"The disk is full"_s));
        QVERIFY(text.already.contains(u"Cut, Text, Topics, and Subs"_s));
        QVERIFY(text.advice.contains(u"retry"_s));
    }

    void numbersAreForPeople()
    {
        app::Language language;
        language.install(u"en"_s);
        QCOMPARE(app::clockText(std::chrono::milliseconds(91min + 5s)), u"1:31:05"_s);
        QCOMPARE(app::clockText(std::chrono::milliseconds(65s)), u"1:05"_s);
        QCOMPARE(app::aboutText(59s), u"59 s"_s);
        QCOMPARE(app::aboutText(72min), u"1 h 12 min"_s);
        QCOMPARE(app::lengthText(48min, 44min), u"48:00 → 44:00"_s);
        QCOMPARE(app::lengthText(0s, 0s), u"–"_s);
        QCOMPARE(app::lengthText(30s, 30s + 20ms), u"0:30"_s);   // nothing was cut
    }

    void countsHavePluralsInBothLanguages()
    {
        app::Language language;
        language.install(u"en"_s);
        const auto removed = [](int count) {
            return QCoreApplication::translate("viewmodels::Recordings",
                "%n recording(s) were removed. The original files stay where they are.", nullptr, count);
        };
        QVERIFY(removed(2).startsWith(u"2 recordings"_s));
        language.install(u"ru"_s);
        QVERIFY(removed(2) != removed(5));
        QVERIFY(removed(5).contains(u'5'));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
