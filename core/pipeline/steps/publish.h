#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// Renders titles and descriptions and hands the package to a target.
class Publish final : public Stage {
public:
    Result<StepOutcome> run(const StepContext &context) const override;
};

}   // namespace pipeline
