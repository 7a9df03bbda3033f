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
    double maximum = 0;   // equal to minimum: no range. Text: most characters, TextList: most entries
    const char16_t *unit = u"";   // "s", "dB", ...
    const char16_t *choices = u"";   // "auto|splice|classic|full"; of an Integer or Number: words instead of a number
    const char16_t *meaning = u"";   // one sentence, for people
    Level lowest = Level::Machine;   // where it may be set, at least
    Level highest = Level::Run;   // and at most
    bool unites = false;   // a TextList that adds to the lower layers instead of replacing them
    QString (*fault)(const QString &) = nullptr;   // what is wrong with a Text or an entry; empty: nothing
};

/// Every option there is.
std::span<const Option> options();
const Option *findOption(QStringView key);

/// A name of an older generation.
struct Alias {
    const char16_t *before;
    const char16_t *now;   // empty: it has no meaning any more and is left out
    QJsonValue (*converted)(const QJsonValue &) = nullptr;
};
std::span<const Alias> optionAliases();

/// A layer as stored: nested objects, canonical names, checked against the table. Aliases of older generations are
/// rewritten, nulls left out. Errors: Invalid with every fault, one a line, "trimming.pad_befor: unknown, did you mean
/// pad_before?"
base::Result<QJsonObject> checkedLayer(const QJsonObject &layer, Level level);

/// `--set key=value`: the value is read by the option's type, a list by its commas; "null" inherits. Invalid otherwise.
base::Result<QJsonObject> layerFromAssignment(QStringView assignment);

/// `upper` over `lower` as one layer: objects merge deeply, everything else replaces, null takes the lower value out.
QJsonObject mergedLayer(QJsonObject lower, const QJsonObject &upper);

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
