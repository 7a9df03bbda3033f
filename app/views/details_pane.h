#pragma once

#include "app/viewmodels/session.h"
#include "app/views/overview_tab.h"
#include "app/views/waveform.h"

#include <QPointer>
#include <QStackedWidget>
#include <QTabBar>

namespace views {

/// The picture and the sound of the current recording, and everything that is known of it in tabs.
class DetailsPane : public QWidget {
    Q_OBJECT

public:
    enum Tab { Overview, Cuts, Text, Topics, History, Why, TabCount };

    DetailsPane(const theme::Theme &theme, QWidget *parent);

    /// Null: none. `details` must outlive its being shown.
    void setDetails(viewmodels::Details *details);
    void openTab(Tab tab);
    void nextTab();
    [[nodiscard]] Tab currentTab() const { return static_cast<Tab>(m_tabs->currentIndex()); }
    [[nodiscard]] DetailTab *page(Tab tab) const { return m_pages.at(tab); }

signals:
    void retryWanted();
    void exportCutsWanted();
    void resetCutsWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showRow();
    void showDetails();
    void showPoster();

    const theme::Theme &m_theme;
    QPointer<viewmodels::Details> m_details;
    QWidget *m_side;
    QLabel *m_poster;
    Waveform *m_waveform;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    CutsTab *m_cuts;
    QList<DetailTab *> m_pages;
};

}   // namespace views
