#include "core/pipeline/runner.h"

#include "core/base/files.h"
#include "core/base/log.h"
#include "core/pipeline/enqueue.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>

#include <condition_variable>
#include <map>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Error;
using base::ErrorKind;
using base::fail;
using base::StopReason;
using base::StopSource;
using domain::JobState;
using domain::Recording;
using domain::Step;
using domain::StepState;
using store::ClaimedJob;

namespace pipeline {

Q_LOGGING_CATEGORY(lcPipeline, "core.pipeline")

class Runner::Private {
public:
    Private(const Services &services, const RunnerOptions &options)
        : m_services(services)
        , m_options(options)
        , m_queue(services.scope.database, base::newUuid(), services.scope.workspace)
    {
    }

    Result<> start();
    void stop();
    void wake();
    void pause(bool paused);
    [[nodiscard]] bool isPaused() const;

private:
    struct Attempt {
        StepOutcome outcome;
        QString fingerprint;
        QList<store::ArtifactRow> artifacts;
    };

    void work(domain::JobKind kind);
    void keepHouse();
    void execute(const ClaimedJob &claimed);
    Result<Attempt> attempt(const ClaimedJob &claimed, const StopToken &stop);
    Result<QList<store::ArtifactRow>> collect(
        const ClaimedJob &claimed, const QString &folder, const QString &fingerprint);
    Result<> saveSuccess(const ClaimedJob &claimed, Attempt &attempt);
    Result<> saveFailure(const ClaimedJob &claimed, const Error &error);
    Result<> takeOverLost(bool everyOther);
    [[nodiscard]] QString attemptFolder(const ClaimedJob &claimed) const;
    void sweep(const ClaimedJob &claimed, const QString &keep) const;
    [[nodiscard]] std::function<void(double)> progressOf(const ClaimedJob &claimed);

    const Services m_services;
    const RunnerOptions m_options;
    store::JobQueue m_queue;
    std::vector<std::thread> m_threads;

    mutable std::mutex m_mutex;   // guards what follows
    std::condition_variable m_changed;
    int m_wakes = 0;
    bool m_stopping = false;
    bool m_paused = false;
    std::map<QString, std::pair<ClaimedJob, StopSource>> m_running;   // by job
};

Result<> Runner::Private::start()
{
    TRY_DO(m_queue.start(m_services.clock.now()));
    TRY_DO(takeOverLost(true));
    const std::pair<domain::JobKind, int> kinds[] = {
        {domain::JobKind::Media, m_options.mediaThreads},
        {domain::JobKind::Speech, m_options.speechThreads},
        {domain::JobKind::Network, m_options.networkThreads},
        {domain::JobKind::Control, m_options.controlThreads},
    };
    for (const auto &[kind, threads] : kinds)
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this, kind = kind] { work(kind); });
    m_threads.emplace_back([this] { keepHouse(); });
    return {};
}

void Runner::Private::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        for (auto &[id, running] : m_running)
            running.second.request(StopReason::Interrupted);
        m_changed.notify_all();
    }
    for (auto &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void Runner::Private::wake()
{
    const std::lock_guard lock(m_mutex);
    ++m_wakes;
    m_changed.notify_all();
}

void Runner::Private::pause(bool paused)
{
    const std::lock_guard lock(m_mutex);
    m_paused = paused;
    ++m_wakes;
    m_changed.notify_all();
}

bool Runner::Private::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

void Runner::Private::work(domain::JobKind kind)
{
    for (;;) {
        int seen = 0;
        bool paused = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                return;
            seen = m_wakes;
            paused = m_paused;
        }
        Result<std::optional<ClaimedJob>> claimed = std::optional<ClaimedJob>();
        if (!paused)
            claimed = m_queue.claim(kind, m_services.clock.now());
        if (!claimed)
            qCWarning(lcPipeline).noquote() << "Cannot take a job:" << claimed.error().message;
        if (claimed && *claimed) {
            execute(**claimed);
            continue;
        }
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, m_options.poll, [&] { return m_stopping || m_wakes != seen; });
    }
}

void Runner::Private::keepHouse()
{
    auto nextBeat = std::chrono::steady_clock::now() + m_options.heartbeat;
    for (;;) {
        std::vector<std::pair<ClaimedJob, StopSource>> running;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, m_options.poll, [this] { return m_stopping; });
            if (m_stopping)
                return;
            for (const auto &[id, entry] : m_running)
                running.push_back(entry);
        }
        for (auto &[claimed, source] : running)
            if (const auto cancelled = m_queue.cancelRequested(claimed); cancelled && *cancelled)
                source.request(StopReason::Cancelled);
        if (std::chrono::steady_clock::now() < nextBeat)
            continue;
        nextBeat += m_options.heartbeat;
        const auto beat = m_queue.heartbeat(m_services.clock.now());
        const auto taken = beat ? takeOverLost(false) : beat;
        if (!taken)
            qCWarning(lcPipeline).noquote() << "Cannot renew the lease:" << taken.error().message;
    }
}

Result<> Runner::Private::takeOverLost(bool everyOther)
{
    TRY(auto *connection, m_services.scope.database.here());
    TRY(auto transaction, store::Transaction::begin(*connection));
    store::JobRepository jobs(m_services.scope);
    store::RecordingRepository recordings(m_services.scope);
    TRY(const auto before, jobs.pending());
    TRY(const int lost, m_queue.reapLost(m_services.clock.now(), m_options.lease, everyOther));
    if (lost == 0)
        return transaction.commit();
    qCWarning(lcPipeline) << lost << "jobs of dead processes are taken over";
    for (const auto &job : before) {
        if (job.state != JobState::Running)
            continue;
        TRY(const auto after, jobs.find(job.id));
        if (after.state == JobState::Running)
            continue;
        TRY(const auto recording, recordings.find(job.recording));
        const Step *row = recording.step(job.step);
        Step step = row ? *row : Step{.name = job.step};
        step.state = after.state == JobState::Failed ? StepState::Failed : StepState::Pending;
        step.progress = 0;
        if (after.state == JobState::Failed)
            step.failure = domain::Failure{ErrorKind::Internal, after.lastError, m_services.clock.now()};
        TRY_DO(recordings.saveStep(job.recording, step, m_services.clock.now()));
    }
    return transaction.commit();
}

void Runner::Private::execute(const ClaimedJob &claimed)
{
    const base::LogScope scope(u"job"_s, base::shortId(claimed.job.id.value));
    StopSource source;
    {
        const std::lock_guard lock(m_mutex);
        m_running.emplace(claimed.job.id.value, std::pair(claimed, source));
        if (m_stopping)
            source.request(StopReason::Interrupted);
    }
    auto result = [&]() -> Result<Attempt> {
        try {
            return attempt(claimed, source.token());
        } catch (const std::exception &exception) {
            return fail(ErrorKind::Internal, QString::fromLocal8Bit(exception.what()));
        }
    }();
    const QString step = claimed.job.step.toString();
    if (result)
        qCInfo(lcPipeline).noquote() << step << domain::toString(result->outcome.state) << result->outcome.reason;
    else
        qCInfo(lcPipeline).noquote() << step << base::toString(result.error().kind) << result.error().message;

    auto saved = result ? saveSuccess(claimed, *result) : saveFailure(claimed, result.error());
    if (!saved && result && saved.error().kind != ErrorKind::Conflict)
        saved = saveFailure(claimed, saved.error());
    if (!saved)   // a lost lease: somebody else has the job; or the database is away: the lease will be lost
        qCWarning(lcPipeline).noquote() << "The end of" << step << "was not saved:" << saved.error().message;
    {
        const std::lock_guard lock(m_mutex);
        m_running.erase(claimed.job.id.value);
    }
    wake();
}

/// Of this attempt alone: what earlier jobs made stays until this one has succeeded.
QString Runner::Private::attemptFolder(const ClaimedJob &claimed) const
{
    const QString step = claimed.job.step.toString().replace(u':', u'-');
    return u"%1/%2.%3.%4"_s.arg(m_services.files.folderOf(claimed.job.recording), step,
        base::shortId(claimed.job.id.value), QString::number(claimed.job.fence));
}

/// Removes what older attempts of this step left, but `keep`.
void Runner::Private::sweep(const ClaimedJob &claimed, const QString &keep) const
{
    const QDir folder(m_services.files.folderOf(claimed.job.recording));
    const QString step = claimed.job.step.toString().replace(u':', u'-');
    for (const QString &name : folder.entryList({step + u".*"_s}, QDir::Dirs))
        if (folder.filePath(name) != keep)
            QDir(folder.filePath(name)).removeRecursively();
}

std::function<void(double)> Runner::Private::progressOf(const ClaimedJob &claimed)
{
    // The database hears of it four times a second, from the step's own thread.
    return [this, claimed, last = std::chrono::steady_clock::time_point()](double done) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - last < 250ms)
            return;
        last = now;
        const auto saved = store::RecordingRepository(m_services.scope)
                               .saveProgress(claimed.job.recording, claimed.job.step, std::clamp(done, 0.0, 1.0));
        if (!saved)
            qCDebug(lcPipeline).noquote() << "Progress was not saved:" << saved.error().message;
    };
}

Result<Runner::Private::Attempt> Runner::Private::attempt(const ClaimedJob &claimed, const StopToken &stop)
{
    const RunSettings settings = RunSettings::fromJson(claimed.job.options);
    store::RecordingRepository recordings(m_services.scope);
    TRY(auto recording, recordings.find(claimed.job.recording));
    if (recording.deletedAt)
        return fail(ErrorKind::Cancelled, u"The recording was removed."_s);
    TRY(const auto config, m_services.configOf(recording, settings.settings));
    TRY(const auto plan, planFor(m_services, recording, settings));
    const PlannedStep *planned = plan.find(claimed.job.step);
    if (!planned || planned->skipped())
        return fail(ErrorKind::Cancelled, planned ? planned->reason : u"The step is not part of the plan any more."_s);
    const Step *row = recording.step(claimed.job.step);
    Step step = row ? *row : Step{.name = claimed.job.step};
    if (planned->upToDate)
        return Attempt{.outcome = {step.state, step.reason}, .fingerprint = planned->fingerprint, .artifacts = {}};

    TRY(step.state,
        domain::advance(step.state == StepState::Running ? StepState::Pending : step.state, StepState::Running));
    step.progress = 0;
    step.startedAt = m_services.clock.now();
    step.finishedAt.reset();
    TRY_DO(recordings.saveStep(recording.id, step, m_services.clock.now()));
    recording.setStep(step);

    const QString output = attemptFolder(claimed);
    const QString checkpoints = m_services.files.checkpointsOf(recording.id);
    QDir(output).removeRecursively();
    if (!QDir().mkpath(output) || !QDir().mkpath(checkpoints))
        return fail(ErrorKind::Unavailable, u"Cannot make the folder %1."_s.arg(output));
    TRY(const auto rows, store::ArtifactRepository(m_services.scope).of(recording.id));
    const Artifacts artifacts(m_services.files, rows, &plan);
    const auto stage = makeStage(claimed.job.step.kind);
    if (!stage)
        return fail(ErrorKind::Internal, u"Nothing does the step %1."_s.arg(claimed.job.step.toString()));
    auto outcome = stage->run({.services = m_services,
        .stepName = claimed.job.step,
        .recording = recording,
        .config = config,
        .plan = plan,
        .artifacts = artifacts,
        .earlier = rows,
        .output = output,
        .checkpoint = checkpoints + u'/' + claimed.job.step.toString().replace(u':', u'-'),
        .useWords = settings.trimWaitsForWords,
        .threads = m_options.threadsPerJob,
        .progress = progressOf(claimed),
        .stop = stop});
    if (!outcome) {
        QDir(output).removeRecursively();
        return fail(std::move(outcome).error());
    }
    TRY(auto made, collect(claimed, output, planned->fingerprint));
    return Attempt{.outcome = *outcome, .fingerprint = planned->fingerprint, .artifacts = std::move(made)};
}

Result<QList<store::ArtifactRow>> Runner::Private::collect(
    const ClaimedJob &claimed, const QString &folder, const QString &fingerprint)
{
    QList<store::ArtifactRow> rows;
    for (const auto &info : artifactsOf(claimed.job.step.kind)) {
        const QString path = folder + u'/' + QString(info.file);
        if (!QFile::exists(path))
            continue;
        TRY_DO(base::syncToDisk(path));
        TRY(auto sha256, base::sha256OfFile(path, {}));
        rows += store::ArtifactRow{.recording = claimed.job.recording,
            .kind = QString(info.kind),
            .path = QDir(m_services.files.root).relativeFilePath(path),
            .bytes = QFileInfo(path).size(),
            .sha256 = std::move(sha256),
            .fingerprint = fingerprint,
            .createdAt = m_services.clock.now()};
    }
    if (rows.isEmpty())
        QDir(folder).removeRecursively();
    else
        TRY_DO(base::syncToDisk(folder));
    return rows;
}

Result<> Runner::Private::saveSuccess(const ClaimedJob &claimed, Attempt &attempt)
{
    const base::Instant now = m_services.clock.now();
    {
        TRY(auto *connection, m_services.scope.database.here());
        TRY(auto transaction, store::Transaction::begin(*connection));
        domain::Job job = claimed.job;
        job.state = JobState::Completed;
        job.losses = 0;
        TRY_DO(m_queue.finish(claimed, job, now));

        store::RecordingRepository recordings(m_services.scope);
        TRY(auto recording, recordings.find(claimed.job.recording));
        const StepOutcome &outcome = attempt.outcome;
        if (outcome.duration || outcome.finalDuration || outcome.sizeBytes) {
            recording.duration = outcome.duration.value_or(recording.duration);
            recording.finalDuration = outcome.finalDuration.value_or(recording.finalDuration);
            recording.sizeBytes = outcome.sizeBytes.value_or(recording.sizeBytes);
            TRY_DO(recordings.save(recording, now));
        }
        const Step *row = recording.step(claimed.job.step);
        Step step = row ? *row : Step{.name = claimed.job.step};
        step.state = attempt.outcome.state;
        step.reason = attempt.outcome.reason;
        step.fingerprint = attempt.fingerprint;
        step.failure.reset();
        step.retryCount = 0;
        step.progress = 1;
        step.finishedAt = now;
        TRY_DO(recordings.saveStep(recording.id, step, now));
        recording.setStep(step);
        store::ArtifactRepository artifacts(m_services.scope);
        for (const auto &artifact : attempt.artifacts)
            TRY_DO(artifacts.save(artifact));
        TRY(const int enqueued,
            enqueueReady(
                m_services, recording, claimed.job.run, RunSettings::fromJson(claimed.job.options), Continue::SameRun));
        Q_UNUSED(enqueued);
        TRY_DO(transaction.commit());
        if (recording.deletedAt)   // meanwhile
            m_services.files.dropCheckpoints(recording.id);
    }
    sweep(claimed, attempt.artifacts.isEmpty() ? QString() : attemptFolder(claimed));
    return {};
}

Result<> Runner::Private::saveFailure(const ClaimedJob &claimed, const Error &error)
{
    const base::Instant now = m_services.clock.now();
    const domain::Job job = domain::afterFailure(claimed.job, error, now, QRandomGenerator::global()->generateDouble());
    TRY(auto *connection, m_services.scope.database.here());
    TRY(auto transaction, store::Transaction::begin(*connection));
    TRY_DO(m_queue.finish(claimed, job, now));
    store::RecordingRepository recordings(m_services.scope);
    TRY(auto recording, recordings.find(claimed.job.recording));
    const Step *row = recording.step(claimed.job.step);
    Step step = row ? *row : Step{.name = claimed.job.step};
    const bool failed = job.state == JobState::Failed;
    step.state = failed ? StepState::Failed : StepState::Pending;
    step.progress = 0;
    step.retryCount = job.attempt;
    step.finishedAt = now;
    step.failure.reset();
    if (error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::Interrupted)
        step.failure = domain::Failure{error.kind, error.message.left(1000), now};
    TRY_DO(recordings.saveStep(recording.id, step, now));
    recording.setStep(step);
    if (failed)   // others may go on without this one
        TRY_DO(enqueueReady(
            m_services, recording, claimed.job.run, RunSettings::fromJson(claimed.job.options), Continue::SameRun));
    TRY_DO(transaction.commit());
    if (recording.deletedAt)   // meanwhile
        m_services.files.dropCheckpoints(recording.id);
    return {};
}

Result<std::unique_ptr<Runner>> Runner::start(const Services &services, const RunnerOptions &options)
{
    auto d = std::make_unique<Private>(services, options);
    TRY_DO(d->start());
    return std::unique_ptr<Runner>(new Runner(std::move(d)));
}

Runner::Runner(std::unique_ptr<Private> d_)
    : d(std::move(d_))
{
}

Runner::~Runner() { d->stop(); }

void Runner::wake() { d->wake(); }

void Runner::pause(bool paused) { d->pause(paused); }

bool Runner::isPaused() const { return d->isPaused(); }

}   // namespace pipeline
