#include "app/viewmodels/workspace_library.h"
#include "support/fake_engines.h"
#include "support/fake_media.h"
#include "window_fixture.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::Group;
using models::Situation;

/// The window on a real workspace: database, runner, steps and package; only FFmpeg and the recognisers are stood in
/// for.
class TestMainWindowReal : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init()
    {
        m_media = std::make_unique<FakeMedia>();
        m_engines = std::make_unique<FakeEngines>();
        m_files = std::make_unique<QTemporaryDir>();
        m_environment.reset(new workspace::Environment{.clock = m_clock,
            .media = *m_media,
            .engines = *m_engines,
            .machineSettings = {},
            .outputFolder = m_files->filePath(u"out"_s)});
        m_world = std::make_unique<WindowFixture>(viewmodels::WorkspaceLibrary::opener(*m_environment, {.poll = 20ms}));
        window()->show();
        openProfile(u"Faculty"_s);
    }
    void cleanup()
    {
        m_world.reset();   // first: its runner uses the others
        m_environment.reset();
    }

    void aDroppedFileIsFinished()
    {
        drop(recording(u"Lecture one.mp4"_s));
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
        const auto row = window()->recordingsPage()->current();
        QCOMPARE(row->title, u"Lecture one"_s);
        QVERIFY(QDir(row->packageFolder).exists(u"provenance.json"_s));
        auto *details = window()->recordingsPage()->details();
        QTRY_VERIFY(details->page(views::DetailsPane::Cuts)->title() != "Cuts"_L1);
        details->openTab(views::DetailsPane::Text);
        QTRY_VERIFY(!details->page(views::DetailsPane::Text)->findChild<QPlainTextEdit *>()->toPlainText().isEmpty());
    }

    void addTakesTheChosenFiles()
    {
        window()->actions().add->trigger();
        answerFileDialog({recording(u"Lecture one.mp4"_s), recording(u"Lecture two.mp4"_s)});
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 2, 20'000);
        QCOMPARE(count(Group::All), 2);
    }

    void addTakesTheRecordingsOfAFolder()
    {
        QVERIFY(QDir(m_files->path()).mkpath(u"term/week 1"_s));
        recording(u"term/Lecture one.mp4"_s);
        recording(u"term/week 1/Lecture two.mp4"_s);
        recording(u"term/notes.txt"_s);
        window()->actions().addFolder->trigger();
        answerFileDialog({m_files->filePath(u"term"_s)});
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 2, 20'000);
        QCOMPARE(count(Group::All), 2);
    }

    void aSecondStartOfTheProfileHandsOver()
    {
        viewmodels::Session second(app::Profiles{m_world->root.path()},
            viewmodels::WorkspaceLibrary::opener(*m_environment, {.poll = 20ms}), m_world->background, m_clock);
        QSignalSpy handedOver(&second, &viewmodels::Session::handedOver);
        QSignalSpy raised(&m_world->session, &viewmodels::Session::raiseWanted);
        second.open(m_world->session.profile()->library->folder(), {recording(u"Lecture.mp4"_s)});
        QTRY_COMPARE(handedOver.size(), 1);
        QVERIFY(!second.profile());
        QTRY_COMPARE(raised.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
        QCOMPARE(window()->recordingsPage()->current()->title, u"Lecture"_s);
    }

    void runningWorkIsCancelledAndRunsAgain()
    {
        holdAnalysis();
        drop(recording(u"Lecture.mp4"_s));
        QTRY_COMPARE(count(Group::Running), 1);
        QTRY_VERIFY(window()->actions().cancel->isEnabled());
        window()->actions().cancel->trigger();
        QTRY_COMPARE(count(Group::Running) + count(Group::Waiting), 0);
        QCOMPARE(count(Group::Done), 0);

        letGo();
        QTRY_VERIFY(window()->actions().run->isEnabled());
        window()->actions().run->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
    }

    void aFailureIsShownAndRetried()
    {
        std::atomic<bool> mended = false;
        m_media->before = [&mended](const QString &request, const base::StopToken &) -> base::Result<> {
            if (request == "analyze"_L1 && !mended)
                return base::fail(base::ErrorKind::Invalid, u"The recording has neither picture nor sound."_s);
            return {};
        };
        drop(recording(u"Broken.mp4"_s));
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::NeedsYou), 1, 20'000);
        QCOMPARE(window()->recordingsPage()->current()->situation, Situation::Failed);
        const QModelIndex status =
            window()->recordingsPage()->table()->model()->index(0, models::RecordingsModel::Status);
        QVERIFY(status.data().toString().contains(u"neither picture nor sound"_s));

        QTRY_VERIFY(window()->actions().retry->isEnabled());
        mended = true;
        window()->actions().retry->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
    }

    void removingIsUndoneAndTheOriginalStays()
    {
        const QString file = recording(u"Lecture.mp4"_s);
        drop(file);
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
        const int requests = m_media->requests;
        window()->actions().remove->trigger();
        QCOMPARE(count(Group::All), 0);
        QTRY_VERIFY(window()->actions().undo->isEnabled());
        QVERIFY(QFile::exists(file));
        window()->actions().undo->trigger();
        QTRY_COMPARE(count(Group::Done), 1);
        QVERIFY(QDir(window()->recordingsPage()->current()->packageFolder).exists(u"video.mp4"_s));
        QCOMPARE(m_media->requests.load(), requests);   // nothing had to be done again
    }

    void profilesAreApartAndSwitchedWhileWorkRuns()
    {
        holdAnalysis();
        drop(recording(u"Lecture.mp4"_s));
        QTRY_COMPARE(count(Group::Running), 1);
        openProfile(u"Home"_s);
        QCOMPARE(count(Group::All), 0);
        QVERIFY(window()->windowTitle().startsWith(u"Home"_s));
        letGo();
        openProfile(u"Faculty"_s);   // goes on where it stopped
        QCOMPARE(count(Group::All), 1);
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
    }

    void theLanguageChangesWhileWorkRuns()
    {
        holdAnalysis();
        drop(recording(u"Lecture.mp4"_s));
        QTRY_COMPARE(count(Group::Running), 1);
        window()->actions().languageRussian->trigger();
        QTRY_COMPARE(window()->recordingsPage()->filters()->chip(Group::Running)->text(), u"Идут 1"_s);
        letGo();
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
    }

    void pausedWorkWaits()
    {
        window()->actions().pause->trigger();
        QTRY_VERIFY(window()->statusText().startsWith(u"Paused"_s));
        QSignalSpy added(&recordings(), &viewmodels::Recordings::added);
        drop(recording(u"Lecture.mp4"_s));
        QVERIFY(added.wait());
        QTRY_COMPARE(count(Group::Waiting), 1);
        QCOMPARE(count(Group::Running), 0);
        window()->actions().pause->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(count(Group::Done), 1, 20'000);
    }

private:
    /// A file with content of its own.
    QString recording(const QString &name)
    {
        QFile file(m_files->filePath(name));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(name.toUtf8().repeated(50'000));
            file.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime);
        }
        return file.fileName();
    }

    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window(), &enter);
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window(), &event);
    }

    /// The open file dialog chooses `paths`.
    void answerFileDialog(const QStringList &paths)
    {
        auto *dialog = window()->findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->setDirectory(QFileInfo(paths.first()).path());
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QStringList quoted;
        for (const QString &path : paths)
            quoted += paths.size() > 1 ? u"\"%1\""_s.arg(QFileInfo(path).fileName()) : QFileInfo(path).fileName();
        name->setText(quoted.join(u' '));
        QTest::keyClick(name, Qt::Key_Return);
    }

    /// The analysis waits until letGo() or a stop.
    void holdAnalysis()
    {
        m_gateOpen = false;
        m_media->before = [this](const QString &request, const base::StopToken &stop) -> base::Result<> {
            while (request == "analyze"_L1 && !m_gateOpen)
                TRY_DO(stop.sleepFor(5ms));
            return {};
        };
    }
    void letGo() { m_gateOpen = true; }

    void openProfile(const QString &name)
    {
        m_world->session.open(m_world->root.filePath(name));
        QTRY_VERIFY(m_world->session.profile() && m_world->session.profile()->library->name() == name
            && recordings().state().loaded);
    }

    viewmodels::Recordings &recordings() const { return m_world->session.profile()->recordings; }
    int count(Group group) const { return recordings().model().count(group); }
    views::MainWindow *window() const { return m_world->window.get(); }

    base::SystemClock m_clock;
    std::atomic<bool> m_gateOpen = true;
    std::unique_ptr<FakeMedia> m_media;
    std::unique_ptr<FakeEngines> m_engines;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<workspace::Environment> m_environment;
    std::unique_ptr<WindowFixture> m_world;
};

QTEST_MAIN(TestMainWindowReal)
#include "tst_main_window_real.moc"
