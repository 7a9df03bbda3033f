#include "core/crypto/vault.h"
#include "core/store/repositories.h"
#include "support/temp_store.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using base::Instant;
using base::Secret;
using domain::Recording;
using domain::RecordingId;
using domain::SourceKind;
using domain::Step;
using domain::StepKind;
using domain::StepState;
using store::RecordingQuery;

static const Instant now(std::chrono::milliseconds(1'764'000'000'000));

class TestRepositories : public QObject {
    Q_OBJECT

    std::unique_ptr<TempStore> m_store;
    domain::WorkspaceId m_mine;
    domain::WorkspaceId m_theirs;

    store::Database &database() { return m_store->database(); }
    store::Scope mine() { return {database(), m_mine}; }
    store::Scope theirs() { return {database(), m_theirs}; }
    qint64 revision() { return store::WorkspaceRepository(database()).find(m_mine).value().revision; }

    static Recording lecture(const QString &title, Instant start = now)
    {
        return {.id = base::newId<RecordingId>(),
            .title = title,
            .sourceKind = SourceKind::LocalFile,
            .sourceKey = title,
            .startTime = start,
            .createdAt = now};
    }
    Recording added(const QString &title, Instant start = now)
    {
        return store::RecordingRepository(mine()).upsert(lecture(title, start)).value().recording;
    }
    static QStringList titles(const base::Result<QList<Recording>> &recordings)
    {
        QStringList found;
        for (const auto &recording : recordings.value())
            found += recording.title;
        return found;
    }

private slots:
    void initTestCase_data() { TempStore::addEngines(); }

    void init()
    {
        QFETCH_GLOBAL(QString, engine);
        SKIP_WITHOUT(engine);
        m_store = std::make_unique<TempStore>(engine);
        store::WorkspaceRepository workspaces(database());
        m_mine = workspaces.create(u"mine"_s, now).value().id;
        m_theirs = workspaces.create(u"theirs"_s, now).value().id;
    }
    void cleanup() { m_store.reset(); }

    void aWorkspaceKeepsItsSettingsAndMembers()
    {
        store::WorkspaceRepository workspaces(database());
        const QJsonObject settings{{u"trimming"_s, QJsonObject{{u"enabled"_s, false}}}};
        VERIFY_OK(workspaces.saveSettings(m_mine, settings, now));
        m_store->reopen();
        store::WorkspaceRepository again(database());
        QCOMPARE(again.find(m_mine).value().settings, settings);
        QCOMPARE(again.find(m_theirs).value().settings, QJsonObject());
        QCOMPARE(again.all().value().size(), 2);
        VERIFY_FAILS(again.find({u"nobody"_s}), ErrorKind::NotFound);
        VERIFY_FAILS(again.saveSettings({u"nobody"_s}, settings, now), ErrorKind::NotFound);

        using Role = store::WorkspaceRepository::Role;
        const auto user = base::newId<domain::UserId>();
        VERIFY_OK(again.saveMember(m_mine, user, Role::Viewer, now));
        VERIFY_OK(again.saveMember(m_mine, user, Role::Owner, now));
        QCOMPARE(again.members(m_mine).value(), (QList<std::pair<domain::UserId, Role>>{{user, Role::Owner}}));
        QVERIFY(again.members(m_theirs).value().isEmpty());
    }

    void aPersonsCutsComeBackWithTheRecording()
    {
        const Recording recording = added(u"Talk"_s);
        const Recording other = added(u"Other"_s);
        store::RecordingRepository recordings(mine());
        const QList<domain::Cut> cuts = {
            {{1'250'000us, 2'000'001us}, domain::CutKind::Manual, u"Кашель, \"громкий\""_s, true},
            {{3'000'000us, 4'000'000us}, domain::CutKind::Inner, u"Silence"_s, false},
        };
        const qint64 before = revision();
        const auto token = recordings.changedSince(0)->token;
        VERIFY_OK(recordings.saveCuts(recording.id, cuts, now + 1h));
        QCOMPARE(revision(), before + 1);
        QCOMPARE(recordings.changedSince(token)->ids, QList{recording.id});
        m_store->reopen();

        store::RecordingRepository again(mine());
        const auto found = again.find(recording.id);
        VERIFY_OK(found);
        QVERIFY(found->editedCuts == cuts);
        QVERIFY(found->updatedAt == now + 1h);
        QVERIFY(!again.find(other.id)->editedCuts);
        const auto all = again.list({});
        VERIFY_OK(all);
        for (const auto &listed : *all)
            QCOMPARE(listed.editedCuts.has_value(), listed.id == recording.id);
        QVERIFY(again.upsert(lecture(u"Talk"_s))->recording.editedCuts == cuts);
        QVERIFY(again.findByKey(SourceKind::LocalFile, u"Talk"_s).value()->editedCuts == cuts);
    }

    void savingARecordingLeavesAPersonsCutsAlone()
    {
        Recording stale = added(u"Talk"_s);
        store::RecordingRepository recordings(mine());
        const QList<domain::Cut> cuts = {{{1s, 2s}, domain::CutKind::Manual, u"Cut by hand."_s, true}};
        VERIFY_OK(recordings.saveCuts(stale.id, cuts, now));
        stale.title = u"Another title"_s;   // read before the cuts were saved
        VERIFY_OK(recordings.save(stale, now));
        QVERIFY(recordings.find(stale.id)->editedCuts == cuts);
    }

    void cutsThatAreTakenBackLeaveATraceForSync()
    {
        const Recording recording = added(u"Talk"_s);
        store::RecordingRepository recordings(mine());
        VERIFY_OK(recordings.saveCuts(recording.id, QList<domain::Cut>(), now));
        QVERIFY(recordings.find(recording.id)->editedCuts.has_value());   // nothing is cut, and a person said so
        const qint64 before = revision();
        VERIFY_OK(recordings.saveCuts(recording.id, std::nullopt, now + 1h));
        QVERIFY(!recordings.find(recording.id)->editedCuts);
        {
            auto rows =
                m_store->connection().prepare(u"SELECT revision, updated_at, deleted_at FROM edited_cuts"_s).run();
            VERIFY_OK(rows);
            QVERIFY(rows->next());
            QCOMPARE(rows->integer(u"revision"), before + 1);
            QVERIFY(rows->instant(u"updated_at") == now + 1h);
            QVERIFY(rows->maybeInstant(u"deleted_at") == now + 1h);
        }
        VERIFY_OK(recordings.saveCuts(recording.id, QList<domain::Cut>(), now + 2h));
        QVERIFY(recordings.find(recording.id)->editedCuts.has_value());
    }

    void aWorkspaceCannotTouchAnothersCuts()
    {
        const Recording recording = added(u"Talk"_s);
        const QList<domain::Cut> cuts = {{{1s, 2s}}};
        store::RecordingRepository foreign(theirs());
        VERIFY_FAILS(foreign.saveCuts(recording.id, cuts, now), ErrorKind::NotFound);
        VERIFY_OK(store::RecordingRepository(mine()).saveCuts(recording.id, cuts, now));
        VERIFY_FAILS(foreign.saveCuts(recording.id, std::nullopt, now), ErrorKind::NotFound);
        QVERIFY(store::RecordingRepository(mine()).find(recording.id)->editedCuts == cuts);
        VERIFY_FAILS(foreign.find(recording.id), ErrorKind::NotFound);
    }

    void aRecordingComesBackWhole()
    {
        Recording recording = lecture(u"Лекция \"1\"\n"_s);
        recording.sourceKind = SourceKind::Zoom;
        recording.source = base::newId<domain::SourceId>();
        recording.mediaPath = u"/media/it's.mp4"_s;
        recording.sizeBytes = 5'000'000'000;
        recording.duration = 90min;
        recording.finalDuration = 80min;
        recording.templateId = base::newId<domain::TemplateId>();
        recording.flags = {
            .mapped = true, .skipped = true, .pendingSource = true, .expired = true, .mediaAtHand = true};
        recording.skipReason = u"No template matched."_s;
        recording.settings = {{u"topics"_s, QJsonObject{{u"enabled"_s, false}}}};
        recording.steps = {
            Step{.name = {StepKind::Publish, u"folder"_s}},
            Step{.name = {StepKind::Trim, {}},
                .state = StepState::Failed,
                .reason = u"because"_s,
                .fingerprint = u"abc"_s,
                .failure = domain::Failure{ErrorKind::Corrupt, u"Bytes are missing."_s, now + 1s},
                .retryCount = 2,
                .progress = 0.25,
                .startedAt = now,
                .finishedAt = now + 1s},
        };
        VERIFY_OK(store::RecordingRepository(mine()).upsert(recording));
        m_store->reopen();

        const auto found = store::RecordingRepository(mine()).find(recording.id);
        VERIFY_OK(found);
        QCOMPARE(found->title, recording.title);
        QVERIFY(found->sourceKind == SourceKind::Zoom);
        QCOMPARE(found->sourceKey, recording.sourceKey);
        QVERIFY(found->source == recording.source);
        QCOMPARE(found->mediaPath, recording.mediaPath);
        QCOMPARE(found->sizeBytes, recording.sizeBytes);
        QVERIFY(found->startTime == now);
        QVERIFY(found->duration == 90min);
        QVERIFY(found->finalDuration == 80min);
        QVERIFY(found->templateId == recording.templateId);
        QVERIFY(found->flags.mapped && found->flags.skipped && found->flags.pendingSource && found->flags.expired
            && found->flags.mediaAtHand);
        QCOMPARE(found->skipReason, recording.skipReason);
        QCOMPARE(found->settings, recording.settings);
        QVERIFY(found->createdAt == now);
        QVERIFY(!found->deletedAt);
        QCOMPARE(found->steps.size(), 2);
        const Step &trim = found->steps.first();   // in the order of the pipeline
        QVERIFY(trim.name.kind == StepKind::Trim);
        QVERIFY(trim.state == StepState::Failed);
        QCOMPARE(trim.reason, u"because"_s);
        QCOMPARE(trim.fingerprint, u"abc"_s);
        QVERIFY(trim.failure->kind == ErrorKind::Corrupt);
        QCOMPARE(trim.failure->reason, u"Bytes are missing."_s);
        QVERIFY(trim.failure->at == now + 1s);
        QCOMPARE(trim.retryCount, 2);
        QCOMPARE(trim.progress, 0.25);
        QVERIFY(trim.startedAt == now);
        QVERIFY(trim.finishedAt == now + 1s);
        QCOMPARE(found->steps.last().name.toString(), u"publish:folder"_s);
        QVERIFY(!found->steps.last().failure);
        QVERIFY(!found->steps.last().startedAt);
    }

    void theSameItemIsNeverTwoRecordings()
    {
        store::RecordingRepository recordings(mine());
        const auto first = recordings.upsert(lecture(u"Lecture"_s));
        const auto second = recordings.upsert(lecture(u"Lecture"_s));
        const auto later = recordings.upsert(lecture(u"Lecture"_s, now + 1h));
        VERIFY_OK(second);
        QVERIFY(first->inserted);
        QVERIFY(!second->inserted);
        QCOMPARE(second->recording.id.value, first->recording.id.value);
        QVERIFY(later->inserted);
        QCOMPARE(
            recordings.findByKey(SourceKind::LocalFile, u"Lecture"_s).value()->id.value, later->recording.id.value);
        QCOMPARE(recordings.findByKey(SourceKind::Zoom, u"Lecture"_s).value(), std::nullopt);

        Recording moved = later->recording;
        moved.startTime = now;
        VERIFY_FAILS(recordings.save(moved, now), ErrorKind::Conflict);
    }

    void savingChangesTheRowButNotItsSteps()
    {
        store::RecordingRepository recordings(mine());
        Recording recording = added(u"Old"_s);
        VERIFY_OK(recordings.saveStep(recording.id, {.name = {StepKind::Trim, {}}}, now));
        recording.title = u"New"_s;
        recording.flags.mediaAtHand = true;
        VERIFY_OK(recordings.save(recording, now + 5s));
        const auto found = recordings.find(recording.id).value();
        QCOMPARE(found.title, u"New"_s);
        QVERIFY(found.flags.mediaAtHand);
        QVERIFY(found.updatedAt == now + 5s);
        QCOMPARE(found.steps.size(), 1);
        VERIFY_FAILS(recordings.save(lecture(u"Nobody"_s), now), ErrorKind::NotFound);
        VERIFY_FAILS(recordings.find({u"nobody"_s}), ErrorKind::NotFound);
    }

    void listsAreNewestFirstAndPageByKey()
    {
        for (int i = 0; i < 5; ++i)
            added(QString::number(i), now + i * 1h);
        store::RecordingRepository recordings(mine());
        const auto page = recordings.list({.limit = 2});
        QCOMPARE(titles(page), (QStringList{u"4"_s, u"3"_s}));
        const auto rest = recordings.list({.after = std::pair(page->last().startTime, page->last().id)});
        QCOMPARE(titles(rest), (QStringList{u"2"_s, u"1"_s, u"0"_s}));
        QCOMPARE(titles(recordings.list({.ids = {page->last().id}})), QStringList(u"3"_s));
    }

    void searchKnowsNoCaseInAnyLanguage()
    {
        for (const auto &title : {u"ВВЕДЕНИЕ в алгебру"_s, u"100% Übung_1"_s, u"Plain"_s})
            added(title);
        store::RecordingRepository recordings(mine());
        QCOMPARE(titles(recordings.list({.text = u"введение"_s})), QStringList(u"ВВЕДЕНИЕ в алгебру"_s));
        QCOMPARE(titles(recordings.list({.text = u"ÜBUNG"_s})), QStringList(u"100% Übung_1"_s));
        QCOMPARE(titles(recordings.list({.text = u"0%"_s})), QStringList(u"100% Übung_1"_s));
        QCOMPARE(titles(recordings.list({.text = u"g_"_s})), QStringList(u"100% Übung_1"_s));
        QCOMPARE(titles(recordings.list({.text = u"%a"_s})), QStringList());
        QCOMPARE(titles(recordings.list({.text = u"!"_s})), QStringList());
    }

    void removingCanBeUndone()
    {
        store::RecordingRepository recordings(mine());
        const Recording recording = added(u"Lecture"_s);
        VERIFY_OK(recordings.setDeleted(recording.id, now + 1s, now + 1s));
        QCOMPARE(titles(recordings.list({})), QStringList());
        QCOMPARE(titles(recordings.list({.deleted = true})), QStringList(u"Lecture"_s));
        QVERIFY(recordings.find(recording.id).value().deletedAt == now + 1s);
        QVERIFY(!recordings.upsert(lecture(u"Lecture"_s)).value().inserted);
        VERIFY_OK(recordings.setDeleted(recording.id, std::nullopt, now + 2s));
        QCOMPARE(titles(recordings.list({})), QStringList(u"Lecture"_s));
        VERIFY_FAILS(recordings.setDeleted({u"nobody"_s}, now, now), ErrorKind::NotFound);
    }

    void aStepIsReplaced()
    {
        store::RecordingRepository recordings(mine());
        const Recording recording = added(u"Lecture"_s);
        Step step{.name = {StepKind::Trim, {}}, .state = StepState::Running, .startedAt = now};
        step.failure = domain::Failure{ErrorKind::Internal, u"x"_s, now};
        VERIFY_OK(recordings.saveStep(recording.id, step, now));
        VERIFY_OK(recordings.saveProgress(recording.id, step.name, 0.5));
        QCOMPARE(recordings.find(recording.id).value().steps.first().progress, 0.5);
        step = {.name = step.name, .state = StepState::Completed};
        VERIFY_OK(recordings.saveStep(recording.id, step, now));
        const auto found = recordings.find(recording.id).value().steps;
        QCOMPARE(found.size(), 1);
        QVERIFY(found.first().state == StepState::Completed);
        QVERIFY(!found.first().failure);
        QVERIFY(!found.first().startedAt);
    }

    void progressTouchesNeitherRevisionNorTime()
    {
        store::RecordingRepository recordings(mine());
        const Recording recording = added(u"Lecture"_s);
        VERIFY_OK(recordings.saveStep(recording.id, {.name = {StepKind::Trim, {}}}, now));
        const qint64 before = revision();
        VERIFY_OK(recordings.saveProgress(recording.id, {StepKind::Trim, {}}, 0.5));
        QCOMPARE(revision(), before);
        QVERIFY(recordings.find(recording.id).value().updatedAt == now);
        VERIFY_OK(recordings.saveStep(recording.id, {.name = {StepKind::Trim, {}}}, now + 1s));
        QCOMPARE(revision(), before + 1);
        QVERIFY(recordings.find(recording.id).value().updatedAt == now + 1s);
    }

    void aRevisionIsGivenBackWithItsTransaction()
    {
        const qint64 before = revision();
        {
            auto transaction = store::Transaction::begin(m_store->connection());
            QCOMPARE(store::WorkspaceRepository::nextRevision(m_store->connection(), m_mine).value(), before + 1);
        }
        QCOMPARE(revision(), before);
    }

    void windowsFollowEveryChange()
    {
        store::RecordingRepository recordings(mine());
        const Recording a = added(u"A"_s);
        const Recording b = added(u"B"_s);
        VERIFY_OK(recordings.saveStep(b.id, {.name = {StepKind::Trim, {}}}, now));
        auto changes = recordings.changedSince(0).value();
        QCOMPARE(changes.ids.size(), 2);
        QVERIFY(recordings.changedSince(changes.token).value().ids.isEmpty());

        // By another process: its own Database on the same data.
        store::Database other(m_store->url());
        store::RecordingRepository elsewhere({other, m_mine});
        const auto only = [&](const RecordingId &id) {
            changes = recordings.changedSince(changes.token).value();
            return changes.ids == QList{id};
        };
        VERIFY_OK(elsewhere.saveProgress(b.id, {StepKind::Trim, {}}, 0.5));
        QVERIFY(only(b.id));
        VERIFY_OK(elsewhere.save(a, now));
        QVERIFY(only(a.id));
        VERIFY_OK(elsewhere.setDeleted(b.id, now, now));
        QVERIFY(only(b.id));
        VERIFY_OK(store::JobRepository({other, m_mine})
                      .enqueue({.id = base::newId<domain::JobId>(), .recording = a.id, .step = {StepKind::Trim, {}}}));
        QVERIFY(only(a.id));
        VERIFY_OK(store::PublicationRepository({other, m_mine}).save({.recording = a.id, .target = u"folder"_s}));
        QVERIFY(only(a.id));
        QVERIFY(recordings.changedSince(changes.token).value().ids.isEmpty());
    }

    void artifactsAreReplacedAndRemoved()
    {
        store::ArtifactRepository artifacts(mine());
        const auto recording = added(u"Lecture"_s).id;
        store::ArtifactRow row{.recording = recording,
            .kind = u"transcript"_s,
            .path = u"recordings/x/transcript.json"_s,
            .bytes = 10,
            .sha256 = u"aa"_s,
            .fingerprint = u"f1"_s,
            .createdAt = now};
        VERIFY_OK(artifacts.save(row));
        row.bytes = 20;
        row.fingerprint = u"f2"_s;
        VERIFY_OK(artifacts.save(row));
        auto found = artifacts.of(recording).value();
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().bytes, 20);
        QCOMPARE(found.first().fingerprint, u"f2"_s);
        QCOMPARE(found.first().path, row.path);
        QVERIFY(found.first().createdAt == now);
        VERIFY_OK(artifacts.removeAll(recording, now));
        QVERIFY(artifacts.of(recording).value().isEmpty());
        VERIFY_OK(artifacts.save(row));
        QCOMPARE(artifacts.of(recording).value().size(), 1);
    }

    void publicationsAreFoundByTarget()
    {
        store::PublicationRepository publications(mine());
        const auto recording = added(u"Lecture"_s).id;
        QCOMPARE(publications.find(recording, u"folder"_s).value().has_value(), false);
        store::PublicationRow row{
            .recording = recording, .target = u"folder"_s, .state = u"UPLOADING"_s, .updatedAt = now};
        VERIFY_OK(publications.save(row));
        QVERIFY(publications.uploaded().value().isEmpty());
        row.state = domain::toString(domain::TargetState::Uploaded);
        row.detail = {{u"folder"_s, u"/out/Lecture"_s}};
        VERIFY_OK(publications.save(row));
        row.revision = 2;
        row.state = u"UNKNOWN"_s;
        VERIFY_OK(publications.save(row));
        QCOMPARE(publications.find(recording, u"folder"_s).value()->revision, 2);
        QCOMPARE(publications.of(recording).value().size(), 2);
        const auto uploaded = publications.uploaded().value();
        QCOMPARE(uploaded.size(), 1);
        QCOMPARE(uploaded.first().detail, row.detail);
    }

    void templatesKeepTheirRulesAndOrder()
    {
        store::TemplateRepository templates(mine());
        domain::Template lectures{.name = u"Лекции"_s, .description = u"All of them"_s, .priority = 5};
        lectures.rules.keywords = {u"lecture"_s, u"лекция"_s};
        lectures.rules.minimumMinutes = 20;
        lectures.processing = {{u"trimming"_s, QJsonObject{{u"enabled"_s, false}}}};
        lectures.draft = true;
        lectures.active = false;
        const auto saved = templates.save(lectures, now);
        VERIFY_OK(saved);
        VERIFY_OK(templates.save({.name = u"First"_s, .priority = 9}, now + 1s));
        VERIFY_OK(templates.save({.name = u"Later"_s, .priority = 5}, now + 2s));

        const auto all = templates.all();
        VERIFY_OK(all);
        QCOMPARE(all->size(), 3);
        QCOMPARE(all->at(0).name, u"First"_s);
        QCOMPARE(all->at(1).name, u"Лекции"_s);
        const auto found = templates.findByName(u"ЛЕКЦИИ"_s).value();
        QVERIFY(found.has_value());
        QCOMPARE(found->id.value, saved->id.value);
        QCOMPARE(found->rules.keywords, lectures.rules.keywords);
        QCOMPARE(found->rules.minimumMinutes, lectures.rules.minimumMinutes);
        QCOMPARE(found->processing, lectures.processing);
        QCOMPARE(found->description, lectures.description);
        QVERIFY(found->draft);
        QVERIFY(!found->active);
        QVERIFY(found->createdAt == now);
    }

    void aTemplateNameIsTakenOnce()
    {
        store::TemplateRepository templates(mine());
        auto first = templates.save({.name = u"Übung"_s}, now).value();
        VERIFY_FAILS(templates.save({.name = u"ÜBUNG"_s}, now), ErrorKind::Conflict);
        VERIFY_OK(store::TemplateRepository(theirs()).save({.name = u"Übung"_s}, now));
        first.description = u"changed"_s;
        VERIFY_OK(templates.save(first, now));
        QCOMPARE(templates.find(first.id).value().description, u"changed"_s);
        VERIFY_OK(templates.remove(first.id, now));
        VERIFY_FAILS(templates.find(first.id), ErrorKind::NotFound);
        VERIFY_FAILS(templates.remove(first.id, now), ErrorKind::NotFound);
        VERIFY_FAILS(templates.save(first, now), ErrorKind::NotFound);
        VERIFY_OK(templates.save({.name = u"übung"_s}, now));
    }

    void sourcesComeAndGo()
    {
        store::SourceRepository sources(mine());
        auto saved =
            sources.save({.name = u"Zoom"_s, .kind = SourceKind::Zoom, .config = {{u"account"_s, u"a"_s}}}, now);
        VERIFY_OK(saved);
        saved->lastSyncAt = now;
        saved->active = false;
        VERIFY_OK(sources.save(*saved, now));
        const auto all = sources.all().value();
        QCOMPARE(all.size(), 1);
        QVERIFY(all.first().kind == SourceKind::Zoom);
        QCOMPARE(all.first().config, saved->config);
        QVERIFY(!all.first().active);
        QVERIFY(all.first().lastSyncAt == now);
        VERIFY_OK(sources.remove(saved->id, now));
        QVERIFY(sources.all().value().isEmpty());
        VERIFY_FAILS(sources.save(*saved, now), ErrorKind::NotFound);
    }

    void secretsAreSealedInTheDatabase()
    {
        const Secret key = crypto::newKey();
        store::SecretRepository secrets(mine(), key, "key-1");
        VERIFY_FAILS(secrets.read(u"zoom"_s), ErrorKind::NotFound);
        VERIFY_OK(secrets.write(u"zoom"_s, Secret("refresh token"), now));
        VERIFY_OK(secrets.write(u"zoom"_s, Secret("newer token"), now));
        QCOMPARE(secrets.read(u"zoom"_s).value().reveal(), QByteArray("newer token"));
        {
            auto rows = m_store->connection().prepare(u"SELECT sealed FROM secrets"_s).run();
            QVERIFY(rows->next());
            QVERIFY(!rows->bytes(u"sealed").contains("token"));
        }
        const Secret other = crypto::newKey();
        VERIFY_FAILS(store::SecretRepository(mine(), other, "key-1").read(u"zoom"_s), ErrorKind::Forbidden);
        // A sealed row moved elsewhere doesn't open.
        VERIFY_OK(m_store->connection().execute(u"UPDATE secrets SET name = 'youtube'"_s));
        VERIFY_FAILS(secrets.read(u"youtube"_s), ErrorKind::Forbidden);
        VERIFY_OK(secrets.remove(u"youtube"_s));
        VERIFY_FAILS(secrets.remove(u"youtube"_s), ErrorKind::NotFound);
    }

    void twoWorkspacesSeeNothingOfEachOther()
    {
        const Secret key = crypto::newKey();
        const auto recording = added(u"Lecture"_s).id;
        VERIFY_OK(store::RecordingRepository(mine()).saveStep(recording, {.name = {StepKind::Trim, {}}}, now));
        const auto job = base::newId<domain::JobId>();
        VERIFY_OK(store::JobRepository(mine()).enqueue({.id = job, .recording = recording}));
        VERIFY_OK(store::ArtifactRepository(mine()).save({.recording = recording, .kind = u"video"_s}));
        VERIFY_OK(store::PublicationRepository(mine()).save({.recording = recording, .target = u"folder"_s}));
        const auto pattern = store::TemplateRepository(mine()).save({.name = u"Lectures"_s}, now).value();
        const auto source = store::SourceRepository(mine()).save({.name = u"Zoom"_s}, now).value();
        VERIFY_OK(store::SecretRepository(mine(), key, "k").write(u"zoom"_s, Secret("x"), now));

        store::RecordingRepository recordings(theirs());
        VERIFY_FAILS(recordings.find(recording), ErrorKind::NotFound);
        QVERIFY(recordings.list({}).value().isEmpty());
        QVERIFY(recordings.list({.ids = {recording}}).value().isEmpty());
        QCOMPARE(recordings.findByKey(SourceKind::LocalFile, u"Lecture"_s).value(), std::nullopt);
        QVERIFY(recordings.changedSince(0).value().ids.isEmpty());
        VERIFY_FAILS(recordings.setDeleted(recording, now, now), ErrorKind::NotFound);
        VERIFY_FAILS(recordings.saveStep(recording, {.name = {StepKind::Trim, {}}}, now), ErrorKind::NotFound);
        VERIFY_OK(recordings.saveProgress(recording, {StepKind::Trim, {}}, 0.9));
        VERIFY_FAILS(store::JobRepository(theirs()).find(job), ErrorKind::NotFound);
        QVERIFY(store::JobRepository(theirs()).of(recording).value().isEmpty());
        QVERIFY(store::JobRepository(theirs()).pending().value().isEmpty());
        QCOMPARE(store::JobRepository(theirs()).cancel(recording, now).value(), 0);
        VERIFY_FAILS(store::JobRepository(theirs()).enqueue(
                         {.id = base::newId<domain::JobId>(), .recording = recording, .step = {StepKind::Topics, {}}}),
            ErrorKind::NotFound);
        QVERIFY(store::ArtifactRepository(theirs()).of(recording).value().isEmpty());
        VERIFY_OK(store::ArtifactRepository(theirs()).removeAll(recording, now));
        VERIFY_FAILS(store::ArtifactRepository(theirs()).save({.recording = recording}), ErrorKind::NotFound);
        QVERIFY(store::PublicationRepository(theirs()).of(recording).value().isEmpty());
        VERIFY_FAILS(store::TemplateRepository(theirs()).find(pattern.id), ErrorKind::NotFound);
        QVERIFY(store::TemplateRepository(theirs()).all().value().isEmpty());
        VERIFY_FAILS(store::TemplateRepository(theirs()).save(pattern, now), ErrorKind::NotFound);
        VERIFY_FAILS(store::SourceRepository(theirs()).save(source, now), ErrorKind::NotFound);
        VERIFY_FAILS(store::SecretRepository(theirs(), key, "k").read(u"zoom"_s), ErrorKind::NotFound);

        // And nothing of it has changed.
        const auto untouched = store::RecordingRepository(mine()).find(recording).value();
        QVERIFY(!untouched.deletedAt);
        QCOMPARE(untouched.steps.first().progress, 0.0);
        QCOMPARE(store::ArtifactRepository(mine()).of(recording).value().size(), 1);
        QCOMPARE(store::JobRepository(mine()).pending().value().size(), 1);
    }

    void theSameItemMayBeInTwoWorkspaces()
    {
        added(u"Lecture"_s);
        QVERIFY(store::RecordingRepository(theirs()).upsert(lecture(u"Lecture"_s)).value().inserted);
    }
};

QTEST_GUILESS_MAIN(TestRepositories)
#include "tst_repositories.moc"
