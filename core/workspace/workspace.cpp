#include "core/workspace/workspace_p.h"

#include "core/base/files.h"
#include "core/platforms/local/folder_source.h"
#include "core/store/migrator.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using pipeline::Artifact;
using pipeline::Continue;
using pipeline::Plan;

namespace workspace {

/// Below this multiple of real time a person would rather have the cut now than wait for the words.
static constexpr double speedWorthWaitingFor = 5;

Workspace::Private::Private(QString folder_, const Environment &environment_)
    : folder(std::move(folder_))
    , environment(environment_)
    , database(u"sqlite:"_s + folder + u"/dailies.db"_s)
{
}

pipeline::Services Workspace::Private::services()
{
    return {.scope = scope(),
        .files = {folder + u"/media"_s},
        .clock = environment.clock,
        .media = environment.media,
        .engines = environment.engines,
        .configOf = [this](const Recording &recording, const QJsonObject &run) { return configOf(&recording, run); },
        .serviceKey = environment.serviceKey};
}

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &folder, const Environment &environment)
{
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (!QDir().mkpath(path + u"/media/recordings"_s))
        return fail(ErrorKind::Forbidden, u"Cannot make the profile folder %1."_s.arg(path));
    auto d = std::make_unique<Private>(path, environment);
    TRY_DO(store::migrate(d->database));

    // Two programs may open a new profile at once: the first makes the row.
    TRY(auto *connection, d->database.here());
    TRY(auto transaction, store::Transaction::begin(*connection, store::Durability::Full));
    store::WorkspaceRepository workspaces(d->database);
    TRY(const auto rows, workspaces.all());
    if (rows.isEmpty()) {
        TRY(d->row, workspaces.create(QFileInfo(path).fileName(), environment.clock.now()));
    } else {
        d->row = rows.first();
    }
    TRY_DO(transaction.commit());
    return std::unique_ptr<Workspace>(new Workspace(std::move(d)));
}

Workspace::Workspace(std::unique_ptr<Private> d_)
    : d(std::move(d_))
{
}

Workspace::~Workspace() = default;

QString Workspace::folder() const { return d->folder; }

QString Workspace::name() const { return d->row.name; }

domain::WorkspaceId Workspace::id() const { return d->row.id; }

// Configuration

Result<domain::Config> Workspace::Private::configOf(const Recording *recording, const QJsonObject &runSettings)
{
    const QString output = environment.outputFolder.isEmpty() ? folder + u"/published"_s : environment.outputFolder;
    QList<domain::Layer> layers = {
        {domain::Level::Default, u"default"_s,
            {{u"platforms"_s, QJsonObject{{u"local"_s, QJsonObject{{u"folder"_s, output}}}}}}},
        {domain::Level::Machine, u"machine"_s, environment.machineSettings},
    };
    TRY(const auto workspace, store::WorkspaceRepository(database).find(row.id));
    layers += {domain::Level::Workspace, u"profile"_s, workspace.settings};
    if (recording && recording->templateId) {
        const auto used = store::TemplateRepository({database, row.id}).find(*recording->templateId);
        if (used)
            layers += {domain::Level::Template, u"template "_s + used->name, used->configLayer()};
        else if (used.error().kind != ErrorKind::NotFound)   // a removed template has no say any more
            return fail(used.error());
    }
    if (recording)
        layers += {domain::Level::Recording, u"recording"_s, recording->settings};
    layers += {domain::Level::Run, u"this run"_s, runSettings};
    return domain::Config::resolve(layers);
}

Result<domain::Config> Workspace::config(const std::optional<RecordingId> &id, const QJsonObject &runSettings)
{
    if (!id)
        return d->configOf(nullptr, runSettings);
    TRY(const auto recording, store::RecordingRepository(d->scope()).find(*id));
    return d->configOf(&recording, runSettings);
}

Result<QJsonObject> Workspace::settings()
{
    TRY(const auto row, store::WorkspaceRepository(d->database).find(d->row.id));
    return row.settings;
}

Result<> Workspace::saveSettings(const QJsonObject &settings)
{
    TRY(const auto checked, domain::checkedLayer(settings, domain::Level::Workspace));
    return store::WorkspaceRepository(d->database).saveSettings(d->row.id, checked, d->now());
}

// Recordings

Result<AddReport::Item> Workspace::Private::addItem(const platforms::SourceItem &item, const AddRequest &request,
    const QList<domain::Template> &templates, const StopToken &stop)
{
    store::RecordingRepository recordings(scope());
    TRY(auto known, recordings.findByKey(domain::SourceKind::LocalFile, item.key));
    if (known) {
        // The same content again, perhaps moved or renamed, perhaps removed from the list before.
        known->mediaPath = item.path;
        if (known->deletedAt && !request.onlyLook)
            TRY_DO(recordings.setDeleted(known->id, std::nullopt, now()));
    }
    Recording recording = known.value_or(Recording{.id = base::newId<RecordingId>(),
        .title = item.title,
        .sourceKind = domain::SourceKind::LocalFile,
        .sourceKey = item.key,
        .mediaPath = item.path,
        .sizeBytes = item.bytes,
        .startTime = item.startTime,
        .createdAt = now()});
    if (!known) {
        // What can't be probed is taken in all the same: the analysis will say what is wrong with it.
        auto probe = environment.media.probe(item.path, stop);
        for (int again = 0; again < 2 && !probe && probe.error().kind == ErrorKind::Unavailable; ++again)
            probe = environment.media.probe(item.path, stop);   // the child was killed, which says nothing of the file
        TRY_DO(stop.check());
        if (probe) {
            recording.duration = std::chrono::round<std::chrono::milliseconds>(probe->duration);
            recording.startTime = probe->createdAt.value_or(item.startTime);
        }
    }
    recording.flags.mapped = true;   // asked for by a person
    recording.flags.mediaAtHand = true;
    recording.flags.skipped = false;
    if (!request.templateName.isEmpty()) {
        TRY(const auto chosen, store::TemplateRepository(scope()).findByName(request.templateName));
        if (!chosen)
            return fail(ErrorKind::NotFound, u"There is no template named %1."_s.arg(request.templateName));
        recording.templateId = chosen->id;
    } else if (!known) {
        recording.templateId = domain::match(recording, templates).templateId;
    }
    if (!request.settings.isEmpty())
        recording.settings = request.settings;
    if (request.onlyLook)
        return AddReport::Item{item.path, recording, !known};
    if (known) {
        TRY_DO(recordings.save(recording, now()));
        return AddReport::Item{item.path, recording, false};
    }
    TRY(const auto upserted, recordings.upsert(recording));
    return AddReport::Item{item.path, upserted.recording, upserted.inserted};
}

Result<AddReport> Workspace::add(const AddRequest &asked, const StopToken &stop)
{
    AddRequest request = asked;
    TRY(request.settings, domain::checkedLayer(asked.settings, domain::Level::Recording));
    TRY(const auto templates, store::TemplateRepository(d->scope()).all());
    if (!request.templateName.isEmpty()) {
        TRY(const auto chosen, store::TemplateRepository(d->scope()).findByName(request.templateName));
        if (!chosen)
            return fail(ErrorKind::NotFound, u"There is no template named %1."_s.arg(request.templateName));
    }
    TRY(const auto config, d->configOf(nullptr, {}));
    AddReport report;
    const auto addItem = [&](const platforms::SourceItem &item) {
        auto added = item.pending.isEmpty() ? d->addItem(item, request, templates, stop)
                                            : Result<AddReport::Item>(fail(ErrorKind::Unavailable, item.pending));
        if (added)
            report.items += *std::move(added);
        else
            report.refused += {item.path, added.error()};
    };
    for (const QString &path : request.paths) {
        TRY_DO(stop.check());
        if (QFileInfo(path).isDir()) {
            const platforms::local::FolderOptions options{
                .folder = path,
                .include = config.list(u"sources.include"),
                .exclude = config.list(u"sources.exclude"),
                .settle =
                    std::chrono::round<std::chrono::milliseconds>(base::fromSeconds(config.number(u"sources.settle"))),
            };
            const auto listing = platforms::local::FolderSource(options, d->environment.clock).list(stop);
            if (!listing) {
                report.refused += {path, listing.error()};
                continue;
            }
            report.ignored += listing->ignored;
            for (const auto &item : listing->items)
                addItem(item);
        } else if (const auto item = platforms::local::fileItem(path, stop)) {
            addItem(*item);
        } else {
            report.refused += {path, item.error()};
        }
    }
    TRY_DO(stop.check());
    return report;
}

Result<Overview> Workspace::Private::overview(
    const Recording &recording, const QList<domain::Job> &pending, const QHash<QString, QString> &templateNames)
{
    Overview overview{.recording = recording};
    if (recording.templateId)
        overview.templateName = templateNames.value(recording.templateId->value);
    for (const auto &job : pending) {
        if (job.recording != recording.id)
            continue;
        overview.queued = true;
        overview.attempt = std::max(overview.attempt, job.attempt);
        if (job.state == domain::JobState::Available && job.runAt > now())
            overview.nextAttempt = overview.nextAttempt ? std::min(*overview.nextAttempt, job.runAt) : job.runAt;
    }
    return overview;
}

Result<QList<Overview>> Workspace::recordings(const store::RecordingQuery &query)
{
    // The jobs first: work that ends between two of these looks is still queued then, and never over but half done.
    TRY(const auto pending, store::JobRepository(d->scope()).pending());
    TRY(const auto recordings, store::RecordingRepository(d->scope()).list(query));
    TRY(const auto templates, store::TemplateRepository(d->scope()).all());
    TRY(const auto publications, store::PublicationRepository(d->scope()).uploaded());
    QHash<QString, QString> names;
    for (const auto &value : templates)
        names.insert(value.id.value, value.name);
    QHash<QString, QList<domain::Job>> jobs;
    for (const auto &job : pending)
        jobs[job.recording.value] += job;
    QHash<QString, QString> folders;
    for (const auto &publication : publications)
        folders.insert(publication.recording.value, publication.detail.value("folder"_L1).toString());

    QList<Overview> overviews;
    overviews.reserve(recordings.size());
    for (const auto &recording : recordings) {
        TRY(auto overview, d->overview(recording, jobs.value(recording.id.value), names));
        overview.packageFolder = folders.value(recording.id.value);
        overviews += std::move(overview);
    }
    return overviews;
}

Result<Overview> Workspace::recording(const QString &name)
{
    TRY(const auto all, recordings({}));
    QList<Overview> found;
    for (const auto &overview : all) {
        const Recording &recording = overview.recording;
        if (recording.id.value == name)
            return overview;
        const bool byId = name.size() >= 4 && recording.id.value.endsWith(name, Qt::CaseInsensitive);
        if (byId || recording.title.compare(name, Qt::CaseInsensitive) == 0)
            found += overview;
    }
    if (found.isEmpty())
        return fail(ErrorKind::NotFound, u"There is no recording %1. See `dailies list`."_s.arg(name));
    if (found.size() > 1)
        return fail(ErrorKind::Conflict,
            u"%1 recordings are called %2. Use an id from `dailies list`."_s.arg(found.size()).arg(name));
    return found.first();
}

Result<> Workspace::rename(const RecordingId &id, const QString &title)
{
    if (title.simplified().isEmpty())
        return fail(ErrorKind::Invalid, u"A recording needs a title."_s);
    store::RecordingRepository recordings(d->scope());
    TRY(auto recording, recordings.find(id));
    recording.title = title.simplified();
    return recordings.save(recording, d->now());
}

Result<> Workspace::remove(const QList<RecordingId> &ids)
{
    TRY_DO(cancel(ids));
    store::RecordingRepository recordings(d->scope());
    for (const auto &id : ids) {
        TRY_DO(recordings.setDeleted(id, d->now(), d->now()));
        d->services().files.dropCheckpoints(id);
    }
    return {};
}

Result<> Workspace::restore(const QList<RecordingId> &ids)
{
    store::RecordingRepository recordings(d->scope());
    for (const auto &id : ids)
        TRY_DO(recordings.setDeleted(id, std::nullopt, d->now()));
    return {};
}

Result<store::RecordingRepository::Changes> Workspace::changedSince(qint64 token)
{
    return store::RecordingRepository(d->scope()).changedSince(token);
}

// Work

Result<RunSettings> Workspace::Private::runSettings(const Recording &recording, const QJsonObject &settings)
{
    TRY(const auto checked, domain::checkedLayer(settings, domain::Level::Run));
    RunSettings run{.settings = checked};
    TRY(const auto config, configOf(&recording, checked));
    TRY(const auto choice, environment.engines.transcriber(config, recording.duration, environment.serviceKey()));
    TRY(const auto plan, pipeline::planFor(services(), recording, run));
    const auto *text = plan.find({.kind = domain::StepKind::Transcribe, .target = {}});
    const auto *row = recording.step(text->name);
    const bool wordsAtHand = text->upToDate && row->state == domain::StepState::Completed;
    run.trimWaitsForWords = wordsAtHand || (text->run && choice.speed >= speedWorthWaitingFor);
    return run;
}

Result<RunSettings> Workspace::Private::lastRunSettings(const Recording &recording)
{
    TRY(const auto jobs, store::JobRepository(scope()).of(recording.id));
    if (!jobs.isEmpty())
        return RunSettings::fromJson(jobs.first().options);
    return runSettings(recording, {});
}

Result<Plan> Workspace::plan(const Recording &recording, const RunRequest &request)
{
    TRY(const auto settings, d->runSettings(recording, request.settings));
    return pipeline::planFor(d->services(), recording, settings, request.force);
}

Result<> Workspace::Private::mayRun(const Recording &recording, const QJsonObject &settings)
{
    if (recording.deletedAt)
        return fail(ErrorKind::Conflict, u"%1 was removed. Restore it first."_s.arg(recording.title));
    TRY(const auto config, configOf(&recording, settings));   // option ← template ← profile ← false
    if (recording.status() == domain::Status::Skipped && !config.boolean(u"processing.allow_skipped"))
        return fail(ErrorKind::Conflict,
            u"%1 is skipped: %2 To work on it all the same, set processing.allow_skipped=true for this run, its "
            "template or the profile."_s.arg(recording.title, recording.skipReason));
    return {};
}

Result<domain::RunId> Workspace::run(const RunRequest &request)
{
    const auto run = base::newId<domain::RunId>();
    store::RecordingRepository recordings(d->scope());
    for (const auto &id : request.recordings) {
        TRY(auto recording, recordings.find(id));
        TRY_DO(d->mayRun(recording, request.settings));
        if (recording.flags.skipped || !recording.flags.mapped) {   // somebody wants it worked on
            recording.flags.skipped = false;
            recording.flags.mapped = true;
            TRY_DO(recordings.save(recording, d->now()));
        }
        TRY(const auto settings, d->runSettings(recording, request.settings));
        TRY_DO(pipeline::enqueueReady(
            d->services(), recording, run, settings, request.force ? Continue::Afresh : Continue::NewRun));
    }
    return run;
}

Result<> Workspace::cancel(const QList<RecordingId> &ids)
{
    store::JobRepository jobs(d->scope());
    for (const auto &id : ids)
        TRY_DO(jobs.cancel(id, d->now()));
    return {};
}

Result<> Workspace::retry(const QList<RecordingId> &ids)
{
    store::RecordingRepository recordings(d->scope());
    const auto run = base::newId<domain::RunId>();
    for (const auto &id : ids) {
        TRY(auto recording, recordings.find(id));
        TRY(const auto settings, d->lastRunSettings(recording));
        TRY_DO(pipeline::enqueueReady(d->services(), recording, run, settings, Continue::NewRun));
    }
    return {};
}

Result<LockedRunner> Workspace::startRunner(const pipeline::RunnerOptions &options)
{
    auto lock = std::make_unique<QLockFile>(d->folder + u"/runner.lock"_s);
    lock->setStaleLockTime(0);   // age says nothing; a dead owner's lock is taken at once all the same
    if (!lock->tryLock(0)) {
        if (lock->error() == QLockFile::LockFailedError)
            return fail(ErrorKind::Conflict, u"Another program works on this profile."_s);
        return fail(ErrorKind::Forbidden, u"Cannot lock the profile folder %1."_s.arg(d->folder));
    }
    TRY(auto runner, pipeline::Runner::start(d->services(), options));
    return LockedRunner{.lock = std::move(lock), .runner = std::move(runner)};
}

// Results

Result<Artifacts> Workspace::Private::artifactsOf(const RecordingId &id)
{
    TRY(const auto rows, store::ArtifactRepository(scope()).of(id));
    return Artifacts(services().files, rows, nullptr);
}

Result<Explanation> Workspace::explain(const RecordingId &id)
{
    TRY(const auto recording, store::RecordingRepository(d->scope()).find(id));
    TRY(const auto templates, store::TemplateRepository(d->scope()).all());
    TRY(const auto settings, d->lastRunSettings(recording));
    TRY(auto plan, pipeline::planFor(d->services(), recording, settings));
    TRY(auto config, d->configOf(&recording, settings.settings));
    return Explanation{
        .match = domain::match(recording, templates), .plan = std::move(plan), .config = std::move(config)};
}

Result<QList<PackageFile>> Workspace::files(const RecordingId &id)
{
    TRY(const auto publications, store::PublicationRepository(d->scope()).of(id));
    QList<PackageFile> files;
    for (const auto &publication : publications) {
        if (publication.state != domain::toString(domain::TargetState::Uploaded))
            continue;
        const QDir folder(publication.detail.value("folder"_L1).toString());
        for (const auto &info : folder.entryInfoList(QDir::Files, QDir::Name))
            files += {info.fileName(), info.filePath(), info.size()};
    }
    return files;
}

Result<domain::Transcript> Workspace::transcript(const RecordingId &id)
{
    TRY(const auto artifacts, d->artifactsOf(id));
    return artifacts.transcript();
}

Result<domain::TopicSet> Workspace::topics(const RecordingId &id)
{
    TRY(const auto artifacts, d->artifactsOf(id));
    return artifacts.topics();
}

Result<domain::CutPlan> Workspace::cuts(const RecordingId &id)
{
    TRY(const auto artifacts, d->artifactsOf(id));
    return artifacts.cuts();
}

Result<QByteArray> Workspace::waveform(const RecordingId &id)
{
    TRY(const auto artifacts, d->artifactsOf(id));
    return base::readFile(artifacts.path(Artifact::Waveform));
}

Result<QString> Workspace::posterPath(const RecordingId &id)
{
    TRY(const auto artifacts, d->artifactsOf(id));
    if (!artifacts.has(Artifact::Poster))
        return fail(ErrorKind::NotFound, u"There is no picture yet."_s);
    return artifacts.path(Artifact::Poster);
}

// Templates

Result<QList<domain::Template>> Workspace::templates() { return store::TemplateRepository(d->scope()).all(); }

Result<domain::Template> Workspace::saveTemplate(const domain::Template &value)
{
    return store::TemplateRepository(d->scope()).save(value, d->now());
}

Result<> Workspace::removeTemplate(const domain::TemplateId &id)
{
    return store::TemplateRepository(d->scope()).remove(id, d->now());
}

Result<domain::Explanation> Workspace::testTemplate(
    const QString &templateName, const QString &fileOrRecording, const StopToken &stop)
{
    TRY(const auto chosen, store::TemplateRepository(d->scope()).findByName(templateName));
    if (!chosen)
        return fail(ErrorKind::NotFound, u"There is no template named %1."_s.arg(templateName));
    Recording subject;
    if (QFileInfo(fileOrRecording).isFile()) {
        TRY(const auto item, platforms::local::fileItem(fileOrRecording, stop));
        TRY(const auto probe, d->environment.media.probe(item.path, stop));
        subject.title = item.title;
        subject.duration = std::chrono::round<std::chrono::milliseconds>(probe.duration);
        subject.startTime = probe.createdAt.value_or(item.startTime);
    } else {
        TRY(const auto overview, recording(fileOrRecording));
        subject = overview.recording;
    }
    return domain::match(subject, {*chosen}).explanations.first();
}

}   // namespace workspace
