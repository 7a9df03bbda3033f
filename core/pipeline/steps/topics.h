#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// Finds topics in the text; a new version beside the older ones.
class Topics final : public Stage {
public:
    Result<StepOutcome> run(const StepContext &context) const override;
};

}   // namespace pipeline
