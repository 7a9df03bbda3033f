#pragma once

#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"

namespace media::worker::smart {

/// Makes copied pictures of the source's packets: without what held for the uncut stream only, and with the numbers
/// that a splice gives them.
class PictureCopier {
public:
    /// All arguments outlive it.
    PictureCopier(const PictureScan &scan, const RenderPlan &plan, const OutputFormat &format);

    /// Whether the source's packet can be passed on as it is.
    [[nodiscard]] bool passes(const OutputPicture &picture) const;
    /// `packet`: that of `picture.source`. Errors: Corrupt, Internal.
    [[nodiscard]] Result<Bytes> copy(ByteView packet, const OutputPicture &picture) const;

private:
    [[nodiscard]] bool isPlain(const OutputPicture &picture) const;
    [[nodiscard]] Bytes patched(ByteView unit, const OutputPicture &picture) const;

    const PictureScan &m_scan;
    const RenderPlan &m_plan;
    const OutputFormat &m_format;
    const bool m_hasTiming;
};

}   // namespace media::worker::smart
