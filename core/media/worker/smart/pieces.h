#pragma once

#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace media::worker::smart {

/// What was encoded for one place of a film: packets, in decoding order.
using Piece = std::vector<Bytes>;

/// Pieces by what they were made from, kept between renderings of one recording, so that moving one cut encodes only
/// what is new there.
class PieceStore {
public:
    PieceStore() = default;
    /// What an earlier rendering left in `path`; nothing when there is none or it is damaged.
    static PieceStore read(const QByteArray &path);
    /// Only pieces that were asked for or added are written, so a store does not grow with every change.
    Result<> write(const QByteArray &path) const;

    [[nodiscard]] const Piece *find(const QByteArray &key);
    const Piece *add(const QByteArray &key, Piece piece);

private:
    struct Entry {
        Piece piece;
        bool isUsed = false;
    };
    std::map<QByteArray, Entry> m_pieces;
};

/// Says what a segment's piece is made from.
QByteArray keyOf(const SegmentPlan &segment, const PictureIndex &index);

/// What pieces are made with; outlives the workers.
struct PieceContext {
    QByteArray path;
    const Input &input;   // whose stream is rendered
    const PictureScan &scan;
    const RenderPlan &plan;
    const OutputFormat &format;
};

/// Encodes the pieces of a plan ahead of the writer, on threads of its own, at most so far ahead that memory stays
/// bounded. Segments that share a group of pictures are decoded in one go.
class PieceWorkers {
public:
    PieceWorkers(const PieceContext &context, PieceStore &store, int threads);
    ~PieceWorkers();
    Q_DISABLE_COPY_MOVE(PieceWorkers)

    /// Waits for the piece of `segment`, which is given once. Segments come in order.
    Result<Piece> take(int segment);

private:
    struct Job {
        int decodeStart = 0;
        std::vector<int> segments;
    };
    void plan();
    void work();
    std::optional<Job> next();

    const PieceContext m_context;
    PieceStore &m_store;
    std::vector<Job> m_jobs;

    std::mutex m_mutex;   // guards what follows
    std::condition_variable m_changed;
    size_t m_nextJob = 0;
    int m_taken = -1;   // the last segment whose piece was taken
    bool m_stopping = false;
    std::map<int, Result<Piece>> m_done;

    std::vector<std::jthread> m_threads;   // last: they end before what they use
};

}   // namespace media::worker::smart
