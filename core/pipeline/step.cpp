#include "core/pipeline/step.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/pipeline/steps/analyze.h"
#include "core/pipeline/steps/publish.h"
#include "core/pipeline/steps/subtitles.h"
#include "core/pipeline/steps/topics.h"
#include "core/pipeline/steps/transcribe.h"
#include "core/pipeline/steps/trim.h"

namespace pipeline {

std::unique_ptr<Stage> makeStage(domain::StepKind kind)
{
    switch (kind) {
    case domain::StepKind::Download:
        return nullptr;   // local files are read in place
    case domain::StepKind::Analyze:
        return std::make_unique<Analyze>();
    case domain::StepKind::Transcribe:
        return std::make_unique<Transcribe>();
    case domain::StepKind::Trim:
        return std::make_unique<Trim>();
    case domain::StepKind::Topics:
        return std::make_unique<Topics>();
    case domain::StepKind::Subtitles:
        return std::make_unique<Subtitles>();
    case domain::StepKind::Publish:
        return std::make_unique<Publish>();
    }
    Q_UNREACHABLE();
}

Result<> writeJson(const StepContext &context, Artifact artifact, const QJsonObject &json)
{
    return base::writeFileDurably(context.file(artifact), base::toIndentedJson(json));
}

}   // namespace pipeline
