#include "app/views/actions.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace views {

struct Actions::Entry {
    QAction *Actions::*action;
    const char *text;
    const char *keys = "";
    const char *icon = "";
};

QList<Actions::Entry> Actions::table() const
{
    return {
        {&Actions::add, QT_TR_NOOP("&Add recordings…"), "Ctrl+O", "add"},
        {&Actions::addFolder, QT_TR_NOOP("Add a &folder…"), "Ctrl+Shift+O", "folder"},
        {&Actions::newProfile, QT_TR_NOOP("&New profile…"), "", "profile"},
        {&Actions::openProfileFolder, QT_TR_NOOP("Open the profile's folder"), "", ""},
        {&Actions::switchProfile, QT_TR_NOOP("&Switch profile…"), "Ctrl+Shift+P", ""},
        {&Actions::quit, QT_TR_NOOP("&Quit"), "Ctrl+Q", ""},
        {&Actions::undo, QT_TR_NOOP("&Undo removal"), "Ctrl+Z", ""},
        {&Actions::selectAll, QT_TR_NOOP("Select &all"), "Ctrl+A", ""},
        {&Actions::find, QT_TR_NOOP("&Find"), "Ctrl+F", "search"},
        {&Actions::recordings, QT_TR_NOOP("&Recordings"), "Ctrl+1", "recordings"},
        {&Actions::templates, QT_TR_NOOP("&Templates"), "Ctrl+4", "templates"},
        {&Actions::settings, QT_TR_NOOP("&Settings"), "Ctrl+,", "settings"},
        {&Actions::details, QT_TR_NOOP("&Details"), "Ctrl+D", ""},
        {&Actions::nextTab, QT_TR_NOOP("&Next tab of the details"), "Ctrl+Tab", ""},
        {&Actions::menuBar, QT_TR_NOOP("&Menu bar"), "Ctrl+M", ""},
        {&Actions::languageSystem, QT_TR_NOOP("As the system")},
        {&Actions::languageEnglish, "English"},
        {&Actions::languageRussian, "Русский"},
        {&Actions::lookSystem, QT_TR_NOOP("As the system")},
        {&Actions::lookLight, QT_TR_NOOP("Light")},
        {&Actions::lookDark, QT_TR_NOOP("Dark")},
        {&Actions::run, QT_TR_NOOP("&Run"), "Ctrl+R", "play"},
        {&Actions::runAfresh, QT_TR_NOOP("Do &everything again"), "", ""},
        {&Actions::cancel, QT_TR_NOOP("&Cancel"), "Ctrl+.", "cancel"},
        {&Actions::retry, QT_TR_NOOP("Re&try"), "Ctrl+T", "retry"},
        {&Actions::why, QT_TR_NOOP("&Why?"), "F1", "why"},
        {&Actions::openPackage, QT_TR_NOOP("&Open the package"), "Ctrl+Return", "open"},
        {&Actions::reveal, QT_TR_NOOP("&Show the original in its folder"), "", "folder"},
        {&Actions::rename, QT_TR_NOOP("Re&name…"), "F2", ""},
        {&Actions::remove, QT_TR_NOOP("Re&move"), "Del", "remove"},
        {&Actions::pause, QT_TR_NOOP("&Pause"), "Ctrl+Shift+.", "pause"},
        {&Actions::shortcutSheet, QT_TR_NOOP("&Keyboard shortcuts"), "Ctrl+?", ""},
        {&Actions::about, QT_TR_NOOP("&About Dailies")},
    };
}

Actions::Actions(const theme::Theme &theme, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_window(window)
    , m_file(new QMenu(window))
    , m_edit(new QMenu(window))
    , m_view(new QMenu(window))
    , m_recording(new QMenu(window))
    , m_help(new QMenu(window))
    , m_profiles(new QMenu(window))
    , m_language(new QMenu(window))
    , m_look(new QMenu(window))
    , m_languages(new QActionGroup(this))
    , m_looks(new QActionGroup(this))
    , m_pages(new QActionGroup(this))
{
    for (const Entry &entry : table()) {
        auto *action = new QAction(this);
        action->setShortcut(QKeySequence(QString::fromLatin1(entry.keys)));
        action->setShortcutContext(Qt::WindowShortcut);
        if (*entry.icon)
            action->setIcon(m_theme.icon(QString::fromLatin1(entry.icon)));
        window->addAction(action);
        this->*entry.action = action;
    }
    for (QAction *action : {details, menuBar, pause})
        action->setCheckable(true);
    const auto exclusive = [](QActionGroup *group, const QList<QAction *> &actions) {
        for (QAction *action : actions) {
            action->setCheckable(true);
            group->addAction(action);
        }
    };
    exclusive(m_languages, {languageSystem, languageEnglish, languageRussian});
    exclusive(m_looks, {lookSystem, lookLight, lookDark});
    exclusive(m_pages, {recordings, templates, settings});
    recordings->setChecked(true);

    m_language->addActions(m_languages->actions());
    m_look->addActions(m_looks->actions());
    m_file->addActions({add, addFolder});
    m_file->addSeparator();
    m_file->addMenu(m_profiles);
    m_file->addActions({newProfile, openProfileFolder});
    m_file->addSeparator();
    m_file->addAction(quit);
    m_edit->addActions({undo, selectAll, find});
    m_view->addActions(m_pages->actions());
    m_view->addSeparator();
    m_view->addActions({details, nextTab, menuBar});
    m_view->addSeparator();
    m_view->addMenu(m_language);
    m_view->addMenu(m_look);
    m_recording->addActions({run, cancel, retry, runAfresh});
    m_recording->addSeparator();
    m_recording->addActions({why, openPackage, reveal, rename});
    m_recording->addSeparator();
    m_recording->addAction(remove);
    m_recording->addSeparator();
    m_recording->addAction(pause);
    m_help->addActions({shortcutSheet, about});
    retranslate();
}

void Actions::retranslate()
{
    for (const Entry &entry : table())
        (this->*entry.action)->setText(tr(entry.text));
    m_file->setTitle(tr("&File"));
    m_edit->setTitle(tr("&Edit"));
    m_view->setTitle(tr("&View"));
    m_recording->setTitle(tr("&Recording"));
    m_help->setTitle(tr("&Help"));
    m_profiles->setTitle(tr("&Profile"));
    m_language->setTitle(tr("&Language"));
    m_look->setTitle(tr("L&ook"));
}

QList<std::pair<QString, QString>> Actions::shortcuts() const
{
    QList<std::pair<QString, QString>> rows;
    for (const Entry &entry : table())
        if (const QKeySequence keys = (this->*entry.action)->shortcut(); !keys.isEmpty())
            rows += {(this->*entry.action)->text().remove(u'&').remove(u'…'), keys.toString(QKeySequence::NativeText)};
    rows += {tr("Why? in the list"), u"W"_s};
    rows += {tr("Open in the list"), tr("Enter", "key")};
    rows += {tr("Leave the search"), tr("Esc", "key")};
    return rows;
}

}   // namespace views
