#pragma once

#include "core/media/worker/smart/head_encoder.h"
#include "core/media/worker/smart/picture_copier.h"
#include "core/media/worker/smart/pieces.h"
#include "core/media/worker/smart/splice_encoder.h"

namespace media::worker::smart {

/// The earliest picture, in decoding order, that a segment's piece is made from.
int firstNeeded(const SegmentPlan &segment, const PictureIndex &index);

/// Makes pieces: one decoder and its encoders, for one thread.
class PieceRenderer {
public:
    static Result<std::unique_ptr<PieceRenderer>> open(const PieceContext &context);

    using Finished = std::function<void(int segment, Result<Piece> piece)>;
    /// Decodes from `decodeStart` on what the pieces of `segments` need, and gives each as soon as it is complete.
    Result<> render(int decodeStart, const std::vector<int> &segments, const Finished &finished);

private:
    struct Making {
        int segment = 0;
        std::vector<FramePtr> frames;   // of a splice, until it is made
        size_t framesFound = 0;
        std::vector<Bytes> following;   // pictures behind a splice
        std::optional<HeadEncoder> head;
    };

    explicit PieceRenderer(const PieceContext &context)
        : m_context(context)
        , m_copier(context.scan, context.plan, context.format)
    {
    }
    [[nodiscard]] const SegmentPlan &planOf(const Making &making) const
    {
        return m_context.plan.segments[static_cast<size_t>(making.segment)];
    }
    Result<Making> begin(int segment);
    Result<> seekTo(int picture);
    [[nodiscard]] std::vector<int> wantedOf(const std::vector<Making> &makings) const;
    Result<> receive(std::vector<Making> &makings);
    Result<> drain(std::vector<Making> &makings);
    Result<> use(Making &making, const AVFrame *frame) const;
    Result<> follow(Making &making) const;
    Result<> finishSplice(Making &making, const Finished &finished);

    const PieceContext &m_context;
    const PictureCopier m_copier;
    std::unique_ptr<Input> m_input;
    CodecPtr m_decoder;
    std::optional<SpliceEncoder> m_splices;   // when there is one to make
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
    int m_position = -1;   // of the packet in m_packet; -1: none
};

}   // namespace media::worker::smart
