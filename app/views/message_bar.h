#pragma once

#include "app/theme/theme.h"
#include "app/viewmodels/recordings.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace views {

/// The newest message, in the layout and not above it; takes no room without one.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    MessageBar(const theme::Theme &theme, QWidget *parent);

    void show(const viewmodels::Message &message);
    void dismiss();
    [[nodiscard]] QString text() const { return m_text->text(); }

signals:
    void undoWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void act();

    const theme::Theme &m_theme;
    viewmodels::Message m_message;
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_details;
    QPushButton *m_action;
    QToolButton *m_close;
    QTimer m_timer;
};

}   // namespace views
