#pragma once

#include "core/domain/config.h"
#include "core/domain/cuts.h"

namespace domain {

/// `trimming.*` in numbers: what is set explicitly wins over the preset; "custom" fills up from "normal".
CutOptions cutOptions(const Config &config);

}   // namespace domain
