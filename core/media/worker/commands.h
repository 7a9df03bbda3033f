#pragma once

#include "core/media/media.h"
#include "core/media/worker/confine.h"

#include <QByteArray>

namespace media::worker {

/// Called from any thread, as often as there is something new; thinned before it leaves the process.
using Report = std::function<void(double)>;

struct AnalysisFiles {
    QByteArray loudness;
    QByteArray waveform;
    QByteArray speech;
};
/// See media::AnalysisRequest. The result does not depend on `threads`.
Result<> analyze(
    const QByteArray &input, const AnalysisFiles &files, int threads, const Limits &limits, const Report &report);

struct RenderJob {
    QByteArray input;
    QList<domain::Interval> keep;
    MediaTime startSlack{};
    QList<MediaTime> settled;
    Engine engine = Engine::Auto;
    QByteArray video;   // empty: none wanted
    QByteArray audio;
    QByteArray plan;
    QByteArray pieces;
};
/// See media::RenderRequest. Deterministic: the same job gives the same bytes.
Result<RenderReport> render(const RenderJob &job, const Limits &limits, const Report &report);

Result<> poster(const QByteArray &input, MediaTime at, const QByteArray &jpeg, const Limits &limits);

Result<> remux(const QByteArray &input, const QByteArray &output, const QString &title,
    const QList<ChapterMark> &chapters, const Limits &limits);

QJsonObject versions();

/// Does what a request of media::protocol asks for.
Result<QJsonObject> handle(const QJsonObject &request, const Report &report);

}   // namespace media::worker
