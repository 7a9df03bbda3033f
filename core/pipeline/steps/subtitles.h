#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// Writes subtitles from the words and the time map of the cut. Pure but for the two files.
class Subtitles final : public Stage {
public:
    Result<StepOutcome> run(const StepContext &context) const override;
};

}   // namespace pipeline
