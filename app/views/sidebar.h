#pragma once

#include "app/theme/theme.h"
#include "app/views/actions.h"

#include <QLabel>
#include <QPushButton>

namespace views {

/// Profile and pages. Shows icons only when the window is narrow.
class Sidebar : public QWidget {
    Q_OBJECT

public:
    Sidebar(const theme::Theme &theme, const Actions &actions, QWidget *parent);

    void setProfileName(const QString &name);
    void setRecordingCount(int count);
    void setNarrow(bool narrow);
    [[nodiscard]] QPushButton *profileButton() const { return m_profile; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const theme::Theme &m_theme;
    struct Entry {
        QAction *action;
        QPushButton *button;
        QLabel *count;
    };
    QList<Entry> m_entries;
    QPushButton *m_profile;
    QLabel *m_avatar;
    QLabel *m_name;
    QLabel *m_place;
    bool m_narrow = false;
};

}   // namespace views
