#pragma once

#include "core/workspace/workspace.h"

namespace cli {

/// What `--json` says of a recording.
QJsonObject toJson(workspace::Workspace &workspace, const workspace::Overview &overview);
QJsonObject toJson(const domain::Recording &recording, const pipeline::Plan &plan);

/// One sentence: how the recording stands and why.
QString reasonOf(const workspace::Overview &overview);
bool hasFailed(const workspace::Overview &overview);

/// Which file was not taken, and why.
QString refusalText(const workspace::AddReport::Refusal &refusal);

/// "1:31:05", "4:05"
QString clockTime(std::chrono::milliseconds time);
/// "1:31:05.250", "4:05.000"
QString exactTime(domain::MediaTime time);
/// "Cut", "Text": what people call a step.
QString stepTitle(const domain::StepName &step);

/// The plan, a line per step.
void printPlan(const domain::Recording &recording, const pipeline::Plan &plan);
/// Where the package lies, what was cut, what is missing and why.
void printSummary(workspace::Workspace &workspace, const workspace::Overview &overview);

}   // namespace cli
