#include "app/text.h"
#include "fake_library.h"
#include "fits.h"
#include "window_fixture.h"

#include <QAccessible>
#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using models::Group;
using models::RecordingsModel;

/// Where screenshots go; empty: nowhere.
static QString pictureFolder() { return qEnvironmentVariable("DAILIES_PICTURES"); }

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void init() { open(true); }
    void cleanup()
    {
        m_world.reset();
        m_library.reset();
    }

    void showsTheRecordingsWithTheirCounts()
    {
        QCOMPARE(table()->model()->rowCount(), 7);
        QCOMPARE(page()->filters()->chip(Group::All)->text(), u"All 7"_s);
        QCOMPARE(page()->filters()->chip(Group::NeedsYou)->text(), u"Needs you 1"_s);
        QVERIFY(window()->windowTitle().contains(u"Faculty"_s));
        QTRY_VERIFY(window()->statusText().startsWith(u"1 running · 2 waiting"_s));
    }

    void aDroppedFileIsAddedAndRun()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(u"/a/Новая лекция.mp4"_s), QUrl(u"https://example.org/x"_s)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window(), &drop);
        QVERIFY(drop.isAccepted());
        QTRY_COMPARE(m_library->commands(), QStringList({u"add /a/Новая лекция.mp4"_s, u"run Новая лекция"_s}));
        QTRY_COMPARE(table()->model()->rowCount(), 8);
        QTRY_COMPARE(page()->current()->title, u"Новая лекция"_s);
    }

    void aDropOfSomethingElseIsRefused()
    {
        QMimeData data;
        data.setText(u"just words"_s);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(window(), &enter);
        QVERIFY(!enter.isAccepted());
    }

    void anEmptyProfileHasOneButton()
    {
        open(false);
        QTRY_VERIFY(page()->emptyState()->isVisible());
        QCOMPARE(page()->emptyState()->title(), u"Drop recordings here"_s);
        QCOMPARE(page()->emptyState()->button()->text(), u"Add recordings"_s);
        QVERIFY(!page()->filters()->isVisible());
        QVERIFY(!page()->details()->isVisible());
        const auto everyWordFits = [this] {
            const auto labels = page()->emptyState()->findChildren<QLabel *>();
            return std::all_of(labels.begin(), labels.end(), [](const QLabel *label) { return fits(*label); });
        };
        QVERIFY(everyWordFits());
        picture(u"empty"_s);
        m_world->language.install(u"ru"_s);
        QTRY_COMPARE(page()->emptyState()->button()->text(), u"Добавить записи"_s);
        QTRY_VERIFY(everyWordFits());
    }

    void anEmptyFilterShowsTheWayBack()
    {
        window()->searchField()->setText(u"no such thing"_s);
        QTRY_COMPARE(page()->emptyState()->title(), u"Nothing found"_s);
        QTest::mouseClick(page()->emptyState()->button(), Qt::LeftButton);
        QCOMPARE(window()->searchField()->text(), QString());
        QCOMPARE(table()->model()->rowCount(), 7);
        QVERIFY(table()->isVisible());
    }

    void filtersBySearchAndChip()
    {
        QTest::keyClick(window(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(window()->searchField()->hasFocus());
        QTest::keyClicks(window()->searchField(), u"lecture"_s);
        QCOMPARE(table()->model()->rowCount(), 2);
        QTest::keyClick(window()->searchField(), Qt::Key_Escape);
        QCOMPARE(table()->model()->rowCount(), 7);
        QTest::mouseClick(page()->filters()->chip(Group::NeedsYou), Qt::LeftButton);
        QCOMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(page()->current()->title, u"ML course, lecture 3"_s);
    }

    void theSelectionSurvivesAFilter()
    {
        choose(u"Databases, seminar 5"_s);
        page()->setGroup(Group::Done);
        QCOMPARE(page()->current()->title, u"Databases, seminar 5"_s);
        page()->setGroup(Group::All);
        QCOMPARE(page()->current()->title, u"Databases, seminar 5"_s);
    }

    void commandsAreOnlyOfferedWhereTheyWork()
    {
        choose(u"Linear algebra, lecture 12"_s);
        QVERIFY(actions().cancel->isEnabled());
        QVERIFY(!actions().run->isEnabled());
        QVERIFY(!actions().retry->isEnabled());
        choose(u"ML course, lecture 3"_s);
        QVERIFY(actions().retry->isEnabled());
        QVERIFY(!actions().cancel->isEnabled());
        QVERIFY(!actions().openPackage->isEnabled());
        choose(u"Databases, seminar 5"_s);
        QVERIFY(actions().openPackage->isEnabled());
    }

    void keysCommand()
    {
        choose(u"ML course, lecture 3"_s);
        QTest::keyClick(window(), Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(m_library->commands().contains(u"retry ML course, lecture 3"_s));
        choose(u"Linear algebra, lecture 12"_s);
        QTest::keyClick(window(), Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(m_library->commands().contains(u"cancel Linear algebra, lecture 12"_s));
        QTest::keyClick(table(), Qt::Key_W);
        QCOMPARE(page()->details()->currentTab(), views::DetailsPane::Why);
        QTest::keyClick(window(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(!page()->details()->isVisible());
    }

    void removingOffersUndo()
    {
        choose(u"Staff meeting"_s);
        const int place = table()->currentIndex().row();
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(table()->model()->rowCount(), 6);
        QCOMPARE(page()->selected(), QList({page()->current()->id}));   // the next one is at hand
        QVERIFY(std::abs(table()->currentIndex().row() - place) <= 1);
        QTRY_VERIFY(window()->messages()->isVisible());
        QVERIFY(window()->messages()->text().contains(u"Staff meeting"_s));
        QTRY_COMPARE(m_library->removedCount(), 1);
        QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 7);
    }

    void aLinkIsClickedInItsCell()
    {
        choose(u"Staff meeting"_s);
        const QModelIndex cell = table()->currentIndex().siblingAtColumn(RecordingsModel::Status);
        const auto *delegate = qobject_cast<delegates::RecordingDelegate *>(table()->itemDelegate());
        const QRect link = delegate->linkRect(table()->visualRect(cell), cell);
        QVERIFY(link.isValid());
        QVERIFY(table()->viewport()->rect().contains(link));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, link.center());
        QCOMPARE(page()->details()->currentTab(), views::DetailsPane::Why);
    }

    void languageAndLookChangeAtRunTime()
    {
        choose(u"Databases, seminar 5"_s);
        QTRY_VERIFY(page()->details()->page(views::DetailsPane::Topics)->title() == "Topics 5"_L1);
        const auto *cuts = page()->details()->page(views::DetailsPane::Cuts)->findChild<QTableView *>();
        static_cast<views::CutsTab *>(page()->details()->page(views::DetailsPane::Cuts))->select(3);
        picture(u"light-en"_s);
        actions().languageRussian->trigger();
        QCOMPARE(cuts->currentIndex().row(), 3);
        QTRY_COMPARE(page()->filters()->chip(Group::All)->text(), u"Все 7"_s);
        QCOMPARE(table()->model()->headerData(0, Qt::Horizontal).toString(), u"Запись"_s);
        QCOMPARE(window()->preferences().language, u"ru"_s);
        picture(u"light-ru"_s);
        actions().lookDark->trigger();
        QVERIFY(window()->palette().color(QPalette::Window).lightness() < 80);
        QCOMPARE(window()->preferences().look, u"dark"_s);
        picture(u"dark-ru"_s);
        actions().languageEnglish->trigger();
        QTRY_COMPARE(page()->filters()->chip(Group::All)->text(), u"All 7"_s);
        picture(u"dark-en"_s);
    }

    void everyTabShowsItsPart()
    {
        choose(u"Databases, seminar 5"_s);
        auto *details = page()->details();
        QTRY_VERIFY(details->page(views::DetailsPane::Cuts)->title() == "Cuts 15"_L1);
        static constexpr std::pair<views::DetailsPane::Tab, const char *> tabs[] = {
            {views::DetailsPane::Overview, "overview"}, {views::DetailsPane::Cuts, "cuts"},
            {views::DetailsPane::Text, "text"}, {views::DetailsPane::Topics, "topics"},
            {views::DetailsPane::History, "history"}, {views::DetailsPane::Why, "why"}};
        for (const auto &[tab, name] : tabs) {
            details->openTab(tab);
            QVERIFY(details->page(tab)->isVisible());
            picture(QString::fromLatin1(name));
        }
        const auto *text = details->page(views::DetailsPane::Text)->findChild<QPlainTextEdit *>();
        QVERIFY(text->toPlainText().contains(u"the parent receives the middle key"_s));
        const auto *why = details->page(views::DetailsPane::Why)->findChild<QTextBrowser *>();
        QVERIFY(why->toPlainText().contains(u"The title has none of the keywords."_s));
        QVERIFY(why->toPlainText().contains(u"Cuts by loudness, with padding."_s));
    }

    void editedCutsAreShownAsSuchAndCanBeTakenBack()
    {
        choose(u"Databases, seminar 5"_s);
        auto *details = page()->details();
        details->openTab(views::DetailsPane::Cuts);
        auto *cuts = details->page(views::DetailsPane::Cuts);
        auto *reset = cuts->findChild<QPushButton *>(u"resetCuts"_s);
        QTRY_COMPARE(cuts->title(), u"Cuts 15"_s);
        QVERIFY(!reset->isVisible());

        auto overview = m_library->recordings({page()->current()->id})->first();
        m_library->planned.cuts[1].edited = true;
        overview.recording.editedCuts = m_library->planned.cuts;
        overview.recording.updatedAt += std::chrono::seconds(1);
        m_library->explanation.plan.steps[3].run = false;
        m_library->put(overview);
        QTRY_VERIFY(reset->isVisible());
        const auto *shown = cuts->findChild<QTableView *>()->model();
        QVERIFY(!shown->index(0, 3).data().toString().contains(u"edited by you"_s));
        QVERIFY(shown->index(1, 3).data().toString().endsWith(u"(edited by you)"_s));
        picture(u"cuts-edited"_s);
        reset->click();
        QTRY_VERIFY(m_library->commands().contains(u"reset cuts of Databases, seminar 5"_s));
    }

    void cutsAreExportedToAFile()
    {
        choose(u"Databases, seminar 5"_s);
        page()->details()->openTab(views::DetailsPane::Cuts);
        auto *button = page()->details()->findChild<QPushButton *>(u"exportCuts"_s);
        QTRY_VERIFY(button->isVisible());
        button->click();
        auto *dialog = window()->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QString file = m_world->root.filePath(u"list.edl"_s);
        dialog->selectFile(file);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(m_library->commands().contains(u"export cuts to %1 of Databases, seminar 5"_s.arg(file)));
    }

    void aFailureSaysWhatToDoInTheOverview()
    {
        choose(u"ML course, lecture 3"_s);
        page()->details()->openTab(views::DetailsPane::Overview);
        picture(u"failed"_s);
        bool advised = false;
        for (const auto *label : page()->details()->findChildren<QLabel *>())
            advised =
                advised || (label->isVisible() && label->text() == app::errorAdvice(base::ErrorKind::Unavailable));
        QVERIFY(advised);
    }

    void templatesAreWrittenWithALiveTest()
    {
        actions().templates->trigger();
        auto *templates = window()->templatesPage();
        QVERIFY(templates->isVisible());
        templates->startNew();
        QTest::keyClicks(templates->nameField(), u"Lectures"_s);
        QTest::keyClicks(templates->keywordsField(), u"lecture, exercise"_s);
        QTRY_COMPARE(templates->trialText(), u"Takes 3 of 7 recordings"_s);
        picture(u"templates"_s);
        QTest::mouseClick(templates->saveButton(), Qt::LeftButton);
        QTRY_COMPARE(m_library->templates()->size(), 1);
        QCOMPARE(m_library->templates()->first().rules.keywords, QStringList({u"lecture"_s, u"exercise"_s}));
    }

    void settingsHoldAtOnce()
    {
        actions().settings->trigger();
        auto *settings = window()->settingsPage();
        QVERIFY(settings->isVisible());
        auto *preset = settings->editor(u"trimming.preset"_s)->findChild<QComboBox *>();
        QTRY_COMPARE(preset->currentData().toString(), u"normal"_s);
        picture(u"settings"_s);
        preset->setCurrentIndex(preset->findData(u"tight"_s));
        emit preset->activated(preset->currentIndex());
        QTRY_VERIFY(m_library->commands().contains(u"set trimming.preset"_s));
        settings->languageBox()->setCurrentIndex(2);
        emit settings->languageBox()->activated(2);
        QTRY_COMPARE(window()->actions().languageRussian->isChecked(), true);
        picture(u"settings-ru"_s);
    }

    void everyControlHasANameForScreenReaders()
    {
        for (auto *button : window()->findChildren<QAbstractButton *>()) {
            if (!button->isVisible())
                continue;
            const auto *spoken = QAccessible::queryAccessibleInterface(button);
            QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), button->metaObject()->className());
        }
    }

    void everyControlIsReachedByTheTabKey()
    {
        choose(u"Databases, seminar 5"_s);
        for (int tab = 0; tab < views::DetailsPane::TabCount; ++tab) {
            page()->details()->openTab(static_cast<views::DetailsPane::Tab>(tab));
            QTRY_VERIFY(page()->details()->page(static_cast<views::DetailsPane::Tab>(tab))->isVisible());
            table()->setFocus();
            QSet<const QWidget *> reached;
            do {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                reached.insert(QApplication::focusWidget());
            } while (QApplication::focusWidget() != table() && reached.size() < 100);
            for (const auto *widget : window()->findChildren<QWidget *>()) {
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const bool byArrows = button && button->group() && !button->isChecked();   // within its group
                if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !byArrows)
                    QVERIFY2(reached.contains(widget) || reached.contains(widget->focusProxy()),
                        widget->metaObject()->className());
            }
        }
    }

    void aNarrowWindowKeepsWhatMatters()
    {
        window()->resize(760, 600);
        QCOMPARE(table()->isColumnHidden(RecordingsModel::Title), false);
        QCOMPARE(table()->isColumnHidden(RecordingsModel::Status), false);
        QCOMPARE(table()->isColumnHidden(RecordingsModel::Recorded), true);
        picture(u"narrow"_s);
    }

private:
    void open(bool filled)
    {
        m_world.reset();
        m_library = std::make_shared<FakeLibrary>();
        if (filled) {
            m_library->putAll(sampleOverviews(base::SystemClock().now()));
            fillResults(*m_library);
            m_library->poster = qEnvironmentVariable("DAILIES_POSTER");
        }
        m_world = std::make_unique<WindowFixture>(
            [library = m_library](const QString &) -> base::Result<std::shared_ptr<viewmodels::Library>> {
                return std::shared_ptr<viewmodels::Library>(library);
            });
        window()->show();
        window()->activateWindow();   // a bare X server has no window manager to do it
        QVERIFY(QTest::qWaitForWindowActive(window()));
        m_world->session.open(m_world->root.filePath(u"Faculty"_s));
        QTRY_VERIFY(m_world->session.profile() && m_world->session.profile()->recordings.state().loaded);
    }

    void choose(const QString &title)
    {
        const auto &model = m_world->session.profile()->recordings.model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.row(model.index(row, 0)).title == title)
                page()->select(model.row(model.index(row, 0)).id);
        QCOMPARE(page()->current()->title, title);
        table()->setFocus();
    }

    /// For people who look at it: a picture of the window, when a folder is given.
    void picture(const QString &name)
    {
        if (pictureFolder().isEmpty())
            return;
        QTest::qWait(400);
        QVERIFY(window()->grab().save(pictureFolder() + u'/' + name + u".png"_s));
    }

    views::MainWindow *window() const { return m_world->window.get(); }
    views::RecordingsPage *page() const { return window()->recordingsPage(); }
    QTableView *table() const { return page()->table(); }
    const views::Actions &actions() const { return window()->actions(); }

    std::shared_ptr<FakeLibrary> m_library;
    std::unique_ptr<WindowFixture> m_world;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
