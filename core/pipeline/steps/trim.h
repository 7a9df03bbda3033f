#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// Decides the cuts and renders what is kept.
class Trim final : public Stage {
public:
    Result<StepOutcome> run(const StepContext &context) const override;
};

}   // namespace pipeline
