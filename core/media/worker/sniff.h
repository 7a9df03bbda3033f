#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace media::worker {

/// What a file is that no demuxer wants, as an error that says so: Invalid for something else ("This is a web page, not
/// a recording."), Corrupt for a recording that lost its beginning or index. `head`: its first bytes.
base::Error notARecording(const QByteArray &head, qint64 sizeBytes);

}   // namespace media::worker
