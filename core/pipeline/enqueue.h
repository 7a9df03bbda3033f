#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

/// What a run asks of its jobs; travels in domain::Job::options.
struct RunSettings {
    QJsonObject settings;   // the run's layer of configuration
    bool trimWaitsForWords = false;

    [[nodiscard]] QJsonObject toJson() const;
    static RunSettings fromJson(const QJsonObject &json);
};

/// The plan as it stands. `force`: as if nothing had been done.
Result<Plan> planFor(
    const Services &services, const domain::Recording &recording, const RunSettings &settings, bool force = false);

enum class Continue {
    SameRun,   // after a step: what failed stays failed
    NewRun,   // by a person or a schedule: what failed is tried again
    Afresh,   // a new run that does everything again
};

/// Plans a recording, brings its step rows in line with the plan and enqueues the steps that may start, in one
/// transaction (the caller's, if there is one). Returns how many were enqueued.
Result<int> enqueueReady(const Services &services, domain::Recording &recording, const domain::RunId &run,
    const RunSettings &settings, Continue how);

/// A job as its kind and the step want it.
domain::Job makeJob(const domain::Recording &recording, const domain::StepName &step, const domain::RunId &run,
    const RunSettings &settings, base::Instant now);

}   // namespace pipeline
