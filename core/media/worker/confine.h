#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QJsonObject>

namespace media::worker {

/// What the parent allows; see media::ChildLimits.
struct Limits {
    qint64 addressSpaceBytes = 0;   // 0: as much as there is
    int openFiles = 64;
    double cpuPerMediaSecond = 20;

    static Limits fromJson(const QJsonObject &json);
};

/// Gives up every right this process needs no more, before the first byte from outside is read: no new privileges, no
/// new processes or programs, no sockets, no core dumps, limits on memory, files and processor time, low priority.
/// A file view of its own and an allow list of calls belong here, too.
base::Result<> confine(const Limits &limits);

/// The processor time a recording of this length may take: its share and five minutes.
void allowProcessorTime(const Limits &limits, base::MediaTime duration);
/// Twice the memory for pictures beyond 4K.
void allowLargePictures(const Limits &limits);

}   // namespace media::worker
