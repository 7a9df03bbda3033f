#pragma once

#include "core/media/media.h"
#include "support/cut_verifier.h"
#include "support/marker_video.h"

namespace support {

/// A recording cut by `dailies-media`, and all that is wrong with the result.
struct CutTrial {
    struct Options {
        media::Engine engine = media::Engine::Auto;
        base::MediaTime startSlack{};
        bool isMarked = true;   // the pictures tell their numbers
        int seeks = 60;
        quint32 seed = 1;
        bool twice = false;   // and the second time the same bytes must come out
    };

    media::RenderReport report;
    FramePlan plan;
    QStringList faults;

    /// Writes into `folder`. Errors: those of rendering and of reading what was rendered.
    static base::Result<CutTrial> run(
        const QString &folder, const SourceVideo &video, const QList<domain::Interval> &keep, const Options &options);

    /// Pictures were copied; a segment that allows nothing cheaper may be encoded nevertheless.
    [[nodiscard]] bool isSmart() const { return report.framesCopied + report.framesPatched > 0; }
};

/// The full number of seeks and cases is wanted, not CI's sample of them.
bool isSoak();

}   // namespace support
