#pragma once

#include "core/domain/job.h"
#include "core/store/connection.h"

namespace store {

/// The columns that jobFrom() reads.
extern const QString jobColumns;
domain::Job jobFrom(const Rows &rows);

}   // namespace store
