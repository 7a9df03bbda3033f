#include "core/domain/subtitles.h"

#include "core/domain/phrases.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace domain {

using std::chrono::milliseconds;

SubtitleRules subtitleRules(const QString &language)
{
    struct Row {
        QLatin1StringView language;
        int charactersPerLine;
        double charactersPerSecond;
    };
    // What the published style guides of the field agree on for adult programmes.
    static constexpr Row table[] = {
        {"ar"_L1, 42, 20},
        {"de"_L1, 42, 17},
        {"en"_L1, 42, 20},
        {"es"_L1, 42, 17},
        {"fr"_L1, 42, 17},
        {"hi"_L1, 42, 22},
        {"it"_L1, 42, 17},
        {"ja"_L1, 13, 4},
        {"ko"_L1, 16, 12},
        {"pt"_L1, 42, 17},
        {"ru"_L1, 42, 17},
        {"uk"_L1, 42, 17},
        {"zh"_L1, 16, 9},
    };
    SubtitleRules rules;
    for (const auto &row : table)
        if (row.language == language) {
            rules.charactersPerLine = row.charactersPerLine;
            rules.charactersPerSecond = row.charactersPerSecond;
        }
    return rules;
}

namespace {

/// A kept word in output time, and how good a place to break is behind it.
struct Token {
    QString text;
    Interval output;
    qsizetype offset = 0;   // of its first character in the whole text
    qsizetype end = 0;
    bool endsSentence = false;
    bool beforeJoin = false;   // words after it were cut: what follows is another thought
    double breakCost = 0;   // of ending a line or a cue with it: 0 is best
};

// The prices that the best layout minimises. Only their relations matter.
constexpr double costOfCue = 8;
constexpr double costAfterClause = 3;
constexpr double costBeforeConjunction = 5;
constexpr double costBeforePreposition = 7;
constexpr double costWithinPhrase = 12;
constexpr double costAfterPreposition = 40;   // a lone article at the end of a line
constexpr double costOfSentenceEndWithin = 4;
constexpr double costOfJoinWithin = 20;
constexpr double costOfPauseSecond = 12;
constexpr double costOfHaste = 25;   // for twice the reading speed
constexpr double costOfFlash = 30;   // for no time at all
constexpr double costOfLineBreak = 0.5;   // of its break cost
constexpr double costOfUnevenCharacter = 0.2;
constexpr MediaTime pauseForBreath{400'000};

double breakCostBetween(const Token &token, const Token &next, const QString &language)
{
    if (token.endsSentence || token.beforeJoin)
        return 0;
    if (endsClause(token.text))
        return costAfterClause;
    if (roleOf(token.text, language) != WordRole::Plain)
        return costAfterPreposition;
    if (next.output.start - token.output.end >= pauseForBreath)
        return costAfterClause;
    switch (roleOf(next.text, language)) {
    case WordRole::Conjunction:
        return costBeforeConjunction;
    case WordRole::Preposition:
        return costBeforePreposition;
    case WordRole::Plain:
        break;
    }
    return costWithinPhrase;
}

/// Chooses where cues and lines end: the cheapest way through all tokens.
class Layout {
public:
    Layout(const QList<Token> &tokens, const SubtitleRules &rules, MediaTime outputDuration)
        : m_tokens(tokens)
        , m_rules(rules)
        , m_outputDuration(outputDuration)
    {
    }

    /// The index behind the last token of each cue.
    [[nodiscard]] QList<qsizetype> cueEnds() const
    {
        const qsizetype count = m_tokens.size();
        std::vector<double> cost(static_cast<size_t>(count) + 1, std::numeric_limits<double>::infinity());
        std::vector<qsizetype> begin(static_cast<size_t>(count) + 1, 0);
        cost[0] = 0;
        for (qsizetype end = 1; end <= count; ++end) {
            for (qsizetype from = end - 1; from >= 0; --from) {
                if (from < end - 1 && !mayHold(from, end))
                    break;
                const double total = cost[static_cast<size_t>(from)] + costOf(from, end);
                if (total < cost[static_cast<size_t>(end)]) {
                    cost[static_cast<size_t>(end)] = total;
                    begin[static_cast<size_t>(end)] = from;
                }
            }
        }
        QList<qsizetype> ends;
        for (qsizetype end = count; end > 0; end = begin[static_cast<size_t>(end)])
            ends.prepend(end);
        return ends;
    }

    /// The index behind the last token of the first line of a cue; `end` where one line holds it.
    [[nodiscard]] qsizetype lineEnd(qsizetype from, qsizetype end) const { return bestLine(from, end).end; }

private:
    struct Line {
        qsizetype end = 0;
        double cost = 0;
    };

    [[nodiscard]] qsizetype length(qsizetype from, qsizetype end) const
    {
        return m_tokens[end - 1].end - m_tokens[from].offset;
    }

    /// Whether these tokens can be one cue as far as a longer one could too.
    [[nodiscard]] bool mayHold(qsizetype from, qsizetype end) const
    {
        return length(from, end) <= qsizetype(m_rules.lines) * (m_rules.charactersPerLine + 1)
            && m_tokens[end - 1].output.end - m_tokens[from].output.start <= m_rules.longest;
    }

    [[nodiscard]] Line bestLine(qsizetype from, qsizetype end) const
    {
        const qsizetype widest = m_rules.charactersPerLine;
        if (length(from, end) <= widest || end - from == 1)
            return {end, 0};
        Line best{end, std::numeric_limits<double>::infinity()};
        for (qsizetype middle = from + 1; middle < end && m_rules.lines > 1; ++middle) {
            const qsizetype first = length(from, middle);
            const qsizetype second = length(middle, end);
            if (first > widest || second > widest)
                continue;
            const double uneven = static_cast<double>(std::abs(first - second));
            const double cost = m_tokens[middle - 1].breakCost * costOfLineBreak + uneven * costOfUnevenCharacter;
            if (cost < best.cost)
                best = {middle, cost};
        }
        return best;
    }

    [[nodiscard]] double costOf(qsizetype from, qsizetype end) const
    {
        double cost = costOfCue + bestLine(from, end).cost;
        if (end < m_tokens.size())
            cost += m_tokens[end - 1].breakCost;
        for (qsizetype index = from + 1; index < end; ++index) {
            const MediaTime pause = m_tokens[index].output.start - m_tokens[index - 1].output.end;
            if (m_tokens[index - 1].endsSentence)
                cost += costOfSentenceEndWithin;
            if (m_tokens[index - 1].beforeJoin)
                cost += costOfJoinWithin;
            if (pause > pauseForBreath)
                cost += costOfPauseSecond * base::toSeconds(pause);
        }
        const MediaTime until = end < m_tokens.size() ? m_tokens[end].output.start - m_rules.gap : m_outputDuration;
        const double shortest = base::toSeconds(m_rules.shortest);
        const double seconds =
            base::toSeconds(std::clamp(until - m_tokens[from].output.start, MediaTime(1'000), m_rules.longest));
        const double needed = static_cast<double>(length(from, end)) / m_rules.charactersPerSecond;
        if (needed > seconds)
            cost += costOfHaste * std::min(2.0, needed / seconds - 1);
        if (shortest > seconds)
            cost += costOfFlash * (1 - seconds / shortest);
        return cost;
    }

    const QList<Token> &m_tokens;
    const SubtitleRules &m_rules;
    MediaTime m_outputDuration;
};

}   // namespace

static QList<Token> tokensOf(const Transcript &transcript, const TimeMap &map)
{
    QList<Token> tokens;
    const auto words = tidied(spokenWords(transcript), std::max(transcript.duration, map.sourceDuration()));
    for (const auto &word : words) {
        const auto output = outputOf(word, map);
        if (!output) {
            if (!tokens.isEmpty())
                tokens.back().beforeJoin = true;
            continue;
        }
        Token token{.text = word.text, .output = *output};
        if (!tokens.isEmpty())
            token.offset = tokens.back().end + blankBetween(tokens.back().text, word.text).size();
        token.end = token.offset + word.text.size();
        token.endsSentence = endsSentence(word.text);
        tokens += token;
    }
    for (qsizetype index = 0; index + 1 < tokens.size(); ++index)
        tokens[index].breakCost = breakCostBetween(tokens[index], tokens[index + 1], transcript.language);
    return tokens;
}

static QString lineOf(const QList<Token> &tokens, qsizetype from, qsizetype end)
{
    QString line = tokens[from].text;
    for (qsizetype index = from + 1; index < end; ++index)
        line += blankBetween(line, tokens[index].text) + tokens[index].text;
    return line;
}

static qsizetype charactersOf(const Cue &cue)
{
    qsizetype characters = std::max<qsizetype>(0, cue.lines.size() - 1);   // a line end is read like a blank
    for (const auto &line : cue.lines)
        characters += line.size();
    return characters;
}

/// Lets every cue stay as long as reading takes, where there is room before the next.
static void giveTime(QList<Cue> &cues, const SubtitleRules &rules, MediaTime outputDuration)
{
    static constexpr MediaTime flicker{400'000};   // a shorter hole between two cues is closed
    static constexpr MediaTime earliest{500'000};   // before the first word
    MediaTime free{};   // where the time before this cue is not taken any more
    for (qsizetype index = 0; index < cues.size(); ++index) {
        auto &[start, end] = cues[index].output;
        start = std::max(start, index == 0 ? MediaTime{} : cues[index - 1].output.end);
        const bool last = index + 1 == cues.size();
        const MediaTime next = last ? outputDuration : cues[index + 1].output.start;
        MediaTime limit = last ? next : next - rules.gap;
        if (limit - start < rules.gap)   // the words follow too closely for a gap
            limit = next;
        const auto reading = base::fromSeconds(
            static_cast<double>(charactersOf(cues[index])) / std::max(1.0, rules.charactersPerSecond));
        end = std::max({end, start + rules.shortest, start + reading});
        if (limit - end < flicker && !last)
            end = limit;
        end = std::min({end, limit, start + rules.longest});
        if (end - start < rules.shortest)
            start = std::min(start, std::max({free, end - rules.shortest, start - earliest}));
        start = std::chrono::floor<milliseconds>(start);
        end =
            std::max(std::chrono::floor<milliseconds>(end), std::chrono::floor<milliseconds>(start + milliseconds(1)));
        free = end + rules.gap;
    }
}

QList<Cue> makeCues(const Transcript &transcript, const TimeMap &map, const SubtitleRules &rules)
{
    const auto tokens = tokensOf(transcript, map);
    const Layout layout(tokens, rules, map.outputDuration());
    QList<Cue> cues;
    qsizetype from = 0;
    for (const qsizetype end : layout.cueEnds()) {
        const qsizetype middle = layout.lineEnd(from, end);
        Cue cue{{tokens[from].output.start, tokens[end - 1].output.end}, {lineOf(tokens, from, middle)}};
        if (middle < end)
            cue.lines += lineOf(tokens, middle, end);
        cues += cue;
        from = end;
    }
    giveTime(cues, rules, map.outputDuration());
    return cues;
}

QStringList brokenRules(const QList<Cue> &cues, const SubtitleRules &rules)
{
    static constexpr double tolerance = 0.5;   // characters a second: times are whole milliseconds
    QStringList broken;
    for (qsizetype index = 0; index < cues.size(); ++index) {
        const Cue &cue = cues[index];
        const auto report = [&](const QString &what) { broken += u"cue %1: %2"_s.arg(index + 1).arg(what); };
        const double seconds = base::toSeconds(cue.output.length());
        if (cue.lines.size() > rules.lines)
            report(u"%1 lines"_s.arg(cue.lines.size()));
        for (const auto &line : cue.lines)
            if (line.size() > rules.charactersPerLine)
                report(u"%1 characters in a line"_s.arg(line.size()));
        if (const double speed = static_cast<double>(charactersOf(cue)) / std::max(seconds, 0.001);
            speed > rules.charactersPerSecond + tolerance)
            report(u"%1 characters a second"_s.arg(speed, 0, 'f', 0));
        if (cue.output.length() < rules.shortest)
            report(u"only %1 s long"_s.arg(seconds, 0, 'f', 2));
        if (cue.output.length() > rules.longest)
            report(u"%1 s long"_s.arg(seconds, 0, 'f', 1));
        if (index > 0 && cue.output.start - cues[index - 1].output.end < rules.gap)
            report(u"%1 ms after the one before"_s.arg(
                std::chrono::floor<milliseconds>(cue.output.start - cues[index - 1].output.end).count()));
    }
    return broken;
}

/// "00:01:02,345"
static QString stamp(MediaTime time, QChar decimalMark)
{
    const auto count = std::chrono::floor<milliseconds>(time).count();
    const auto padded = [](qint64 number, int digits) { return QString::number(number).rightJustified(digits, u'0'); };
    return padded(count / 3'600'000, 2) + u':' + padded(count / 60'000 % 60, 2) + u':' + padded(count / 1'000 % 60, 2)
        + decimalMark + padded(count % 1'000, 3);
}

/// The lines of a cue without anything that would end it early.
static QStringList safeLines(const Cue &cue)
{
    QStringList lines;
    for (const auto &line : cue.lines)
        if (const QString simple = line.simplified(); !simple.isEmpty())
            lines += simple;
    return lines;
}

QByteArray toSrt(const QList<Cue> &cues)
{
    QString text;
    int number = 0;
    for (const auto &cue : cues) {
        // SubRip knows no escapes, and readers take any line with its arrow for a time.
        const QString lines = safeLines(cue).join(u'\n').replace(u"-->"_s, u"→"_s);
        text += u"%1\n%2 --> %3\n"_s.arg(++number).arg(stamp(cue.output.start, u','), stamp(cue.output.end, u','));
        text += lines + u"\n\n"_s;
    }
    return text.toUtf8();
}

QByteArray toVtt(const QList<Cue> &cues)
{
    QString text = u"WEBVTT\n\n"_s;
    for (const auto &cue : cues) {
        const QString lines =
            safeLines(cue).join(u'\n').replace(u'&', u"&amp;"_s).replace(u'<', u"&lt;"_s).replace(u'>', u"&gt;"_s);
        text += u"%1 --> %2\n"_s.arg(stamp(cue.output.start, u'.'), stamp(cue.output.end, u'.'));
        text += lines + u"\n\n"_s;
    }
    return text.toUtf8();
}

}   // namespace domain
