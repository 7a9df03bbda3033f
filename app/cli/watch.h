#pragma once

#include "app/cli/command.h"

namespace cli {

enum class Show { Progress, Nothing };

/// Waits until no job of these recordings waits or runs, with a line per finished step on stderr and, on a terminal,
/// one moving line for what runs. Runs the jobs itself unless another program works on this profile. Errors: those of
/// `stop`, and of the store.
Result<QList<workspace::Overview>> watchUntilDone(
    const Context &context, const QList<domain::RecordingId> &ids, Show show);

/// The same with progress; prints how it went and answers the program's exit code.
int watchAndReport(const Context &context, const QList<domain::RecordingId> &ids);

}   // namespace cli
