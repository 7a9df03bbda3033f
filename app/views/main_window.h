#pragma once

#include "app/language.h"
#include "app/preferences.h"
#include "app/views/actions.h"
#include "app/views/message_bar.h"
#include "app/views/recordings_page.h"
#include "app/views/settings_page.h"
#include "app/views/sidebar.h"
#include "app/views/templates_page.h"

#include <QLineEdit>
#include <QMainWindow>
#include <QToolButton>

namespace views {

/// The window of one profile.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// What is lent outlives the window.
    MainWindow(theme::Theme &theme, app::Language &language, viewmodels::Session &session,
        const app::Preferences &preferences);

    /// As they are now, to be kept.
    [[nodiscard]] app::Preferences preferences() const;

    [[nodiscard]] const Actions &actions() const { return *m_actions; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] RecordingsPage *recordingsPage() const { return m_recordings; }
    [[nodiscard]] TemplatesPage *templatesPage() const { return m_templates; }
    [[nodiscard]] SettingsPage *settingsPage() const { return m_settings; }
    [[nodiscard]] QLineEdit *searchField() const { return m_search; }
    [[nodiscard]] QString statusText() const { return m_work->text(); }

signals:
    void preferencesChanged(const app::Preferences &preferences);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildToolbar(QBoxLayout *layout);
    void buildStatusBar(QBoxLayout *layout);
    void connectActions();
    void retranslate();

    void showProfile();
    void letGoOfProfile();
    void showChoices();
    void showMessage(const viewmodels::Message &message);
    void showFailure(const base::Error &error);
    void fillProfileMenu();
    void updateActions();
    void updateState();
    void showPage(QWidget *page);
    void setLanguage(const QString &code);
    void setLook(theme::Look look);

    void askForFiles();
    void askForFolder();
    void askWhereToExportCuts();
    void askForProfileName();
    void askForTitle();
    void showProfileMenu();
    void showContextMenu(const QPoint &globalPosition);
    void showShortcuts();
    void showAbout();
    void raiseWindow();

    [[nodiscard]] viewmodels::Recordings *recordings() const;

    theme::Theme &m_theme;
    app::Language &m_language;
    viewmodels::Session &m_session;
    app::Preferences m_preferences;
    Actions *m_actions;
    Sidebar *m_sidebar;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    RecordingsPage *m_recordings;
    TemplatesPage *m_templates;
    SettingsPage *m_settings;
    QPushButton *m_add;
    QPushButton *m_pause;
    QPushButton *m_run;
    QLineEdit *m_search;
    QAction *m_searchIcon;
    QToolButton *m_menu;
    QLabel *m_work;
    QLabel *m_disk;
    QLabel *m_place;
    QWidget *m_dropHint;
    QLabel *m_dropWords;
};

}   // namespace views
