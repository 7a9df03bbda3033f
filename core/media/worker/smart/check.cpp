#include "core/media/worker/smart/check.h"

#include "core/media/worker/input.h"
#include "core/media/worker/smart/complaints.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace media::worker::smart {

static constexpr size_t splicesPlayed = 3;
static constexpr int picturesAfterPiece = 3;
static constexpr int mostPictures = 16;

namespace {
class JoinCheck {
public:
    JoinCheck(Input &input, CodecPtr decoder, const RenderPlan &plan)
        : m_input(input)
        , m_decoder(std::move(decoder))
        , m_plan(plan)
    {
    }
    /// `first`: of the segment's pictures in the plan.
    Result<QString> at(size_t first);

private:
    Result<bool> find(const OutputPicture &start);
    [[nodiscard]] qint64 lateness(const OutputPicture &expected) const;

    Input &m_input;
    CodecPtr m_decoder;
    const RenderPlan &m_plan;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
};
}   // namespace

qint64 JoinCheck::lateness(const OutputPicture &expected) const
{
    const AVRational unit = m_input.video()->time_base;
    return m_packet->pts - m_input.startIn(unit) - av_rescale_q(expected.time, m_plan.unit, unit);
}

/// Reads the first packet of a segment; false when it is not there. An index by decoding time may lead past it at
/// first.
Result<bool> JoinCheck::find(const OutputPicture &start)
{
    const MediaTime time = toMediaTime(start.time, m_plan.unit);
    for (MediaTime back{0};; back = back * 4 + 1s) {
        TRY_DO(m_input.seek(m_input.video(), std::max(MediaTime(0), time - back)));
        for (;;) {
            TRY(const bool more, m_input.read(m_packet.get()));
            if (!more || lateness(start) > 1)
                break;
            if (lateness(start) >= -1)
                return true;
        }
        if (back >= time)
            return false;
    }
}

Result<QString> JoinCheck::at(size_t first)
{
    const auto &pictures = m_plan.pictures;
    const QString place = u"at %1"_s.arg(clockText(toMediaTime(pictures[first].time, m_plan.unit)));
    const auto isLast = [&](size_t i) {
        return i + 1 == pictures.size() || pictures[i + 1].segment != pictures[first].segment;
    };
    avcodec_flush_buffers(m_decoder.get());
    const Complaints complaints;
    int shown = 0;
    const auto decode = [&](const AVPacket *packet) {
        avcodec_send_packet(m_decoder.get(), packet);
        while (avcodec_receive_frame(m_decoder.get(), m_frame.get()) >= 0)
            ++shown;
    };
    TRY(bool found, find(pictures[first]));
    int wanted = 0;
    for (size_t i = first;; ++i) {
        if (!found || std::abs(lateness(pictures[i])) > 1)
            return u"A picture is not where it should be %1."_s.arg(place);
        decode(m_packet.get());
        ++wanted;
        const bool isCopied = pictures[i].kind == PictureKind::Patched || pictures[i].kind == PictureKind::Copied;
        if (isLast(i) || wanted == mostPictures || (isCopied && i - first >= static_cast<size_t>(picturesAfterPiece)))
            break;
        TRY(found, m_input.read(m_packet.get()));
    }
    decode(nullptr);
    if (complaints.count() > 0)
        return u"The decoder complained %1: %2"_s.arg(place, complaints.last());
    return shown == wanted ? QString() : u"Pictures are missing %1."_s.arg(place);
}

/// Whether the file has the pictures of the plan at their times, as its index tells.
static bool isIndexRight(AVStream *stream, const RenderPlan &plan)
{
    const auto &pictures = plan.pictures;
    if (static_cast<size_t>(avformat_index_get_entries_count(stream)) != pictures.size())
        return false;
    const auto timeOf = [stream](size_t i) { return avformat_index_get_entry(stream, static_cast<int>(i))->timestamp; };
    for (size_t i = 1; i < pictures.size(); ++i) {
        const qint64 wanted =
            av_rescale_q(pictures[i].decodeTime - pictures.front().decodeTime, plan.unit, stream->time_base);
        if (std::abs(timeOf(i) - timeOf(0) - wanted) > 1 || timeOf(i) <= timeOf(i - 1))
            return false;
    }
    return true;
}

/// The first pictures of the segments to be played: a few of the splices, which were played when they were made, and
/// all others that begin with encoded pictures.
static std::vector<size_t> joinsToPlay(const RenderPlan &plan)
{
    std::vector<size_t> joins;
    std::vector<size_t> splices;
    for (size_t i = 0; i < plan.pictures.size(); ++i) {
        const auto &picture = plan.pictures[i];
        const auto &segment = plan.segments[static_cast<size_t>(picture.segment)];
        if (!segment.isEncoded() || (i > 0 && picture.segment == plan.pictures[i - 1].segment))
            continue;
        (segment.method == Method::Splice ? splices : joins).push_back(i);
    }
    const size_t stride = std::max<size_t>(1, (splices.size() + splicesPlayed - 1) / splicesPlayed);
    for (size_t i = 0; i < splices.size(); i += stride)
        joins.push_back(splices[i]);
    std::ranges::sort(joins);
    return joins;
}

Result<QString> complaintAbout(const QByteArray &video, const RenderPlan &plan)
{
    TRY(const auto input, Input::open(video, Input::Streams::FromHeader));
    if (input->video() == nullptr)
        return u"The film has no picture."_s;
    if (!isIndexRight(input->video(), plan))
        return u"Its pictures are not where they should be."_s;
    input->readOnly(input->video());
    TRY(CodecPtr decoder, openDecoder(input->video(), 1));
    decoder->err_recognition |= AV_EF_CAREFUL | AV_EF_BITSTREAM;
    JoinCheck check(*input, std::move(decoder), plan);
    for (const size_t join : joinsToPlay(plan)) {
        TRY(const QString complaint, check.at(join));
        if (!complaint.isEmpty())
            return complaint;
    }
    return QString();
}

}   // namespace media::worker::smart
