#pragma once

#include "core/media/media.h"

#include <atomic>
#include <functional>

/// A media tool that makes small files of the right kinds at once, or does what it is told.
class FakeMedia final : public media::MediaTool {
public:
    /// Asked before every request with its name; an error is the request's answer.
    std::function<base::Result<>(const QString &request, const base::StopToken &stop)> before =
        [](const QString &, const base::StopToken &) -> base::Result<> { return {}; };
    std::atomic<int> requests = 0;
    /// What was last asked to be rendered.
    [[nodiscard]] media::RenderRequest rendered() const;
    base::MediaTime duration{std::chrono::seconds(60)};

    base::Result<domain::Probe> probe(const QString &input, const base::StopToken &stop) override;
    base::Result<> analyze(
        const media::AnalysisRequest &request, const media::Progress &progress, const base::StopToken &stop) override;
    base::Result<> poster(
        const QString &input, base::MediaTime at, const QString &jpeg, const base::StopToken &stop) override;
    base::Result<media::RenderReport> render(
        const media::RenderRequest &request, const media::Progress &progress, const base::StopToken &stop) override;
    base::Result<> remux(const QString &input, const QString &output, const QString &title,
        const QList<media::ChapterMark> &chapters, const base::StopToken &stop) override;
    base::Result<QJsonObject> versions(const base::StopToken &stop) override;

private:
    mutable std::mutex m_mutex;
    media::RenderRequest m_rendered;

    base::Result<> ask(const QString &request, const base::StopToken &stop);
};

/// Loudness with speech in 0-10 s and 30-60 s of `duration`, as a file.
void writeLoudness(const QString &path, base::MediaTime duration);
