#pragma once

#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/plan.h"

#include <QDataStream>
#include <QFile>
#include <QHash>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace media::worker::smart {

/// What was encoded for one place of a film: packets, in decoding order.
using Piece = std::vector<Bytes>;

/// Pieces by what they were made from, kept in a file between renderings of one recording, so that moving one cut
/// encodes only what is new there. It only saves time: what cannot be read or written is made anew.
class PieceStore {
public:
    /// Empty path: nothing is kept.
    explicit PieceStore(const QByteArray &path);
    ~PieceStore();
    Q_DISABLE_COPY_MOVE(PieceStore)

    [[nodiscard]] bool has(const QByteArray &key) const { return m_places.contains(key); }
    /// A piece of the earlier rendering, which is kept for the next one too.
    std::optional<Piece> take(const QByteArray &key);
    /// Keeps a new piece for the next rendering.
    void add(const QByteArray &key, const Piece &piece);
    /// What was taken and added replaces what was there; else all stays as it was.
    void finish();

private:
    QString m_path;
    QFile m_earlier;
    QHash<QByteArray, qint64> m_places;   // in m_earlier
    QFile m_next;
    QDataStream m_writer;
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
