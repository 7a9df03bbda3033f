#pragma once

#include "core/media/media.h"
#include "core/media/worker/smart/edges.h"

namespace media::worker::smart {

enum class Method { Copy, Splice, Classic, Full };   // in the order of their cost
QString toString(Method method);

enum class PictureKind { Copied, Patched, Inserted, Encoded };
QString toString(PictureKind kind);

/// How a segment's pictures are made: first those that are encoded, then a copy.
struct SegmentPlan {
    Segment edges;
    Method method = Method::Full;
    QString reason;   // why not a cheaper one; empty for a copy, and where the engine allows no other
    int encodeUntilRank = 0;   // Classic and Full encode ranks [edges.firstRank, encodeUntilRank)
    int copyFrom = 0;   // decoding order
    int copyEnd = 0;
    int patchUntil = 0;   // a splice's copies before this get new numbers
    uint32_t idrId = 0;   // of a splice's first picture; IDR pictures in a row must have different ones

    [[nodiscard]] bool isEncoded() const { return method != Method::Copy; }
    /// How a picture of [copyFrom, copyEnd) is copied.
    [[nodiscard]] PictureKind copyKind(int picture) const
    {
        return picture < patchUntil ? PictureKind::Patched : PictureKind::Copied;
    }
};

/// A picture of the output, in decoding order.
struct OutputPicture {
    int segment = 0;
    PictureKind kind = PictureKind::Copied;
    int source = 0;
    int piece = 0;   // Inserted and Encoded: the how manieth of its segment's piece
    qint64 time = 0;   // when it is shown, in the output's unit
    qint64 decodeTime = 0;
};

struct RenderPlan {
    Clock clock;
    AVRational unit{1, 90'000};   // of the output's pictures
    std::vector<SegmentPlan> segments;
    std::vector<OutputPicture> pictures;

    [[nodiscard]] qint64 length() const
    {
        return segments.empty() ? 0 : segments.back().edges.output + segments.back().edges.length();
    }
    [[nodiscard]] qint64 count(PictureKind kind) const;
    [[nodiscard]] bool uses(Method method) const;
    [[nodiscard]] bool encodesHeads() const { return uses(Method::Classic) || uses(Method::Full); }
};

/// Chooses how each segment is made and times every picture of the output. `engine`: Splice and Auto allow all methods,
/// Classic no splices, Full only encoding. Pure.
RenderPlan planRender(
    const PictureIndex &index, const Clock &clock, const std::vector<Segment> &segments, Engine engine);

/// Whether copying is worth it: time, share of encoded pictures and size, by a model of measured costs. Empty when it
/// is, else the reason to encode everything. `encodingCost`: that of the codec, compared with H.264's.
QString reasonAgainst(const RenderPlan &plan, const PictureIndex &index, double encodingCost);

/// The plan for people and scripts; see docs/cuts.md.
QByteArray dump(const RenderPlan &plan, const PictureIndex &index);

}   // namespace media::worker::smart
