#include "core/media/worker/smart/splice_encoder.h"

#include "core/media/h264/slice_writer.h"
#include "core/media/worker/smart/complaints.h"
#include "core/media/worker/smart/x264.h"

#include <algorithm>
#include <cmath>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::NalType;
using h264::SliceHeader;

static constexpr int usualQuantiser = 22;
static constexpr double leastQuality = 48;   // dB; what refers to it may lose some more
static constexpr double stepQuality = 0.6;   // dB of a step of the quantiser, at least
static constexpr int finestQuantiser = 6;
static constexpr size_t mostEncoders = 2;

Result<SpliceEncoder> SpliceEncoder::open(const AVStream *source, const PictureScan &scan, const OutputSets &sets)
{
    SpliceEncoder encoder(source, scan, sets);
    CodecPtr decoder(avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264)));
    if (!setDescription(*decoder, sets.decoderConfiguration()))
        return avFail(u"encode the picture"_s, AVERROR(ENOMEM));
    decoder->thread_count = 1;
    decoder->err_recognition |= AV_EF_CAREFUL | AV_EF_BITSTREAM;
    if (const int code = avcodec_open2(decoder.get(), nullptr, nullptr); code < 0)
        return avFail(u"encode the picture"_s, code);
    encoder.m_decoder = std::move(decoder);
    return encoder;
}

Result<SpliceEncoder::Encoder *> SpliceEncoder::encoderFor(int quantiser)
{
    auto found = m_encoders.find(quantiser);
    if (found == m_encoders.end()) {
        if (m_encoders.size() >= mostEncoders)
            m_encoders.erase(m_encoders.begin());
        Encoder encoder;
        TRY(encoder.context, openEncoder(m_source, x264ForSplices(m_source, quantiser)));
        for (const NalType type : {NalType::SequenceParameters, NalType::PictureParameters})
            for (const Bytes &set : setsOf(*encoder.context, type))
                encoder.sets.add(set);
        found = m_encoders.emplace(quantiser, std::move(encoder)).first;
    }
    return &found->second;
}

/// What our encoder wrote, under a header that fits into the source's numbering.
Result<Bytes> SpliceEncoder::rewritten(
    const h264::ParameterSets &encoderSets, const Splice &splice, int place, uint32_t idrId) const
{
    const auto &parameters = m_scan.index.sets.sequences.front();
    const Picture &picture = m_scan.index[splice.rebuilt[static_cast<size_t>(place)]];
    Bytes bytes;
    for (const ByteView unit : h264::splitStartCodes(viewOf(*m_packet))) {
        const NalType type = h264::nalType(unit);
        if (type != NalType::Slice && type != NalType::IdrSlice)
            continue;
        const auto header = h264::parseSliceHeader(unit, encoderSets);
        if (!header || (place == 0) != (type == NalType::IdrSlice))
            return base::fail(ErrorKind::Internal, u"The H.264 encoder's pictures were not understood."_s);
        SliceHeader own = *header;
        own.pictureParametersId = m_sets.spliceId();
        own.frameNumber = static_cast<uint32_t>(place) & ((1U << parameters.frameNumberBits) - 1);
        own.idrPictureId = idrId;
        own.pictureOrderLsb =
            static_cast<uint32_t>(picture.order - splice.orderLess) & ((1U << parameters.pictureOrderBits) - 1);
        own.activeOverride = place > 0;
        own.active = {place > 0 ? 1 : 0, 0};
        own.modifies = {false, false};
        own.modifications = {};
        own.adaptiveMarking = false;
        own.marking.clear();
        own.qpDelta += qpOf(*header, encoderSets) - qpOf(own, m_sets.spliced());   // the sets start from another one
        Bytes slice = h264::withHeader(unit, *header, encoderSets, own, m_sets.spliced());
        if (slice.empty())
            return base::fail(ErrorKind::Internal, u"A slice header could not be rewritten."_s);
        // x264 sets or clears the last bit behind CABAC data by how many pictures it has encoded before. Decoders do
        // not mind; the same job shall give the same bytes.
        if (encoderSets.pictures.front().cabac)
            slice.back() |= 1;
        h264::appendLengthPrefixed(bytes, slice, m_scan.framing.outputLengthSize());
    }
    return bytes;
}

Result<std::vector<Bytes>> SpliceEncoder::encodeWith(
    int quantiser, const Splice &splice, const std::vector<FramePtr> &frames, uint32_t idrId)
{
    TRY(Encoder * encoder, encoderFor(quantiser));
    std::vector<Bytes> packets;
    for (size_t i = 0; i < frames.size(); ++i) {
        const FramePtr frame(av_frame_clone(frames[i].get()));
        frame->pts = m_clock++;
        frame->pict_type = i == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_P;
        int code = avcodec_send_frame(encoder->context.get(), frame.get());
        if (code >= 0)
            code = avcodec_receive_packet(encoder->context.get(), m_packet.get());
        if (code < 0)
            return avFail(u"encode the picture"_s, code);
        TRY(Bytes packet, rewritten(encoder->sets, splice, static_cast<int>(i), idrId));
        packets.push_back(std::move(packet));
        av_packet_unref(m_packet.get());
    }
    return packets;
}

/// Mean squared difference of luma. All lines count: a codec's error depends on where they lie in its blocks.
static double lumaError(const AVFrame &left, const AVFrame &right)
{
    qint64 sum = 0;
    for (int y = 0; y < left.height; ++y) {
        const uint8_t *a = left.data[0] + ptrdiff_t(y) * left.linesize[0];
        const uint8_t *b = right.data[0] + ptrdiff_t(y) * right.linesize[0];
        int line = 0;   // fits 33,000 pixels of the greatest difference
        for (int x = 0; x < left.width; ++x)
            line += (a[x] - b[x]) * (a[x] - b[x]);
        sum += line;
    }
    const double pixels = double(left.width) * left.height;
    return static_cast<double>(std::max<qint64>(1, sum)) / pixels;
}

Result<> SpliceEncoder::send(const Bytes &packet)
{
    if (av_new_packet(m_packet.get(), static_cast<int>(packet.size())) < 0)
        return avFail(u"encode the picture"_s, AVERROR(ENOMEM));
    std::ranges::copy(packet, m_packet->data);
    avcodec_send_packet(m_decoder.get(), m_packet.get());
    av_packet_unref(m_packet.get());
    return {};
}

/// PSNR of the worst rebuilt picture.
Result<double> SpliceEncoder::play(
    const std::vector<Bytes> &packets, const std::vector<FramePtr> &frames, const std::vector<Bytes> &following)
{
    std::vector<const AVFrame *> shown;
    shown.reserve(frames.size());
    for (const auto &frame : frames)
        shown.push_back(frame.get());
    std::ranges::sort(shown, {}, &AVFrame::pts);
    avcodec_flush_buffers(m_decoder.get());
    const Complaints complaints;
    double worst = 100;
    size_t count = 0;
    const auto receive = [&] {
        for (; avcodec_receive_frame(m_decoder.get(), m_frame.get()) >= 0; ++count)
            if (count < shown.size())
                worst = std::min(worst, 10 * std::log10(255.0 * 255.0 / lumaError(*m_frame, *shown[count])));
    };
    for (const Bytes &packet : packets) {
        TRY_DO(send(packet));
        receive();
    }
    m_decoder->skip_loop_filter = AVDISCARD_ALL;   // these need not look well
    for (const Bytes &packet : following) {
        TRY_DO(send(packet));
        receive();
    }
    avcodec_send_packet(m_decoder.get(), nullptr);
    receive();
    m_decoder->skip_loop_filter = AVDISCARD_DEFAULT;
    if (complaints.count() > 0)
        return base::fail(ErrorKind::Corrupt, u"The decoder complained about a join: %1"_s.arg(complaints.last()));
    if (count != packets.size() + following.size())
        return base::fail(ErrorKind::Corrupt, u"Pictures are missing at a join."_s);
    return worst;
}

Result<std::vector<Bytes>> SpliceEncoder::encode(
    const Splice &splice, const std::vector<FramePtr> &frames, uint32_t idrId, const std::vector<Bytes> &following)
{
    for (int quantiser = usualQuantiser;;) {
        TRY(auto packets, encodeWith(quantiser, splice, frames, idrId));
        TRY(const double quality, play(packets, frames, following));
        if (quality >= leastQuality || quantiser == finestQuantiser)
            return packets;
        const int steps = static_cast<int>(std::ceil((leastQuality - quality) / stepQuality));
        quantiser = std::max(finestQuantiser, quantiser - steps);
    }
}

}   // namespace media::worker::smart
