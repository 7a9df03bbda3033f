#pragma once

#include "core/media/media.h"
#include "core/pipeline/artifacts.h"
#include "core/speech/engines.h"

namespace pipeline {

using base::StopToken;

/// Everything a runner works with; outlives it.
struct Services {
    store::Scope scope;
    MediaStore files;
    const base::Clock &clock;
    media::MediaTool &media;
    speech::EngineChooser &engines;
    /// The configuration of a recording with a run's layer on top.
    std::function<Result<domain::Config>(const domain::Recording &, const QJsonObject &)> configOf;
    /// The key of the AI service; empty when none is set.
    std::function<base::Secret()> serviceKey;
};

/// What a step is given. It reads artifacts and options, writes files of `output` and may run twice.
struct StepContext {
    const Services &services;
    const domain::StepName &stepName;
    const domain::Recording &recording;
    const domain::Config &config;
    const Plan &plan;
    const Artifacts &artifacts;
    const QList<store::ArtifactRow> &earlier;   // every version at hand, also outdated ones
    QString output;   // folder for this attempt's artifacts, empty at first
    QString checkpoint;   // file that survives attempts
    bool useWords = false;   // trim keeps off words
    int threads = 1;
    std::function<void(double)> progress;
    const StopToken &stop;

    [[nodiscard]] QString file(Artifact artifact) const { return output + u'/' + QString(infoOf(artifact).file); }
};

struct StepOutcome {
    domain::StepState state = domain::StepState::Completed;   // or Skipped: there was nothing to do
    QString reason;   // which engine and why, or why nothing was done

    // What the step found out about the recording; steps run side by side, so each says only what it knows.
    std::optional<std::chrono::milliseconds> duration;
    std::optional<std::chrono::milliseconds> finalDuration;
    std::optional<qint64> sizeBytes;
};

class Stage {
public:
    virtual ~Stage() = default;
    [[nodiscard]] virtual Result<StepOutcome> run(const StepContext &context) const = 0;
};

/// The stage that does a step.
std::unique_ptr<Stage> makeStage(domain::StepKind kind);

inline StepOutcome nothingToDo(QString reason)
{
    return {.state = domain::StepState::Skipped, .reason = std::move(reason)};
}

/// Writes a JSON artifact of this attempt.
Result<> writeJson(const StepContext &context, Artifact artifact, const QJsonObject &json);

}   // namespace pipeline
