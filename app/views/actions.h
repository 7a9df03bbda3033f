#pragma once

#include "app/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace views {

/// Everything a person can command, with words, keys and icons; menus and toolbar show the same ones.
class Actions : public QObject {
    Q_OBJECT

public:
    /// The actions work in `window`, also while its menu bar is hidden.
    Actions(const theme::Theme &theme, QWidget *window);

    void retranslate();
    /// The menus, in their order; also what the button without a menu bar shows.
    [[nodiscard]] QList<QMenu *> menus() const { return {m_file, m_edit, m_view, m_recording, m_help}; }
    [[nodiscard]] QMenu *recordingMenu() const { return m_recording; }
    [[nodiscard]] QMenu *profileMenu() const { return m_profiles; }
    /// Rows of the sheet of shortcuts: words and keys.
    [[nodiscard]] QList<std::pair<QString, QString>> shortcuts() const;

    QAction *add, *addFolder, *newProfile, *openProfileFolder, *quit;
    QAction *undo, *selectAll, *find;
    QAction *recordings, *templates, *settings, *details, *nextTab, *menuBar;
    QAction *languageSystem, *languageEnglish, *languageRussian;
    QAction *lookSystem, *lookLight, *lookDark;
    QAction *run, *runAfresh, *cancel, *retry, *why, *openPackage, *reveal, *rename, *remove, *pause;
    QAction *shortcutSheet, *switchProfile, *about;

private:
    struct Entry;
    [[nodiscard]] QList<Entry> table() const;

    const theme::Theme &m_theme;
    QWidget *m_window;
    QMenu *m_file, *m_edit, *m_view, *m_recording, *m_help, *m_profiles, *m_language, *m_look;
    QActionGroup *m_languages, *m_looks, *m_pages;
};

}   // namespace views
