#include "core/speech/local_topics/finder.h"
#include "support/verify.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>

using base::MediaTime;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
struct Subject {
    QStringList terms;   // said often
    QStringList details;   // said now and then
    QString inTitle;   // a stem that a good title has
};

struct Course {
    QString language;
    QStringList frames;   // sentences: %1 to %3 are terms or details
    QStringList common;   // what every subject speaks of
    QList<Subject> subjects;
};
}   // namespace

static Course english()
{
    return {u"en"_s,
        {u"So the %1 is what the %2 needs before the %3 can begin."_s, u"Look at this %1 and then at the %2 again."_s,
            u"Without a %1 there is no %2, as we have seen."_s, u"The %1 was measured, and the %2 changed the %3."_s,
            u"Many people ask how %1 and %2 belong together."_s, u"In our course the %1 always comes with a %2."_s},
        {u"lecture"_s, u"students"_s, u"question"_s, u"science"_s, u"method"_s},
        {{{u"photosynthesis"_s, u"chlorophyll"_s, u"leaf"_s, u"sunlight"_s},
             {u"glucose"_s, u"oxygen"_s, u"stomata"_s, u"pigments"_s}, u"(photosynthesis|chlorophyll|leaf|sunlight)"_s},
            {{u"earthquake"_s, u"fault line"_s, u"tectonic plate"_s, u"magma"_s},
                {u"crust"_s, u"tremors"_s, u"seismograph"_s, u"mantle"_s}, u"(earthquake|fault|plate|magma)"_s},
            {{u"inflation"_s, u"interest rate"_s, u"central bank"_s, u"currency"_s},
                {u"wages"_s, u"bonds"_s, u"prices"_s, u"deficit"_s}, u"(inflation|interest|bank|currency)"_s},
            {{u"neural network"_s, u"gradient"_s, u"training data"_s, u"layer"_s},
                {u"weights"_s, u"overfitting"_s, u"neuron"_s, u"loss function"_s},
                u"(network|gradient|training|layer)"_s},
            {{u"violin"_s, u"orchestra"_s, u"symphony"_s, u"conductor"_s},
                {u"melody"_s, u"rehearsal"_s, u"trumpet"_s, u"harmony"_s},
                u"(violin|orchestra|symphony|conductor)"_s}}};
}

static Course russian()
{
    return {u"ru"_s,
        {u"Итак, %1 важнее, чем %2, и сейчас покажем %3."_s, u"Посмотрим, как %1 влияет на %2."_s,
            u"Когда есть %1, тогда появляется %2."_s, u"Мы измерили %1, потом %2 и снова %3."_s,
            u"Часто спрашивают, зачем нужны %1 и %2."_s, u"В нашем курсе %1 всегда рядом с %2."_s},
        {u"лекция"_s, u"студенты"_s, u"наука"_s, u"метод"_s, u"задача"_s},
        {{{u"фотосинтез"_s, u"хлорофилл"_s, u"листья"_s, u"солнечный свет"_s},
             {u"глюкоза"_s, u"кислород"_s, u"устьица"_s, u"пигменты"_s}, u"(фотосинтез|хлорофилл|лист|свет)"_s},
            {{u"землетрясение"_s, u"разлом"_s, u"литосферная плита"_s, u"магма"_s},
                {u"кора"_s, u"толчки"_s, u"сейсмограф"_s, u"мантия"_s}, u"(землетрясен|разлом|плит|магм)"_s},
            {{u"инфляция"_s, u"процентная ставка"_s, u"центральный банк"_s, u"валюта"_s},
                {u"зарплата"_s, u"облигации"_s, u"цены"_s, u"дефицит"_s}, u"(инфляц|ставк|банк|валют)"_s},
            {{u"нейронная сеть"_s, u"градиент"_s, u"обучающая выборка"_s, u"слои"_s},
                {u"веса"_s, u"переобучение"_s, u"нейрон"_s, u"функция потерь"_s}, u"(сеть|градиент|выборк|сло)"_s},
            {{u"скрипка"_s, u"оркестр"_s, u"симфония"_s, u"дирижёр"_s},
                {u"мелодия"_s, u"репетиция"_s, u"труба"_s, u"гармония"_s}, u"(скрипк|оркестр|симфон|дириж)"_s}}};
}

namespace {
/// A lecture of known topics: sentences of their words, common ones among them, and misheard noise.
class Lecture {
public:
    explicit Lecture(Course course, quint32 seed = 1)
        : m_course(std::move(course))
        , m_random(seed)
    {
    }

    Lecture &speak(int subject, MediaTime length)
    {
        const MediaTime end = m_at + length;
        m_starts += m_at;
        while (m_at + 4s < end) {
            QString sentence = pick(m_course.frames);
            for (int i = 1; i <= 3; ++i)
                sentence.replace(u"%"_s + QString::number(i), word(m_course.subjects[subject]));
            say(sentence);
        }
        m_at = end;
        return *this;
    }
    Lecture &pause(MediaTime length)
    {
        m_at += length;
        return *this;
    }

    [[nodiscard]] const QList<MediaTime> &starts() const { return m_starts; }
    [[nodiscard]] domain::Transcript transcript() const
    {
        return {.language = m_course.language,
            .engine = u"test"_s,
            .duration = m_at,
            .words = m_words,
            .segments = domain::toSegments(m_words)};
    }

private:
    const QString &pick(const QStringList &from) { return from[m_random.bounded(int(from.size()))]; }

    QString word(const Subject &subject)
    {
        const int dice = m_random.bounded(10);
        return pick(dice < 6 ? subject.terms : dice < 8 ? subject.details : m_course.common);
    }

    void say(const QString &sentence)
    {
        for (const QString &text : sentence.split(u' ')) {
            add(text, 0.9);
            if (m_random.bounded(6) == 0)   // misheard: the word of some subject, but unsure
                add(pick(m_course.subjects[m_random.bounded(int(m_course.subjects.size()))].terms), 0.3);
        }
        m_at += 300ms;
    }

    void add(const QString &text, double confidence)
    {
        m_words += domain::Word{.text = text, .source = {m_at, m_at + 350ms}, .confidence = confidence};
        m_at += 400ms;
    }

    Course m_course;
    QRandomGenerator m_random;
    MediaTime m_at = 2s;
    QList<MediaTime> m_starts;
    QList<domain::Word> m_words;
};
}   // namespace

static Lecture tenMinutes(const Course &course, quint32 seed)
{
    Lecture lecture(course, seed);
    const int lengths[] = {105, 135, 115, 130, 113};
    for (int i = 0; i < 5; ++i)
        lecture.speak(i, 1s * lengths[i]);
    return lecture;
}

class TestLocalTopics : public QObject {
    Q_OBJECT

private slots:
    void fiveTopicsOfTenMinutesAreFound_data()
    {
        QTest::addColumn<bool>("inRussian");
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 10; ++seed) {
            QTest::addRow("English, seed %u", seed) << false << seed;
            QTest::addRow("Russian, seed %u", seed) << true << seed;
        }
    }

    void fiveTopicsOfTenMinutesAreFound()
    {
        QFETCH(bool, inRussian);
        QFETCH(quint32, seed);
        const Course course = inRussian ? russian() : english();
        const Lecture lecture = tenMinutes(course, seed);
        const auto transcript = lecture.transcript();
        const auto version = speech::local_topics::Finder().find({.transcript = transcript}, {});
        VERIFY_OK(version);

        QStringList found;
        for (const domain::Topic &topic : version->topics)
            found += u"%1 %2"_s.arg(base::toSeconds(topic.source.start), 0, 'f', 0).arg(topic.title);
        QCOMPARE(version->topics.size(), 5);
        QSet<QString> titles;
        for (int i = 0; i < 5; ++i) {
            const domain::Topic &topic = version->topics[i];
            QVERIFY2(std::chrono::abs(topic.source.start - lecture.starts()[i]) <= 20s, qPrintable(found.join(u'\n')));
            QVERIFY2(topic.title.contains(
                         QRegularExpression(course.subjects[i].inTitle, QRegularExpression::CaseInsensitiveOption)),
                qPrintable(topic.title));
            QVERIFY(topic.title[0].isUpper());
            titles += topic.title;
            QCOMPARE(
                topic.source.end, i < 4 ? version->topics[i + 1].source.start : transcript.segments.last().source.end);
        }
        QCOMPARE(titles.size(), 5);
        QCOMPARE(version->topics.first().source.start, transcript.segments.first().source.start);
        QVERIFY(!version->mainTopics.isEmpty() && version->mainTopics.size() <= 3);
        for (const QString &main : version->mainTopics)
            QVERIFY2(main.contains(u' ') && main.size() <= 150, qPrintable(main));
        const auto sentences = version->summary.count(QRegularExpression(u"[.!?]"_s));
        QVERIFY2(sentences >= 2 && sentences <= 4, qPrintable(version->summary));
    }

    void theSameTextGivesTheSameTopics()
    {
        const auto transcript = tenMinutes(english(), 3).transcript();
        const auto first = speech::local_topics::Finder().find({.transcript = transcript}, {});
        const auto second = speech::local_topics::Finder().find({.transcript = transcript}, {});
        VERIFY_OK(first);
        domain::TopicSet one{.activeVersion = {}, .versions = {*first}};
        domain::TopicSet other{.activeVersion = {}, .versions = {*second}};
        QCOMPARE(one.toJson(), other.toJson());
    }

    void theBudgetHolds_data()
    {
        QTest::addColumn<domain::Granularity>("granularity");
        QTest::newRow("short") << domain::Granularity::Short;
        QTest::newRow("medium") << domain::Granularity::Medium;
        QTest::newRow("long") << domain::Granularity::Long;
    }

    void theBudgetHolds()
    {
        QFETCH(domain::Granularity, granularity);
        Lecture lecture(english());
        for (int i = 0; i < 20; ++i)
            lecture.speak(i % 5, 270s);
        const auto transcript = lecture.transcript();
        const auto version =
            speech::local_topics::Finder().find({.transcript = transcript, .granularity = granularity}, {});
        VERIFY_OK(version);
        const auto budget = domain::topicBudget(transcript.duration, granularity);
        QVERIFY(version->topics.size() >= budget.minimum && version->topics.size() <= budget.maximum);
        for (const domain::Topic &topic : version->topics)
            QVERIFY(topic.source.length() >= budget.shortest && topic.source.length() <= budget.longest);
        QVERIFY(version->granularity == granularity);
    }

    void aLongPauseIsABreak()
    {
        Lecture lecture(russian());
        lecture.speak(0, 600s).pause(540s).speak(1, 600s);
        const auto transcript = lecture.transcript();
        const auto version = speech::local_topics::Finder().find({.transcript = transcript}, {});
        VERIFY_OK(version);
        QCOMPARE(version->pauses.size(), 1);
        int breaks = 0;
        for (qsizetype i = 0; i < version->topics.size(); ++i) {
            const domain::Topic &topic = version->topics[i];
            if (i > 0)
                QCOMPARE(topic.source.start, version->topics[i - 1].source.end);
            if (!topic.pause) {
                QVERIFY(!topic.source.overlaps(version->pauses.first()));
                continue;
            }
            ++breaks;
            QCOMPARE(topic.title, u"Перерыв"_s);
            QVERIFY(topic.source == version->pauses.first());
        }
        QCOMPARE(breaks, 1);
    }

    void unsureWordsMakeNoTopics()
    {
        auto transcript = tenMinutes(english(), 1).transcript();
        for (domain::Word &word : transcript.words)
            word.confidence = 0.49;
        const auto version = speech::local_topics::Finder().find({.transcript = transcript}, {});
        VERIFY_OK(version);
        QCOMPARE(version->topics.size(), 0);
    }

    void aTextOfAFewWordsHasNoTopics()
    {
        const auto version = speech::local_topics::Finder().find(
            {.transcript = {.language = u"en"_s, .duration = 5s, .segments = {{u"Hello, is this on?"_s, {1s, 3s}}}}},
            {});
        VERIFY_OK(version);
        QCOMPARE(version->topics.size(), 0);
        VERIFY_OK(speech::local_topics::Finder().find({}, {}));
    }

    void theOnlyTopicIsCalledAsTheRecordingIsWhenNoWordStandsOut()
    {
        const domain::Transcript transcript{.language = u"en"_s,
            .duration = 12s,
            .segments = {{u"Engineers measured valleys, rivers, glaciers, deserts, oceans, forests, harbours, bridges, "
                          "tunnels, towers and railways."_s,
                {1s, 11s}}}};
        const auto version = speech::local_topics::Finder().find({.transcript = transcript, .title = u"Survey"_s}, {});
        VERIFY_OK(version);
        QCOMPARE(version->topics.size(), 1);
        QCOMPARE(version->topics.first().title, u"Survey"_s);
        QCOMPARE(version->mainTopics, QStringList());
    }

    void titlesAreTermsRatherThanVerbsAndQuotations()
    {
        static const QStringList subjects = {
            u"A volcano is an opening in the crust of the earth. Hot magma rises from the mantle and lava flows out of "
            u"the "
            "crater. The eruption throws ash and rocks into the sky. Old lava becomes black basalt. People watch the "
            "ground, because small earthquakes often come before an eruption of a volcano."_s,
            u"To bake bread you need flour, water, salt and yeast. Mix the flour with the water and knead the dough "
            u"until "
            "it is smooth. The yeast eats the sugar in the flour and makes gas, so the dough rises. Form a loaf, let "
            "the "
            "dough rest, and heat the oven. Wild yeast lives in the flour."_s,
            u"The first railways carried coal from the mines. A steam engine pulled the wagons on iron rails. Later "
            u"the "
            "rails were made of steel and the trains became faster. A signal tells the driver whether the track ahead "
            "is free. Electric trains take the current from a wire above the track."_s};
        static const QSet<QString> terms = {u"volcano"_s, u"eruption"_s, u"crust"_s, u"lava"_s, u"dough"_s, u"flour"_s,
            u"yeast"_s, u"bread"_s, u"trains"_s, u"track"_s, u"rails"_s, u"and"_s};
        domain::Transcript transcript{.language = u"en"_s};
        for (const QString &subject : subjects) {
            transcript.duration += 10s;
            for (int times = 0; times < 4; ++times)
                for (const QString &word : subject.split(u' ')) {
                    transcript.words +=
                        domain::Word{.text = word, .source = {transcript.duration, transcript.duration + 350ms}};
                    transcript.duration += 400ms;
                }
        }
        transcript.segments = domain::toSegments(transcript.words);
        const auto version = speech::local_topics::Finder().find({.transcript = transcript}, {});
        VERIFY_OK(version);
        QCOMPARE(version->topics.size(), 3);
        for (const domain::Topic &topic : version->topics)
            for (const QString &word : topic.title.toLower().split(u' '))
                QVERIFY2(terms.contains(word), qPrintable(topic.title));
    }

    void roughTextIsNotQuoted()
    {
        auto transcript = tenMinutes(english(), 1).transcript();
        transcript.rough = true;
        const auto version = speech::local_topics::Finder().find({.transcript = transcript}, {});
        VERIFY_OK(version);
        QCOMPARE(version->summary, QString());
        QCOMPARE(version->topics.size(), 5);
    }

    void aStopEndsTheWork()
    {
        base::StopSource source;
        source.request(base::StopReason::Cancelled);
        VERIFY_FAILS(
            speech::local_topics::Finder().find({.transcript = tenMinutes(english(), 1).transcript()}, source.token()),
            base::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestLocalTopics)
#include "tst_local_topics.moc"
