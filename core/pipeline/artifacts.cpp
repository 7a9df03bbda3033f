#include "core/pipeline/artifacts.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QDir>

#include <array>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using domain::StepKind;

namespace pipeline {

static constexpr std::array<ArtifactInfo, 14> table = {{
    {Artifact::Analysis, "analysis"_L1, "analysis.json"_L1, StepKind::Analyze},
    {Artifact::Loudness, "loudness"_L1, "loudness.f32"_L1, StepKind::Analyze},
    {Artifact::Waveform, "waveform"_L1, "waveform.s8"_L1, StepKind::Analyze},
    {Artifact::SpeechAudio, "speech_audio"_L1, "speech.wav"_L1, StepKind::Analyze},
    {Artifact::Poster, "poster"_L1, "poster.jpg"_L1, StepKind::Analyze},
    {Artifact::Transcript, "transcript"_L1, "transcript.json"_L1, StepKind::Transcribe},
    {Artifact::Cuts, "cuts"_L1, "cuts.json"_L1, StepKind::Trim},
    {Artifact::Render, "render"_L1, "render.json"_L1, StepKind::Trim},
    {Artifact::RenderPlan, "render_plan"_L1, "render_plan.txt"_L1, StepKind::Trim},
    {Artifact::Video, "video"_L1, "video.mp4"_L1, StepKind::Trim},
    {Artifact::Audio, "audio"_L1, "audio.m4a"_L1, StepKind::Trim},
    {Artifact::Topics, "topics"_L1, "topics.json"_L1, StepKind::Topics},
    {Artifact::Srt, "srt"_L1, "subtitles.srt"_L1, StepKind::Subtitles},
    {Artifact::Vtt, "vtt"_L1, "subtitles.vtt"_L1, StepKind::Subtitles},
}};

const ArtifactInfo &infoOf(Artifact artifact)
{
    return *std::find_if(table.begin(), table.end(), [&](const auto &info) { return info.artifact == artifact; });
}

QList<ArtifactInfo> artifactsOf(StepKind step)
{
    QList<ArtifactInfo> infos;
    std::copy_if(
        table.begin(), table.end(), std::back_inserter(infos), [&](const auto &info) { return info.step == step; });
    return infos;
}

static QJsonArray toJson(const QList<domain::Interval> &intervals)
{
    QJsonArray array;
    for (const auto &interval : intervals)
        array += QJsonArray{base::toSeconds(interval.start), base::toSeconds(interval.end)};
    return array;
}

QJsonObject Analysis::toJson() const
{
    return {{u"probe"_s, probe.toJson()}, {u"sha256"_s, sha256},
        {u"speech"_s, speech ? QJsonValue(pipeline::toJson(*speech)) : QJsonValue(QJsonValue::Null)}};
}

Result<Analysis> Analysis::fromJson(const QJsonObject &json)
{
    TRY(auto probe, domain::Probe::fromJson(json.value("probe"_L1).toObject()));
    Analysis analysis{.probe = std::move(probe), .sha256 = json.value("sha256"_L1).toString(), .speech = {}};
    if (json.value("speech"_L1).isArray()) {
        analysis.speech.emplace();
        for (const auto &pair : json.value("speech"_L1).toArray())
            *analysis.speech += {base::fromSeconds(pair[0].toDouble()), base::fromSeconds(pair[1].toDouble())};
    }
    return analysis;
}

QString MediaStore::folderOf(const domain::RecordingId &id) const { return root + u"/recordings/"_s + id.value; }

QString MediaStore::checkpointsOf(const domain::RecordingId &id) const { return folderOf(id) + u"/checkpoints"_s; }

void MediaStore::dropCheckpoints(const domain::RecordingId &id) const { QDir(checkpointsOf(id)).removeRecursively(); }

QString MediaStore::pathOf(const store::ArtifactRow &row) const { return root + u'/' + row.path; }

Artifacts::Artifacts(const MediaStore &store, const QList<store::ArtifactRow> &rows, const Plan *plan)
{
    for (const auto &row : rows) {
        const auto info =
            std::find_if(table.begin(), table.end(), [&](const auto &entry) { return entry.kind == row.kind; });
        if (info == table.end())
            continue;
        const PlannedStep *planned = plan ? plan->find({.kind = info->step, .target = {}}) : nullptr;
        if (!planned || planned->fingerprint == row.fingerprint)
            m_paths.insert(info->artifact, store.pathOf(row));
    }
}

Result<QJsonObject> Artifacts::read(Artifact artifact) const
{
    if (!has(artifact))
        return fail(ErrorKind::NotFound, u"There is no %1 yet."_s.arg(infoOf(artifact).file));
    TRY(const auto bytes, base::readFile(path(artifact)));
    auto json = base::parseObject(bytes, QString(infoOf(artifact).file));
    if (!json)
        return fail(ErrorKind::Corrupt, json.error().message);
    return json;
}

Result<Analysis> Artifacts::analysis() const
{
    TRY(const auto json, read(Artifact::Analysis));
    return Analysis::fromJson(json);
}

Result<domain::Transcript> Artifacts::transcript() const
{
    TRY(const auto json, read(Artifact::Transcript));
    return domain::Transcript::fromJson(json);
}

Result<domain::CutPlan> Artifacts::cuts() const
{
    TRY(const auto json, read(Artifact::Cuts));
    return domain::cutPlanFromJson(json);
}

Result<domain::TopicSet> Artifacts::topics() const
{
    TRY(const auto json, read(Artifact::Topics));
    return domain::TopicSet::fromJson(json);
}

}   // namespace pipeline
