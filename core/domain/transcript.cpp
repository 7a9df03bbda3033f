#include "core/domain/transcript.h"

#include "core/domain/json_fields.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using base::Result;

namespace domain {

static constexpr MediaTime lengthOfEmptyWord{100'000};
static constexpr MediaTime shortestWord{1'000};

QJsonObject Transcript::toJson(const TimeMap *map) const
{
    QJsonArray wordEntries;
    for (const auto &word : words) {
        QJsonObject entry{{"text"_L1, word.text}, {"confidence"_L1, word.confidence}};
        insertInterval(entry, word.source);
        if (map)
            insertOutput(entry, outputOf(word, *map));
        wordEntries += entry;
    }
    QJsonArray segmentEntries;
    for (const auto &segment : segments) {
        QJsonObject entry{{"text"_L1, segment.text}};
        insertInterval(entry, segment.source);
        if (map)
            insertOutput(entry, map->toOutput(segment.source));
        segmentEntries += entry;
    }
    return {
        {"language"_L1, language},
        {"engine"_L1, engine},
        {"rough"_L1, rough},
        {"duration"_L1, base::toSeconds(duration)},
        {"words"_L1, wordEntries},
        {"segments"_L1, segmentEntries},
    };
}

static Result<Word> wordFrom(const QJsonObject &json)
{
    Word word;
    TRY(word.text, textField(json, "text"_L1));
    TRY(word.source, intervalFields(json));
    word.confidence = json["confidence"_L1].toDouble(1);
    return word;
}

static Result<Segment> segmentFrom(const QJsonObject &json)
{
    Segment segment;
    TRY(segment.text, textField(json, "text"_L1));
    TRY(segment.source, intervalFields(json));
    return segment;
}

Result<Transcript> Transcript::fromJson(const QJsonObject &json)
{
    Transcript transcript;
    TRY(transcript.language, textField(json, "language"_L1));
    TRY(transcript.engine, textField(json, "engine"_L1));
    TRY(transcript.duration, timeField(json, "duration"_L1));
    TRY(transcript.words, listField(json, "words"_L1, wordFrom));
    TRY(transcript.segments, listField(json, "segments"_L1, segmentFrom));
    transcript.rough = json["rough"_L1].toBool();
    return transcript;
}

/// Parts two neighbours that overlap: the first ends where the second begins, or both halve what they share.
static void partNeighbours(Interval &first, Interval &second)
{
    if (second.start >= first.end)
        return;
    if (second.start - first.start < shortestWord) {
        const MediaTime shared = std::max(first.end, second.end) - first.start;
        second.start = first.start + std::max(shortestWord, shared / 2);
        second.end = std::max({first.end, second.end, second.start + shortestWord});
    }
    first.end = second.start;
}

QList<Word> tidied(QList<Word> words, MediaTime duration)
{
    for (auto &word : words)
        word.text = word.text.simplified();
    words.removeIf([](const Word &word) { return word.text.isEmpty(); });
    std::stable_sort(
        words.begin(), words.end(), [](const Word &a, const Word &b) { return a.source.start < b.source.start; });
    for (auto &word : words) {
        auto &[start, end] = word.source;
        if (end <= start)
            end = start + lengthOfEmptyWord;
        start = std::max(MediaTime{}, std::min(start, duration - shortestWord));
        end = std::max(start + shortestWord, std::min(end, duration));
    }
    for (qsizetype index = 1; index < words.size(); ++index)
        partNeighbours(words[index - 1].source, words[index].source);
    // From the end: what was pressed against the duration or its neighbour gets room before it.
    MediaTime limit = duration;
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
        word->source.end = std::min(word->source.end, limit);
        word->source.start = std::max(MediaTime{}, std::min(word->source.start, word->source.end - shortestWord));
        limit = word->source.start;
    }
    return words;
}

/// The last character that is no closing quote or bracket.
static QChar closingMark(QStringView word)
{
    static constexpr QStringView closing = u"\"'”’»)]}";
    while (!word.isEmpty() && closing.contains(word.back()))
        word.chop(1);
    return word.isEmpty() ? QChar() : word.back();
}

bool endsSentence(QStringView word) { return QStringView(u".!?…。！？").contains(closingMark(word)); }

bool endsClause(QStringView word) { return QStringView(u",;:–—，、；：").contains(closingMark(word)); }

QLatin1StringView blankBetween(QStringView before, QStringView after)
{
    const auto runsOn = [](QChar character) {
        switch (character.script()) {
        case QChar::Script_Han:
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana:
        case QChar::Script_Thai:
        case QChar::Script_Lao:
        case QChar::Script_Khmer:
            return true;
        default:
            return QStringView(u"。！？，、；：").contains(character);
        }
    };
    const bool joins = !before.isEmpty() && !after.isEmpty() && runsOn(before.back()) && runsOn(after.front());
    return joins ? ""_L1 : " "_L1;
}

/// The words [from, to) as one text.
static QString joined(const QList<Word> &words, qsizetype from, qsizetype to)
{
    QString text;
    for (qsizetype index = from; index < to; ++index) {
        if (index > from)
            text += blankBetween(text, words[index].text);
        text += words[index].text;
    }
    return text;
}

namespace {
/// The words [from, to) of a list, on their way to a segment.
struct Group {
    qsizetype from = 0;
    qsizetype to = 0;
};
}   // namespace

static MediaTime lengthOf(const QList<Word> &words, const Group &group)
{
    return words[group.to - 1].source.end - words[group.from].source.start;
}

static constexpr MediaTime longestSegment{8'000'000};
static constexpr MediaTime longestPauseWithin{2'000'000};

/// Whether a segment ends before word `group.to`.
static bool breaksAfter(const QList<Word> &words, const Group &group)
{
    static constexpr MediaTime pause{400'000};
    static constexpr MediaTime pauseAfterComma{250'000};
    static constexpr MediaTime longEnough{700'000};
    const Word &last = words[group.to - 1];
    const Word &next = words[group.to];
    const MediaTime gap = next.source.start - last.source.end;
    if (endsSentence(last.text) || gap > longestPauseWithin
        || next.source.end - words[group.from].source.start > longestSegment)
        return true;
    if (lengthOf(words, group) < longEnough && group.to - group.from < 3)
        return false;
    return gap > pause || (endsClause(last.text) && gap > pauseAfterComma);
}

/// Joins groups that are too small to stand alone with the nearer neighbour.
static QList<Group> withoutSmall(const QList<Word> &words, QList<Group> groups)
{
    static constexpr MediaTime smallLength{1'200'000};
    static constexpr qsizetype smallCount = 3;
    static constexpr MediaTime never = MediaTime::max();
    const auto cost = [&](const Group &first, const Group &second) {
        const MediaTime gap = words[second.from].source.start - words[first.to - 1].source.end;
        const bool fits = lengthOf(words, {first.from, second.to}) <= longestSegment && gap <= longestPauseWithin;
        return fits ? gap : never;
    };
    QList<Group> kept;
    for (qsizetype index = 0; index < groups.size(); ++index) {
        const Group group = groups[index];
        const bool small = group.to - group.from < smallCount && lengthOf(words, group) < smallLength;
        const MediaTime before = small && !kept.isEmpty() ? cost(kept.back(), group) : never;
        const MediaTime after = small && index + 1 < groups.size() ? cost(group, groups[index + 1]) : never;
        if (before == never && after == never)
            kept += group;
        else if (before <= after)
            kept.back().to = group.to;
        else
            groups[index + 1].from = group.from;
    }
    return kept;
}

QList<Segment> toSegments(const QList<Word> &words)
{
    if (words.isEmpty())
        return {};
    QList<Group> groups{{0, 1}};
    for (qsizetype index = 1; index < words.size(); ++index) {
        if (breaksAfter(words, groups.back()))
            groups += Group{index, index};
        groups.back().to = index + 1;
    }
    QList<Segment> segments;
    for (const auto &group : withoutSmall(words, groups))
        segments += Segment{
            joined(words, group.from, group.to), {words[group.from].source.start, words[group.to - 1].source.end}};
    return segments;
}

std::optional<Interval> outputOf(const Word &word, const TimeMap &map)
{
    return map.toOutput(word.source, std::max(MediaTime(1), std::min(word.source.length() / 2, MediaTime(100'000))));
}

QList<Word> spokenWords(const Transcript &transcript)
{
    if (!transcript.words.isEmpty())
        return transcript.words;
    QList<Word> words;
    for (const auto &segment : transcript.segments) {
        const auto texts = segment.text.simplified().split(u' ', Qt::SkipEmptyParts);
        const qint64 characters = texts.join(QString()).size();
        qint64 passed = 0;
        const auto moment = [&] { return segment.source.start + segment.source.length() * passed / characters; };
        for (const auto &text : texts) {
            const MediaTime start = moment();
            passed += text.size();
            words += Word{text, {start, moment()}};
        }
    }
    return words;
}

QString toPlainText(const Transcript &transcript, const TimeMap &map)
{
    static constexpr MediaTime paragraphPause{2'000'000};
    static constexpr qsizetype longParagraph = 600;   // characters
    QStringList paragraphs;
    const Word *previous = nullptr;
    const auto words = spokenWords(transcript);
    for (const auto &word : words) {
        if (!outputOf(word, map))
            continue;
        const bool begins = !previous || word.source.start - previous->source.end > paragraphPause
            || (paragraphs.back().size() >= longParagraph && endsSentence(previous->text));
        if (begins)
            paragraphs += word.text;
        else
            paragraphs.back() += blankBetween(paragraphs.back(), word.text) + word.text;
        previous = &word;
    }
    return paragraphs.isEmpty() ? QString() : paragraphs.join(u"\n\n"_s) + u'\n';
}

}   // namespace domain
