#include "core/speech/local_topics/titles.h"

#include "core/domain/phrases.h"

#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace speech::local_topics {

static constexpr qsizetype longestPhrase = 3;

namespace {
/// A run of words that may name something.
struct Phrase {
    QStringList stems;
    QMap<QString, int> forms;   // how often it was said how
    std::vector<int> counts;   // per topic
    int total = 0;
    int led = 0;   // how often an article, a possessive or a preposition came before it
    QSet<QString> neighbours;   // the words before and after it, each time

    [[nodiscard]] qsizetype length() const { return stems.size(); }
    /// As it was said most often; of equals the shorter one, which is nearer to the nominative.
    [[nodiscard]] QString form() const
    {
        QString best;
        for (auto form = forms.begin(); form != forms.end(); ++form) {
            const int lead = best.isEmpty() ? 1 : *form - forms[best];
            if (lead > 0 || (lead == 0 && form.key().size() < best.size()))
                best = form.key();
        }
        return best;
    }
};

struct Scored {
    const Phrase *phrase;
    double score;
};
}   // namespace

/// Whether a word may be in a phrase at all: no verb, as far as endings tell.
static bool mayBeInPhrase(const QString &form, const QString &language)
{
    static const QRegularExpression verb(u"(ться|тся|[аяу]ет|[аяу]ют|[аяу]ем|ешь|ите|ете|[аиыя]ли|ился|лась|лось)$"_s);
    return language != "ru"_L1 || !verb.match(form.toCaseFolded()).hasMatch();
}

/// Whether a phrase may end with this word: not with an adverb or an adjective either.
static bool mayEndPhrase(const QString &form, const QString &language)
{
    static const QRegularExpression english(u"(ly|ed|ful|ous|ical|able|ible|ive)$"_s);
    static const QRegularExpression russian(
        u"(ый|[кгхнщшв]ий|[нст]ой|ая|яя|ое|[^иь]ее|ые|[кгхщш]ие|[оеё]го|[оеё]му|ым|ых|[кгхщшн]их|[кгхщшн]им|ую|юю"
        "|но)$"_s);
    if (language == "ru"_L1)
        return !russian.match(form.toCaseFolded()).hasMatch();
    return language != "en"_L1 || !english.match(form.toCaseFolded()).hasMatch();
}

static std::vector<qsizetype> topicOfUnits(qsizetype units, const QList<qsizetype> &starts)
{
    std::vector<qsizetype> topics;
    qsizetype topic = -1;
    for (qsizetype i = 0; i < units; ++i) {
        if (topic + 1 < starts.size() && starts[topic + 1] == i)
            ++topic;
        topics.push_back(topic);
    }
    return topics;
}

/// Whether an article, a possessive or a preposition stands before a word, which then is hardly a verb. Always so in a
/// language without articles, where its absence tells nothing.
static bool isLed(const QList<TextWord> &words, qsizetype place, const QString &language)
{
    static const QStringList withArticles = {u"de"_s, u"en"_s, u"es"_s, u"fr"_s, u"it"_s, u"pt"_s};
    if (!withArticles.contains(language))
        return true;
    if (place == 0 || words[place - 1].endsPhrase)
        return false;
    const QString before = words[place - 1].form.toCaseFolded();
    return before != "to"_L1 && domain::roleOf(before, language) == domain::WordRole::Preposition;
}

/// The words on both sides of a phrase: one that always stands in the same sentence is a quotation rather than a term.
static QString neighboursOf(const QList<TextWord> &words, qsizetype first, qsizetype length)
{
    const auto at = [&words](qsizetype place) {
        return place >= 0 && place < words.size() ? words[place].form.toCaseFolded() : QString();
    };
    return at(first - 1) + u' ' + at(first + length);
}

static QHash<QString, Phrase> phrasesOf(
    const QList<Unit> &units, const QList<qsizetype> &starts, const QString &language)
{
    const auto topics = topicOfUnits(units.size(), starts);
    QHash<QString, Phrase> phrases;
    const auto note = [&](const QStringList &stems, const QStringList &forms, const QList<TextWord> &words,
                          qsizetype first, qsizetype topic) {
        Phrase &phrase = phrases[stems.join(u' ')];
        phrase.stems = stems;
        phrase.counts.resize(size_t(starts.size()));
        ++phrase.counts[size_t(topic)];
        ++phrase.total;
        phrase.led += isLed(words, first, language);
        phrase.neighbours += neighboursOf(words, first, stems.size());
        ++phrase.forms[forms.join(u' ')];
    };
    for (qsizetype i = 0; i < units.size(); ++i) {
        const auto &words = units[i].words;
        for (qsizetype first = 0; first < words.size(); ++first) {
            QStringList stems;
            QStringList forms;
            for (const TextWord &word : words.mid(first, longestPhrase)) {
                if (word.stem.isEmpty() || !mayBeInPhrase(word.form, language))
                    break;
                stems += word.stem;
                forms += word.form;
                if (mayEndPhrase(word.form, language))
                    note(stems, forms, words, first, topics[size_t(i)]);
                if (word.endsPhrase)
                    break;
            }
        }
    }
    return phrases;
}

/// Best first; of equals the one that sorts first, so that the same text always gets the same titles.
static void sortByScore(QList<Scored> &candidates)
{
    std::sort(candidates.begin(), candidates.end(), [](const Scored &a, const Scored &b) {
        return a.score != b.score ? a.score > b.score : a.phrase->stems < b.phrase->stems;
    });
}

static QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

static QString joiner(const QString &language)
{
    return language == "ru"_L1 ? u" и "_s : language == "en"_L1 ? u" and "_s : u", "_s;
}

static bool shareAStem(const Phrase &a, const Phrase &b)
{
    return std::any_of(a.stems.begin(), a.stems.end(), [&b](const QString &stem) { return b.stems.contains(stem); });
}

/// One phrase of several words where there is a good one, else the two best words together.
static QString titleFrom(const QList<Scored> &candidates, const QString &language, const QSet<QString> &taken)
{
    constexpr double goodShare = 0.45;
    if (candidates.isEmpty())
        return {};
    const auto isFree = [&taken](const QString &title) { return !taken.contains(title.toCaseFolded()); };
    const Scored &best = candidates.first();
    for (const Scored &candidate : candidates) {
        if (candidate.score < best.score * goodShare)
            break;
        QString title = capitalised(candidate.phrase->form());
        if (candidate.phrase->length() > 1 && isFree(title))
            return title;
    }
    for (const Scored &other : candidates.mid(1)) {
        QString title = capitalised(best.phrase->form() + joiner(language) + other.phrase->form());
        if (!shareAStem(*best.phrase, *other.phrase) && isFree(title))
            return title;
    }
    const QString title = capitalised(best.phrase->form());
    return isFree(title) ? title : QString();
}

/// How much of a topic's own a phrase is: often here, seldom elsewhere, rather several words than one, and a noun.
static double ownness(const Phrase &phrase, size_t topic, double wordsHere, double wordsElsewhere)
{
    static constexpr double perLength[longestPhrase] = {1, 1.7, 1.9};
    static constexpr double leastForNoun = 0.3;
    const double here = phrase.counts[topic];
    const double elsewhere = phrase.total - here;
    if (here == 0 || (phrase.length() > 1 && (here < 2 || phrase.neighbours.size() < 2)))
        return 0;
    const double odds = std::log(((here + 0.1) / (wordsHere + 1)) / ((elsewhere + 0.1) / (wordsElsewhere + 1)));
    const double noun = leastForNoun + (1 - leastForNoun) * phrase.led / phrase.total;
    return here * std::max(0.0, odds) * perLength[phrase.length() - 1] * noun;
}

QStringList topicTitles(const QList<Unit> &units, const QList<qsizetype> &starts, const QString &language)
{
    const auto phrases = phrasesOf(units, starts, language);
    std::vector<double> words(size_t(starts.size()), 0);
    double allWords = 0;
    for (const Phrase &phrase : phrases) {
        if (phrase.length() > 1)
            continue;
        for (size_t topic = 0; topic < words.size(); ++topic)
            words[topic] += phrase.counts[topic];
        allWords += phrase.total;
    }
    QStringList titles;
    QSet<QString> taken;
    for (size_t topic = 0; topic < words.size(); ++topic) {
        QList<Scored> candidates;
        for (const Phrase &phrase : phrases)
            if (const double score = ownness(phrase, topic, words[topic], allWords - words[topic]); score > 0)
                candidates += Scored{&phrase, score};
        sortByScore(candidates);
        titles += titleFrom(candidates, language, taken);
        taken += titles.last().toCaseFolded();
    }
    return titles;
}

/// The titles of the longest topics: what a text is about that has no phrase of its own all through.
static QStringList longestTopics(
    const QList<Unit> &units, const QList<qsizetype> &starts, const QStringList &titles, int most)
{
    QList<std::pair<base::MediaTime, qsizetype>> topics;
    for (qsizetype i = 0; i < starts.size(); ++i) {
        const qsizetype end = i + 1 < starts.size() ? starts[i + 1] : units.size();
        topics += {units[starts[i]].source.start - units[end - 1].source.end, i};   // negative: the longest first
    }
    std::sort(topics.begin(), topics.end());
    QStringList longest;
    for (const auto &[length, topic] : topics)
        if (longest.size() < most && !titles[topic].isEmpty())
            longest += titles[topic];
    return longest;
}

QStringList mainTopics(const QList<Unit> &units, const QList<qsizetype> &starts, const QStringList &titles,
    const QString &language, const QString &title, int most)
{
    constexpr int fewest = 4;   // times said
    const auto phrases = phrasesOf(units, starts, language);
    QList<Scored> candidates;
    for (const Phrase &phrase : phrases) {
        const auto topics = std::count_if(phrase.counts.begin(), phrase.counts.end(), [](int n) { return n > 0; });
        // A single word that comes everywhere is a habit of the speaker rather than the subject.
        if (phrase.length() > 1 && phrase.total >= fewest && topics * 2 > starts.size()
            && !title.contains(phrase.form(), Qt::CaseInsensitive))
            candidates += Scored{&phrase, double(phrase.total)};
    }
    sortByScore(candidates);
    QList<const Phrase *> chosen;
    for (const Scored &candidate : candidates) {
        const bool known = std::any_of(chosen.begin(), chosen.end(),
            [&candidate](const Phrase *other) { return shareAStem(*candidate.phrase, *other); });
        if (!known && chosen.size() < most)
            chosen += candidate.phrase;
    }
    if (chosen.isEmpty())
        return longestTopics(units, starts, titles, most);
    QStringList main;
    for (const Phrase *phrase : chosen)
        main += capitalised(phrase->form());
    return main;
}

namespace {
struct Sentence {
    QString text;
    QStringList stems;
    qsizetype topic = 0;
    qsizetype words = 0;
};
}   // namespace

static QList<Sentence> sentencesOf(const QList<Unit> &units, const QList<qsizetype> &starts)
{
    const auto topics = topicOfUnits(units.size(), starts);
    QList<Sentence> sentences;
    bool open = false;
    for (qsizetype i = 0; i < units.size(); ++i) {
        const qsizetype topic = topics[size_t(i)];
        if (!open || sentences.last().topic != topic)
            sentences += Sentence{.text = {}, .stems = {}, .topic = topic};
        Sentence &sentence = sentences.last();
        sentence.text = (sentence.text + u' ' + units[i].text).trimmed();
        sentence.words += units[i].words.size();
        for (const TextWord &word : units[i].words)
            if (!word.stem.isEmpty())
                sentence.stems += word.stem;
        open = !domain::endsSentence(units[i].text.section(u' ', -1));
    }
    return sentences;
}

QString summary(const QList<Unit> &units, const QList<qsizetype> &starts)
{
    constexpr qsizetype fewestWords = 6;
    constexpr qsizetype mostWords = 40;
    constexpr qsizetype fewestTerms = 3;
    constexpr qsizetype mostSentences = 4;
    const QList<Sentence> sentences = sentencesOf(units, starts);
    QHash<QString, int> counts;
    for (const Sentence &sentence : sentences)
        for (const QString &stem : sentence.stems)
            ++counts[stem];
    const auto weightOf = [&counts](const Sentence &sentence) {
        double sum = 0;
        for (const QString &stem : QSet<QString>(sentence.stems.begin(), sentence.stems.end()))
            sum += std::log(counts[stem]);
        return sum / std::sqrt(double(sentence.words));
    };
    using Weighed = std::pair<double, qsizetype>;   // the sentence's weight and place
    QMap<qsizetype, Weighed> bestOfTopic;
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        const Sentence &sentence = sentences[i];
        if (sentence.words < fewestWords || sentence.words > mostWords || sentence.stems.size() < fewestTerms)
            continue;
        if (const double weight = weightOf(sentence); weight > bestOfTopic.value(sentence.topic).first)
            bestOfTopic[sentence.topic] = {weight, i};
    }
    QList<Weighed> chosen = bestOfTopic.values();
    if (chosen.size() < 2)
        return {};
    std::sort(chosen.begin(), chosen.end(), std::greater<>());
    chosen = chosen.mid(0, mostSentences);
    std::sort(chosen.begin(), chosen.end(), [](const Weighed &a, const Weighed &b) { return a.second < b.second; });
    QStringList texts;
    for (const Weighed &sentence : chosen) {
        const QString text = capitalised(sentences[sentence.second].text);
        texts += domain::endsSentence(text.section(u' ', -1)) ? text : text + u'.';
    }
    return texts.join(u' ');
}

}   // namespace speech::local_topics
