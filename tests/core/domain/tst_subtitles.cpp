#include "core/domain/subtitles.h"
#include "support/golden.h"
#include "support/verify.h"
#include "timeline.h"

using base::MediaTime;
using domain::Cue;
using domain::makeCues;
using domain::subtitleRules;
using domain::TimeMap;
using domain::Transcript;
using domain::Word;
using timeline::at;
using timeline::from;
using namespace Qt::StringLiterals;

/// `text` as a calm voice says it: 66 ms a character, breath at commas and sentence ends.
static Transcript spoken(const QString &text, const QString &language)
{
    Transcript transcript;
    transcript.language = language;
    MediaTime time = at(0.5);
    for (const auto &word : text.simplified().split(u' ')) {
        const MediaTime end = time + at(0.066) * word.size();
        transcript.words += Word{word, {time, end}};
        time = end + (domain::endsSentence(word) ? at(0.7) : domain::endsClause(word) ? at(0.25) : at(0.03));
    }
    transcript.duration = time;
    return transcript;
}

static QString english()
{
    return u"Good morning, and welcome to the third lecture of this course. Today we look at how a database "
           "finds a row among millions of others without reading the whole table. An index is a small, "
           "sorted copy of one or two columns, kept beside the table, which points back at the rows. Why "
           "does it help? Because a search in a sorted list needs about twenty steps for a million entries, "
           "while reading everything needs a million. Nothing is free: each insert has to change the index "
           "as well, and the planner must choose between them. Tom & Jerry wrote \"a < b --> c\" on the "
           "board. Yes. Let us see what that means for the queries that you wrote last week, in the "
           "exercise about orders and customers."_s;
}

static QString russian()
{
    return u"Здравствуйте, коллеги, начинаем третью лекцию нашего курса. Сегодня мы посмотрим, как база "
           "данных находит строку среди миллионов других и не читает при этом всю таблицу. Индекс — это "
           "небольшая отсортированная копия одного или двух столбцов, которая хранится рядом с таблицей и "
           "указывает на её строки. Зачем он нужен? Потому что поиск в отсортированном списке требует "
           "примерно двадцати шагов на миллион записей, а полное чтение требует миллиона. Ничего не бывает "
           "бесплатно: каждая вставка должна изменить и индекс, поэтому планировщик выбирает между ними. "
           "Да. Давайте посмотрим, что это значит для запросов, которые вы написали на прошлой неделе."_s;
}

/// The third sentence is gone, and so is the middle of the fifth.
static TimeMap lectureCut(const Transcript &transcript)
{
    QList<MediaTime> ends;
    for (const auto &word : transcript.words)
        if (domain::endsSentence(word.text))
            ends += word.source.end;
    return TimeMap({{at(0.4), ends[1] + at(0.3)}, {ends[2] + at(0.4), ends[3] + at(3.1)},
        {ends[4] - at(2.4), transcript.duration}});
}

static QString joinedText(const QList<Cue> &cues)
{
    QStringList lines;
    for (const auto &cue : cues)
        lines += cue.lines;
    return lines.join(u' ');
}

static QString keptText(const Transcript &transcript, const TimeMap &map)
{
    QStringList texts;
    for (const auto &word : transcript.words)
        if (domain::outputOf(word, map))
            texts += word.text;
    return texts.join(u' ');
}

static QList<Cue> cuesOf(const QString &text, const QString &language = u"en"_s)
{
    const auto transcript = spoken(text, language);
    return makeCues(transcript, TimeMap::identity(transcript.duration), subtitleRules(language));
}

static Transcript randomTalk(QRandomGenerator &random, const QString &language)
{
    const auto vocabulary = (english() + u' ' + russian()).split(u' ');
    Transcript transcript;
    transcript.language = language;
    MediaTime time{};
    for (int count = random.bounded(300); count > 0; --count) {
        time += random.bounded(8) == 0 ? timeline::between(random, 0, 6) : timeline::between(random, 0, 0.1);
        QString text = vocabulary[random.bounded(int(vocabulary.size()))];
        if (random.bounded(60) == 0)
            text = QString(30 + random.bounded(60), u'w');
        const MediaTime end = time + timeline::between(random, 0.02, 0.9);
        transcript.words += Word{text, {time, end}, random.generateDouble()};
        time = end;
    }
    transcript.duration = time + timeline::between(random, 0, 3);
    return transcript;
}

class TestSubtitles : public QObject {
    Q_OBJECT

private slots:
    void lecturesGiveTheGoldenFiles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("broken");
        QTest::newRow("English") << english() << u"en"_s << u""_s;
        QTest::newRow("Russian") << russian() << u"ru"_s << u"cue 5: 18 characters a second"_s;   // cut short
    }

    void lecturesGiveTheGoldenFiles()
    {
        QFETCH(QString, text);
        QFETCH(QString, language);
        QFETCH(QString, broken);
        const auto transcript = spoken(text, language);
        const auto rules = subtitleRules(language);
        const auto cues = makeCues(transcript, lectureCut(transcript), rules);
        COMPARE_GOLDEN(toSrt(cues), u"domain/lecture_%1.srt"_s.arg(language));
        COMPARE_GOLDEN(toVtt(cues), u"domain/lecture_%1.vtt"_s.arg(language));
        QCOMPARE(brokenRules(cues, rules).join(u'\n'), broken);
    }

    void textBreaksByPhrase_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("one line") << u"We begin."_s << u"en"_s << QStringList{u"We begin."_s};
        QTest::newRow("after a comma") << u"When the water is hot enough, put the pasta into it."_s << u"en"_s
                                       << QStringList{u"When the water is hot enough,"_s, u"put the pasta into it."_s};
        QTest::newRow("before a conjunction")
            << u"The index must be sorted because nothing is found otherwise"_s << u"en"_s
            << QStringList{u"The index must be sorted"_s, u"because nothing is found otherwise"_s};
        QTest::newRow("before an article")
            << u"Yesterday evening he read a great deal about old machines"_s << u"en"_s
            << QStringList{u"Yesterday evening he read"_s, u"a great deal about old machines"_s};
        QTest::newRow("Russian conjunction")
            << u"Мы откроем эту дверь только тогда когда все соберутся"_s << u"ru"_s
            << QStringList{u"Мы откроем эту дверь только тогда"_s, u"когда все соберутся"_s};
        QTest::newRow("unknown language") << u"aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee"_s << u"xx"_s
                                          << QStringList{u"aaaaaaaaa bbbbbbbbb"_s, u"ccccccccc ddddddddd eeeeeeeee"_s};
    }

    void textBreaksByPhrase()
    {
        QFETCH(QString, text);
        QFETCH(QString, language);
        QFETCH(QStringList, lines);
        const auto cues = cuesOf(text, language);
        QCOMPARE(cues.size(), 1);
        QCOMPARE(cues[0].lines, lines);
    }

    void noLineEndsWithALonePreposition()
    {
        const auto check = [](const QString &text, const QString &language, const QStringList &leaning) {
            for (const auto &cue : cuesOf(text, language))
                for (const auto &line : cue.lines)
                    QVERIFY2(!leaning.contains(line.section(u' ', -1)), qPrintable(line));
        };
        check(english(), u"en"_s, {u"a"_s, u"an"_s, u"the"_s, u"of"_s, u"in"_s, u"at"_s, u"and"_s, u"to"_s});
        check(russian(), u"ru"_s, {u"в"_s, u"на"_s, u"и"_s, u"а"_s, u"с"_s, u"для"_s, u"не"_s});
    }

    void aPauseEndsACue()
    {
        Transcript transcript;
        transcript.language = u"en"_s;
        transcript.duration = at(20);
        transcript.words = {{u"one"_s, from(1, 2)}, {u"two"_s, from(2, 3)}, {u"three"_s, from(7, 8)}};
        const auto cues = makeCues(transcript, TimeMap::identity(at(20)), {});
        QCOMPARE(joinedText(cues), u"one two three"_s);
        QCOMPARE(cues.size(), 2);
        QCOMPARE(cues[1].output.start, at(7));
    }

    void aShortWordStaysLongEnoughToRead()
    {
        Transcript transcript;
        transcript.duration = at(10);
        transcript.words = {{u"Yes."_s, from(4, 4.2)}};
        const auto cues = makeCues(transcript, TimeMap::identity(at(10)), {});
        QCOMPARE(cues[0].output, (domain::Interval{at(4), at(4.833)}));
        const auto atTheEnd = makeCues(transcript, TimeMap({from(0, 4.2)}), {});
        QCOMPARE(atTheEnd[0].output.end, at(4.2));
        QVERIFY(atTheEnd[0].output.start < at(3.8));
    }

    void cutWordsAreGoneAndTheRestMovesUp()
    {
        Transcript transcript;
        transcript.duration = at(60);
        transcript.words = {{u"one"_s, from(1, 2)}, {u"gone"_s, from(20, 21)}, {u"two"_s, from(40, 41)}};
        const auto cues = makeCues(transcript, TimeMap({from(0, 3), from(39, 60)}), {});
        QCOMPARE(joinedText(cues), u"one two"_s);
        QCOMPARE(cues.back().output.start, at(cues.size() == 1 ? 1 : 4));
    }

    void aJoinEndsACue()
    {
        const auto transcript =
            spoken(u"The first half of a thought that was cut and the rest of another one"_s, u"en"_s);
        const auto &words = transcript.words;
        const TimeMap map({{words[0].source.start, words[4].source.end}, {words[9].source.start, transcript.duration}});
        const auto cues = makeCues(transcript, map, {});
        QCOMPARE(cues.size(), 2);
        QCOMPARE(cues[0].lines, QStringList{u"The first half of a"_s});
    }

    void segmentsServeWhereThereAreNoWords()
    {
        Transcript transcript;
        transcript.duration = at(60);
        transcript.segments = {{english().left(300), from(0, 25)}, {u"The end."_s, from(30, 31)}};
        const auto cues = makeCues(transcript, TimeMap::identity(at(60)), {});
        QCOMPARE(joinedText(cues), english().left(300).simplified() + u" The end."_s);
        QVERIFY(cues.size() > 4);
    }

    void silenceHasNoSubtitles()
    {
        QVERIFY(makeCues({}, TimeMap::identity(at(60)), {}).isEmpty());
        const auto transcript = spoken(english(), u"en"_s);
        QVERIFY(makeCues(transcript, {}, {}).isEmpty());
        QCOMPARE(domain::toSrt({}), QByteArray());
        QCOMPARE(domain::toVtt({}), QByteArray("WEBVTT\n\n"));
    }

    void noTextIsDroppedAndNoCueOverlapsWhateverWasSaid()
    {
        for (quint32 seed = 1; seed <= 150; ++seed) {
            QRandomGenerator random(seed);
            const QByteArray where = "seed " + QByteArray::number(seed);
            const QString language = QStringList{u"en"_s, u"ru"_s, u"xx"_s}[random.bounded(3)];
            const auto transcript = randomTalk(random, language);
            const TimeMap map(timeline::randomStretches(random, 20, 20));
            auto rules = subtitleRules(language);
            rules.lines = 1 + random.bounded(2);

            const auto cues = makeCues(transcript, map, rules);

            QVERIFY2(joinedText(cues) == keptText(transcript, map), where.constData());
            MediaTime previous{};
            for (const auto &cue : cues) {
                QVERIFY2(cue.output.start >= previous && cue.output.end > cue.output.start, where.constData());
                QVERIFY2(cue.output.length() <= rules.longest, where.constData());
                QVERIFY2(!cue.lines.isEmpty() && cue.lines.size() <= rules.lines, where.constData());
                for (const auto &line : cue.lines)
                    QVERIFY2(line.size() <= rules.charactersPerLine || !line.contains(u' '), where.constData());
                previous = cue.output.end;
            }
            QVERIFY2(previous <= map.outputDuration(), where.constData());
        }
    }

    void everyWordIsShownWhileItIsSaid()
    {
        const auto transcript = spoken(english(), u"en"_s);
        const auto cues = makeCues(transcript, TimeMap::identity(transcript.duration), subtitleRules(u"en"_s));
        qsizetype word = 0;
        for (const auto &cue : cues)
            for (qsizetype count = cue.lines.join(u' ').split(u' ').size(); count > 0; --count) {
                const auto said = transcript.words[word++].source;
                QVERIFY2(cue.output.start <= said.start, qPrintable(cue.lines.join(u' ')));
                QVERIFY2(cue.output.end >= said.end - at(0.08), qPrintable(cue.lines.join(u' ')));
            }
        QCOMPARE(word, transcript.words.size());
    }

    void chineseIsNotTornApartByBlanks()
    {
        Transcript transcript;
        transcript.language = u"zh"_s;
        transcript.duration = at(4);
        transcript.words = {{u"你"_s, from(0, 0.5)}, {u"好"_s, from(0.5, 1)}, {u"吗？"_s, from(1, 1.5)}};
        QCOMPARE(makeCues(transcript, TimeMap::identity(at(4)), subtitleRules(u"zh"_s))[0].lines[0], u"你好吗？"_s);
    }

    void rulesAreDataPerLanguage()
    {
        QCOMPARE(subtitleRules(u"en"_s).charactersPerSecond, 20.0);
        QCOMPARE(subtitleRules(u"ru"_s).charactersPerSecond, 17.0);
        QCOMPARE(subtitleRules(u"xx"_s).charactersPerSecond, 17.0);
        QCOMPARE(subtitleRules(QString()).charactersPerLine, 42);
    }

    void brokenRulesAreNamed_data()
    {
        QTest::addColumn<QList<Cue>>("cues");
        QTest::addColumn<QStringList>("broken");
        const QString line(40, u'x');
        QTest::newRow("none") << QList{Cue{from(0, 3), {line}}} << QStringList();
        QTest::newRow("too fast") << QList{Cue{from(0, 2), {QString(46, u'x').left(42)}}}
                                  << QStringList{u"cue 1: 21 characters a second"_s};
        QTest::newRow("too wide") << QList{Cue{from(0, 5), {QString(43, u'x')}}}
                                  << QStringList{u"cue 1: 43 characters in a line"_s};
        QTest::newRow("too many lines") << QList{Cue{from(0, 5), {u"a"_s, u"b"_s, u"c"_s}}}
                                        << QStringList{u"cue 1: 3 lines"_s};
        QTest::newRow("too short") << QList{Cue{from(0, 0.5), {u"a"_s}}} << QStringList{u"cue 1: only 0.50 s long"_s};
        QTest::newRow("too long") << QList{Cue{from(0, 8), {line}}} << QStringList{u"cue 1: 8.0 s long"_s};
        QTest::newRow("no gap") << QList{Cue{from(0, 3), {line}}, Cue{from(3.04, 6), {line}}}
                                << QStringList{u"cue 2: 40 ms after the one before"_s};
    }

    void brokenRulesAreNamed()
    {
        QFETCH(QList<Cue>, cues);
        QFETCH(QStringList, broken);
        QCOMPARE(brokenRules(cues, {}), broken);
    }

    void textCannotBreakTheFormat()
    {
        const QList<Cue> cues = {{from(3661.5, 3663.25), {u"a --> b & <i>"_s, u"\n\n2"_s, u" "_s}}};
        QCOMPARE(toSrt(cues), QByteArray("1\n01:01:01,500 --> 01:01:03,250\na → b & <i>\n2\n\n"));
        QCOMPARE(toVtt(cues), QByteArray("WEBVTT\n\n01:01:01.500 --> 01:01:03.250\na --&gt; b &amp; &lt;i&gt;\n2\n\n"));
    }
};

QTEST_GUILESS_MAIN(TestSubtitles)
#include "tst_subtitles.moc"
