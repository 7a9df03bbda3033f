#pragma once

#include "core/domain/recording.h"

#include <memory>

namespace domain {

/// `matching_rules`: every filter (sources, duration) AND not excluded AND (any positive rule, or no positive rule but
/// a filter). Positive are exact matches, keywords, the name pattern and patterns.
struct MatchingRules {
    QStringList exactMatches;
    QStringList keywords;   // substrings
    QString namePattern;   // shell wildcard over the whole name: * ? [a-z] [!a-z] \*
    QStringList patterns;   // regular expressions (RE2), searched
    QStringList excludeKeywords;
    QStringList excludePatterns;
    QList<SourceId> sourceIds;
    QList<SourceKind> sourceTypes;
    std::optional<double> minimumMinutes;
    std::optional<double> maximumMinutes;
    bool caseSensitive = false;
};

struct Template {
    TemplateId id;
    QString name;
    QString description;
    MatchingRules rules;
    QJsonObject processing;   // processing_config: a layer, validated, canonical option names
    QJsonObject metadata;   // metadata_config: the layer's section `metadata`
    QJsonObject output;   // output_config: the layer's section `upload`
    int priority = 0;   // 0..1000, higher first; then the older template
    bool draft = false;
    bool active = true;
    Instant createdAt{};
    Instant updatedAt{};

    /// The configuration layer that the template's parts make together.
    [[nodiscard]] QJsonObject configLayer() const;
    [[nodiscard]] std::optional<bool> allowSkipped() const;
};

/// One condition of one template against one recording.
struct Condition {
    QString rule;   // "keywords", "duration_range", ...
    QString expected;   // what the template wants, for people
    QString actual;   // what the recording has
    bool passed = false;
};

struct Explanation {
    TemplateId templateId;
    QString templateName;
    bool matched = false;   // active and every condition holds; an earlier template may have won all the same
    QString reason;   // one sentence: "Draft.", "The title has none of the keywords."
    QList<Condition> conditions;
};

struct Match {
    std::optional<TemplateId> templateId;
    QList<Explanation> explanations;   // one a template, in the order they were asked
};

/// The template of a recording and why, for every template. Pure. The first match in order of priority, then age.
Match match(const Recording &recording, const QList<Template> &templates);

/// The same for many recordings: texts are folded and patterns compiled once.
class Matcher {
public:
    explicit Matcher(const QList<Template> &templates);
    ~Matcher();
    Q_DISABLE_COPY(Matcher)

    [[nodiscard]] Match match(const Recording &recording) const;

private:
    struct Prepared;
    std::vector<std::unique_ptr<const Prepared>> m_prepared;   // in the order they are asked
};

/// What is wrong with a regular expression or a wildcard of the rules; empty: nothing.
QString patternFault(const QString &pattern);
QString wildcardFault(const QString &wildcard);

/// A template from the JSON of its four parts, old spellings accepted; Invalid names the path, the fault and the
/// nearest known name, a line a fault: "matching_rules.keyword: unknown, did you mean keywords?"
base::Result<Template> templateFromJson(const QJsonObject &json);
QJsonObject toJson(const Template &value);   // canonical spelling, the same keys as the REST resource

}   // namespace domain
