#include "core/base/json.h"
#include "core/domain/transcript.h"
#include "support/golden.h"
#include "support/verify.h"
#include "timeline.h"

using base::ErrorKind;
using base::MediaTime;
using domain::Interval;
using domain::Segment;
using domain::tidied;
using domain::TimeMap;
using domain::toSegments;
using domain::Transcript;
using domain::Word;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

static Word word(const QString &text, double start, double end) { return {.text = text, .source = from(start, end)}; }

static Transcript small()
{
    Transcript transcript;
    transcript.language = u"en"_s;
    transcript.engine = u"by hand"_s;
    transcript.rough = true;
    transcript.duration = at(12);
    transcript.words = {word(u"Good"_s, 1, 1.3), word(u"morning."_s, 1.35, 1.9), word(u"Hm"_s, 5, 5.25),
        word(u"We"_s, 9, 9.1), word(u"begin."_s, 9.15, 9.725)};
    transcript.words[2].confidence = 0.25;
    transcript.segments = toSegments(transcript.words);
    return transcript;
}

/// "Good morning. | Hm | We begin."
static QString texts(const QList<Segment> &segments)
{
    QStringList parts;
    for (const auto &segment : segments)
        parts += segment.text;
    return parts.join(u" | "_s);
}

static QList<Word> randomWords(QRandomGenerator &random)
{
    static const QStringList vocabulary = {u"so"_s, u"this"_s, u"index,"_s, u"ends."_s, u"слово"_s, u"why?"_s};
    QList<Word> words;
    MediaTime time{};
    for (int count = random.bounded(60); count > 0; --count) {
        time += random.bounded(6) == 0 ? timeline::between(random, 0, 5) : timeline::between(random, 0, 0.4);
        const MediaTime end = time + timeline::between(random, 0.05, 1.5);
        words += Word{vocabulary[random.bounded(6)], {time, end}};
        time = end;
    }
    return words;
}

class TestTranscript : public QObject {
    Q_OBJECT

private slots:
    void theJsonHasSourceAndOutputTimes()
    {
        const TimeMap map({from(0.5, 3), from(8.5, 12)});
        COMPARE_GOLDEN(base::toIndentedJson(small().toJson(&map)), u"domain/transcript.json"_s);
    }

    void withoutAMapThereAreNoOutputTimes()
    {
        const auto first = small().toJson()["words"_L1][0].toObject();
        QVERIFY(!first.contains("output_start"_L1));
    }

    void everythingSurvivesJson()
    {
        const TimeMap map({from(0.5, 3)});
        const auto read = Transcript::fromJson(small().toJson(&map));
        VERIFY_OK(read);
        QCOMPARE(read->toJson(), small().toJson());
    }

    void damagedJsonNamesTheField()
    {
        auto json = small().toJson();
        auto words = json["words"_L1].toArray();
        words[3] = QJsonObject{{"text"_L1, u"We"_s}, {"start"_L1, 9}};
        json["words"_L1] = words;
        const auto read = Transcript::fromJson(json);
        VERIFY_FAILS(read, ErrorKind::Invalid);
        QVERIFY(read.error().message.contains(u"words[3]"_s));
        QVERIFY(read.error().message.contains(u"end"_s));
    }

    void tidyingMendsWhatEnginesDo_data()
    {
        QTest::addColumn<QList<Interval>>("given");
        QTest::addColumn<QList<Interval>>("tidy");
        QTest::newRow("empty word") << QList{from(1, 1)} << QList{from(1, 1.1)};
        QTest::newRow("backwards word") << QList{from(2, 1)} << QList{from(2, 2.1)};
        QTest::newRow("beyond the end") << QList{from(9, 15)} << QList{from(9, 10)};
        QTest::newRow("before the start") << QList{from(-1, 1)} << QList{from(0, 1)};
        QTest::newRow("unsorted") << QList{from(5, 6), from(1, 2)} << QList{from(1, 2), from(5, 6)};
        QTest::newRow("overlapping") << QList{from(1, 3), from(2, 4)} << QList{from(1, 2), from(2, 4)};
        QTest::newRow("at once") << QList{from(1, 2), from(1, 2)} << QList{from(1, 1.5), from(1.5, 2)};
        QTest::newRow("outside") << QList{from(11, 12)} << QList{from(9.999, 10)};
    }

    void tidyingMendsWhatEnginesDo()
    {
        QFETCH(QList<Interval>, given);
        QFETCH(QList<Interval>, tidy);
        QList<Word> words;
        for (const auto &interval : given)
            words += Word{u"x"_s, interval};
        QList<Interval> got;
        for (const auto &word : tidied(words, at(10)))
            got += word.source;
        QCOMPARE(timeline::text(got), timeline::text(tidy));
    }

    void tidyingDropsEmptyTextOnly()
    {
        const auto words = tidied({word(u"  "_s, 1, 2), word(u" two\n words "_s, 2, 3)}, at(10));
        QCOMPARE(words.size(), 1);
        QCOMPARE(words[0].text, u"two words"_s);
    }

    void tidyWordsStandInOrderWhateverCame()
    {
        for (quint32 seed = 1; seed <= 500; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            QList<Word> words;
            for (int count = random.bounded(80); count > 0; --count) {
                const MediaTime start = timeline::between(random, -2, 14);
                words += Word{QString::number(count), {start, start + timeline::between(random, -1, 3)}};
            }
            const auto tidy = tidied(words, at(10));
            QCOMPARE(tidy.size(), words.size());
            MediaTime previous{};
            for (const auto &word : tidy) {
                QVERIFY2(word.source.start >= previous && word.source.start < word.source.end, where);
                previous = word.source.end;
            }
            QVERIFY2(previous <= at(10), where.constData());
            const auto again = tidied(tidy, at(10));
            for (qsizetype index = 0; index < tidy.size(); ++index)
                QVERIFY2(again[index].source == tidy[index].source, where.constData());
        }
    }

    void segmentsFollowTheSpeech_data()
    {
        QTest::addColumn<QList<Word>>("words");
        QTest::addColumn<QString>("segments");
        QTest::newRow("sentence end") << QList{word(u"It"_s, 0, 0.3), word(u"works."_s, 0.3, 1.3),
            word(u"Now"_s, 1.35, 1.7), word(u"what"_s, 1.7, 3)}
                                      << u"It works. | Now what"_s;
        QTest::newRow("sentence end in quotes") << QList{word(u"«Сам"_s, 0, 0.5), word(u"пришёл.»"_s, 0.5, 1.3),
            word(u"И"_s, 1.35, 1.6), word(u"ушёл"_s, 1.6, 3)}
                                                << u"«Сам пришёл.» | И ушёл"_s;
        QTest::newRow("pause over 0.4 s") << QList{word(u"one"_s, 0, 1.3), word(u"two"_s, 1.75, 3)} << u"one | two"_s;
        QTest::newRow("pause of 0.4 s") << QList{word(u"one"_s, 0, 1.3), word(u"two"_s, 1.7, 3)} << u"one two"_s;
        QTest::newRow("pause after a comma")
            << QList{word(u"one,"_s, 0, 1.3), word(u"two"_s, 1.6, 3)} << u"one, | two"_s;
        QTest::newRow("over 8 s") << QList{word(u"one"_s, 0, 3), word(u"two"_s, 3, 6), word(u"three"_s, 6, 8.5)}
                                  << u"one two | three"_s;
        QTest::newRow("too small to stand alone")
            << QList{word(u"one"_s, 0, 0.5), word(u"two"_s, 1, 2), word(u"three"_s, 2, 3)} << u"one two three"_s;
        QTest::newRow("small joins the nearer")
            << QList{word(u"one"_s, 0, 2), word(u"Yes."_s, 3.5, 3.9), word(u"two"_s, 4, 6)} << u"one | Yes. two"_s;
        QTest::newRow("small far away stays alone")
            << QList{word(u"one"_s, 0, 2), word(u"Yes."_s, 30, 30.3), word(u"two"_s, 60, 62)} << u"one | Yes. | two"_s;
        QTest::newRow("no blanks in Chinese") << QList{word(u"你"_s, 0, 0.5), word(u"好"_s, 0.5, 1.3)} << u"你好"_s;
        QTest::newRow("nothing") << QList<Word>() << u""_s;
    }

    void segmentsFollowTheSpeech()
    {
        QFETCH(QList<Word>, words);
        QFETCH(QString, segments);
        QCOMPARE(texts(toSegments(words)), segments);
    }

    void segmentsHoldEveryWordOnce()
    {
        for (quint32 seed = 1; seed <= 300; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const auto words = randomWords(random);
            const auto segments = toSegments(words);
            QStringList spoken;
            for (const auto &word : words)
                spoken += word.text;
            QVERIFY2(texts(segments).remove(u" |"_s) == spoken.join(u' '), where.constData());
            MediaTime previous{};
            for (const auto &segment : segments) {
                QVERIFY2(segment.source.start >= previous, where.constData());
                QVERIFY2(segment.source.length() <= at(8), where.constData());
                previous = segment.source.end;
            }
        }
    }

    void aWordIsPublishedWhenItIsHeard_data()
    {
        QTest::addColumn<Interval>("kept");
        QTest::addColumn<bool>("published");
        QTest::newRow("whole") << from(0, 5) << true;
        QTest::newRow("half of a short one") << from(0, 1.05) << true;
        QTest::newRow("less than half of a short one") << from(0, 1.03) << false;
        QTest::newRow("removed") << from(2, 5) << false;
    }

    void aWordIsPublishedWhenItIsHeard()
    {
        QFETCH(Interval, kept);
        QFETCH(bool, published);
        QCOMPARE(domain::outputOf(word(u"yes"_s, 1, 1.1), TimeMap({kept})).has_value(), published);
    }

    void aLongWordIsPublishedWhenItsBeginningIsHeard()
    {
        QVERIFY(domain::outputOf(word(u"stretched"_s, 1, 9), TimeMap({from(0, 1.3)})));
    }

    void plainTextHasAParagraphPerPause()
    {
        const auto transcript = small();
        QCOMPARE(domain::toPlainText(transcript, TimeMap::identity(at(12))), u"Good morning.\n\nHm\n\nWe begin.\n"_s);
        QCOMPARE(
            domain::toPlainText(transcript, TimeMap({from(0, 3), from(8, 12)})), u"Good morning.\n\nWe begin.\n"_s);
        QCOMPARE(domain::toPlainText({}, TimeMap::identity(at(12))), u""_s);
    }

    void longParagraphsEndWithASentence()
    {
        Transcript transcript;
        for (int count = 0; count < 200; ++count)
            transcript.words += word(count % 10 == 9 ? u"ending."_s : u"running"_s, count, count + 0.9);
        const auto text = domain::toPlainText(transcript, TimeMap::identity(at(200)));
        const auto paragraphs = text.trimmed().split(u"\n\n"_s);
        QCOMPARE(paragraphs.size(), 3);
        for (const auto &paragraph : paragraphs)
            QVERIFY(paragraph.endsWith(u"ending."_s));
    }

    void segmentsWithoutWordsStillGiveText()
    {
        Transcript transcript;
        transcript.segments = {{u"one two"_s, from(0, 6)}, {u"three"_s, from(7, 9)}};
        const auto words = domain::spokenWords(transcript);
        QCOMPARE(words.size(), 3);
        QVERIFY(words[0].source == from(0, 3));
        QVERIFY(words[1].source == from(3, 6));
        QCOMPARE(domain::toPlainText(transcript, TimeMap({from(0, 3), from(7, 9)})), u"one\n\nthree\n"_s);
    }
};

QTEST_GUILESS_MAIN(TestTranscript)
#include "tst_transcript.moc"
