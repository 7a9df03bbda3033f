#include "core/media/worker/smart/piece_renderer.h"

#include "core/media/worker/smart/decode_path.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

int firstNeeded(const SegmentPlan &segment, const PictureIndex &index)
{
    return segment.method == Method::Splice ? std::ranges::min(segment.edges.splice->rebuilt)
                                            : index.shownAs(segment.edges.firstRank);
}

/// Up to where, in decoding order, a splice is played when it is made.
static int followedUntil(const SegmentPlan &segment)
{
    constexpr int played = 1;
    return segment.method == Method::Splice ? std::min(segment.copyFrom + played, segment.copyEnd) : 0;
}

Result<std::unique_ptr<PieceRenderer>> PieceRenderer::open(const PieceContext &context)
{
    std::unique_ptr<PieceRenderer> renderer(new PieceRenderer(context));
    // A transport stream does not name its streams in a header.
    TRY(renderer->m_input,
        Input::open(
            context.path, context.scan.framing.hasStartCodes ? Input::Streams::Read : Input::Streams::FromHeader));
    renderer->m_input->startWith(context.input);
    const AVStream *stream = context.input.video();
    renderer->m_input->readOnly(renderer->m_input->format()->streams[stream->index]);
    TRY(renderer->m_decoder, openDecoder(stream, 1));
    if (context.plan.uses(Method::Splice)) {
        TRY(auto splices, SpliceEncoder::open(stream, context.scan, context.format.sets));
        renderer->m_splices.emplace(std::move(splices));
    }
    // Pictures before the first entry are shown, too: their references may reach back to where decoding began.
    renderer->m_decoder->flags2 |= AV_CODEC_FLAG2_SHOW_ALL;
    return renderer;
}

Result<PieceRenderer::Making> PieceRenderer::begin(int segment)
{
    Making making{.segment = segment};
    const SegmentPlan &plan = planOf(making);
    if (plan.method == Method::Splice) {
        making.frames.resize(plan.edges.splice->rebuilt.size());
    } else {
        TRY(auto head, HeadEncoder::open(m_context.input.video(), m_context.scan, m_context.format));
        making.head.emplace(std::move(head));
    }
    return making;
}

/// Reads up to `picture`, from an entry point before it.
Result<> PieceRenderer::seekTo(int picture)
{
    const PictureIndex &index = m_context.scan.index;
    const AVStream *stream = m_input->format()->streams[m_context.input.video()->index];
    const qint64 wanted = index[picture].time;
    const qint64 start = m_input->startIn(index.unit);
    const qint64 second = std::max<qint64>(1, av_rescale_q(1, {1, 1}, index.unit));
    for (qint64 back = 0;; back = back * 4 + second) {
        const qint64 from = std::max<qint64>(wanted - back, std::min<qint64>(0, index.timeOfRank(0)));
        TRY_DO(m_input->seek(stream, toMediaTime(from, index.unit)));
        for (bool isEarly = false;;) {
            TRY(const bool more, m_input->read(m_packet.get()));
            const qint64 time = more ? m_packet->pts - start : wanted + 1;
            if (more && time == wanted) {
                m_position = picture;
                return {};
            }
            isEarly |= time < wanted;
            if (!isEarly)
                break;   // the entry point before this one
            if (!more)
                return base::fail(ErrorKind::Corrupt, u"A place in the recording was not found again."_s);
        }
        if (from <= std::min<qint64>(0, index.timeOfRank(0)))
            return base::fail(ErrorKind::Corrupt, u"A place in the recording was not found again."_s);
    }
}

/// What the pieces are made from, in decoding order.
std::vector<int> PieceRenderer::wantedOf(const std::vector<Making> &makings) const
{
    std::vector<int> wanted;
    for (const Making &making : makings) {
        const SegmentPlan &plan = planOf(making);
        if (plan.method == Method::Splice)
            wanted.insert(wanted.end(), plan.edges.splice->rebuilt.begin(), plan.edges.splice->rebuilt.end());
        else
            for (int rank = plan.edges.firstRank; rank < plan.encodeUntilRank; ++rank)
                wanted.push_back(m_context.scan.index.shownAs(rank));
    }
    std::ranges::sort(wanted);
    return wanted;
}

/// Keeps the packet when it is one of the first to be copied behind a splice.
Result<> PieceRenderer::follow(Making &making) const
{
    const SegmentPlan &plan = planOf(making);
    if (plan.method != Method::Splice || m_position < plan.copyFrom || m_position >= followedUntil(plan))
        return {};
    TRY(Bytes picture,
        m_copier.copy(
            viewOf(*m_packet), {.segment = making.segment, .kind = plan.copyKind(m_position), .source = m_position}));
    making.following.push_back(std::move(picture));
    return {};
}

/// Makes a splice as soon as all that it takes is there.
Result<> PieceRenderer::finishSplice(Making &making, const Finished &finished)
{
    const SegmentPlan &plan = planOf(making);
    const auto following = static_cast<size_t>(followedUntil(plan) - plan.copyFrom);
    if (making.frames.empty() || making.framesFound < making.frames.size() || making.following.size() < following)
        return {};
    TRY(auto piece, m_splices->encode(*plan.edges.splice, making.frames, plan.idrId, making.following));
    making.frames.clear();
    finished(making.segment, std::move(piece));
    return {};
}

Result<> PieceRenderer::use(Making &making, const AVFrame *frame) const
{
    const PictureIndex &index = m_context.scan.index;
    const SegmentPlan &plan = planOf(making);
    // Not the best effort's time: where the path leaves pictures out, a decoder may show an earlier one late.
    const qint64 time = frame->pts - m_input->startIn(index.unit);
    if (plan.method == Method::Splice) {
        for (size_t i = 0; i < making.frames.size(); ++i) {
            if (making.frames[i] || index[plan.edges.splice->rebuilt[i]].time != time)
                continue;
            making.frames[i].reset(av_frame_clone(frame));
            ++making.framesFound;
        }
        return {};
    }
    if (time < index.timeOfRank(plan.edges.firstRank) || time > index.timeOfRank(plan.encodeUntilRank - 1))
        return {};
    const FramePtr own(av_frame_clone(frame));
    own->pts = time - index.timeOfRank(plan.edges.firstRank);
    return making.head->encode(own.get());
}

Result<> PieceRenderer::receive(std::vector<Making> &makings)
{
    while (avcodec_receive_frame(m_decoder.get(), m_frame.get()) >= 0) {
        for (Making &making : makings)
            TRY_DO(use(making, m_frame.get()));
        av_frame_unref(m_frame.get());
    }
    return {};
}

/// Takes what the decoder holds back, and readies it for other pictures.
Result<> PieceRenderer::drain(std::vector<Making> &makings)
{
    avcodec_send_packet(m_decoder.get(), nullptr);
    TRY_DO(receive(makings));
    avcodec_flush_buffers(m_decoder.get());
    return {};
}

Result<> PieceRenderer::render(int decodeStart, const std::vector<int> &segments, const Finished &finished)
{
    std::vector<Making> makings;
    for (const int segment : segments) {
        TRY(Making making, begin(segment));
        makings.push_back(std::move(making));
    }
    const auto path = decodePath(m_context.scan.index, decodeStart, wantedOf(makings));
    int end = decodeStart + static_cast<int>(path.size());
    for (const Making &making : makings)
        end = std::max(end, followedUntil(planOf(making)));
    TRY_DO(seekTo(decodeStart));
    for (;;) {
        const auto place = static_cast<size_t>(m_position - decodeStart);
        const auto step = place < path.size() ? path[place] : DecodeStep::Skip;
        if (step == DecodeStep::Afresh)
            TRY_DO(drain(makings));
        if (step != DecodeStep::Skip)
            avcodec_send_packet(m_decoder.get(), m_packet.get());
        TRY_DO(receive(makings));
        if (place + 1 == path.size())
            TRY_DO(drain(makings));
        for (Making &making : makings) {
            TRY_DO(follow(making));
            TRY_DO(finishSplice(making, finished));
        }
        if (++m_position == end)
            break;
        TRY(const bool more, m_input->read(m_packet.get()));
        if (!more)
            return base::fail(ErrorKind::Corrupt, u"The recording ended early."_s);
    }
    for (Making &making : makings) {
        const SegmentPlan &plan = planOf(making);
        if (plan.method == Method::Splice) {
            if (!making.frames.empty())
                return base::fail(ErrorKind::Corrupt, u"Pictures that a cut needs could not be decoded."_s);
            continue;
        }
        TRY(auto piece, making.head->finish());
        if (static_cast<int>(piece.size()) != plan.encodeUntilRank - plan.edges.firstRank)
            return base::fail(ErrorKind::Corrupt, u"Pictures that a cut needs could not be decoded."_s);
        finished(making.segment, std::move(piece));
    }
    return {};
}

}   // namespace media::worker::smart
