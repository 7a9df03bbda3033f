#include "core/pipeline/steps/publish.h"

#include "core/base/json.h"
#include "core/domain/metadata.h"
#include "core/platforms/local/folder_publisher.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {
/// Everything a package is made of, read once.
struct Material {
    Analysis analysis;
    domain::CutPlan cuts;
    QJsonObject render;
    QString ffmpeg;   // its version
    std::optional<domain::Transcript> transcript;
    std::optional<domain::TopicSet> topics;
    domain::ChapterList chapters;
    QString title;
    QString description;

    [[nodiscard]] base::MediaTime duration() const { return cuts.map.outputDuration(); }
};
}   // namespace

static domain::MetadataContext metadataContext(const StepContext &context, const Material &material)
{
    const domain::Config &config = context.config;
    domain::MetadataContext metadata{
        .displayName = context.recording.title,
        .recordingId = context.recording.id,
        .sourceName = domain::toString(context.recording.sourceKind),
        .startTime = context.recording.startTime,
        .now = context.services.clock.now(),
        .timeZone = config.text(u"metadata.time_zone"),
        .language = config.text(u"metadata.language"),
        .duration = material.duration(),
        .topics = material.chapters.chapters,
        .topicsDisplay = domain::topicDisplay(config, u"metadata.topics_display"),
        .questionsDisplay = domain::topicDisplay(config, u"metadata.questions_display"),
        .dateFormat = config.text(u"metadata.date_format"),
    };
    if (const auto *version = material.topics ? material.topics->active() : nullptr) {
        metadata.mainTopics = version->mainTopics;
        metadata.summary = version->summary;
        metadata.questions = version->questions;
    }
    return metadata;
}

static Result<Material> readMaterial(const StepContext &context)
{
    Material material;
    TRY(material.analysis, context.artifacts.analysis());
    TRY(material.cuts, context.artifacts.cuts());
    TRY(material.render, context.artifacts.render());
    TRY(const auto versions, context.services.media.versions(context.stop));
    material.ffmpeg = versions.value("ffmpeg"_L1).toString();
    if (context.artifacts.has(Artifact::Transcript)) {
        TRY(material.transcript, context.artifacts.transcript());
    }
    material.chapters.reason = u"There are no topics."_s;
    if (context.artifacts.has(Artifact::Topics)) {
        TRY(material.topics, context.artifacts.topics());
        if (const auto *version = material.topics->active())
            material.chapters = domain::toChapters(version->topics, material.cuts.map);
    }
    auto metadata = metadataContext(context, material);
    TRY(material.title, domain::renderMetadata(context.config.text(u"metadata.title_template"), metadata));
    if (material.title.isEmpty())
        material.title = context.recording.title;
    metadata.title = material.title;
    TRY(material.description, domain::renderMetadata(context.config.text(u"metadata.description_template"), metadata));
    return material;
}

static QJsonObject provenance(const StepContext &context, const Material &material, const QJsonArray &absent)
{
    QJsonObject steps;
    for (const auto &step : context.recording.steps) {
        QJsonObject entry{{u"state"_s, domain::toString(step.state)}, {u"reason"_s, step.reason}};
        if (step.startedAt && step.finishedAt)
            entry.insert(u"seconds"_s, std::chrono::duration<double>(*step.finishedAt - *step.startedAt).count());
        if (step.name.kind != domain::StepKind::Publish)   // this very step is not over
            steps.insert(step.name.toString(), entry);
    }
    const QJsonObject cuts = domain::toJson(material.cuts);
    QJsonObject json{
        {u"recording_id"_s, context.recording.id.value},
        {u"title"_s, material.title},
        {u"input"_s,
            QJsonObject{{u"name"_s, QFileInfo(context.recording.mediaPath).fileName()},
                {u"size"_s, material.analysis.probe.sizeBytes}, {u"sha256"_s, material.analysis.sha256},
                {u"duration"_s, base::toSeconds(material.analysis.probe.duration)},
                {u"start_time"_s, base::toRfc3339(context.recording.startTime)}}},
        {u"versions"_s,
            QJsonObject{{u"dailies"_s, QStringLiteral(DAILIES_VERSION)}, {u"qt"_s, QString::fromLatin1(qVersion())},
                {u"ffmpeg"_s, material.ffmpeg}}},
        {u"settings"_s, context.config.toJsonWithOrigin()},
        {u"cut_list"_s, context.recording.editedCuts ? u"edited"_s : u"automatic"_s},
        {u"cuts"_s, cuts.value("cuts"_L1)},
        {u"kept"_s, cuts.value("kept"_L1)},
        {u"render"_s, material.render},
        {u"steps"_s, steps},
        {u"absent"_s, absent},
    };
    if (!material.cuts.refusal.isEmpty())
        json.insert(u"cuts_refused"_s, material.cuts.refusal);
    if (material.transcript)
        json.insert(u"text"_s,
            QJsonObject{{u"engine"_s, material.transcript->engine}, {u"rough"_s, material.transcript->rough}});
    if (const auto *version = material.topics ? material.topics->active() : nullptr)
        json.insert(u"topics"_s, QJsonObject{{u"engine"_s, version->engine}, {u"version"_s, version->id}});
    return json;
}

static Result<platforms::Package> makePackage(const StepContext &context, const Material &material)
{
    platforms::Package package{.recording = context.recording.id, .title = material.title, .files = {}, .texts = {}};
    QJsonArray absent;
    const auto lacks = [&absent](const QString &file, const QString &reason) {
        absent += QJsonObject{{u"file"_s, file}, {u"reason"_s, reason}};
    };
    const auto stepReason = [&](domain::StepKind kind) {
        const domain::StepName name{.kind = kind, .target = {}};
        if (const auto *planned = context.plan.find(name); planned && planned->skipped())
            return planned->reason;
        const auto *step = context.recording.step(name);
        return step && step->failure ? step->failure->reason : step ? step->reason : QString();
    };

    // The medium again, with chapters and title inside: streams are copied.
    QList<media::ChapterMark> marks;
    for (const auto &chapter : material.chapters.chapters)
        marks += {chapter.title, chapter.outputStart};
    for (const Artifact artifact : {Artifact::Video, Artifact::Audio}) {
        const QString name(infoOf(artifact).file);
        if (!context.artifacts.has(artifact)) {
            lacks(name,
                artifact == Artifact::Video ? u"The recording has no picture."_s : u"The recording has no sound."_s);
            continue;
        }
        const QString marked = context.output + u'/' + name;
        TRY_DO(context.services.media.remux(
            context.artifacts.path(artifact), marked, material.title, marks, context.stop));
        package.files += {name, marked};
    }
    for (const Artifact artifact : {Artifact::Srt, Artifact::Vtt, Artifact::Poster}) {
        const QString name(infoOf(artifact).file);
        if (context.artifacts.has(artifact))
            package.files += {name, context.artifacts.path(artifact)};
        else
            lacks(name,
                artifact == Artifact::Poster ? u"The recording has no picture."_s
                                             : stepReason(domain::StepKind::Subtitles));
    }

    const domain::TimeMap &map = material.cuts.map;
    if (material.transcript) {
        package.texts += {u"transcript.json"_s, base::toIndentedJson(material.transcript->toJson(&map))};
        package.texts += {u"transcript.txt"_s, domain::toPlainText(*material.transcript, map).toUtf8()};
    } else {
        lacks(u"transcript.json"_s, stepReason(domain::StepKind::Transcribe));
        lacks(u"transcript.txt"_s, stepReason(domain::StepKind::Transcribe));
    }
    if (material.topics)
        package.texts += {u"topics.json"_s, base::toIndentedJson(material.topics->toJson(&map))};
    else
        lacks(u"topics.json"_s, stepReason(domain::StepKind::Topics));
    if (material.chapters.chapters.isEmpty())
        lacks(u"chapters.txt"_s, material.chapters.reason);
    else
        package.texts += {u"chapters.txt"_s, domain::toText(material.chapters.chapters, material.duration()).toUtf8()};
    if (material.description.isEmpty())
        lacks(u"description.txt"_s, u"The description template gives no text."_s);
    else
        package.texts += {u"description.txt"_s, (material.description + u'\n').toUtf8()};
    package.texts += {u"provenance.json"_s, base::toIndentedJson(provenance(context, material, absent))};
    return package;
}

Result<StepOutcome> Publish::run(const StepContext &context) const
{
    TRY(const auto material, readMaterial(context));
    TRY(const auto package, makePackage(context, material));
    context.progress(0.5);
    platforms::local::FolderPublisher publisher(context.config.text(u"platforms.local.folder"));

    // The intent is on disk before the first byte is there.
    store::PublicationRepository publications(context.services.scope);
    const auto &name = context.stepName;
    TRY(auto row, publications.find(context.recording.id, name.target));
    if (!row)
        row = store::PublicationRow{.recording = context.recording.id, .target = name.target};
    row->state = domain::toString(domain::TargetState::Uploading);
    row->detail = {{u"folder"_s, publisher.folderFor(package)}};
    row->updatedAt = context.services.clock.now();
    TRY_DO(publications.save(*row));

    auto published = publisher.publish(
        package, [&](double done) { context.progress(0.5 + done / 2); }, context.stop);
    row->state = domain::toString(published ? domain::TargetState::Uploaded
            : context.stop.stopRequested()  ? domain::TargetState::NotUploaded
                                            : domain::TargetState::Failed);
    if (published) {
        row->detail = published->detail;
        row->fingerprint = context.plan.find(name)->fingerprint;
    }
    row->updatedAt = context.services.clock.now();
    TRY_DO(publications.save(*row));
    if (!published)
        return base::fail(published.error());
    return StepOutcome{.reason = u"In %1."_s.arg(published->detail.value("folder"_L1).toString())};
}

}   // namespace pipeline
