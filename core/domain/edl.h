#pragma once

#include "core/domain/cut_file.h"

namespace domain {

// CMX 3600 edit decision lists: an event per kept stretch, non-drop, the record side from zero.
// Source: SMPTE 258M, "Transfer of Edit Decision Lists"; CMX 3600 as editing programs read it.

QByteArray toEdl(const QList<FrameSpan> &kept, const CutSubject &subject);

/// What the events keep. Events that say the same of picture and sound count once. Invalid, and what to do:
/// transitions, speed changes, black, several reels, drop frame, another frame rate.
base::Result<QList<FrameSpan>> keptFromEdl(const QByteArray &bytes, const CutSubject &subject);

}   // namespace domain
