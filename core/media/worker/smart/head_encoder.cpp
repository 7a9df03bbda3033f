#include "core/media/worker/smart/head_encoder.h"

#include "core/media/worker/picture_format.h"

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

Result<HeadEncoder> HeadEncoder::open(const AVStream *source, const PictureScan &scan, const OutputFormat &format)
{
    HeadEncoder head;
    head.m_scan = &scan;
    TRY(head.m_encoder, openEncoder(source, format.heads));
    return head;
}

Result<> HeadEncoder::encode(AVFrame *frame)
{
    if (frame->width != m_encoder->width || frame->height != m_encoder->height
        || plainFormat(frame->format) != m_encoder->pix_fmt)
        return base::fail(ErrorKind::Corrupt, u"The picture changes its size on the way."_s);
    frame->pict_type = AV_PICTURE_TYPE_NONE;
    if (const int code = avcodec_send_frame(m_encoder.get(), frame); code < 0)
        return avFail(u"encode the picture"_s, code);
    return receive();
}

Result<> HeadEncoder::receive()
{
    for (;;) {
        const int code = avcodec_receive_packet(m_encoder.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return avFail(u"encode the picture"_s, code);
        m_packets.push_back(m_scan->codec->packed(viewOf(*m_packet), m_scan->framing));
    }
}

Result<std::vector<Bytes>> HeadEncoder::finish()
{
    avcodec_send_frame(m_encoder.get(), nullptr);
    TRY_DO(receive());
    return std::move(m_packets);
}

}   // namespace media::worker::smart
