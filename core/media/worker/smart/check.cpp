#include "core/media/worker/smart/check.h"

#include "core/media/worker/input.h"

#include <algorithm>
#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace media::worker::smart {

static constexpr size_t mostJoins = 10;
static constexpr int picturesAfterPiece = 3;
static constexpr int mostPictures = 16;

namespace {
/// Listens to what FFmpeg complains about while it lives.
class Complaints {
public:
    Complaints()
    {
        count = 0;
        av_log_set_callback(note);
    }
    ~Complaints() { av_log_set_callback(av_log_default_callback); }
    Q_DISABLE_COPY_MOVE(Complaints)

    static inline int count = 0;
    static inline std::array<char, 200> last{};

private:
    /// One decoder on one thread is listened to.
    static void note(void *, int level, const char *format, va_list arguments)
    {
        if (level > AV_LOG_ERROR)
            return;
        ++count;
        std::vsnprintf(last.data(), last.size(), format, arguments);
    }
};

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
    for (const MediaTime back : {MediaTime(0), MediaTime(1s)}) {
        TRY_DO(m_input.seek(m_input.video(), std::max(MediaTime(0), time - back)));
        for (;;) {
            TRY(const bool more, m_input.read(m_packet.get()));
            if (!more || lateness(start) > 1)
                break;
            if (lateness(start) >= -1)
                return true;
        }
    }
    return false;
}

Result<QString> JoinCheck::at(size_t first)
{
    const auto &pictures = m_plan.pictures;
    const QString place = u"at %1"_s.arg(clockText(toMediaTime(pictures[first].time, m_plan.unit)));
    const auto isLast = [&](size_t i) {
        return i + 1 == pictures.size() || pictures[i + 1].segment != pictures[first].segment;
    };
    avcodec_flush_buffers(m_decoder.get());
    Complaints::count = 0;
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
    if (Complaints::count > 0)
        return u"The decoder complained %1: %2"_s.arg(place, QString::fromUtf8(Complaints::last.data()).trimmed());
    return shown == wanted ? QString() : u"Pictures are missing %1."_s.arg(place);
}

Result<QString> complaintAbout(const QByteArray &video, const RenderPlan &plan)
{
    std::vector<size_t> joins;
    for (size_t i = 0; i < plan.pictures.size(); ++i) {
        const bool starts = i == 0 || plan.pictures[i].segment != plan.pictures[i - 1].segment;
        if (starts && plan.segments[static_cast<size_t>(plan.pictures[i].segment)].isEncoded())
            joins.push_back(i);
    }
    TRY(const auto input, Input::open(video));
    if (input->video() == nullptr)
        return u"The film has no picture."_s;
    input->readOnly(input->video());
    TRY(CodecPtr decoder, openDecoder(input->video(), 1));
    decoder->err_recognition |= AV_EF_CAREFUL | AV_EF_BITSTREAM;
    JoinCheck check(*input, std::move(decoder), plan);
    const Complaints listening;
    const size_t stride = std::max<size_t>(1, (joins.size() + mostJoins - 1) / mostJoins);
    for (size_t i = 0; i < joins.size(); i += stride) {
        TRY(const QString complaint, check.at(joins[i]));
        if (!complaint.isEmpty())
            return complaint;
    }
    return QString();
}

}   // namespace media::worker::smart
