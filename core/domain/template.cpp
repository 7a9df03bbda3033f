#include "core/domain/template.h"

#include <re2/re2.h>

using namespace Qt::StringLiterals;

namespace domain {

// Patterns

using PatternPtr = std::unique_ptr<const RE2>;

/// File names from macOS come decomposed; a typed "й" must find them.
static std::string utf8(const QString &text) { return text.normalized(QString::NormalizationForm_C).toStdString(); }

static PatternPtr compiled(const std::string &pattern, bool caseSensitive)
{
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(caseSensitive);
    options.set_dot_nl(true);
    options.set_max_mem(1 << 20);
    return std::make_unique<RE2>(pattern, options);
}

static QString faultOf(const RE2 &pattern)
{
    return pattern.ok() ? QString() : u"is not a valid pattern: %1"_s.arg(QString::fromStdString(pattern.error()));
}

/// A shell wildcard as a regular expression over the whole text.
static std::string fromWildcard(const QString &wildcard)
{
    std::string pattern = "\\A";
    const QString text = wildcard.normalized(QString::NormalizationForm_C);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const qsizetype close = c == u'[' ? text.indexOf(u']', i + 2) : -1;   // "[]a]" holds a bracket
        if (c == u'*') {
            pattern += ".*";
        } else if (c == u'?') {
            pattern += '.';
        } else if (close > 0) {
            QString set = text.sliced(i + 1, close - i - 1);
            const bool negated = set.startsWith(u'!') || set.startsWith(u'^');
            set = set.sliced(negated ? 1 : 0).replace(u'\\', u"\\\\"_s).replace(u'[', u"\\["_s).replace(u']', u"\\]"_s);
            pattern += (negated ? "[^" : "[") + set.toStdString() + ']';
            i = close;
        } else {
            const bool escapes = c == u'\\' && i + 1 < text.size();
            const qsizetype first = escapes ? i + 1 : i;
            const qsizetype length = text[first].isHighSurrogate() && first + 1 < text.size() ? 2 : 1;
            pattern += RE2::QuoteMeta(text.sliced(first, length).toStdString());
            i = first + length - 1;
        }
    }
    return pattern + "\\z";
}

QString patternFault(const QString &pattern) { return faultOf(*compiled(utf8(pattern), false)); }

QString wildcardFault(const QString &wildcard) { return faultOf(*compiled(fromWildcard(wildcard), false)); }

// Conditions

namespace {
/// What the rules ask of a recording, in the forms they compare.
struct Subject {
    const Recording &recording;
    QString title;   // trimmed, composed
    QString folded;
    std::string utf8;

    explicit Subject(const Recording &of)
        : recording(of)
        , title(of.title.trimmed().normalized(QString::NormalizationForm_C))
        , folded(title.toCaseFolded())
        , utf8(title.toStdString())
    {
    }
};
}   // namespace

namespace {
enum class Part { Filter, Exclusion, Positive };

struct Rule {
    QLatin1StringView name;
    Part part;
    QString failure;   // the sentence when it alone decides
    QString expected;   // empty: the template doesn't have this rule
    QString actual;
    bool passed = false;
};
}   // namespace

static QString quoted(const QStringList &texts)
{
    return texts.isEmpty() ? QString() : u'"' + texts.join(u"\", \""_s) + u'"';
}

static QString prefixed(const QString &prefix, const QString &list)
{
    return list.isEmpty() ? QString() : prefix + u' ' + list;
}

static QString minutesText(double minutes)
{
    return QString::number(std::round(minutes * 10) / 10, 'g', 10) + u" min"_s;
}

static QString durationText(const MatchingRules &rules)
{
    const auto from = rules.minimumMinutes;
    const auto to = rules.maximumMinutes;
    if (from && to)
        return u"from %1 to %2"_s.arg(minutesText(*from), minutesText(*to));
    return from ? u"at least %1"_s.arg(minutesText(*from)) : to ? u"at most %1"_s.arg(minutesText(*to)) : QString();
}

static bool findsAny(const std::vector<PatternPtr> &patterns, const Subject &subject)
{
    return std::any_of(patterns.begin(), patterns.end(),
        [&](const PatternPtr &pattern) { return RE2::PartialMatch(subject.utf8, *pattern); });
}

static bool containsAny(const QString &title, const QStringList &words)
{
    return std::any_of(words.begin(), words.end(), [&title](const QString &word) { return title.contains(word); });
}

struct Matcher::Prepared {
    Template value;
    QStringList exactMatches;   // in the form they are compared
    QStringList keywords;
    QStringList excludeKeywords;
    PatternPtr namePattern;
    std::vector<PatternPtr> patterns;
    std::vector<PatternPtr> excludePatterns;

    explicit Prepared(Template of)
        : value(std::move(of))
        , exactMatches(comparable(value.rules.exactMatches))
        , keywords(comparable(value.rules.keywords))
        , excludeKeywords(comparable(value.rules.excludeKeywords))
        , namePattern(compiled(fromWildcard(value.rules.namePattern), value.rules.caseSensitive))
        , patterns(compiledAll(value.rules.patterns))
        , excludePatterns(compiledAll(value.rules.excludePatterns))
    {
    }

    [[nodiscard]] QStringList comparable(const QStringList &texts) const
    {
        QStringList result;
        for (const QString &text : texts) {
            const QString composed = text.trimmed().normalized(QString::NormalizationForm_C);
            result += value.rules.caseSensitive ? composed : composed.toCaseFolded();
        }
        return result;
    }
    [[nodiscard]] std::vector<PatternPtr> compiledAll(const QStringList &texts) const
    {
        std::vector<PatternPtr> result;
        for (const QString &text : texts)
            result.push_back(compiled(utf8(text), value.rules.caseSensitive));
        return result;
    }
    /// Every rule there can be, with what this template wants and the recording has.
    [[nodiscard]] QList<Rule> ask(const Subject &subject) const;
};

QList<Rule> Matcher::Prepared::ask(const Subject &subject) const
{
    const MatchingRules &rules = value.rules;
    const Recording &recording = subject.recording;
    const QString &title = rules.caseSensitive ? subject.title : subject.folded;
    const QString quotedTitle = u'"' + subject.title + u'"';
    const double minutes = std::chrono::duration<double, std::ratio<60>>(recording.duration).count();
    const QString length = minutes > 0 ? minutesText(minutes) : u"unknown"_s;
    QStringList sourceIds;
    for (const SourceId &id : rules.sourceIds)
        sourceIds += id.value;
    QStringList kinds;
    for (const SourceKind kind : rules.sourceTypes)
        kinds += toString(kind);

    return {
        {"source_ids"_L1, Part::Filter, u"It comes from another source."_s, prefixed(u"one of"_s, quoted(sourceIds)),
            recording.source ? recording.source->value : u"none"_s,
            recording.source && rules.sourceIds.contains(*recording.source)},
        {"source_types"_L1, Part::Filter, u"It comes from a source of another kind."_s,
            prefixed(u"one of"_s, kinds.join(u", "_s)), toString(recording.sourceKind),
            rules.sourceTypes.contains(recording.sourceKind)},
        {"duration_range"_L1, Part::Filter,
            minutes > 0 ? u"It lasts %1, wanted is %2."_s.arg(length, durationText(rules))
                        : u"How long it lasts is not known yet."_s,
            durationText(rules), length,
            minutes > 0 && minutes >= rules.minimumMinutes.value_or(0)
                && minutes <= rules.maximumMinutes.value_or(minutes)},
        {"exclude_keywords"_L1, Part::Exclusion, u"The title has an excluded keyword."_s,
            prefixed(u"none of"_s, quoted(rules.excludeKeywords)), quotedTitle, !containsAny(title, excludeKeywords)},
        {"exclude_patterns"_L1, Part::Exclusion, u"The title fits an excluded pattern."_s,
            prefixed(u"none of"_s, quoted(rules.excludePatterns)), quotedTitle, !findsAny(excludePatterns, subject)},
        {"exact_matches"_L1, Part::Positive, u"The title is none of the exact matches."_s,
            prefixed(u"exactly one of"_s, quoted(rules.exactMatches)), quotedTitle, exactMatches.contains(title)},
        {"keywords"_L1, Part::Positive, u"The title has none of the keywords."_s,
            prefixed(u"one of"_s, quoted(rules.keywords)), quotedTitle, containsAny(title, keywords)},
        {"name_pattern"_L1, Part::Positive, u"The title does not fit the name pattern."_s,
            rules.namePattern.isEmpty() ? QString() : quoted({rules.namePattern}), quotedTitle,
            RE2::PartialMatch(subject.utf8, *namePattern)},
        {"patterns"_L1, Part::Positive, u"The title fits none of the patterns."_s,
            prefixed(u"one of"_s, quoted(rules.patterns)), quotedTitle, findsAny(patterns, subject)},
    };
}

/// The template's answer, draft or not.
static std::pair<bool, QString> verdict(const QList<Rule> &rules)
{
    QStringList positives;
    QStringList passed;
    const Rule *lastPositive = nullptr;
    for (const Rule &rule : rules) {
        if (rule.part == Part::Positive) {
            lastPositive = &rule;
            positives += rule.name;
            if (rule.passed)
                passed += rule.name;
        } else if (!rule.passed) {
            return {false, rule.failure};
        }
    }
    if (!passed.isEmpty())
        return {true, u"Matches by %1."_s.arg(passed.join(u", "_s))};
    if (positives.size() == 1)
        return {false, lastPositive->failure};
    if (!positives.isEmpty())
        return {false, u"The title meets none of %1."_s.arg(positives.join(u", "_s))};
    const bool hasFilter =
        std::any_of(rules.begin(), rules.end(), [](const Rule &rule) { return rule.part == Part::Filter; });
    return hasFilter ? std::pair(true, u"Every filter lets it through."_s)
                     : std::pair(false, u"It has no rule that could match."_s);
}

// Matching

Matcher::Matcher(const QList<Template> &templates)
{
    for (const Template &value : templates)
        m_prepared.push_back(std::make_unique<const Prepared>(value));
    std::stable_sort(m_prepared.begin(), m_prepared.end(), [](const auto &left, const auto &right) {
        const Template &a = left->value;
        const Template &b = right->value;
        return std::tie(b.priority, a.createdAt, a.id) < std::tie(a.priority, b.createdAt, b.id);
    });
}

Matcher::~Matcher() = default;

Match Matcher::match(const Recording &recording) const
{
    const Subject subject(recording);
    Match result;
    QString winner;
    for (const auto &prepared : m_prepared) {
        const Template &value = prepared->value;
        QList<Rule> rules = prepared->ask(subject);
        rules.removeIf([](const Rule &rule) { return rule.expected.isEmpty(); });

        Explanation explanation{.templateId = value.id, .templateName = value.name, .reason = {}, .conditions = {}};
        for (const Rule &rule : rules)
            explanation.conditions += Condition{rule.name, rule.expected, rule.actual, rule.passed};
        const auto [holds, reason] = verdict(rules);
        explanation.matched = holds && value.active && !value.draft;
        if (value.draft)
            explanation.reason = u"Draft."_s;
        else if (!value.active)
            explanation.reason = u"Not active."_s;
        else if (holds && result.templateId)
            explanation.reason = u"Matches too, but %1 comes first."_s.arg(winner);
        else
            explanation.reason = reason;
        if (explanation.matched && !result.templateId) {
            result.templateId = value.id;
            winner = value.name;
        }
        result.explanations += explanation;
    }
    return result;
}

Match match(const Recording &recording, const QList<Template> &templates)
{
    return Matcher(templates).match(recording);
}

}   // namespace domain
