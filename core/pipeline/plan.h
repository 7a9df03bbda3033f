#pragma once

#include "core/domain/config.h"
#include "core/domain/recording.h"

namespace pipeline {

/// What the plan must know of the engines: chosen before, so that planning stays pure.
struct EngineChoice {
    QString name;   // empty: none, the step is skipped
    QString reason;   // why this one, or why none
};

struct PlanInput {
    const domain::Recording &recording;
    const domain::Config &config;
    EngineChoice transcriber;
    EngineChoice topicFinder;
    QString speechDetector;   // empty: none
    bool trimWaitsForWords = false;
    bool force = false;   // do everything again
};

struct PlannedStep {
    domain::StepName name;
    bool run = false;
    QString reason;   // why it runs, is skipped, or has nothing to do: one sentence
    QString fingerprint;   // of what it would read and which options it would use
    QList<domain::StepName> after;   // steps that must be settled before
    bool upToDate = false;   // done already, with the same fingerprint

    [[nodiscard]] bool skipped() const { return !run && !upToDate; }
};

struct Plan {
    QList<PlannedStep> steps;   // in the order of the pipeline

    [[nodiscard]] const PlannedStep *find(const domain::StepName &name) const;
    /// The plan's name: a hash over steps, decisions and fingerprints.
    [[nodiscard]] QString hash() const;
};

/// Ordered steps, each with run or skip and why. Pure.
Plan makePlan(const PlanInput &input);

/// The steps that may start now: to be run, pending, everything before them settled. With `failedTextIsSettled`
/// (`transcription.allow_errors`) a failed transcription holds nobody up.
QList<domain::StepName> readySteps(const Plan &plan, const QList<domain::Step> &steps, bool failedTextIsSettled);

}   // namespace pipeline
