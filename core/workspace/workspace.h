#pragma once

#include "core/crypto/secret_store.h"
#include "core/domain/cut_file.h"
#include "core/domain/cuts.h"
#include "core/domain/subtitles.h"
#include "core/domain/template.h"
#include "core/domain/topics.h"
#include "core/pipeline/plan.h"
#include "core/pipeline/runner.h"
#include "core/store/repositories.h"

#include <QLockFile>

namespace workspace {

using base::Result;
using base::StopToken;
using domain::RecordingId;

/// What a workspace lends from its program: shared by all, outlives them.
struct Environment {
    const base::Clock &clock;
    media::MediaTool &media;
    speech::EngineChooser &engines;
    QJsonObject machineSettings;   // the machine's layer of configuration
    QString outputFolder;   // where packages go unless somebody says otherwise
    crypto::SecretStore *secrets = nullptr;   // keychain or files; may be none
    std::function<base::Secret()> serviceKey = [] { return base::Secret(); };   // of the AI service
};

/// A recording as lists show it.
struct Overview {
    domain::Recording recording;
    QString templateName;
    bool queued = false;   // a job waits or runs
    std::optional<base::Instant> nextAttempt;   // it waits until then
    int attempt = 0;   // of the job that waits or runs
    QString packageFolder;   // where it was published on this computer; empty: nowhere
};

struct AddRequest {
    QStringList paths;   // files and folders
    QString templateName;   // empty: the one that matches, else the built-in default
    QJsonObject settings;   // the recordings' own layer
    bool onlyLook = false;   // nothing is saved: for dry runs
};
struct AddReport {
    struct Item {
        QString path;
        domain::Recording recording;
        bool isNew = false;
    };
    struct Refusal {
        QString path;
        base::Error error;
    };
    QList<Item> items;
    QList<Refusal> refused;
    int ignored = 0;   // things in folders that are no recordings
};

struct RunRequest {
    QList<RecordingId> recordings;
    QJsonObject settings;   // this run's own layer
    bool force = false;
};

/// A runner with the profile's lock: one runner per profile, in whatever process.
struct LockedRunner {
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<pipeline::Runner> runner;   // ends before the lock opens
};

/// Why a recording is as it is.
struct Explanation {
    domain::Match match;
    pipeline::Plan plan;
    domain::Config config;
};

/// What is cut out of a recording, as it stands: what a person wants, or what was found last.
struct CutList {
    QList<domain::Cut> cuts;
    domain::MediaTime duration{};   // of the source
    bool edited = false;   // by a person
    bool rendered = false;   // the film at hand is cut by it
    QString refusal;   // why nothing was cut although something was asked for; empty otherwise
};

/// A file of a recording's package, for people.
struct PackageFile {
    QString name;
    QString path;
    qint64 bytes = 0;
};

/// One profile of the desktop or one tenant of the server. Every function blocks for a short effect, may be called from
/// any thread but the GUI's, and sees only this workspace. Nothing is a singleton: two stand side by side.
class Workspace {
public:
    /// Opens the profile in `folder`, making it when it is new. Errors: Forbidden, Unavailable, Conflict (a newer
    /// program's).
    static Result<std::unique_ptr<Workspace>> open(const QString &folder, const Environment &environment);
    ~Workspace();

    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString name() const;   // of the profile
    [[nodiscard]] domain::WorkspaceId id() const;

    // Recordings
    Result<AddReport> add(const AddRequest &request, const StopToken &stop);
    Result<QList<Overview>> recordings(const store::RecordingQuery &query);
    /// By id, by the end of an id, or by title; Conflict when several fit.
    Result<Overview> recording(const QString &name);
    Result<> rename(const RecordingId &id, const QString &title);
    Result<> remove(const QList<RecordingId> &ids);   // can be undone by restore; originals are never touched
    Result<> restore(const QList<RecordingId> &ids);
    /// What has changed since `token` (0 at first), also by another process.
    Result<store::RecordingRepository::Changes> changedSince(qint64 token);

    // Work
    /// What `run` would do with one recording, which need not be saved.
    Result<pipeline::Plan> plan(const domain::Recording &recording, const RunRequest &request);
    /// Enqueues what the plan says; what is done already is not done again. Conflict for a skipped recording without
    /// leave.
    Result<domain::RunId> run(const RunRequest &request);
    Result<> cancel(const QList<RecordingId> &ids);
    Result<> retry(const QList<RecordingId> &ids);   // the failed step and what depends on it
    /// Takes the profile's runner lock and starts the job threads. Conflict: another process runs this profile.
    Result<LockedRunner> startRunner(const pipeline::RunnerOptions &options);

    // Results
    Result<Explanation> explain(const RecordingId &id);
    Result<QList<PackageFile>> files(const RecordingId &id);
    Result<domain::Transcript> transcript(const RecordingId &id);   // NotFound before there is one
    Result<domain::TopicSet> topics(const RecordingId &id);
    Result<domain::CutPlan> cuts(const RecordingId &id);
    /// Peaks for drawing: pairs of lowest and highest, -128..127, one per 10 ms.
    Result<QByteArray> waveform(const RecordingId &id);
    Result<QString> posterPath(const RecordingId &id);

    // Cut lists
    Result<CutList> cutList(const RecordingId &id);   // NotFound before there is one
    Result<QByteArray> exportCuts(const RecordingId &id, domain::CutFormat format);
    /// Makes this the recording's list, if it differs; what depends on it is out of date then. Errors: NotFound before
    /// the recording was analyzed, Invalid, and what to do.
    struct ImportedCuts {
        int changed = 0;   // cuts that came, went or were changed
        QStringList warnings;
    };
    Result<ImportedCuts> importCuts(const RecordingId &id, domain::CutFormat format, const QByteArray &bytes);
    /// Back to what the options say. False: nobody had changed it.
    Result<bool> resetCuts(const RecordingId &id);
    /// Segment by segment and picture by picture, how the film at hand was made: lines `segment <n> <engine>
    /// <source start> <source end> <output start> <reason>` and `frame <output time> <source time> <source picture>
    /// <kind>`, times in seconds. NotFound when there is none.
    Result<QByteArray> renderPlan(const RecordingId &id);

    // Templates and settings
    Result<QList<domain::Template>> templates();
    Result<domain::Template> saveTemplate(const domain::Template &value);
    Result<> removeTemplate(const domain::TemplateId &id);
    /// One template against one recording or file, condition by condition.
    Result<domain::Explanation> testTemplate(
        const QString &templateName, const QString &fileOrRecording, const StopToken &stop);
    Result<QJsonObject> settings();   // the workspace's layer
    Result<> saveSettings(const QJsonObject &settings);
    /// The values that hold, for the workspace or for one recording.
    Result<domain::Config> config(const std::optional<RecordingId> &id = {}, const QJsonObject &runSettings = {});

private:
    class Private;
    explicit Workspace(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// What `doctor` says: a row per check.
struct Check {
    QString name;
    bool ok = false;
    QString detail;
    QString advice;   // what to do; empty when ok
    bool needed = true;   // else Dailies works without, only less well
};
QList<Check> checkHealth(Workspace &workspace, const Environment &environment, const StopToken &stop);

}   // namespace workspace
