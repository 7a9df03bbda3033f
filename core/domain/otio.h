#pragma once

#include "core/domain/cut_file.h"

namespace domain {

// OpenTimelineIO: one timeline with a track of picture and one of sound, a clip per kept stretch.
// Source: the OpenTimelineIO file format specification and its schema reference (Timeline.1, Stack.1, Track.1, Clip.1
// and Clip.2, ExternalReference.1, TimeRange.1, RationalTime.1).

QByteArray toOtio(const QList<FrameSpan> &kept, const CutSubject &subject);

/// What the clips keep. All tracks must have the same clips of one file. Invalid, and what to do: gaps, transitions,
/// effects, nested stacks, several files.
base::Result<QList<FrameSpan>> keptFromOtio(const QByteArray &bytes, const CutSubject &subject);

}   // namespace domain
