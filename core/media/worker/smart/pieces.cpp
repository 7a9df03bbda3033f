#include "core/media/worker/smart/pieces.h"

#include "core/media/worker/smart/piece_renderer.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

static constexpr int farthestAhead = 48;   // segments: encoded pieces wait in memory

PieceWorkers::PieceWorkers(const PieceContext &context, PieceStore &store, int threads)
    : m_context(context)
    , m_store(store)
{
    plan();
    const auto wanted = std::min(static_cast<size_t>(threads), m_jobs.size());
    for (size_t i = 0; i < wanted; ++i)
        m_threads.emplace_back([this] { work(); });
}

PieceWorkers::~PieceWorkers()
{
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_changed.notify_all();
}

/// A job for each stretch that is decoded in one go.
void PieceWorkers::plan()
{
    const auto &segments = m_context.plan.segments;
    for (int i = 0; i < static_cast<int>(segments.size()); ++i) {
        const SegmentPlan &segment = segments[static_cast<size_t>(i)];
        if (!segment.isEncoded())
            continue;
        if (m_store.has(keyOf(segment, m_context.scan.index)))
            continue;
        const int start = m_context.scan.index.decodeStart(firstNeeded(segment, m_context.scan.index));
        if (m_jobs.empty() || m_jobs.back().decodeStart != start)
            m_jobs.push_back({.decodeStart = start, .segments = {}});
        m_jobs.back().segments.push_back(i);
    }
}

std::optional<PieceWorkers::Job> PieceWorkers::next()
{
    std::unique_lock lock(m_mutex);
    if (m_nextJob == m_jobs.size())
        return {};
    const Job &job = m_jobs[m_nextJob++];
    m_changed.wait(lock, [&] { return m_stopping || job.segments.front() - m_taken <= farthestAhead; });
    return m_stopping ? std::nullopt : std::optional(job);
}

void PieceWorkers::work()
{
    const auto finish = [this](int segment, Result<Piece> piece) {
        const std::lock_guard lock(m_mutex);
        m_done.insert_or_assign(segment, std::move(piece));
        m_changed.notify_all();
    };
    auto renderer = PieceRenderer::open(m_context);
    while (const auto job = next()) {
        Result<> rendered;
        if (renderer)
            rendered = (*renderer)->render(job->decodeStart, job->segments, finish);
        else
            rendered = base::fail(renderer.error());
        if (!rendered)
            for (const int segment : job->segments)
                finish(segment, base::fail(rendered.error()));
    }
}

Result<Piece> PieceWorkers::take(int segment)
{
    const QByteArray key = keyOf(m_context.plan.segments[static_cast<size_t>(segment)], m_context.scan.index);
    std::unique_lock lock(m_mutex);
    m_taken = segment;
    m_changed.notify_all();
    if (m_store.has(key)) {
        if (auto known = m_store.take(key))
            return std::move(*known);
        return base::fail(ErrorKind::Unavailable, u"What was kept of an earlier rendering cannot be read."_s);
    }
    m_changed.wait(lock, [&] { return m_done.contains(segment); });
    auto piece = std::move(m_done.extract(segment).mapped());
    if (piece)
        m_store.add(key, *piece);
    return piece;
}

}   // namespace media::worker::smart
