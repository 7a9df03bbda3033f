#pragma once

#include "core/media/worker/smart/plan.h"

namespace media::worker::smart {

/// Holds the index of a written film against the plan and plays the first pictures after joins, as a player that seeks
/// there would. Gives what is wrong; empty when nothing is. Splices were played when they were made: a sample of them.
Result<QString> complaintAbout(const QByteArray &video, const RenderPlan &plan);

}   // namespace media::worker::smart
