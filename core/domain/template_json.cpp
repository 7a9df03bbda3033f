#include "core/domain/config.h"
#include "core/domain/template.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace domain {

static constexpr qsizetype mostEntries = 200;
static constexpr qsizetype longestEntry = 500;

/// Nothing is wrong with a keyword.
static QString noFault(const QString &) { return {}; }

namespace {
struct TextsRule {
    QString key;
    QStringList MatchingRules::*member;
    QString (*fault)(const QString &);
};
}   // namespace

static const QList<TextsRule> &textsRules()
{
    static const QList<TextsRule> rules = {
        {u"exact_matches"_s, &MatchingRules::exactMatches, noFault},
        {u"keywords"_s, &MatchingRules::keywords, noFault},
        {u"patterns"_s, &MatchingRules::patterns, patternFault},
        {u"exclude_keywords"_s, &MatchingRules::excludeKeywords, noFault},
        {u"exclude_patterns"_s, &MatchingRules::excludePatterns, patternFault},
    };
    return rules;
}

namespace {
/// Takes known keys out of an object and remembers what is wrong; what is left at the end is unknown.
class ObjectReader {
public:
    ObjectReader(const QJsonObject &object, QString path, QStringList &faults)
        : m_object(object)
        , m_path(std::move(path))
        , m_faults(faults)
    {
    }

    /// Undefined when absent or null.
    QJsonValue take(const QString &key)
    {
        m_known += key;
        const QJsonValue value = m_object.take(key);
        return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value;
    }

    QString text(const QString &key, qsizetype most)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isString())
            fault(key, u"must be text"_s);
        else if (value.toString().size() > most)
            fault(key, u"must have at most %1 characters"_s.arg(most));
        return value.toString();
    }

    bool flag(const QString &key, bool otherwise)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isBool())
            fault(key, u"must be true or false"_s);
        return value.toBool(otherwise);
    }

    std::optional<double> number(const QString &key, double minimum, double maximum)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined())
            return std::nullopt;
        if (!value.isDouble() || value.toDouble() < minimum || value.toDouble() > maximum)
            fault(key, u"must be a number from %1 to %2"_s.arg(minimum).arg(maximum));
        return value.toDouble();
    }

    /// A list of texts; a single text counts as a list of one, as older generations wrote it.
    QStringList texts(const QString &key, QString (*faultOf)(const QString &))
    {
        const QJsonValue value = take(key);
        const QJsonArray entries = value.isString() ? QJsonArray{value} : value.toArray();
        QStringList result;
        if (!value.isUndefined() && !value.isString() && !value.isArray())
            fault(key, u"must be a list of texts"_s);
        if (entries.size() > mostEntries)
            fault(key, u"must have at most %1 entries"_s.arg(mostEntries));
        for (qsizetype i = 0; i < entries.size(); ++i) {
            const QString entry = entries.at(i).toString();
            const QString message = !entries.at(i).isString() ? u"must be text"_s
                : entry.trimmed().isEmpty()                   ? u"must not be empty"_s
                : entry.size() > longestEntry                 ? u"must have at most %1 characters"_s.arg(longestEntry)
                                                              : faultOf(entry);
            if (!message.isEmpty())
                fault(u"%1[%2]"_s.arg(key).arg(i), message);
            result += entry;
        }
        return result;
    }

    QJsonObject object(const QString &key)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isObject())
            fault(key, u"must be an object"_s);
        return value.toObject();
    }

    std::optional<Instant> time(const QString &key)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined())
            return std::nullopt;
        const auto instant = base::fromRfc3339(value.toString());
        if (!instant)
            fault(key, u"must be a time such as 2026-11-24T09:30:00Z"_s);
        return instant;
    }

    /// Keys that are read by nobody: `tag_pattern` never meant anything.
    void ignore(const QStringList &keys)
    {
        for (const QString &key : keys)
            m_object.remove(key);
    }

    void refuseTheRest()
    {
        for (auto entry = m_object.begin(); entry != m_object.end(); ++entry) {
            const QString nearest = nearestName(entry.key(), m_known);
            fault(entry.key(), nearest.isEmpty() ? u"unknown"_s : u"unknown, did you mean %1?"_s.arg(nearest));
        }
    }

    void fault(const QString &key, const QString &message)
    {
        m_faults +=
            m_path + key + u": "_s + message + (message.endsWith(u'?') || message.endsWith(u'.') ? u""_s : u"."_s);
    }

private:
    QJsonObject m_object;
    QString m_path;
    QStringList &m_faults;
    QStringList m_known;
};
}   // namespace

static MatchingRules rulesFromJson(const QJsonObject &json, QStringList &faults)
{
    MatchingRules rules;
    ObjectReader reader(json, u"matching_rules."_s, faults);
    for (const TextsRule &rule : textsRules())
        rules.*rule.member = reader.texts(rule.key, rule.fault);
    rules.namePattern = reader.text(u"name_pattern"_s, longestEntry);
    if (const QString message = wildcardFault(rules.namePattern); !message.isEmpty())
        reader.fault(u"name_pattern"_s, message);
    rules.caseSensitive = reader.flag(u"case_sensitive"_s, false);

    for (const QString &key : {u"source_ids"_s, u"source_id"_s})
        for (const QString &id : reader.texts(key, noFault))
            rules.sourceIds += SourceId{id};
    for (const QString &key : {u"source_types"_s, u"source_type"_s})
        for (const QString &name : reader.texts(key, noFault)) {
            if (const auto kind = sourceKindFrom(name))
                rules.sourceTypes += *kind;
            else
                reader.fault(key, u"knows no kind of source named %1"_s.arg(name));
        }

    ObjectReader range(reader.object(u"duration_range"_s), u"matching_rules.duration_range."_s, faults);
    rules.minimumMinutes = range.number(u"min"_s, 0, 100'000);
    rules.maximumMinutes = range.number(u"max"_s, 0, 100'000);
    range.refuseTheRest();
    if (rules.minimumMinutes && rules.maximumMinutes && *rules.minimumMinutes > *rules.maximumMinutes)
        reader.fault(u"duration_range"_s, u"min must not be greater than max"_s);

    reader.ignore({u"tag_pattern"_s});
    reader.refuseTheRest();
    return rules;
}

static bool canMatch(const MatchingRules &rules)
{
    return !rules.exactMatches.isEmpty() || !rules.keywords.isEmpty() || !rules.namePattern.isEmpty()
        || !rules.patterns.isEmpty() || !rules.sourceIds.isEmpty() || !rules.sourceTypes.isEmpty()
        || rules.minimumMinutes || rules.maximumMinutes;
}

/// One of the three parts that are configuration. `section`: the part of the layer it is, empty for the whole.
static QJsonObject partFromJson(
    const QJsonObject &json, const QString &part, const QString &section, QStringList &faults)
{
    const auto checked = checkedLayer(section.isEmpty() ? json : QJsonObject{{section, json}}, Level::Template);
    if (checked)
        return section.isEmpty() ? *checked : checked->value(section).toObject();
    const QString prefix = section + u'.';
    for (const QString &line : checked.error().message.split(u'\n'))
        faults += part + u'.' + (!section.isEmpty() && line.startsWith(prefix) ? line.mid(prefix.size()) : line);
    return {};
}

base::Result<Template> templateFromJson(const QJsonObject &json)
{
    QStringList faults;
    ObjectReader reader(json, {}, faults);
    Template value;
    value.id = TemplateId{reader.text(u"id"_s, 100)};
    value.name = reader.text(u"name"_s, 255).trimmed();
    value.description = reader.text(u"description"_s, 1000);
    value.rules = rulesFromJson(reader.object(u"matching_rules"_s), faults);
    QJsonObject processing = reader.object(u"processing_config"_s);
    for (const auto &[section, part] :
        {std::pair(u"metadata"_s, u"metadata_config"_s), {u"upload"_s, u"output_config"_s}})
        if (processing.contains(section)) {
            reader.fault(u"processing_config."_s + section, u"belongs into %1"_s.arg(part));
            processing.remove(section);
        }
    value.processing = partFromJson(processing, u"processing_config"_s, {}, faults);
    value.metadata = partFromJson(reader.object(u"metadata_config"_s), u"metadata_config"_s, u"metadata"_s, faults);
    value.output = partFromJson(reader.object(u"output_config"_s), u"output_config"_s, u"upload"_s, faults);
    const double priority = reader.number(u"priority"_s, 0, 1000).value_or(0);
    value.priority = static_cast<int>(priority);
    value.draft = reader.flag(u"is_draft"_s, false);
    value.active = reader.flag(u"is_active"_s, true);
    value.createdAt = reader.time(u"created_at"_s).value_or(Instant{});
    value.updatedAt = reader.time(u"updated_at"_s).value_or(Instant{});
    reader.ignore({u"user_id"_s, u"is_default"_s, u"used_count"_s, u"last_used_at"_s});
    reader.refuseTheRest();

    if (value.name.isEmpty())
        reader.fault(u"name"_s, u"must have 1 to 255 characters"_s);
    if (std::trunc(priority) != priority)
        reader.fault(u"priority"_s, u"must be a whole number"_s);
    if (faults.isEmpty() && !value.draft && !canMatch(value.rules))
        reader.fault(u"matching_rules"_s,
            u"needs a rule or a filter (keywords, exact_matches, name_pattern, patterns, source_ids, source_types or "
            "duration_range), or set is_draft"_s);
    if (value.output.value("auto_upload"_L1).toBool() && value.output.value("preset_ids"_L1).toArray().isEmpty()
        && value.output.value("default_platforms"_L1).toArray().isEmpty())
        reader.fault(u"output_config.auto_upload"_s, u"needs preset_ids or default_platforms"_s);
    if (!faults.isEmpty())
        return fail(ErrorKind::Invalid, faults.join(u'\n'));
    return value;
}

static QJsonObject toJson(const MatchingRules &rules)
{
    QJsonObject json;
    for (const TextsRule &rule : textsRules())
        if (const QStringList &texts = rules.*rule.member; !texts.isEmpty())
            json.insert(rule.key, QJsonArray::fromStringList(texts));
    if (!rules.namePattern.isEmpty())
        json.insert(u"name_pattern"_s, rules.namePattern);
    QJsonArray ids;
    for (const SourceId &id : rules.sourceIds)
        ids += id.value;
    if (!ids.isEmpty())
        json.insert(u"source_ids"_s, ids);
    QJsonArray kinds;
    for (const SourceKind kind : rules.sourceTypes)
        kinds += toString(kind);
    if (!kinds.isEmpty())
        json.insert(u"source_types"_s, kinds);
    QJsonObject range;
    if (rules.minimumMinutes)
        range.insert(u"min"_s, *rules.minimumMinutes);
    if (rules.maximumMinutes)
        range.insert(u"max"_s, *rules.maximumMinutes);
    if (!range.isEmpty())
        json.insert(u"duration_range"_s, range);
    if (rules.caseSensitive)
        json.insert(u"case_sensitive"_s, true);
    return json;
}

QJsonObject toJson(const Template &value)
{
    QJsonObject json{
        {u"name"_s, value.name},
        {u"description"_s, value.description},
        {u"matching_rules"_s, toJson(value.rules)},
        {u"processing_config"_s, value.processing},
        {u"metadata_config"_s, value.metadata},
        {u"output_config"_s, value.output},
        {u"priority"_s, value.priority},
        {u"is_draft"_s, value.draft},
        {u"is_active"_s, value.active},
    };
    if (!value.id.isEmpty())
        json.insert(u"id"_s, value.id.value);
    if (value.createdAt != Instant{})
        json.insert(u"created_at"_s, base::toRfc3339(value.createdAt));
    if (value.updatedAt != Instant{})
        json.insert(u"updated_at"_s, base::toRfc3339(value.updatedAt));
    return json;
}

QJsonObject Template::configLayer() const
{
    QJsonObject layer = processing;
    if (!metadata.isEmpty())
        layer.insert(u"metadata"_s, metadata);
    if (!output.isEmpty())
        layer.insert(u"upload"_s, output);
    return layer;
}

std::optional<bool> Template::allowSkipped() const
{
    const QJsonValue value = processing.value("processing"_L1).toObject().value("allow_skipped"_L1);
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

}   // namespace domain
