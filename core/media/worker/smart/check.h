#pragma once

#include "core/media/worker/smart/plan.h"

namespace media::worker::smart {

/// Plays the first pictures after joins of a written film, as a player that seeks there would, and gives what is wrong
/// with them; empty when nothing is. Of many joins it takes a sample.
Result<QString> complaintAbout(const QByteArray &video, const RenderPlan &plan);

}   // namespace media::worker::smart
