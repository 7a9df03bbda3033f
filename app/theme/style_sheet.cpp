#include "app/theme/style_sheet.h"

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace theme {

static const QString rules = uR"(
QToolTip { color: @text; background: @panel; border: 1px solid @line; padding: 4px 6px; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 8px; border-radius: 4px; }
QMenu::icon, QMenu::indicator { padding-left: 6px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QMenuBar { background: @panel; border-bottom: 1px solid @line; }
QMenuBar::item { padding: 5px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @selection; color: @text; }

QPushButton, QToolButton[kind='button'] { background: @panel; color: @text; border: 1px solid @line;
    border-radius: 6px; padding: 5px 12px; min-height: 18px; }
QPushButton { outline: none; }
QPushButton:hover, QToolButton[kind='button']:hover { background: @side; }
QPushButton:pressed, QToolButton[kind='button']:pressed { background: @line; }
QPushButton:focus, QToolButton[kind='button']:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton[kind='button']:disabled { color: @faint; }
QPushButton[kind='primary'] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[kind='primary']:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind='primary']:focus { border: 2px solid @text; }
QPushButton[kind='primary']:disabled { background: @side; border-color: @line; color: @faint; }
QPushButton[kind='link'] { border: none; border-bottom: 2px solid transparent; border-radius: 0; background: transparent;
    color: @accent; padding: 2px 0 0 0; }
QPushButton[kind='link']:hover { text-decoration: underline; }
QPushButton[kind='link']:focus { border-bottom-color: @accent; }
QToolButton[kind='flat'] { border: none; border-radius: 6px; padding: 5px; background: transparent; }
QToolButton[kind='flat']:hover { background: @side; }
QToolButton[kind='flat']:focus { border: 2px solid @accent; padding: 3px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QPushButton[kind='chip'] { border: none; border-radius: 13px; padding: 4px 12px; color: @muted; background: transparent; }
QPushButton[kind='chip']:hover { background: @side; }
QPushButton[kind='chip']:checked { background: @accentBackground; color: @accent; font-weight: 600; }
QPushButton[kind='chip'][urgent='true'] { color: @bad; font-weight: 600; }
QPushButton[kind='chip'][urgent='true']:checked { background: @badBackground; color: @bad; }
QPushButton[kind='chip']:focus { border: 2px solid @accent; padding: 2px 10px; }

QLineEdit, QPlainTextEdit[kind='field'], QSpinBox, QDoubleSpinBox, QComboBox { background: @background; color: @text;
    border: 1px solid @line; border-radius: 6px; padding: 4px 8px; min-height: 20px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit[kind='field']:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
    border: 2px solid @accent; padding: 3px 7px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/down-@scheme.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; selection-background-color: @selection;
    selection-color: @text; outline: none; }

QCheckBox { spacing: 8px; outline: none; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @faint; border-radius: 4px; background: @background; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-@scheme.svg); }
QCheckBox::indicator:focus { border: 2px solid @accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked:focus { border-color: @text; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QTableView, QListView, QPlainTextEdit, QScrollArea, QScrollArea > QWidget > QWidget#content { background: @panel; border: none; }
QTableView:focus, QListView:focus { outline: none; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @faint; border: none; border-bottom: 1px solid @line;
    padding: 0 8px; font-size: @smallpt; font-weight: 500; }
QTableView#recordings QHeaderView::section:first { padding-left: 16px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
    padding: 9px 1px 7px 1px; margin: 0 17px 0 0; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 500; }
QTabBar::tab:focus { color: @accent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QLabel[tone='muted'] { color: @muted; }
QLabel[tone='faint'] { color: @faint; }
QLabel[tone='ok'] { color: @ok; }
QLabel[tone='wait'] { color: @wait; }
QLabel[tone='bad'] { color: @bad; }
QWidget#sidebar, QWidget#statusBar { background: @side; }
QWidget#sidebar { border-right: 1px solid @line; }
QWidget#statusBar { border-top: 1px solid @line; }
QWidget#toolbar, QWidget#filterRow { background: @panel; border-bottom: 1px solid @line; }
QWidget#detailTabs { border-bottom: 1px solid @line; }
QWidget#detailsPane { background: @panel; }
QPushButton[kind='nav'] { border: 1px solid transparent; border-radius: 8px; padding: 0 10px; text-align: left;
    background: transparent; color: @muted; min-height: 32px; }
QPushButton[kind='nav']:hover { color: @text; }
QPushButton[kind='nav']:checked { background: @panel; border-color: @line; color: @text; font-weight: 500; }
QPushButton[kind='nav']:focus { border: 2px solid @accent; padding: 0 9px; }
QPushButton[kind='profile'] { border: 1px solid transparent; border-radius: 8px; padding: 4px; text-align: left;
    background: transparent; min-height: 38px; }
QPushButton[kind='profile']:hover { background: @panel; }
QPushButton[kind='profile']:focus { border: 2px solid @accent; padding: 3px; }
QFrame[kind='card'] { background: @panel; border: 1px solid @line; border-radius: 8px; }
QFrame[kind='line'] { background: @line; border: none; }
QFrame[kind='message'] { border: 1px solid @line; border-radius: 8px; background: @background; }
QFrame[kind='message'][strip='true'] { border-width: 0 0 1px 0; border-radius: 0; }
QFrame[kind='message'][level='positive'] { background: @okBackground; border-color: @okBackground; }
QFrame[kind='message'][level='warning'] { background: @waitBackground; border-color: @waitBackground; }
QFrame[kind='message'][level='error'] { background: @badBackground; border-color: @badBackground; }
)"_s;

QString styleSheet(const Tokens &tokens)
{
    const bool dark = tokens.panel.lightness() < 128;
    const std::pair<QString, QString> words[] = {
        // Longer names first: a name may begin with another.
        {u"@small"_s, QString::number(Theme::small().pointSizeF())},
        {u"@accentBackground"_s, tokens.accent.background.name()},
        {u"@accentHover"_s, (dark ? tokens.accent.text.lighter(108) : tokens.accent.text.darker(108)).name()},
        {u"@accent"_s, tokens.accent.text.name()},
        {u"@onAccent"_s, tokens.onAccent.name()},
        {u"@okBackground"_s, tokens.ok.background.name()},
        {u"@ok"_s, tokens.ok.text.name()},
        {u"@waitBackground"_s, tokens.wait.background.name()},
        {u"@wait"_s, tokens.wait.text.name()},
        {u"@badBackground"_s, tokens.bad.background.name()},
        {u"@bad"_s, tokens.bad.text.name()},
        {u"@background"_s, tokens.background.name()},
        {u"@panel"_s, tokens.panel.name()},
        {u"@side"_s, tokens.side.name()},
        {u"@scheme"_s, dark ? u"dark"_s : u"light"_s},
        {u"@selection"_s, tokens.selection.name()},
        {u"@line"_s, tokens.line.name()},
        {u"@text"_s, tokens.text.name()},
        {u"@muted"_s, tokens.muted.name()},
        {u"@faint"_s, tokens.faint.name()},
    };
    QString sheet = rules;
    for (const auto &[word, color] : words)
        sheet.replace(word, color);
    return sheet;
}

}   // namespace theme
