#include "app/views/main_window.h"

#include "app/text.h"
#include "app/views/widgets.h"
#include "core/base/files.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QInputDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QShortcut>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using models::Group;

namespace views {

MainWindow::MainWindow(
    theme::Theme &theme, app::Language &language, viewmodels::Session &session, const app::Preferences &preferences)
    : m_theme(theme)
    , m_language(language)
    , m_session(session)
    , m_preferences(preferences)
    , m_actions(new Actions(theme, this))
    , m_sidebar(new Sidebar(theme, *m_actions, this))
    , m_messages(new MessageBar(theme, this))
    , m_pages(new QStackedWidget(this))
    , m_recordings(new RecordingsPage(theme, m_pages))
    , m_templates(new TemplatesPage(theme, m_pages))
    , m_settings(new SettingsPage(m_pages))
    , m_add(new QPushButton(this))
    , m_pause(new QPushButton(this))
    , m_run(new QPushButton(this))
    , m_search(new QLineEdit(this))
    , m_searchIcon(m_search->addAction(theme.icon(u"search"_s), QLineEdit::LeadingPosition))
    , m_menu(new QToolButton(this))
    , m_work(new QLabel(this))
    , m_disk(new QLabel(this))
    , m_place(new QLabel(this))
    , m_dropHint(new QWidget(this))
    , m_dropWords(new QLabel(m_dropHint))
{
    setAcceptDrops(true);
    setMinimumSize(640, 480);
    resize(1280, 800);
    for (QWidget *page :
        {static_cast<QWidget *>(m_recordings), static_cast<QWidget *>(m_templates), static_cast<QWidget *>(m_settings)})
        m_pages->addWidget(page);

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildToolbar(layout);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    auto *page = new QVBoxLayout;
    page->setSpacing(0);
    page->addWidget(m_messages);
    page->addWidget(m_pages, 1);
    middle->addLayout(page, 1);
    layout->addLayout(middle, 1);
    buildStatusBar(layout);
    setCentralWidget(content);

    m_dropHint->setObjectName(u"dropHint"_s);
    m_dropHint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_dropHint->setAttribute(Qt::WA_StyledBackground);
    m_dropWords->setFont(theme::Theme::title());
    auto *drop = new QVBoxLayout(m_dropHint);
    drop->addWidget(m_dropWords, 0, Qt::AlignCenter);
    m_dropHint->hide();

    for (QMenu *menu : m_actions->menus())
        menuBar()->addMenu(menu);
    menuBar()->setVisible(preferences.menuBar);
    m_actions->menuBar->setChecked(preferences.menuBar);
    m_actions->details->setChecked(preferences.details);
    m_recordings->setDetailsVisible(preferences.details);
    m_menu->setVisible(!preferences.menuBar);
    restoreGeometry(preferences.geometry);
    if (!preferences.splitter.isEmpty())
        m_recordings->splitter()->restoreState(preferences.splitter);
    showChoices();

    connectActions();
    connect(&session, &viewmodels::Session::opened, this, &MainWindow::showProfile);
    connect(&session, &viewmodels::Session::aboutToClose, this, &MainWindow::letGoOfProfile);
    connect(&session, &viewmodels::Session::failed, this, &MainWindow::showFailure);
    connect(&session, &viewmodels::Session::raiseWanted, this, &MainWindow::raiseWindow);
    connect(&session, &viewmodels::Session::profileNamesChanged, this, &MainWindow::fillProfileMenu);
    connect(&theme, &theme::Theme::changed, this, &MainWindow::updateActions);
    retranslate();
    showProfile();
}

// Building

void MainWindow::buildToolbar(QBoxLayout *layout)
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"toolbar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(theme::metrics::toolbar);
    setKind(m_add, "primary");
    m_add->setIcon(m_theme.icon(u"add"_s, theme::Theme::Tint::OnAccent));
    m_run->setIcon(m_theme.icon(u"play"_s, theme::Theme::Tint::Text));
    setKind(m_menu, "flat");
    m_menu->setIcon(m_theme.icon(u"menu"_s));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_menu);
    for (QMenu *part : m_actions->menus())
        menu->addMenu(part);
    m_menu->setMenu(menu);
    m_search->setFixedWidth(360);
    m_search->setClearButtonEnabled(true);

    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::metrics::margin, 0, theme::metrics::margin, 0);
    row->setSpacing(8);
    row->addWidget(m_add);
    row->addWidget(m_run);
    row->addWidget(m_pause);
    row->addStretch();
    row->addWidget(m_search);
    row->addWidget(m_menu);
    layout->addWidget(bar);
}

void MainWindow::buildStatusBar(QBoxLayout *layout)
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"statusBar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(theme::metrics::statusBar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::metrics::margin, 0, theme::metrics::margin, 0);
    row->setSpacing(18);
    for (QLabel *label : {m_work, m_disk, m_place}) {
        label->setProperty("tone", u"muted"_s);
        label->setFont(theme::Theme::small());
    }
    row->addWidget(m_work);
    row->addWidget(m_disk);
    row->addStretch();
    row->addWidget(m_place);
    layout->addWidget(bar);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions->add, &MainWindow::askForFiles);
    on(m_actions->addFolder, &MainWindow::askForFolder);
    on(m_actions->newProfile, &MainWindow::askForProfileName);
    on(m_actions->switchProfile, &MainWindow::showProfileMenu);
    on(m_actions->openProfileFolder, [this] { openFolder(m_session.profile()->library->folder()); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->undo, [this] { recordings()->undo(); });
    on(m_actions->selectAll, [this] { m_recordings->table()->selectAll(); });
    on(m_actions->find, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    on(m_actions->recordings, [this] { showPage(m_recordings); });
    on(m_actions->templates, [this] { showPage(m_templates); });
    on(m_actions->settings, [this] { showPage(m_settings); });
    on(m_actions->details, [this](bool visible) {
        m_recordings->setDetailsVisible(visible);
        emit preferencesChanged(this->preferences());
    });
    on(m_actions->nextTab, [this] { m_recordings->details()->nextTab(); });
    on(m_actions->menuBar, [this](bool visible) {
        menuBar()->setVisible(visible);
        m_menu->setVisible(!visible);
        emit preferencesChanged(this->preferences());
    });
    on(m_actions->languageSystem, [this] { setLanguage({}); });
    on(m_actions->languageEnglish, [this] { setLanguage(u"en"_s); });
    on(m_actions->languageRussian, [this] { setLanguage(u"ru"_s); });
    on(m_actions->lookSystem, [this] { setLook(theme::Look::System); });
    on(m_actions->lookLight, [this] { setLook(theme::Look::Light); });
    on(m_actions->lookDark, [this] { setLook(theme::Look::Dark); });
    on(m_actions->run, [this] { recordings()->run(m_recordings->selected()); });
    on(m_actions->runAfresh, [this] { recordings()->runAfresh(m_recordings->selected()); });
    on(m_actions->cancel, [this] { recordings()->cancel(m_recordings->selected()); });
    on(m_actions->retry, [this] { recordings()->retry(m_recordings->selected()); });
    on(m_actions->remove, [this] { recordings()->remove(m_recordings->selected()); });
    on(m_actions->pause, [this](bool paused) { recordings()->setPaused(paused); });
    on(m_actions->why, [this] { m_recordings->explainCurrent(); });
    on(m_actions->openPackage, [this] { m_recordings->openCurrent(); });
    on(m_actions->reveal, [this] { revealFile(m_recordings->current()->mediaPath); });
    on(m_actions->rename, &MainWindow::askForTitle);
    on(m_actions->shortcutSheet, &MainWindow::showShortcuts);
    on(m_actions->about, &MainWindow::showAbout);

    connect(m_add, &QPushButton::clicked, m_actions->add, &QAction::trigger);
    connect(m_run, &QPushButton::clicked, m_actions->run, &QAction::trigger);
    connect(m_pause, &QPushButton::clicked, m_actions->pause, &QAction::trigger);
    connect(m_sidebar->profileButton(), &QPushButton::clicked, this, &MainWindow::showProfileMenu);
    connect(m_search, &QLineEdit::textChanged, m_recordings, &RecordingsPage::setSearch);
    connect(m_search, &QLineEdit::textEdited, m_actions->recordings, &QAction::trigger);
    auto *leaveSearch = new QShortcut(Qt::Key_Escape, m_search, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leaveSearch, &QShortcut::activated, this, [this] {
        m_search->clear();
        m_recordings->table()->setFocus();
    });
    connect(m_recordings, &RecordingsPage::searchCleared, m_search, &QLineEdit::clear);
    connect(m_recordings, &RecordingsPage::selectionChanged, this, &MainWindow::updateActions);
    connect(m_recordings, &RecordingsPage::addWanted, this, &MainWindow::askForFiles);
    connect(m_messages, &MessageBar::undoWanted, m_actions->undo, &QAction::trigger);
    connect(m_recordings, &RecordingsPage::contextMenuWanted, this, &MainWindow::showContextMenu);
    connect(m_recordings->details(), &DetailsPane::retryWanted, m_actions->retry, &QAction::trigger);
    connect(m_recordings->details(), &DetailsPane::exportCutsWanted, this, &MainWindow::askWhereToExportCuts);
    connect(m_recordings->details(), &DetailsPane::resetCutsWanted, this,
        [this] { recordings()->resetCuts(m_recordings->current()->id); });
    connect(m_settings, &SettingsPage::languageChosen, this, &MainWindow::setLanguage);
    connect(m_settings, &SettingsPage::lookChosen, this, &MainWindow::setLook);
}

// Words

void MainWindow::retranslate()
{
    m_actions->retranslate();
    m_add->setText(u" "_s + tr("Add recordings"));
    m_add->setToolTip(tr("Add video or sound files (%1). Or drop them here.")
                          .arg(m_actions->add->shortcut().toString(QKeySequence::NativeText)));
    m_run->setText(u" "_s + tr("Run"));
    m_search->setPlaceholderText(tr("Search titles and templates"));
    m_search->setAccessibleName(tr("Search"));
    const auto searchButtons = m_search->findChildren<QToolButton *>();
    for (QToolButton *button : searchButtons)
        button->setAccessibleName(button == searchButtons.first() ? tr("Search") : tr("Clear the search"));
    m_menu->setToolTip(tr("Menu"));
    m_menu->setAccessibleName(tr("Menu"));
    m_dropWords->setText(tr("Drop to add"));
    updateActions();
    updateState();
    fillProfileMenu();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

/// What is chosen for language and look, wherever it can be chosen.
void MainWindow::showChoices()
{
    const QString code = m_preferences.language;
    QAction *language = code == "en"_L1 ? m_actions->languageEnglish
        : code == "ru"_L1               ? m_actions->languageRussian
                                        : m_actions->languageSystem;
    QAction *look = m_theme.look() == theme::Look::Light ? m_actions->lookLight
        : m_theme.look() == theme::Look::Dark            ? m_actions->lookDark
                                                         : m_actions->lookSystem;
    language->setChecked(true);
    look->setChecked(true);
    m_settings->showChoices(code, m_theme.look());
}

void MainWindow::setLanguage(const QString &code)
{
    m_preferences.language = code;
    m_language.install(code);
    showChoices();
    emit preferencesChanged(preferences());
}

void MainWindow::setLook(theme::Look look)
{
    m_preferences.look = look == theme::Look::Light ? u"light"_s : look == theme::Look::Dark ? u"dark"_s : QString();
    m_theme.setLook(look);
    showChoices();
    emit preferencesChanged(preferences());
}

app::Preferences MainWindow::preferences() const
{
    app::Preferences now = m_preferences;
    now.menuBar = m_actions->menuBar->isChecked();
    now.details = m_actions->details->isChecked();
    now.geometry = saveGeometry();
    now.splitter = m_recordings->splitter()->saveState();
    if (m_session.profile())
        now.profileFolder = m_session.profile()->library->folder();
    return now;
}

// The profile

viewmodels::Recordings *MainWindow::recordings() const
{
    return m_session.profile() ? &m_session.profile()->recordings : nullptr;
}

void MainWindow::showProfile()
{
    viewmodels::Profile *profile = m_session.profile();
    m_recordings->setProfile(profile);
    if (!profile) {
        updateActions();
        return;
    }
    m_search->clear();
    m_templates->setTemplates(&profile->templates);
    m_settings->setSettings(&profile->settings);
    m_sidebar->setProfileName(profile->library->name());
    connect(&profile->templates, &viewmodels::Templates::message, this, &MainWindow::showMessage);
    connect(&profile->settings, &viewmodels::Settings::message, this, &MainWindow::showMessage);
    connect(&profile->recordings, &viewmodels::Recordings::stateChanged, this, &MainWindow::updateState);
    connect(&profile->recordings, &viewmodels::Recordings::undoChanged, this, &MainWindow::updateActions);
    connect(&profile->recordings, &viewmodels::Recordings::changed, this, &MainWindow::updateState);
    connect(&profile->recordings, &viewmodels::Recordings::message, this, &MainWindow::showMessage);
    connect(&profile->recordings.model(), &models::RecordingsModel::countsChanged, this, &MainWindow::updateState);
    updateState();
    fillProfileMenu();
    m_recordings->table()->setFocus();
    emit preferencesChanged(preferences());
}

void MainWindow::letGoOfProfile()
{
    m_messages->dismiss();
    m_recordings->setProfile(nullptr);
    m_templates->setTemplates(nullptr);
    m_settings->setSettings(nullptr);
}

void MainWindow::showFailure(const base::Error &error)
{
    showMessage(viewmodels::failure(tr("The profile can't be opened: %1").arg(app::errorText(error)), error));
    updateActions();
}

void MainWindow::fillProfileMenu()
{
    QMenu *menu = m_actions->profileMenu();
    menu->clear();
    const QString present = m_session.profile() ? m_session.profile()->library->folder() : QString();
    for (const QString &name : m_session.profileNames()) {
        const QString folder = m_session.folderOf(name);
        QAction *entry = menu->addAction(name, this, [this, folder] { m_session.open(folder); });
        entry->setCheckable(true);
        entry->setChecked(QFileInfo(folder) == QFileInfo(present));
    }
    menu->addSeparator();
    menu->addAction(m_actions->newProfile);
}

void MainWindow::updateState()
{
    const viewmodels::Recordings *now = recordings();
    if (!now)
        return;
    const auto &model = now->model();
    const auto &state = now->state();
    QStringList parts;
    if (state.paused)
        parts += tr("Paused: what runs is finished, nothing new starts");
    if (const int running = model.count(Group::Running); running > 0)
        parts += tr("%n running", nullptr, running);
    if (const int waiting = model.count(Group::Waiting); waiting > 0)
        parts += tr("%n waiting", nullptr, waiting);
    if (const auto left = now->timeLeft())
        parts += tr("about %1", "time left").arg(app::aboutText(*left));
    if (parts.isEmpty() && state.loaded)
        parts += tr("Nothing is running");
    m_work->setText(parts.join(u" · "_s));
    m_disk->setText(state.freeBytes >= 0 ? tr("%1 free", "disk space").arg(app::sizeText(state.freeBytes)) : QString());
    m_place->setText(state.elsewhere ? tr("Another Dailies program works on this profile") : QString());
    m_sidebar->setRecordingCount(model.total());
    const int needsYou = model.count(Group::NeedsYou);
    const QString name = m_session.profile()->library->name();
    setWindowTitle(
        needsYou > 0 ? tr("%1 (%2 need you) – Dailies").arg(name).arg(needsYou) : tr("%1 – Dailies").arg(name));
    updateActions();
}

void MainWindow::updateActions()
{
    const viewmodels::Recordings *now = recordings();
    const auto ids = m_recordings->selected();
    const auto current = m_recordings->current();
    for (QAction *action : {m_actions->add, m_actions->addFolder, m_actions->openProfileFolder, m_actions->pause})
        action->setEnabled(now != nullptr);
    m_actions->undo->setEnabled(now && now->canUndo());
    m_actions->run->setEnabled(now && now->canRun(ids));
    m_actions->runAfresh->setEnabled(now && now->canRun(ids));
    m_actions->cancel->setEnabled(now && now->canCancel(ids));
    m_actions->retry->setEnabled(now && now->canRetry(ids));
    m_actions->remove->setEnabled(!ids.isEmpty());
    m_actions->rename->setEnabled(current.has_value());
    m_actions->why->setEnabled(current.has_value());
    m_actions->reveal->setEnabled(current && !current->mediaPath.isEmpty());
    m_actions->openPackage->setEnabled(current && !current->packageFolder.isEmpty());

    const bool paused = now && now->state().paused;
    m_actions->pause->setChecked(paused);
    m_pause->setText(u" "_s + (paused ? tr("Resume") : tr("Pause")));
    m_pause->setIcon(m_theme.icon(paused ? u"play"_s : u"pause"_s, theme::Theme::Tint::Text));
    m_pause->setToolTip(paused ? tr("Start work again") : tr("What runs is finished, nothing new starts"));
    m_pause->setEnabled(now);
    m_add->setEnabled(now);
    m_run->setEnabled(m_actions->run->isEnabled());
}

void MainWindow::showPage(QWidget *page)
{
    m_messages->dismiss();
    m_pages->setCurrentWidget(page);
}

void MainWindow::showMessage(const viewmodels::Message &message) { m_messages->show(message); }

// Questions

void MainWindow::askForFiles()
{
    auto *dialog = new QFileDialog(this, tr("Add recordings"),
        QStandardPaths::writableLocation(QStandardPaths::MoviesLocation),
        tr("Recordings (%1);;All files (*)")
            .arg(u"*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mpg *.mpeg *.ts *.flv *.wmv *.3gp *.mp3 *.m4a *.wav *.flac "
                 "*.ogg *.opus *.aac *.wma"_s));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setOption(QFileDialog::HideNameFilterDetails);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) { recordings()->add(files); });
    dialog->open();
}

void MainWindow::askForFolder()
{
    auto *dialog =
        new QFileDialog(this, tr("Add a folder"), QStandardPaths::writableLocation(QStandardPaths::MoviesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) { recordings()->add({folder}); });
    dialog->open();
}

void MainWindow::askWhereToExportCuts()
{
    const auto row = m_recordings->current();
    if (!row)
        return;
    auto *dialog =
        new QFileDialog(this, tr("Export cuts"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
            tr("Cut list (*.json)") + u";;"_s + tr("Edit decision list, CMX 3600 (*.edl)") + u";;"_s
                + tr("OpenTimelineIO (*.otio)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(base::safeFileName(row->title, 100));
    connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.section(u"*."_s, 1).remove(u')')); });
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, id = row->id](const QString &file) { recordings()->exportCuts(id, file); });
    dialog->open();
}

void MainWindow::askForProfileName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("New profile"));
    dialog->setLabelText(tr("A profile has recordings, templates and settings of its own. Its name:"));
    dialog->setOkButtonText(tr("Create"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) { m_session.create(name); });
    dialog->open();
}

void MainWindow::askForTitle()
{
    const auto row = m_recordings->current();
    if (!row)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename"));
    dialog->setLabelText(tr("Title of the recording:"));
    dialog->setTextValue(row->title);
    connect(dialog, &QInputDialog::textValueSelected, this,
        [this, id = row->id](const QString &title) { recordings()->rename(id, title); });
    dialog->open();
}

void MainWindow::showProfileMenu()
{
    QPushButton *button = m_sidebar->profileButton();
    m_actions->profileMenu()->popup(button->mapToGlobal(QPoint(0, button->height())));
}

void MainWindow::showContextMenu(const QPoint &globalPosition)
{
    if (m_recordings->current())
        m_actions->recordingMenu()->popup(globalPosition);
}

void MainWindow::showShortcuts()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto *form = new QFormLayout(dialog);
    form->setContentsMargins(24, 20, 24, 20);
    form->setHorizontalSpacing(40);
    for (const auto &[words, keys] : m_actions->shortcuts()) {
        auto *label = new QLabel(keys, dialog);
        label->setProperty("tone", u"muted"_s);
        form->addRow(words, label);
    }
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Dailies"),
        tr("Dailies %1\n\nTurns recordings into published videos, on this computer.\n\nFree software under the GNU "
           "General Public License, version 3 or later.")
            .arg(QStringLiteral(DAILIES_VERSION)),
        QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->open();
}

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

// Events

void MainWindow::closeEvent(QCloseEvent *event)
{
    emit preferencesChanged(preferences());
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_sidebar->setNarrow(width() < theme::metrics::narrowWindow);
    m_search->setFixedWidth(width() < theme::metrics::narrowWindow ? 180 : 360);
}

static QStringList localPaths(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile())
            paths += url.toLocalFile();
    return paths;
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!recordings() || localPaths(event->mimeData()).isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);   // originals stay where they are
    event->accept();
    m_dropHint->setGeometry(m_pages->geometry().translated(centralWidget()->pos()));
    m_dropHint->raise();
    m_dropHint->show();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *) { m_dropHint->hide(); }

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropHint->hide();
    const QStringList paths = localPaths(event->mimeData());
    if (!recordings() || paths.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_actions->recordings->trigger();
    recordings()->add(paths);
}

}   // namespace views
