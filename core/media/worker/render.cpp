#include "core/media/worker/rendering.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr MediaTime nothingCut{50'000};   // less than this at the end is not worth a cut
static constexpr qint64 pixelsOf4K = 3'840LL * 2'160;

/// The keep list as far as there is a recording: sorted, disjoint, not empty.
static Result<QList<domain::Interval>> checkedKeep(QList<domain::Interval> keep, MediaTime duration)
{
    MediaTime end{0};
    for (auto &interval : keep) {
        if (interval.start < end || interval.end < interval.start)
            return base::fail(ErrorKind::Invalid, u"The list of what to keep is out of order."_s);
        end = interval.end;
        if (duration > MediaTime(0))
            interval.end = std::min(interval.end, duration);
    }
    keep.removeIf([](const domain::Interval &interval) { return interval.end <= interval.start; });
    if (keep.isEmpty())
        return base::fail(ErrorKind::Invalid, u"Nothing of the recording would be left."_s);
    if (keep.last().end + nothingCut >= duration)
        keep.last().end = std::max(keep.last().end, duration);
    return keep;
}

Result<RenderReport> render(const RenderJob &job, const Limits &limits, const Report &report)
{
    TRY(const auto input, Input::open(job.input));
    const AVStream *video = input->video();
    if (!job.video.isEmpty() && video == nullptr)
        return base::fail(ErrorKind::Invalid, u"The recording has no picture; only its sound can be written."_s);
    if (!job.audio.isEmpty() && input->audio() == nullptr)
        return base::fail(ErrorKind::Invalid, u"The recording has no sound."_s);
    if (job.video.isEmpty() && job.audio.isEmpty())
        return base::fail(ErrorKind::Invalid, u"Neither video nor audio is asked for."_s);
    allowProcessorTime(limits, input->duration());
    if (video != nullptr && qint64(video->codecpar->width) * video->codecpar->height >= pixelsOf4K)
        allowLargePictures(limits);
    TRY(const auto keep, checkedKeep(job.keep, input->duration()));
    return Rendering(job, *input, keep, report).run();
}

}   // namespace media::worker
