#pragma once

#include "core/domain/metadata.h"

namespace domain {

/// One row of the table of variables.
struct VariableRow {
    Variable variable;
    QString (*text)(const MetadataContext &) = nullptr;
    Instant MetadataContext::*instant = nullptr;   // of a date: what the filter `date` formats
    const char16_t *format = nullptr;   // of a date; nothing: the context's

    [[nodiscard]] QString value(const MetadataContext &context) const;
};

const VariableRow *findVariable(QStringView name);

}   // namespace domain
