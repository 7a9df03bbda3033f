#pragma once

#include "core/domain/cut_list.h"
#include "core/domain/frame_rate.h"

#include <QUrl>

namespace domain {

/// The files that a cut list travels in: our own, which has everything, and two that editing programs read. Those say
/// what is kept, in whole frames.
enum class CutFormat { Json, Edl, Otio };
/// By the extension; Invalid for another one.
base::Result<CutFormat> cutFormatOf(const QString &fileName);

/// What a cut list is a list of.
struct CutSubject {
    QString title;
    QUrl media;   // the file
    MediaTime duration{};
    FrameRate rate;
    bool hasPicture = true;
    bool hasSound = true;
};

QByteArray toFile(CutFormat format, const QList<Cut> &cuts, const CutSubject &subject);

struct CutImport {
    QList<Cut> cuts;   // checked, the changed ones marked
    QStringList warnings;
};
/// What a person or a script made of the `present` list. Errors: Invalid, and what to do.
base::Result<CutImport> cutsFromFile(
    CutFormat format, const QByteArray &bytes, const CutSubject &subject, const QList<Cut> &present);

/// A kept stretch in frames of the source: [first, end).
struct FrameSpan {
    qint64 first = 0;
    qint64 end = 0;

    friend bool operator==(const FrameSpan &, const FrameSpan &) = default;
};
/// What `cuts` keep, each edge on the nearest frame; what has no whole frame is left out.
QList<FrameSpan> keptFrames(const QList<Cut> &cuts, const CutSubject &subject);

/// The cuts between `kept`. An edge that lies on the frame of a present one is that edge, exactly; a cut with both is
/// the present one; every other cut is a person's. Invalid when the stretches are not in the order of the recording.
base::Result<CutImport> cutsBetween(const QList<FrameSpan> &kept, const CutSubject &subject, const QList<Cut> &present);

}   // namespace domain
