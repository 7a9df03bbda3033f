#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// Measures the source: probe, hash, loudness, waveform, 16 kHz speech audio, speech regions, poster.
class Analyze final : public Stage {
public:
    Result<StepOutcome> run(const StepContext &context) const override;
};

}   // namespace pipeline
