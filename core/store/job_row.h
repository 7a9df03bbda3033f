#pragma once

#include "core/domain/job.h"
#include "core/store/connection.h"

namespace store {

/// What to select for jobFrom().
extern const QString jobColumns;
domain::Job jobFrom(const Rows &rows);

}   // namespace store
