#pragma once

#include "core/media/media.h"
#include "core/pipeline/plan.h"
#include "core/speech/engines.h"
#include "core/store/repositories.h"

namespace pipeline {

using base::Result;

/// Where the recordings' files are: `<root>/recordings/<id>/...`
struct MediaStore {
    QString root;
    [[nodiscard]] QString folderOf(const domain::RecordingId &id) const;
};

/// What a run asks of its jobs; travels in domain::Job::options.
struct RunSettings {
    QJsonObject settings;   // the run's layer of configuration
    bool force = false;
    bool trimWaitsForWords = false;

    [[nodiscard]] QJsonObject toJson() const;
    static RunSettings fromJson(const QJsonObject &json);
};

/// Everything a runner works with; outlives it.
struct Services {
    store::Scope scope;
    MediaStore files;
    const base::Clock &clock;
    media::MediaTool &media;
    speech::Engines &engines;
    /// The configuration of a recording with a run's layer on top.
    std::function<Result<domain::Config>(const domain::Recording &, const QJsonObject &)> configOf;
};

struct RunnerOptions {
    int mediaThreads = 1;
    int speechThreads = 1;
    int networkThreads = 2;
    int controlThreads = 1;
    int threadsPerJob = 2;
    std::chrono::milliseconds heartbeat{5'000};
    std::chrono::milliseconds lease{30'000};
    std::chrono::milliseconds poll{250};   // for jobs that another process enqueued
};

/// Runs the jobs of one workspace on its own threads until it is destroyed. One job is one step.
class Runner {
public:
    /// Jobs of dead processes become available at once: the caller holds the profile's lock.
    static Result<std::unique_ptr<Runner>> start(const Services &services, const RunnerOptions &options);
    /// Stops: running steps are interrupted (no attempt is spent), children end, threads join.
    ~Runner();

    /// Looks for work now instead of at the next poll.
    void wake();
    /// Running jobs finish, no new one starts.
    void pause(bool paused);
    [[nodiscard]] bool isPaused() const;

private:
    class Private;
    explicit Runner(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Plans a recording and enqueues the steps that may start, in one transaction. `newRun`: forget settled failures and
/// skips.
Result<Plan> enqueueReady(const Services &services, domain::Recording &recording, const domain::RunId &run,
    const RunSettings &settings, bool newRun);

/// The plan as it stands.
Result<Plan> planFor(const Services &services, const domain::Recording &recording, const RunSettings &settings);

}   // namespace pipeline
