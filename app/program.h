#pragma once

#include "core/workspace/workspace.h"

namespace app {

/// What every program of ours sets up once and lends to its workspaces. `--profile` chooses among several.
class Program {
public:
    Program();
    ~Program();
    Q_DISABLE_COPY_MOVE(Program)

    [[nodiscard]] const workspace::Environment &environment() const;
    [[nodiscard]] speech::ModelManager &models();
    /// Threads that fit this machine: one job of media and one of speech share its processors.
    [[nodiscard]] static pipeline::RunnerOptions runnerOptions();

private:
    class Private;
    std::unique_ptr<Private> d;
};

}   // namespace app
