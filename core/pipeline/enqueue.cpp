#include "core/pipeline/enqueue.h"

using namespace Qt::StringLiterals;
using domain::Step;
using domain::StepState;

namespace pipeline {

QJsonObject RunSettings::toJson() const
{
    return {{u"settings"_s, settings}, {u"trim_waits_for_words"_s, trimWaitsForWords}};
}

RunSettings RunSettings::fromJson(const QJsonObject &json)
{
    return {.settings = json.value("settings"_L1).toObject(),
        .trimWaitsForWords = json.value("trim_waits_for_words"_L1).toBool()};
}

Result<Plan> planFor(
    const Services &services, const domain::Recording &recording, const RunSettings &settings, bool force)
{
    TRY(const auto config, services.configOf(recording, settings.settings));
    const base::Secret key = services.serviceKey();
    TRY(const auto transcriber, services.engines.transcriber(config, recording.duration, key));
    TRY(const auto finder, services.engines.topicFinder(config, key));
    const auto detector = services.engines.speechDetector();
    return makePlan({
        .recording = recording,
        .config = config,
        .transcriber = {transcriber.engine ? transcriber.engine->name() : QString(), transcriber.reason},
        .topicFinder = {finder.engine ? finder.engine->name() : QString(), finder.reason},
        .speechDetector = detector.engine ? u"silero"_s : QString(),
        .trimWaitsForWords = settings.trimWaitsForWords,
        .force = force,
    });
}

domain::Job makeJob(const domain::Recording &recording, const domain::StepName &step, const domain::RunId &run,
    const RunSettings &settings, base::Instant now)
{
    return {.id = base::newId<domain::JobId>(),
        .run = run,
        .recording = recording.id,
        .step = step,
        .kind = domain::jobKindOf(step.kind),
        .runAt = now,
        .options = settings.toJson()};
}

/// The step's row as the plan wants it before anything starts.
static Step inLineWith(const PlannedStep &planned, Step step, Continue how)
{
    if (planned.skipped()) {
        if (step.state != StepState::Running) {
            step.state = StepState::Skipped;
            step.reason = planned.reason;
            step.fingerprint.clear();
            step.failure.reset();
        }
        return step;
    }
    const bool outdated = planned.run && (step.state == StepState::Completed || step.state == StepState::Skipped);
    const bool tryAgain = how != Continue::SameRun && step.state == StepState::Failed;
    if (outdated || tryAgain) {
        step.state = StepState::Pending;
        step.failure.reset();
        step.retryCount = 0;
        step.progress = 0;
    }
    return step;
}

Result<int> enqueueReady(const Services &services, domain::Recording &recording, const domain::RunId &run,
    const RunSettings &settings, Continue how)
{
    TRY(const auto plan, planFor(services, recording, settings, how == Continue::Afresh));
    TRY(const auto config, services.configOf(recording, settings.settings));

    TRY(auto *connection, services.scope.database.here());
    TRY(auto transaction, store::Transaction::begin(*connection));
    store::RecordingRepository recordings(services.scope);
    store::JobRepository jobs(services.scope);
    const base::Instant now = services.clock.now();
    for (const PlannedStep &planned : plan.steps) {
        const Step *present = recording.step(planned.name);
        const Step before = present ? *present : Step{.name = planned.name};
        const Step after = inLineWith(planned, before, how);
        if (!present || after.state != before.state || after.reason != before.reason) {
            TRY_DO(recordings.saveStep(recording.id, after, now));
            recording.setStep(after);
        }
    }
    if (how == Continue::SameRun) {   // who cancels one step of a run cancels what would follow it
        TRY(const auto earlier, jobs.of(recording.id));
        const bool cancelled = std::any_of(earlier.begin(), earlier.end(),
            [&](const domain::Job &job) { return job.run == run && job.state == domain::JobState::Cancelled; });
        if (cancelled) {
            TRY_DO(transaction.commit());
            return 0;
        }
    }
    int enqueued = 0;
    for (const auto &name : readySteps(plan, recording.steps, config.boolean(u"transcription.allow_errors"))) {
        TRY(const bool isNew, jobs.enqueue(makeJob(recording, name, run, settings, now)));
        enqueued += isNew ? 1 : 0;
    }
    TRY_DO(transaction.commit());
    return enqueued;
}

}   // namespace pipeline
