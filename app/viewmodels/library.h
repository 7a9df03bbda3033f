#pragma once

#include "core/workspace/workspace.h"

namespace viewmodels {

using base::Result;
using base::StopToken;
using domain::RecordingId;

/// What the window asks of a profile. Every function but the two first blocks for a short effect and is called on
/// workers only, several at a time. The one real implementation is WorkspaceLibrary; tests have another.
class Library {
public:
    virtual ~Library() = default;

    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual QString folder() const = 0;

    // Recordings
    virtual Result<QList<workspace::Overview>> recordings(const QList<RecordingId> &ids) = 0;   // no ids: all
    virtual Result<store::RecordingRepository::Changes> changedSince(qint64 token) = 0;
    virtual Result<workspace::AddReport> add(const QStringList &paths, const StopToken &stop) = 0;
    virtual Result<> rename(const RecordingId &id, const QString &title) = 0;
    virtual Result<> remove(const QList<RecordingId> &ids) = 0;
    virtual Result<> restore(const QList<RecordingId> &ids) = 0;

    // Work
    /// Skipped recordings run too when a person asks for them by name.
    virtual Result<> run(const QList<RecordingId> &ids, bool afresh) = 0;
    virtual Result<> cancel(const QList<RecordingId> &ids) = 0;
    virtual Result<> retry(const QList<RecordingId> &ids) = 0;
    /// Starts to work, or does nothing when it does already. False: another program works on this profile.
    virtual Result<bool> work(bool paused) = 0;

    // Results
    virtual Result<workspace::Explanation> explain(const RecordingId &id) = 0;
    virtual Result<QList<workspace::PackageFile>> files(const RecordingId &id) = 0;
    virtual Result<domain::Transcript> transcript(const RecordingId &id) = 0;
    virtual Result<domain::TopicSet> topics(const RecordingId &id) = 0;
    virtual Result<domain::CutPlan> cuts(const RecordingId &id) = 0;
    /// The cut list as a file, in the format of its ending.
    virtual Result<> exportCuts(const RecordingId &id, const QString &file) = 0;
    /// Forgets what a person changed, and cuts again.
    virtual Result<> resetCuts(const RecordingId &id) = 0;
    virtual Result<QByteArray> waveform(const RecordingId &id) = 0;
    virtual Result<QString> posterPath(const RecordingId &id) = 0;

    // Templates and settings
    virtual Result<QList<domain::Template>> templates() = 0;
    virtual Result<domain::Template> saveTemplate(const domain::Template &value) = 0;
    virtual Result<> removeTemplate(const domain::TemplateId &id) = 0;
    virtual Result<domain::Config> config() = 0;
    /// Sets one option of the profile; a null value inherits again.
    virtual Result<> set(const QString &key, const QJsonValue &value) = 0;

    /// Free bytes where packages go; -1 unknown.
    virtual qint64 freeBytes() = 0;
};

/// Opens the profile in a folder. Blocks.
using OpenLibrary = std::function<Result<std::shared_ptr<Library>>(const QString &folder)>;

}   // namespace viewmodels
