#pragma once

#include "app/theme/theme.h"
#include "app/viewmodels/settings.h"
#include "app/views/option_editor.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

namespace views {

/// The main options of the profile, and language and look of the window. Every change holds at once.
class SettingsPage : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent);

    /// Null: none. Outlives its being shown.
    void setSettings(viewmodels::Settings *settings);
    void showChoices(const QString &language, theme::Look look);
    [[nodiscard]] OptionEditor *editor(const QString &key) const;
    [[nodiscard]] QComboBox *languageBox() const { return m_language; }
    [[nodiscard]] QComboBox *lookBox() const { return m_look; }

signals:
    void languageChosen(const QString &code);
    void lookChosen(theme::Look look);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showValues();

    struct Row {
        OptionEditor *editor;
        QLabel *name;
        QLabel *hint;
        QLabel *origin;
        QPushButton *reset;
    };
    struct Section {
        const char *title;
        QLabel *label;
    };
    viewmodels::Settings *m_settings = nullptr;
    QLabel *m_title;
    QLabel *m_languageName;
    QLabel *m_lookName;
    QComboBox *m_language;
    QComboBox *m_look;
    QList<Row> m_rows;
    QList<Section> m_sections;
};

}   // namespace views
