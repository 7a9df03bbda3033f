#pragma once

#include "app/delegates/recording_delegate.h"
#include "app/views/details_pane.h"
#include "app/views/empty_state.h"
#include "app/views/filter_row.h"

#include <QSplitter>
#include <QTableView>

namespace views {

/// The recordings of a profile: filters, table, details.
class RecordingsPage : public QWidget {
    Q_OBJECT

public:
    RecordingsPage(const theme::Theme &theme, QWidget *parent);

    /// Null: none is open. `profile` outlives its being shown.
    void setProfile(viewmodels::Profile *profile);

    [[nodiscard]] QList<domain::RecordingId> selected() const;
    [[nodiscard]] std::optional<models::RecordingRow> current() const;
    void select(const domain::RecordingId &id);
    void setGroup(models::Group group);
    void setSearch(const QString &text);
    void setDetailsVisible(bool visible);
    void explainCurrent();
    void openCurrent();   // its package; without one, its details

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] DetailsPane *details() const { return m_details; }
    [[nodiscard]] FilterRow *filters() const { return m_filters; }
    [[nodiscard]] EmptyState *emptyState() const { return m_empty; }
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }

signals:
    void selectionChanged();
    void addWanted();
    void searchCleared();
    void contextMenuWanted(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOutColumns();
    void showCounts();
    void showEmptyState();
    void onRowsInserted();
    void onRowsRemoved();
    void choose(const QModelIndex &index);
    void onEmptyButton();
    void onSelectionChanged();
    void onLink(const QModelIndex &index);
    void rememberSelection();
    void restoreSelection();
    void updateCursor(const QPoint &position);
    void followCurrent();

    const theme::Theme &m_theme;
    viewmodels::Profile *m_profile = nullptr;
    FilterRow *m_filters;
    QSplitter *m_splitter;
    QStackedWidget *m_tableStack;
    QTableView *m_table;
    EmptyState *m_empty;
    DetailsPane *m_details;
    delegates::RecordingDelegate *m_delegate;
    bool m_detailsWanted = true;
    QList<domain::RecordingId> m_remembered;
    domain::RecordingId m_rememberedCurrent;
    domain::RecordingId m_wanted;   // to be chosen as soon as it is there
};

}   // namespace views
