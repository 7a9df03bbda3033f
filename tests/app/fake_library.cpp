#include "fake_library.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QtMath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Result;
using domain::RecordingId;
using domain::Step;
using domain::StepKind;
using domain::StepState;
using workspace::Overview;

FakeLibrary::FakeLibrary(QString folder)
    : m_folder(std::move(folder))
{
}

QString FakeLibrary::name() const { return QFileInfo(m_folder).fileName(); }

void FakeLibrary::put(const Overview &overview)
{
    const std::lock_guard lock(m_mutex);
    const QString id = overview.recording.id.value;
    if (!m_byId.contains(id)) {
        m_byId.insert(id, static_cast<int>(m_entries.size()));
        m_entries += Entry{};
    }
    m_entries[m_byId.value(id)] = {overview, ++m_change, false};
}

void FakeLibrary::putAll(const QList<Overview> &overviews)
{
    for (const auto &overview : overviews)
        put(overview);
}

void FakeLibrary::failNext(const base::Error &error)
{
    const std::lock_guard lock(m_mutex);
    m_failure = error;
}

QStringList FakeLibrary::commands() const
{
    const std::lock_guard lock(m_mutex);
    return m_commands;
}

int FakeLibrary::removedCount() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.removed; }));
}

Result<> FakeLibrary::takeFailure()
{
    if (!m_failure)
        return {};
    const base::Error error = *std::exchange(m_failure, std::nullopt);
    return base::fail(error);
}

Result<> FakeLibrary::command(const QString &name, const QList<RecordingId> &ids)
{
    QStringList titles;
    for (const auto &id : ids)
        titles += m_entries.at(m_byId.value(id.value)).overview.recording.title;
    m_commands += name + u' ' + titles.join(u", "_s);
    return takeFailure();
}

Result<QList<Overview>> FakeLibrary::recordings(const QList<RecordingId> &ids)
{
    const std::lock_guard lock(m_mutex);
    QList<Overview> found;
    if (ids.isEmpty()) {
        found.reserve(m_entries.size());
        for (const Entry &entry : m_entries)
            if (!entry.removed)
                found += entry.overview;
        return found;
    }
    for (const auto &id : ids)
        if (m_byId.contains(id.value) && !m_entries.at(m_byId.value(id.value)).removed)
            found += m_entries.at(m_byId.value(id.value)).overview;
    return found;
}

Result<store::RecordingRepository::Changes> FakeLibrary::changedSince(qint64 token)
{
    const std::lock_guard lock(m_mutex);
    store::RecordingRepository::Changes changes{.ids = {}, .token = m_change};
    if (token != m_change)
        for (const Entry &entry : m_entries)
            if (entry.change > token)
                changes.ids += entry.overview.recording.id;
    return changes;
}

Result<workspace::AddReport> FakeLibrary::add(const QStringList &paths, const base::StopToken &)
{
    workspace::AddReport report;
    for (const QString &path : paths) {
        if (path.endsWith(".txt"_L1)) {
            report.refused += {path, {.kind = base::ErrorKind::Invalid, .message = u"This is not a recording."_s}};
            continue;
        }
        Overview overview = overviewOf(QFileInfo(path).completeBaseName(), {}, base::SystemClock().now());
        overview.recording.mediaPath = path;
        put(overview);
        report.items += {path, overview.recording, true};
    }
    const std::lock_guard lock(m_mutex);
    m_commands += u"add "_s + paths.join(u", "_s);
    TRY_DO(takeFailure());
    return report;
}

Result<> FakeLibrary::rename(const RecordingId &id, const QString &title)
{
    const std::lock_guard lock(m_mutex);
    TRY_DO(command(u"rename"_s, {id}));
    Entry &entry = m_entries[m_byId.value(id.value)];
    entry.overview.recording.title = title;
    entry.change = ++m_change;
    return {};
}

Result<> FakeLibrary::remove(const QList<RecordingId> &ids)
{
    const std::lock_guard lock(m_mutex);
    TRY_DO(command(u"remove"_s, ids));
    for (const auto &id : ids) {
        m_entries[m_byId.value(id.value)].removed = true;
        m_entries[m_byId.value(id.value)].change = ++m_change;
    }
    return {};
}

Result<> FakeLibrary::restore(const QList<RecordingId> &ids)
{
    const std::lock_guard lock(m_mutex);
    TRY_DO(command(u"restore"_s, ids));
    for (const auto &id : ids) {
        m_entries[m_byId.value(id.value)].removed = false;
        m_entries[m_byId.value(id.value)].change = ++m_change;
    }
    return {};
}

Result<> FakeLibrary::run(const QList<RecordingId> &ids, bool afresh)
{
    const std::lock_guard lock(m_mutex);
    return command(afresh ? u"run afresh"_s : u"run"_s, ids);
}

Result<> FakeLibrary::cancel(const QList<RecordingId> &ids)
{
    const std::lock_guard lock(m_mutex);
    return command(u"cancel"_s, ids);
}

Result<> FakeLibrary::retry(const QList<RecordingId> &ids)
{
    const std::lock_guard lock(m_mutex);
    return command(u"retry"_s, ids);
}

Result<bool> FakeLibrary::work(bool paused)
{
    m_paused = paused;
    return !m_elsewhere;
}

Result<workspace::Explanation> FakeLibrary::explain(const RecordingId &) { return explanation; }

Result<QList<workspace::PackageFile>> FakeLibrary::files(const RecordingId &) { return package; }

static tl::unexpected<base::Error> notYet() { return base::fail(base::ErrorKind::NotFound, u"Not made yet."_s); }

Result<domain::Transcript> FakeLibrary::transcript(const RecordingId &)
{
    if (spoken.words.isEmpty())
        return notYet();
    return spoken;
}

Result<domain::TopicSet> FakeLibrary::topics(const RecordingId &)
{
    if (found.versions.isEmpty())
        return notYet();
    return found;
}

Result<domain::CutPlan> FakeLibrary::cuts(const RecordingId &)
{
    if (planned.map.kept().isEmpty())
        return notYet();
    return planned;
}

Result<> FakeLibrary::exportCuts(const RecordingId &id, const QString &file)
{
    const std::lock_guard lock(m_mutex);
    return command(u"export cuts to %1 of"_s.arg(file), {id});
}

Result<> FakeLibrary::resetCuts(const RecordingId &id)
{
    const std::lock_guard lock(m_mutex);
    return command(u"reset cuts of"_s, {id});
}

Result<QByteArray> FakeLibrary::waveform(const RecordingId &)
{
    if (planned.map.kept().isEmpty())
        return notYet();
    QByteArray peaks;
    QRandomGenerator random(7);
    for (int i = 0; i < 40'000; ++i) {
        const double at = 2643.0 * i / 40'000;
        const bool quiet = !planned.map.toOutput(base::fromSeconds(at));
        const auto height =
            static_cast<char>(quiet ? 2 : 20 + std::abs(60 * qSin(at / 9.0)) + static_cast<int>(random.bounded(40)));
        peaks += static_cast<char>(-height);
        peaks += height;
    }
    return peaks;
}

Result<QString> FakeLibrary::posterPath(const RecordingId &)
{
    if (poster.isEmpty())
        return notYet();
    return poster;
}

Result<QList<domain::Template>> FakeLibrary::templates()
{
    const std::lock_guard lock(m_mutex);
    return m_templates;
}

Result<domain::Template> FakeLibrary::saveTemplate(const domain::Template &value)
{
    const std::lock_guard lock(m_mutex);
    TRY_DO(takeFailure());
    for (auto &present : m_templates)
        if (!value.id.isEmpty() && present.id == value.id)
            return present = value;
    domain::Template added = value;
    added.id = base::newId<domain::TemplateId>();
    m_templates += added;
    return added;
}

Result<> FakeLibrary::removeTemplate(const domain::TemplateId &id)
{
    const std::lock_guard lock(m_mutex);
    m_templates.removeIf([&](const auto &value) { return value.id == id; });
    return {};
}

Result<domain::Config> FakeLibrary::config()
{
    const std::lock_guard lock(m_mutex);
    return domain::Config::resolve({{domain::Level::Workspace, u"profile"_s, m_settings}});
}

Result<> FakeLibrary::set(const QString &key, const QJsonValue &value)
{
    const std::lock_guard lock(m_mutex);
    TRY_DO(takeFailure());
    m_commands += u"set %1"_s.arg(key);
    QJsonObject section = m_settings.value(key.section(u'.', 0, 0)).toObject();
    section.insert(key.section(u'.', 1), value);
    if (value.isNull())
        section.remove(key.section(u'.', 1));
    m_settings.insert(key.section(u'.', 0, 0), section);
    return {};
}

// Samples

Step stepOf(StepKind kind, StepState state, const QString &reason)
{
    Step step{.name = {.kind = kind, .target = kind == StepKind::Publish ? u"folder"_s : QString()}, .state = state};
    step.reason = reason;
    return step;
}

Overview overviewOf(const QString &title, const QList<Step> &steps, base::Instant start)
{
    Overview overview;
    overview.recording.id = base::newId<RecordingId>();
    overview.recording.title = title;
    overview.recording.mediaPath = u"/recordings/%1.mp4"_s.arg(title);
    overview.recording.startTime = start;
    overview.recording.duration = 48min + 12s;
    overview.recording.sizeBytes = 734'003'200;
    overview.recording.flags = {.mapped = true, .mediaAtHand = true};
    overview.recording.steps = steps;
    return overview;
}

static QList<Step> steps(std::initializer_list<StepState> states)
{
    static constexpr StepKind kinds[] = {StepKind::Analyze, StepKind::Transcribe, StepKind::Trim, StepKind::Topics,
        StepKind::Subtitles, StepKind::Publish};
    QList<Step> list;
    int i = 0;
    for (const StepState state : states)
        list += stepOf(kinds[i++], state);
    return list;
}

QList<Overview> sampleOverviews(base::Instant now)
{
    using enum StepState;
    const auto ago = [now](std::chrono::minutes time) { return now - time; };

    Overview transcribing = overviewOf(
        u"Linear algebra, lecture 12"_s, steps({Completed, Running, Completed, Pending, Pending, Pending}), ago(2h));
    transcribing.queued = true;
    transcribing.recording.duration = 91min + 5s;
    transcribing.recording.finalDuration = 78min + 20s;
    transcribing.recording.steps[1].progress = 0.62;
    transcribing.recording.steps[1].startedAt = ago(7min);

    Overview done = overviewOf(
        u"Databases, seminar 5"_s, steps({Completed, Completed, Completed, Completed, Completed, Completed}), ago(24h));
    done.recording.finalDuration = 44min + 3s;
    done.packageFolder = u"/home/faculty/Videos/Dailies/Databases, seminar 5"_s;
    done.templateName = u"Seminars"_s;
    for (auto &step : done.recording.steps) {
        step.startedAt = ago(23h);
        step.finishedAt = ago(23h) + 71s;
        step.reason = u"Done already."_s;
    }

    Overview skipped = overviewOf(u"Staff meeting"_s, {}, ago(42h));
    skipped.recording.flags.skipped = true;
    skipped.recording.skipReason = u"No template matched."_s;
    skipped.recording.duration = 55min + 40s;

    Overview failed = overviewOf(
        u"ML course, lecture 3"_s, steps({Completed, Completed, Completed, Completed, Completed, Failed}), ago(49h));
    failed.recording.duration = 100min + 31s;
    failed.recording.finalDuration = 89min + 2s;
    failed.recording.steps[5].failure = domain::Failure{.kind = base::ErrorKind::Unavailable,
        .reason = u"The disk is full: 1.2 GB more are needed in /home/faculty/Videos."_s,
        .at = ago(48h)};

    Overview waiting = overviewOf(
        u"Town hall (2 parts)"_s, steps({Completed, Pending, Completed, Pending, Pending, Pending}), ago(64h));
    waiting.queued = true;
    waiting.attempt = 2;
    waiting.nextAttempt = now + 12min;
    waiting.recording.duration = 122min;
    waiting.recording.finalDuration = 114min + 8s;
    waiting.recording.steps[1].retryCount = 2;
    waiting.recording.steps[1].failure = domain::Failure{
        .kind = base::ErrorKind::Unavailable, .reason = u"The service did not answer."_s, .at = ago(3min)};

    Overview noText = overviewOf(
        u"Интервью с деканом"_s, steps({Completed, Skipped, Completed, Skipped, Skipped, Completed}), ago(75h));
    noText.recording.steps[1].reason = u"Install a model: PocketSphinx hears English only."_s;
    noText.recording.finalDuration = 45min;
    noText.packageFolder = u"/home/faculty/Videos/Dailies/Интервью с деканом"_s;

    Overview queued = overviewOf(
        u"Statistics, exercise 2"_s, steps({Pending, Pending, Pending, Pending, Pending, Pending}), ago(80h));
    queued.queued = true;
    queued.recording.duration = 44min + 7s;

    return {transcribing, done, skipped, failed, waiting, noText, queued};
}

QList<Overview> manyOverviews(int count, base::Instant now)
{
    const QList<Overview> samples = sampleOverviews(now);
    static const QString subjects[] = {
        u"Algebra"_s, u"Databases"_s, u"Physics"_s, u"Семинар по истории"_s, u"Compilers"_s, u"Statistics"_s};
    QList<Overview> many;
    many.reserve(count);
    for (int i = 0; i < count; ++i) {
        Overview overview = samples.at(i % samples.size());
        overview.recording.id = base::newId<RecordingId>();
        overview.recording.title = u"%1, lecture %2"_s.arg(subjects[i % 6]).arg(i);
        overview.recording.startTime = now - std::chrono::minutes(i * 37);
        many += overview;
    }
    return many;
}

void fillResults(FakeLibrary &library)
{
    using domain::Interval;
    const auto seconds = [](double value) { return base::fromSeconds(value); };
    const domain::MediaTime duration = 48min + 12s;
    QList<Interval> keep;
    for (int i = 0; i < 14; ++i)
        keep += Interval{seconds(4 + i * 206), seconds(i * 206 + 190)};
    library.planned.map = domain::TimeMap(keep);
    domain::MediaTime at{};
    for (const auto &kept : keep) {
        if (kept.start > at)
            library.planned.cuts += domain::Cut{.source = {at, kept.start},
                .kind = at == 0s ? domain::CutKind::Head : domain::CutKind::Inner,
                .reason = u"16.0 s below −46 dB, padded by 0.2 and 0.3 s."_s};
        at = kept.end;
    }
    library.planned.cuts +=
        domain::Cut{.source = {at, duration}, .kind = domain::CutKind::Tail, .reason = u"No sound."_s};

    const QStringList words = u"So the page splits, and the parent receives the middle key. That is why the tree stays "
                              "balanced, whatever the order of the keys. Let us do it by hand once."_s.split(u' ');
    double time = 5;
    for (int i = 0; time < 2800; ++i, time += i % 48 == 0 ? 18 : 0.4)
        library.spoken.words += domain::Word{.text = words.at(i % words.size()),
            .source = {seconds(time), seconds(time + 0.3)},
            .confidence = i % 17 == 0 ? 0.4 : 0.9};
    library.spoken.engine = u"whisper.cpp, model base"_s;
    library.spoken.language = u"en"_s;
    library.spoken.duration = duration;

    domain::TopicVersion version{.id = u"v1"_s, .engine = u"local"_s};
    const std::pair<const char16_t *, double> topics[] = {{u"Welcome and plan", 4}, {u"Why indexes", 206 + 4},
        {u"B-trees by hand", 3 * 206 + 4}, {u"Break", 8 * 206 + 4}, {u"Questions", 10 * 206 + 4}};
    for (size_t i = 0; i < std::size(topics); ++i)
        version.topics += domain::Topic{.title = QString::fromUtf16(topics[i].first),
            .source = {seconds(topics[i].second), i + 1 < std::size(topics) ? seconds(topics[i + 1].second) : duration},
            .pause = i == 3};
    library.found.add(version);

    library.package = {{u"audio.m4a"_s, u"/out/audio.m4a"_s, 41'200'000},
        {u"chapters.txt"_s, u"/out/chapters.txt"_s, 120}, {u"description.txt"_s, u"/out/description.txt"_s, 640},
        {u"poster.jpg"_s, u"/out/poster.jpg"_s, 88'000}, {u"provenance.json"_s, u"/out/provenance.json"_s, 9'100},
        {u"subtitles.srt"_s, u"/out/subtitles.srt"_s, 51'000},
        {u"transcript.json"_s, u"/out/transcript.json"_s, 812'000}, {u"video.mp4"_s, u"/out/video.mp4"_s, 611'000'000}};

    domain::Explanation seminars{.templateName = u"Seminars"_s, .matched = true, .reason = u"Every condition holds."_s};
    seminars.conditions = {{u"keywords"_s, u"seminar"_s, u"Databases, seminar 5"_s, true},
        {u"duration_range"_s, u"20 to 120 min"_s, u"48 min"_s, true}};
    domain::Explanation lectures{
        .templateName = u"Lectures"_s, .matched = false, .reason = u"The title has none of the keywords."_s};
    lectures.conditions = {{u"keywords"_s, u"lecture"_s, u"Databases, seminar 5"_s, false}};
    library.explanation.match = {.templateId = seminars.templateId, .explanations = {seminars, lectures}};
    const auto planned = [](StepKind kind, bool run, bool upToDate, const char16_t *reason) {
        return pipeline::PlannedStep{.name = {.kind = kind, .target = {}},
            .run = run,
            .reason = QString::fromUtf16(reason),
            .upToDate = upToDate};
    };
    library.explanation.plan.steps = {planned(StepKind::Download, false, false, u"A local file is read where it lies."),
        planned(StepKind::Analyze, false, true, u"Done already."),
        planned(StepKind::Transcribe, false, true, u"Done already."),
        planned(StepKind::Trim, true, false, u"Cuts by loudness, with padding."),
        planned(StepKind::Publish, true, false, u"Not done yet.")};
}
