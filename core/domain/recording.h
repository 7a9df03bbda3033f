#pragma once

#include "core/base/result.h"
#include "core/domain/edges.h"
#include "core/domain/ids.h"
#include "core/domain/time_map.h"

#include <QJsonObject>
#include <QList>

namespace domain {

using base::Instant;

enum class SourceKind { LocalFile, Zoom, YandexDisk, GoogleDrive, Dropbox, Url };
QString toString(SourceKind kind);   // "local", "zoom", "yandex_disk", ...
std::optional<SourceKind> sourceKindFrom(QStringView name);   // upper case and the seed's names too: "LOCAL_FILE"

/// The computed status of a recording; nothing sets it by hand.
enum class Status {
    PendingSource,   // the provider still prepares the media
    Initialized,
    Downloading,
    Downloaded,
    Processing,   // analyze or trim is running
    Processed,   // cut, or a later step failed
    Transcribing,
    Preparing,   // topics or subtitles are running
    Transcribed,   // all steps before publishing are done
    Uploading,
    Uploaded,   // to some targets, not all
    Ready,
    Skipped,
    Expired,
};
QString toString(Status status);   // "INITIALIZED", ... the names of the API
std::optional<Status> statusFrom(QStringView name);

enum class StepKind { Download, Analyze, Transcribe, Trim, Topics, Subtitles, Publish };
enum class StepState { Pending, Running, Completed, Failed, Skipped };
QString toString(StepKind kind);   // "download", "analyze", ...
QString toString(StepState state);   // "pending", ...
std::optional<StepState> stepStateFrom(QStringView name);

/// A step's name: the kind, and the target's preset for publishing. As text "trim" or "publish:folder".
struct StepName {
    StepKind kind = StepKind::Download;
    QString target;   // key of the output target, only for Publish

    [[nodiscard]] QString toString() const;
    static std::optional<StepName> fromString(QStringView text);
    friend bool operator==(const StepName &, const StepName &) = default;
};

/// What went wrong, beside the status.
struct Failure {
    base::ErrorKind kind = base::ErrorKind::Internal;
    QString reason;   // at most 1000 characters
    Instant at{};
};

/// One step of one recording, as it stands.
struct Step {
    StepName name;
    StepState state = StepState::Pending;
    QString reason;   // why it was skipped, which engine was chosen and why
    QString fingerprint;   // of the inputs and options the completed step used
    std::optional<Failure> failure;
    int retryCount = 0;
    double progress = 0;   // 0..1 while running
    std::optional<Instant> startedAt;
    std::optional<Instant> finishedAt;
};

/// The edges of a step's machine: Pending → Running, Skipped; Running → Completed, Failed, Skipped (nothing to do),
/// Pending (interrupted, retried); Completed → Pending (inputs changed); Failed → Running, Pending, Skipped;
/// Skipped → Pending. Else Conflict.
base::Result<StepState> advance(StepState from, StepState to);
std::span<const Edge<StepState>> stepEdges();

enum class TargetState { NotUploaded, Uploading, Uploaded, Failed };
QString toString(TargetState state);   // "NOT_UPLOADED", ...
/// NotUploaded → Uploading; Uploading → Uploaded, Failed, NotUploaded (interrupted); Failed → Uploading, NotUploaded;
/// Uploaded → NotUploaded (reset). Else Conflict.
base::Result<TargetState> advance(TargetState from, TargetState to);
std::span<const Edge<TargetState>> targetEdges();
/// The target as its publish step shows it.
TargetState targetState(StepState publishState);

struct RecordingFlags {
    bool mapped = false;   // a template matched, or the recording was asked for explicitly
    bool skipped = false;   // deliberately ignored, or blank
    bool pendingSource = false;
    bool expired = false;
    bool mediaAtHand = false;   // downloaded, or a local file
};

/// One pure, ordered table (first match wins): EXPIRED; SKIPPED, PENDING_SOURCE; DOWNLOADING; UPLOADING; TRANSCRIBING;
/// PREPARING; PROCESSING; READY (all targets done, at least one); UPLOADED (some); TRANSCRIBED; PROCESSED (trim done or
/// a later step failed); DOWNLOADED; INITIALIZED. A failed step never looks like work in progress. What no template
/// matched and nobody asked for is SKIPPED.
Status statusOf(const RecordingFlags &flags, const QList<Step> &steps);
/// The table's order.
QList<Status> statusOrder();

/// One media item of one workspace. Identity: (workspace, source kind, source key, start time).
struct Recording {
    RecordingId id;
    QString title;   // display_name
    SourceKind sourceKind = SourceKind::LocalFile;
    QString sourceKey;   // content identity of a local file, meeting UUID, ...
    std::optional<SourceId> source;   // the configured source that listed it
    QString mediaPath;   // where the original is, absolute; empty before the download
    qint64 sizeBytes = 0;
    Instant startTime{};
    std::chrono::milliseconds duration{};   // of the source; 0 before it is known
    std::chrono::milliseconds finalDuration{};   // after trimming; 0 before
    std::optional<TemplateId> templateId;
    RecordingFlags flags;
    QString skipReason;   // "No template matched.", "Blank record: 3 min.", ...
    QJsonObject settings;   // processing_preferences: this recording's own layer of configuration
    QList<Step> steps;
    std::optional<QList<Cut>> editedCuts;   // a person's list, which is cut by instead of what the options say
    Instant createdAt{};
    Instant updatedAt{};
    std::optional<Instant> deletedAt;

    [[nodiscard]] Status status() const { return statusOf(flags, steps); }
    /// The first failed step in the order of the pipeline.
    [[nodiscard]] const Step *failedStep() const;
    [[nodiscard]] const Step *step(const StepName &name) const;
    void setStep(const Step &step);   // replaces the one of this name, or adds it
};

/// Whether a SKIPPED recording may be worked on: the explicit option, else the template's, the profile's, else no.
bool allowSkipped(std::optional<bool> option, std::optional<bool> fromTemplate, std::optional<bool> fromProfile);

}   // namespace domain
