#pragma once

#include "core/domain/time_map.h"
#include "core/media/media.h"
#include "core/media/worker/ffmpeg.h"

namespace media::worker {

/// Writes chapters into a file that is not started yet. Invalid when one does not start before the next or the end.
Result<> addChapters(AVFormatContext *format, const QList<ChapterMark> &chapters, MediaTime duration);

/// The chapters of a source as they are after a cut: those of which nothing is left are gone.
QList<ChapterMark> chaptersAfter(const AVFormatContext *source, const domain::TimeMap &map);

}   // namespace media::worker
