#pragma once

#include "core/base/result.h"

#include <QList>

namespace support {

/// What a browser shows of a marker video.
struct Watched {
    struct Picture {
        double at = 0;   // seconds
        int number = -1;   // that is painted; -1: cannot be read
    };
    QList<Picture> seeks;   // the picture after each seek
    QList<Picture> played;   // in playing from the start to the end; not every one is caught
    QString error;   // of the browser's decoder; empty: none
};

/// Chromium's program; empty when there is none.
QString chromium();

/// Opens the file in a headless Chromium, seeks to `seeks` (seconds) one after the other, then plays it at double
/// speed. Errors: Unavailable: the browser does not start or says nothing for a minute.
base::Result<Watched> watch(const QString &video, int width, int height, const QList<double> &seeks);

}   // namespace support
