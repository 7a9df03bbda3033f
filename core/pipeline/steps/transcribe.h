#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// Words with times from the speech audio, by the engine that the configuration and this machine give.
class Transcribe final : public Stage {
public:
    Result<StepOutcome> run(const StepContext &context) const override;
};

}   // namespace pipeline
