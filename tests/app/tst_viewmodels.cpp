#include "app/viewmodels/session.h"
#include "fake_library.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::Group;
using viewmodels::Message;

class TestViewModels : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<viewmodels::Message>(); }

    void init()
    {
        m_background = std::make_unique<viewmodels::Background>();
        m_library = std::make_shared<FakeLibrary>();
        m_library->putAll(sampleOverviews(m_clock.now()));
        m_recordings = std::make_unique<viewmodels::Recordings>(m_library, *m_background, m_clock);
        QSignalSpy loaded(m_recordings.get(), &viewmodels::Recordings::loaded);
        QVERIFY(loaded.wait());
    }
    void cleanup()
    {
        m_recordings.reset();
        m_library.reset();
        m_background.reset();
    }

    void loadsTheListOnceAndThenFollowsChanges()
    {
        QCOMPARE(m_recordings->model().total(), 7);
        QSignalSpy resets(&m_recordings->model(), &models::RecordingsModel::modelReset);
        auto overview = sampleOverviews(m_clock.now()).at(0);
        overview.recording.id = idOf(u"Linear algebra, lecture 12"_s);
        overview.recording.title = u"Renamed elsewhere"_s;
        m_library->put(overview);
        QTRY_VERIFY(m_recordings->model().find(overview.recording.id)->title == "Renamed elsewhere"_L1);
        QCOMPARE(m_recordings->model().total(), 7);
        QCOMPARE(resets.size(), 0);
    }

    void followsAProfileThatBeganEmpty()
    {
        auto library = std::make_shared<FakeLibrary>();
        viewmodels::Recordings recordings(library, *m_background, m_clock);
        QSignalSpy loaded(&recordings, &viewmodels::Recordings::loaded);
        QVERIFY(loaded.wait());
        library->put(sampleOverviews(m_clock.now()).first());
        QTRY_COMPARE(recordings.model().total(), 1);
    }

    void whatIsAddedStartsAtOnce()
    {
        QSignalSpy added(m_recordings.get(), &viewmodels::Recordings::added);
        m_recordings->add({u"/a/one.mp4"_s, u"/a/two.mkv"_s});
        QVERIFY(added.wait());
        QCOMPARE(m_library->commands(), QStringList({u"add /a/one.mp4, /a/two.mkv"_s, u"run one, two"_s}));
        QTRY_COMPARE(m_recordings->model().total(), 9);
    }

    void aRefusedFileSaysSo()
    {
        QSignalSpy messages(m_recordings.get(), &viewmodels::Recordings::message);
        m_recordings->add({u"/a/notes.txt"_s});
        QVERIFY(messages.wait());
        const auto message = messages.first().first().value<Message>();
        QCOMPARE(message.level, Message::Level::Warning);
        QVERIFY(message.details.contains(u"notes.txt: This is not a recording."_s));
        QVERIFY(!message.passing);
    }

    void removingIsUndone()
    {
        const auto id = idOf(u"Staff meeting"_s);
        QSignalSpy messages(m_recordings.get(), &viewmodels::Recordings::message);
        m_recordings->remove({id});
        QCOMPARE(m_recordings->model().total(), 6);   // at once
        QCOMPARE(messages.first().first().value<Message>().action, Message::Action::Undo);
        QVERIFY(m_recordings->canUndo());
        QTRY_COMPARE(m_library->removedCount(), 1);
        m_recordings->undo();
        QVERIFY(!m_recordings->canUndo());
        QTRY_COMPARE(m_recordings->model().total(), 7);
        QCOMPARE(m_library->commands(), QStringList({u"remove Staff meeting"_s, u"restore Staff meeting"_s}));
    }

    void commandsGoToTheLibraryAndAnswerWhatTheyCan()
    {
        const auto running = idOf(u"Linear algebra, lecture 12"_s);
        const auto failed = idOf(u"ML course, lecture 3"_s);
        QVERIFY(m_recordings->canCancel({running}));
        QVERIFY(!m_recordings->canRun({running}));
        QVERIFY(m_recordings->canRetry({failed}));
        QVERIFY(!m_recordings->canRetry({running}));
        m_recordings->cancel({running});
        QTRY_VERIFY(m_library->commands().contains(u"cancel Linear algebra, lecture 12"_s));
        m_recordings->retry({failed});
        QTRY_VERIFY(m_library->commands().contains(u"retry ML course, lecture 3"_s));
        m_recordings->runAfresh({failed});
        QTRY_VERIFY(m_library->commands().contains(u"run afresh ML course, lecture 3"_s));
    }

    void aFailedCommandIsAMessageThatSaysWhatToDo()
    {
        QSignalSpy messages(m_recordings.get(), &viewmodels::Recordings::message);
        m_library->failNext({.kind = base::ErrorKind::Forbidden, .message = u"The database is read-only."_s});
        m_recordings->run({idOf(u"Staff meeting"_s)});
        QVERIFY(messages.wait());
        const auto message = messages.first().first().value<Message>();
        QCOMPARE(message.level, Message::Level::Error);
        QCOMPARE(message.text, u"The database is read-only."_s);
        QVERIFY(message.details.contains(u"then retry"_s));
    }

    void pauseReachesTheRunner()
    {
        m_recordings->setPaused(true);
        QTRY_VERIFY(m_library->isPaused());
        m_recordings->setPaused(false);
        QTRY_VERIFY(!m_library->isPaused());
    }

    void saysWhenAnotherProgramWorks()
    {
        m_library->setElsewhere(true);
        QTRY_VERIFY(m_recordings->state().elsewhere);
        m_library->setElsewhere(false);
        QTRY_VERIFY(!m_recordings->state().elsewhere);
    }

    void detailsReadTheResultsOfTheChosenRecording()
    {
        fillResults(*m_library);
        viewmodels::Details details(m_library, *m_background);
        QSignalSpy changes(&details, &viewmodels::Details::detailsChanged);
        const auto *row = m_recordings->model().find(idOf(u"Databases, seminar 5"_s));
        details.show(row);
        QTRY_VERIFY(details.details().topics.has_value());
        QCOMPARE(details.details().cuts->cuts.size(), 15);
        QCOMPARE(details.details().chapters.chapters.size(), 5);
        QVERIFY(!details.details().text.isEmpty());
        QVERIFY(!details.details().waveform.isEmpty());

        const auto before = changes.size();
        details.show(row);   // the same results: not read again
        QVERIFY(!details.isLoading());
        QCOMPARE(changes.size(), before);
    }

    void templatesAreTriedOnTheRecordings()
    {
        viewmodels::Templates templates(m_library, *m_background);
        QSignalSpy tried(&templates, &viewmodels::Templates::tried);
        domain::Template draft{.name = u"Lectures"_s, .active = false};
        draft.rules.keywords = {u"lecture"_s};
        templates.tryOut(draft);
        QVERIFY(tried.wait());
        QCOMPARE(templates.trial().matched, 2);
        QCOMPARE(templates.trial().total, 7);
        QVERIFY(templates.trial().rows.first().matched);
        QVERIFY(!templates.trial().rows.last().reason.isEmpty());
    }

    void settingsHoldAtOnce()
    {
        viewmodels::Settings settings(m_library, *m_background);
        QSignalSpy changes(&settings, &viewmodels::Settings::changed);
        settings.load();
        QVERIFY(changes.wait());
        QCOMPARE(settings.config()->text(u"trimming.preset"), u"normal"_s);
        settings.set(u"trimming.preset"_s, u"tight"_s);
        QVERIFY(changes.wait());
        QCOMPARE(settings.config()->text(u"trimming.preset"), u"tight"_s);
        QCOMPARE(settings.config()->origin(u"trimming.preset"), u"profile"_s);
        settings.set(u"trimming.preset"_s, QJsonValue());
        QVERIFY(changes.wait());
        QCOMPARE(settings.config()->origin(u"trimming.preset"), u"default"_s);
    }

    void aSessionSwitchesCreatesAndKeepsWhatItHasWhenItFails()
    {
        const QTemporaryDir root;
        const app::Profiles profiles{root.path()};
        const auto open = [](const QString &folder) -> base::Result<std::shared_ptr<viewmodels::Library>> {
            if (folder.endsWith("broken"_L1))
                return base::fail(base::ErrorKind::Forbidden, u"No."_s);
            return std::shared_ptr<viewmodels::Library>(std::make_shared<FakeLibrary>(folder));
        };
        viewmodels::Session session(profiles, open, *m_background, m_clock);
        QSignalSpy opened(&session, &viewmodels::Session::opened);
        QSignalSpy failed(&session, &viewmodels::Session::failed);
        session.open(profiles.folderOf(u"one"_s));
        QVERIFY(opened.wait());
        session.create(u"two"_s);
        QVERIFY(opened.wait());
        QCOMPARE(session.profile()->library->name(), u"two"_s);
        session.open(profiles.folderOf(u"broken"_s));
        QVERIFY(failed.wait());
        QCOMPARE(session.profile()->library->name(), u"two"_s);
        session.create(u"two"_s);   // is there already
        QVERIFY(failed.wait());
        session.open(profiles.folderOf(u"one"_s));   // and back, though it was just closed
        QVERIFY(opened.wait());
        QTRY_VERIFY(session.profileNames().contains(u"two"_s));
    }

    void aSecondSessionHandsOver()
    {
        const QTemporaryDir root;
        const app::Profiles profiles{root.path()};
        QList<std::shared_ptr<FakeLibrary>> libraries;
        std::mutex mutex;
        const auto open = [&](const QString &folder) -> base::Result<std::shared_ptr<viewmodels::Library>> {
            const std::lock_guard lock(mutex);
            libraries += std::make_shared<FakeLibrary>(folder);
            return std::shared_ptr<viewmodels::Library>(libraries.last());
        };
        viewmodels::Session first(profiles, open, *m_background, m_clock);
        QSignalSpy opened(&first, &viewmodels::Session::opened);
        first.open(profiles.folderOf(u"one"_s));
        QVERIFY(opened.wait());

        viewmodels::Session second(profiles, open, *m_background, m_clock);
        QSignalSpy handedOver(&second, &viewmodels::Session::handedOver);
        QSignalSpy raised(&first, &viewmodels::Session::raiseWanted);
        second.open(profiles.folderOf(u"one"_s), {u"/a/late.mp4"_s});
        QVERIFY(handedOver.wait());
        QTRY_COMPARE(raised.size(), 1);
        QTRY_VERIFY(libraries.first()->commands().contains(u"run late"_s));
        QVERIFY(!second.profile());
    }

private:
    domain::RecordingId idOf(const QString &title) const
    {
        const auto &model = m_recordings->model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.row(model.index(row, 0)).title == title)
                return model.row(model.index(row, 0)).id;
        return {};
    }

    base::SystemClock m_clock;
    std::unique_ptr<viewmodels::Background> m_background;
    std::shared_ptr<FakeLibrary> m_library;
    std::unique_ptr<viewmodels::Recordings> m_recordings;
};

QTEST_GUILESS_MAIN(TestViewModels)
#include "tst_viewmodels.moc"
