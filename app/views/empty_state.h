#pragma once

#include "app/theme/theme.h"

#include <QLabel>
#include <QPushButton>

namespace views {

/// What stands where nothing is: an icon, a sentence, one button.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const theme::Theme &theme, QWidget *parent);

    struct Words {
        QString icon;
        QString title;
        QString sentence;
        QString button;   // empty: none
    };
    void show(const Words &words);
    [[nodiscard]] QString title() const { return m_title->text(); }
    [[nodiscard]] QPushButton *button() const { return m_button; }

private:
    const theme::Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_sentence;
    QPushButton *m_button;
};

}   // namespace views
