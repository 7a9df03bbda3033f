#include "core/domain/config.h"

#include "core/base/json.h"
#include "core/domain/names.h"

#include <QMap>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace domain {

static constexpr NameTable<Level, 6> levels = {{
    {Level::Default, "default"_L1},
    {Level::Machine, "machine"_L1},
    {Level::Workspace, "workspace"_L1},
    {Level::Template, "template"_L1},
    {Level::Recording, "recording"_L1},
    {Level::Run, "run"_L1},
}};

QString toString(Level level) { return nameOf(levels, level); }

// Names

static QString parentOf(const QString &path) { return path.left(std::max<qsizetype>(0, path.lastIndexOf(u'.'))); }

static QString lastOf(const QString &path) { return path.mid(path.lastIndexOf(u'.') + 1); }

/// Every key and every section above one.
static const QStringList &knownPaths()
{
    static const QStringList paths = [] {
        QSet<QString> found;
        const auto add = [&found](const char16_t *key) {
            for (QString path = QString::fromUtf16(key); !path.isEmpty(); path = parentOf(path))
                found += path;
        };
        for (const Option &option : options())
            add(option.key);
        QStringList sorted(found.begin(), found.end());
        sorted.sort();
        return sorted;
    }();
    return paths;
}

static const Alias *findAlias(QStringView path)
{
    for (const Alias &alias : optionAliases())
        if (QStringView(alias.before) == path)
            return &alias;
    return nullptr;
}

static bool isSection(const QString &path) { return knownPaths().contains(path) && !findOption(path); }

/// Optimal string alignment: insert, delete, replace, swap of neighbours.
static qsizetype editDistance(const QString &a, const QString &b)
{
    QList<QList<qsizetype>> rows(a.size() + 1, QList<qsizetype>(b.size() + 1));
    for (qsizetype i = 0; i <= a.size(); ++i)
        rows[i][0] = i;
    for (qsizetype j = 0; j <= b.size(); ++j)
        rows[0][j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i)
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    return rows[a.size()][b.size()];
}

QString nearestName(const QString &name, const QStringList &candidates)
{
    QString nearest;
    qsizetype least = std::numeric_limits<qsizetype>::max();
    for (const QString &candidate : candidates) {
        const qsizetype distance = editDistance(name.toCaseFolded(), candidate.toCaseFolded());
        const qsizetype allowed = std::max<qsizetype>(1, std::max(name.size(), candidate.size()) / 3);
        if (distance < least && distance <= allowed && distance < name.size()) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

/// The nearest sibling, else a key elsewhere that ends alike, else the nearest key.
static QString suggestionFor(const QString &path)
{
    QStringList siblings;
    QStringList namesakes;
    for (const QString &known : knownPaths()) {
        if (parentOf(known) == parentOf(path))
            siblings += lastOf(known);
        if (lastOf(known) == lastOf(path))
            namesakes += known;
    }
    if (QString sibling = nearestName(lastOf(path), siblings); !sibling.isEmpty())
        return sibling;
    return namesakes.isEmpty() ? nearestName(path, knownPaths()) : namesakes.first();
}

static QString unknownFault(const QString &path)
{
    const QString suggestion = suggestionFor(path);
    return suggestion.isEmpty() ? u"%1: unknown."_s.arg(path)
                                : u"%1: unknown, did you mean %2?"_s.arg(path, suggestion);
}

// Values

static QString numberText(double number) { return QString::number(number, 'g', 12); }

static QString shownText(const QJsonValue &value)
{
    const QByteArray json = base::toCompactJson({{u"v"_s, value}});
    return QString::fromUtf8(json.mid(5, json.size() - 6));
}

static QString wantedNumber(const Option &option)
{
    QString wanted = option.type == OptionType::Integer ? u"a whole number"_s : u"a number"_s;
    if (option.minimum != option.maximum)
        wanted += u" from %1 to %2"_s.arg(numberText(option.minimum), numberText(option.maximum));
    if (const QString unit = QString::fromUtf16(option.unit); !unit.isEmpty())
        wanted += u' ' + unit;
    if (const QString word = QString::fromUtf16(option.choices); !word.isEmpty())
        wanted += u", or \"%1\""_s.arg(word);
    return wanted;
}

static QString wantedChoice(const QStringList &choices, const QString &given)
{
    const QString nearest = nearestName(given, choices);
    return nearest.isEmpty() ? u"one of "_s + choices.join(u", "_s)
                             : u"one of %1 (did you mean %2?)"_s.arg(choices.join(u", "_s), nearest);
}

/// Checks and tidies a value of an option: what is wrong with it, or nothing.
static QString checkValue(const Option &option, QJsonValue &value)
{
    const QStringList choices = QString::fromUtf16(option.choices).split(u'|', Qt::SkipEmptyParts);
    const auto wants = [&value](
                           const QString &wanted) { return u"must be %1, not %2"_s.arg(wanted, shownText(value)); };
    switch (option.type) {
    case OptionType::Boolean:
        return value.isBool() ? QString() : wants(u"true or false"_s);
    case OptionType::Integer:
    case OptionType::Number: {
        if (value.isString() && choices.contains(value.toString()))
            return {};
        const double number = value.toDouble();
        const bool inRange = option.minimum == option.maximum || (option.minimum <= number && number <= option.maximum);
        const bool isWhole = option.type == OptionType::Number || std::trunc(number) == number;
        return value.isDouble() && inRange && isWhole ? QString() : wants(wantedNumber(option));
    }
    case OptionType::Choice:
        return choices.contains(value.toString()) ? QString() : wants(wantedChoice(choices, value.toString()));
    case OptionType::Text:
        if (!value.isString())
            return wants(u"text"_s);
        if (option.maximum > 0 && static_cast<double>(value.toString().size()) > option.maximum)
            return u"must have at most %1 characters, not %2"_s.arg(numberText(option.maximum))
                .arg(value.toString().size());
        return option.fault ? option.fault(value.toString()) : QString();
    case OptionType::TextList: {
        if (!value.isArray())
            return wants(u"a list of texts"_s);
        QStringList entries;
        for (const auto &entry : value.toArray()) {
            if (!entry.isString())
                return wants(u"a list of texts"_s);
            if (!choices.isEmpty() && !choices.contains(entry.toString()))
                return wants(u"a list of "_s + wantedChoice(choices, entry.toString()));
            if (QString fault = option.fault ? option.fault(entry.toString()) : QString(); !fault.isEmpty())
                return fault;
            entries += entry.toString();
        }
        entries.removeDuplicates();
        if (option.maximum > 0 && static_cast<double>(entries.size()) > option.maximum)
            return u"must have at most %1 entries, not %2"_s.arg(numberText(option.maximum)).arg(entries.size());
        value = QJsonArray::fromStringList(entries);
        return {};
    }
    case OptionType::Object:
        return value.isObject() ? QString() : wants(u"an object"_s);
    }
    Q_UNREACHABLE();
}

static QString fault(const QString &path, QString message)
{
    if (!message.endsWith(u'.') && !message.endsWith(u'?'))
        message += u'.';
    return path + u": "_s + message;
}

// Layers

static QJsonValue valueAt(const QJsonObject &object, QStringView path)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return object.value(path);
    return valueAt(object.value(path.first(dot)).toObject(), path.sliced(dot + 1));
}

static void insertAt(QJsonObject &object, const QString &path, const QJsonValue &value)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0) {
        object.insert(path, value);
        return;
    }
    QJsonObject section = object.value(path.first(dot)).toObject();
    insertAt(section, path.sliced(dot + 1), value);
    object.insert(path.first(dot), section);
}

QJsonObject mergedLayer(QJsonObject lower, const QJsonObject &upper)
{
    for (auto entry = upper.begin(); entry != upper.end(); ++entry) {
        if (entry->isNull())
            lower.remove(entry.key());
        else if (entry->isObject())
            lower.insert(entry.key(), mergedLayer(lower.value(entry.key()).toObject(), entry->toObject()));
        else
            lower.insert(entry.key(), *entry);
    }
    return lower;
}

namespace {
/// Reads a layer as people and older generations write it.
class LayerReader {
public:
    explicit LayerReader(Level level)
        : m_level(level)
    {
    }

    void read(const QJsonObject &object, const QString &section = {})
    {
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            const QString path = section.isEmpty() ? entry.key() : section + u'.' + entry.key();
            const Alias *alias = findAlias(path);
            const QString now = alias ? QString::fromUtf16(alias->now) : path;
            if (alias && now.isEmpty())
                continue;
            const QJsonValue value = alias && alias->converted ? alias->converted(*entry) : *entry;
            if (const Option *option = findOption(now))
                take(*option, path, value);
            else if (!isSection(path))
                m_faults += unknownFault(path);
            else if (value.isObject())
                read(value.toObject(), path);
            else if (!value.isNull())
                m_faults += fault(path, u"must be an object with options"_s);
        }
    }

    [[nodiscard]] base::Result<QJsonObject> result() const
    {
        if (!m_faults.isEmpty())
            return fail(ErrorKind::Invalid, m_faults.join(u'\n'));
        QJsonObject layer;
        for (auto entry = m_values.begin(); entry != m_values.end(); ++entry)
            insertAt(layer, entry.key(), entry.value());
        return layer;
    }

private:
    void take(const Option &option, const QString &path, QJsonValue value)
    {
        if (value.isNull())
            return;
        const QString key = QString::fromUtf16(option.key);
        if (m_level < option.lowest || m_level > option.highest) {
            m_faults += fault(path,
                u"can be set from the level %1 to the level %2, not for a %3"_s.arg(
                    toString(option.lowest), toString(option.highest), toString(m_level)));
        } else if (const QString message = checkValue(option, value); !message.isEmpty()) {
            m_faults += fault(path, message);
        } else if (m_values.contains(key) && m_values.value(key) != value) {
            m_faults += fault(path, u"says something else than %1, which means the same"_s.arg(m_paths.value(key)));
        } else {
            m_values.insert(key, value);
            m_paths.insert(key, path);
        }
    }

    Level m_level;
    QMap<QString, QJsonValue> m_values;   // by canonical key
    QHash<QString, QString> m_paths;   // as they were spelled
    QStringList m_faults;
};
}   // namespace

base::Result<QJsonObject> checkedLayer(const QJsonObject &layer, Level level)
{
    LayerReader reader(level);
    reader.read(layer);
    return reader.result();
}

/// The text of an assignment as the option's type writes it in JSON; what is wrong with it, is found later.
static QJsonValue valueFromText(const Option &option, const QString &text)
{
    static const QHash<QString, bool> booleans = {{u"true"_s, true}, {u"yes"_s, true}, {u"on"_s, true}, {u"1"_s, true},
        {u"false"_s, false}, {u"no"_s, false}, {u"off"_s, false}, {u"0"_s, false}};
    const auto parsed = [&text] { return base::parseObject("{\"v\":" + text.toUtf8() + '}', u"value"_s); };
    switch (option.type) {
    case OptionType::Boolean:
        if (const auto known = booleans.constFind(text.toLower()); known != booleans.constEnd())
            return *known;
        return text;
    case OptionType::Integer:
    case OptionType::Number: {
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(text);
    }
    case OptionType::TextList: {
        if (text.startsWith(u'[')) {
            const auto json = parsed();
            return json ? json->value("v"_L1) : QJsonValue(text);
        }
        QJsonArray entries;
        for (const QString &entry : text.split(u',', Qt::SkipEmptyParts))
            entries += entry.trimmed();
        return entries;
    }
    case OptionType::Object: {
        const auto json = parsed();
        return json ? json->value("v"_L1) : QJsonValue(text);
    }
    case OptionType::Text:
    case OptionType::Choice:
        return text;
    }
    Q_UNREACHABLE();
}

base::Result<QJsonObject> layerFromAssignment(QStringView assignment)
{
    const qsizetype equals = assignment.indexOf(u'=');
    if (equals <= 0)
        return fail(ErrorKind::Invalid,
            u"%1: write KEY=VALUE, for example trimming.preset=tight."_s.arg(assignment.toString()));
    const QString path = assignment.first(equals).trimmed().toString();
    const QString text = assignment.sliced(equals + 1).toString();

    const Alias *alias = findAlias(path);
    const Option *option = findOption(alias ? QString::fromUtf16(alias->now) : path);
    if (!option)
        return fail(ErrorKind::Invalid,
            alias                 ? u"%1: has no meaning any more."_s.arg(path)
                : isSection(path) ? u"%1: is a group of options, name one of them."_s.arg(path)
                                  : unknownFault(path));
    QJsonObject layer;
    if (text == "null"_L1) {
        insertAt(layer, QString::fromUtf16(option->key), QJsonValue::Null);
        return layer;
    }
    QJsonValue value = valueFromText(*option, text);
    if (const QString message = checkValue(*option, value); !message.isEmpty())
        return fail(ErrorKind::Invalid, fault(path, message));
    insertAt(layer, QString::fromUtf16(option->key), value);
    return layer;
}

// The resolved configuration

Config::Config()
{
    static const QHash<QString, QJsonValue> defaults = [] {
        QHash<QString, QJsonValue> values;
        for (const Option &option : options()) {
            const auto json =
                base::parseObject("{\"v\":" + QString::fromUtf16(option.defaultJson).toUtf8() + '}', u"default"_s);
            Q_ASSERT(json);
            values.insert(QString::fromUtf16(option.key), json->value("v"_L1));
        }
        return values;
    }();
    m_values = defaults;
}

static QJsonArray united(const QJsonArray &lower, const QJsonArray &upper)
{
    QJsonArray all = lower;
    QSet<QString> seen;
    for (const auto &entry : lower)
        seen += entry.toString().toCaseFolded();
    for (const auto &entry : upper)
        if (const QString folded = entry.toString().toCaseFolded(); !seen.contains(folded)) {
            seen += folded;
            all += entry;
        }
    return all;
}

Config Config::resolve(const QList<Layer> &layers)
{
    Config config;
    for (const Layer &layer : layers) {
        const QString name = layer.name.isEmpty() ? toString(layer.level) : layer.name;
        for (const Option &option : options()) {
            const QString key = QString::fromUtf16(option.key);
            const QJsonValue above = valueAt(layer.values, key);
            if (above.isNull() || above.isUndefined())
                continue;
            QJsonValue &value = config.m_values[key];
            const bool adds = option.unites && config.m_origins.contains(key);
            if (option.unites)
                value = united(value.toArray(), above.toArray());
            else if (option.type == OptionType::Object)
                value = mergedLayer(value.toObject(), above.toObject());
            else
                value = above;
            config.m_origins[key] = adds ? config.m_origins.value(key) + u" + "_s + name : name;
        }
    }
    return config;
}

QJsonValue Config::value(QStringView key) const
{
    const auto found = m_values.constFind(key.toString());
    Q_ASSERT_X(found != m_values.constEnd(), "Config", qPrintable(key.toString()));
    return found == m_values.constEnd() ? QJsonValue() : *found;
}

QStringList Config::list(QStringView key) const
{
    QStringList entries;
    for (const auto &entry : value(key).toArray())
        entries += entry.toString();
    return entries;
}

QString Config::origin(QStringView key) const { return m_origins.value(key.toString(), toString(Level::Default)); }

QJsonObject Config::toJson() const
{
    QJsonObject json;
    for (auto entry = m_values.begin(); entry != m_values.end(); ++entry)
        insertAt(json, entry.key(), *entry);
    return json;
}

QJsonObject Config::toJsonWithOrigin() const
{
    QJsonObject json;
    for (auto entry = m_values.begin(); entry != m_values.end(); ++entry)
        json.insert(entry.key(), QJsonObject{{u"value"_s, *entry}, {u"origin"_s, origin(entry.key())}});
    return json;
}

QByteArray Config::canonical(const QStringList &prefixes) const
{
    const auto isWanted = [&prefixes](const QString &key) {
        return std::any_of(prefixes.begin(), prefixes.end(),
            [&key](const QString &prefix) { return key == prefix || key.startsWith(prefix + u'.'); });
    };
    QJsonObject flat;
    for (auto entry = m_values.begin(); entry != m_values.end(); ++entry)
        if (isWanted(entry.key()))
            flat.insert(entry.key(), *entry);
    return base::toCompactJson(flat);   // QJsonObject sorts its keys
}

}   // namespace domain
