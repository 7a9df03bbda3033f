#pragma once

#include "core/media/media.h"

namespace media {

/// The limits of one child, after product reliability target MED3.
struct ChildLimits {
    qint64 addressSpaceBytes = 4LL << 30;   // not in sanitized builds
    int openFiles = 64;
    std::chrono::seconds silence{30 * 60};   // without progress, then it is killed
    double cpuPerMediaSecond = 20;   // plus five minutes
};

/// Runs each request in a `dailies-media` of its own: its crash is one failed step, cancelling kills it, and it ends
/// with its parent. Safe to use from several threads.
class MediaClient final : public MediaTool {
public:
    /// `program`: path of dailies-media; by default beside the running program.
    explicit MediaClient(QString program = defaultProgram(), ChildLimits limits = {});
    static QString defaultProgram();

    Result<domain::Probe> probe(const QString &input, const StopToken &stop) override;
    Result<> analyze(const AnalysisRequest &request, const Progress &progress, const StopToken &stop) override;
    Result<> poster(const QString &input, MediaTime at, const QString &jpeg, const StopToken &stop) override;
    Result<RenderReport> render(const RenderRequest &request, const Progress &progress, const StopToken &stop) override;
    Result<> remux(const QString &input, const QString &output, const QString &title,
        const QList<ChapterMark> &chapters, const StopToken &stop) override;
    Result<QJsonObject> versions(const StopToken &stop) override;

private:
    Result<QJsonObject> run(const QJsonObject &request, const Progress &progress, const StopToken &stop);

    QString m_program;
    ChildLimits m_limits;
};

}   // namespace media
