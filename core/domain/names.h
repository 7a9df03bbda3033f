#pragma once

#include <QString>

#include <array>
#include <optional>
#include <utility>

namespace domain {

/// The values of an enumeration with their stable names. A value's first name is written, all of them are read.
template <class Value, size_t count> using NameTable = std::array<std::pair<Value, QLatin1StringView>, count>;

template <class Value, size_t count> QString nameOf(const NameTable<Value, count> &table, Value value)
{
    for (const auto &[candidate, name] : table)
        if (candidate == value)
            return name;
    Q_UNREACHABLE();
}

template <class Value, size_t count>
std::optional<Value> valueOf(const NameTable<Value, count> &table, QStringView name)
{
    for (const auto &[value, candidate] : table)
        if (candidate.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return std::nullopt;
}

}   // namespace domain
