#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace support {

class MediaSamples;

/// Bytes that are no recording, whatever their file is called.
struct NoRecording {
    const char *title;
    QByteArray bytes;
    base::ErrorKind kind;   // of the error that says so
    QString word;   // in its message
};
QList<NoRecording> noRecordings();

/// An odd recording that is sound all the same.
struct OddRecording {
    const char *title;
    QString name;
    QStringList arguments;   // for MediaSamples::make
};
/// Some are made from an ordinary one of `samples`.
QList<OddRecording> oddRecordings(MediaSamples &samples);

/// A file name that trips up who builds command lines, addresses or paths from it.
struct OddName {
    const char *title;
    QString name;
};
QList<OddName> oddNames();

}   // namespace support
