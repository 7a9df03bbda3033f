#pragma once

#include "app/viewmodels/library.h"

#include <mutex>

namespace viewmodels {

/// A profile of this computer, with its runner unless another program runs it.
class WorkspaceLibrary final : public Library {
public:
    WorkspaceLibrary(std::unique_ptr<workspace::Workspace> workspace, const pipeline::RunnerOptions &options);
    ~WorkspaceLibrary() override;

    /// For Session: what a profile is opened with outlives every library.
    static OpenLibrary opener(const workspace::Environment &environment, const pipeline::RunnerOptions &options);

    [[nodiscard]] QString name() const override { return m_workspace->name(); }
    [[nodiscard]] QString folder() const override { return m_workspace->folder(); }
    Result<QList<workspace::Overview>> recordings(const QList<RecordingId> &ids) override;
    Result<store::RecordingRepository::Changes> changedSince(qint64 token) override;
    Result<workspace::AddReport> add(const QStringList &paths, const StopToken &stop) override;
    Result<> rename(const RecordingId &id, const QString &title) override;
    Result<> remove(const QList<RecordingId> &ids) override;
    Result<> restore(const QList<RecordingId> &ids) override;
    Result<> run(const QList<RecordingId> &ids, bool afresh) override;
    Result<> cancel(const QList<RecordingId> &ids) override;
    Result<> retry(const QList<RecordingId> &ids) override;
    Result<bool> work(bool paused) override;
    Result<workspace::Explanation> explain(const RecordingId &id) override;
    Result<QList<workspace::PackageFile>> files(const RecordingId &id) override;
    Result<domain::Transcript> transcript(const RecordingId &id) override;
    Result<domain::TopicSet> topics(const RecordingId &id) override;
    Result<domain::CutPlan> cuts(const RecordingId &id) override;
    Result<> exportCuts(const RecordingId &id, const QString &file) override;
    Result<> resetCuts(const RecordingId &id) override;
    Result<QByteArray> waveform(const RecordingId &id) override;
    Result<QString> posterPath(const RecordingId &id) override;
    Result<QList<domain::Template>> templates() override;
    Result<domain::Template> saveTemplate(const domain::Template &value) override;
    Result<> removeTemplate(const domain::TemplateId &id) override;
    Result<domain::Config> config() override;
    Result<> set(const QString &key, const QJsonValue &value) override;
    qint64 freeBytes() override;

private:
    void wake();

    std::unique_ptr<workspace::Workspace> m_workspace;
    pipeline::RunnerOptions m_options;
    std::mutex m_mutex;   // of the runner and of read-change-write on the settings
    workspace::LockedRunner m_runner;
};

}   // namespace viewmodels
