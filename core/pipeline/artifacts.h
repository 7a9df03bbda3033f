#pragma once

#include "core/domain/cuts.h"
#include "core/domain/topics.h"
#include "core/pipeline/plan.h"
#include "core/store/repositories.h"

namespace pipeline {

using base::Result;

/// The files that steps make, one row of a table each.
enum class Artifact {
    Analysis,   // analysis.json: Analysis below
    Loudness,   // domain::Loudness
    Waveform,   // for drawing
    SpeechAudio,   // 16 kHz mono WAV
    Poster,
    Transcript,
    Cuts,   // cuts.json: domain::CutPlan
    Render,   // render.json: what the cutting engine reports
    RenderPlan,   // render_plan.txt: a line per segment and per picture of the output
    Video,
    Audio,
    Topics,
    Srt,
    Vtt,
};
struct ArtifactInfo {
    Artifact artifact;
    QLatin1StringView kind;   // name in the database
    QLatin1StringView file;
    domain::StepKind step;   // that makes it
};
const ArtifactInfo &infoOf(Artifact artifact);
/// What a step may make.
QList<ArtifactInfo> artifactsOf(domain::StepKind step);

/// analysis.json
struct Analysis {
    domain::Probe probe;
    QString sha256;   // of the whole source
    std::optional<QList<domain::Interval>> speech;   // by a detector; nothing when none was there

    [[nodiscard]] QJsonObject toJson() const;
    static Result<Analysis> fromJson(const QJsonObject &json);
};

/// Where the recordings' files are: `<root>/recordings/<id>/...`
struct MediaStore {
    QString root;
    [[nodiscard]] QString folderOf(const domain::RecordingId &id) const;
    [[nodiscard]] QString checkpointsOf(const domain::RecordingId &id) const;   // what outlives an attempt
    void dropCheckpoints(const domain::RecordingId &id) const;
    [[nodiscard]] QString pathOf(const store::ArtifactRow &row) const;
};

/// The artifacts of one recording that are at hand: an old version of one that must be made anew doesn't count.
class Artifacts {
public:
    Artifacts() = default;
    /// `plan`: nothing filters by freshness when it is null.
    Artifacts(const MediaStore &store, const QList<store::ArtifactRow> &rows, const Plan *plan);

    [[nodiscard]] bool has(Artifact artifact) const { return m_paths.contains(artifact); }
    [[nodiscard]] QString path(Artifact artifact) const { return m_paths.value(artifact); }   // empty when missing

    // NotFound when missing, Corrupt when damaged.
    [[nodiscard]] Result<Analysis> analysis() const;
    [[nodiscard]] Result<domain::Transcript> transcript() const;
    [[nodiscard]] Result<domain::CutPlan> cuts() const;
    [[nodiscard]] Result<domain::TopicSet> topics() const;
    Result<QJsonObject> render() const { return read(Artifact::Render); }

private:
    Result<QJsonObject> read(Artifact artifact) const;
    QHash<Artifact, QString> m_paths;
};

}   // namespace pipeline
