#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <span>

namespace domain {

/// Where a value may come from, lowest first.
enum class Level { Default, Machine, Workspace, Template, Recording, Run };
QString toString(Level level);   // "default", "machine", ...

enum class OptionType { Boolean, Integer, Number, Text, Choice, TextList, Object };

/// One row of the option table.
struct Option {
    const char16_t *key;   // "trimming.minimum_silence"
    OptionType type;
    const char16_t *defaultJson;   // as JSON: "0.7", "\"auto\"", "[]"
    double minimum = 0;   // Integer and Number
    double maximum = 0;   // equal to minimum: no range
    const char16_t *unit = u"";   // "s", "dB", ...
    const char16_t *choices = u"";   // "auto|splice|classic|full"
    const char16_t *meaning = u"";   // one sentence, for people
    Level lowest = Level::Machine;   // where it may be set, at least
};

/// Every option there is.
std::span<const Option> options();
const Option *findOption(QStringView key);

/// A layer as stored: nested objects, canonical names, checked against the table. Aliases of older generations are
/// rewritten. Errors: Invalid with every fault, unknown keys with a suggestion.
base::Result<QJsonObject> checkedLayer(const QJsonObject &layer, Level level);

/// `--set key=value`: the value is read by the option's type. Invalid otherwise.
base::Result<QJsonObject> layerFromAssignment(QStringView assignment);

struct Layer {
    Level level = Level::Default;
    QString name;   // "template Lectures", for people
    QJsonObject values;   // checked
};

/// The values that hold, each with its origin.
class Config {
public:
    Config();   // the defaults

    /// Layers lowest first: objects merge deeply, null means inherit, lists and scalars replace; `vocabulary` unites.
    static Config resolve(const QList<Layer> &layers);

    [[nodiscard]] QJsonValue value(QStringView key) const;   // key must be in the table
    [[nodiscard]] bool boolean(QStringView key) const { return value(key).toBool(); }
    [[nodiscard]] double number(QStringView key) const { return value(key).toDouble(); }
    [[nodiscard]] int integer(QStringView key) const { return value(key).toInt(); }
    [[nodiscard]] QString text(QStringView key) const { return value(key).toString(); }
    [[nodiscard]] QStringList list(QStringView key) const;
    [[nodiscard]] QString origin(QStringView key) const;   // "default", "template Lectures", ...

    /// The whole as nested JSON; and as {"key": {"value", "origin"}} for provenance and `config show --origin`.
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] QJsonObject toJsonWithOrigin() const;
    /// The values of all options under the prefixes, for a step's fingerprint: sorted, compact.
    [[nodiscard]] QByteArray canonical(const QStringList &prefixes) const;

private:
    QHash<QString, QJsonValue> m_values;
    QHash<QString, QString> m_origins;
};

/// The name in `candidates` nearest to `name`, when it is near enough to be meant.
QString nearestName(const QString &name, const QStringList &candidates);

}   // namespace domain
