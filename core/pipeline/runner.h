#pragma once

#include "core/pipeline/step.h"

namespace pipeline {

struct RunnerOptions {
    int mediaThreads = 1;
    int speechThreads = 1;
    int networkThreads = 1;
    int controlThreads = 1;
    int threadsPerJob = 2;   // what one media or speech job may use
    std::chrono::milliseconds heartbeat{5'000};
    std::chrono::milliseconds lease{30'000};
    std::chrono::milliseconds poll{250};   // for jobs that another process enqueued, and for its cancels
};

/// Runs the jobs of one workspace on its own threads until it is destroyed. One job is one step.
class Runner {
public:
    /// Jobs of dead processes become available at once: the caller holds the profile's lock.
    static Result<std::unique_ptr<Runner>> start(const Services &services, const RunnerOptions &options);
    /// Stops: running steps are interrupted (no attempt is spent), children end, threads join.
    ~Runner();
    Q_DISABLE_COPY_MOVE(Runner)

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

}   // namespace pipeline
