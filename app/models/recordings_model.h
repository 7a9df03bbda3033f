#pragma once

#include "app/models/recording_row.h"

#include <QAbstractTableModel>
#include <QHash>

#include <array>

namespace models {

/// The recordings that pass the filter, newest first unless sorted otherwise. Filtering is done here and not in a
/// proxy: one pass over plain rows takes milliseconds where a proxy's bookkeeping takes seconds.
class RecordingsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Title, Recorded, Length, Steps, Status, ColumnCount };

    /// `clock` outlives the model.
    explicit RecordingsModel(const base::Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// Everything anew.
    void reset(QList<RecordingRow> rows);
    /// Adds or replaces rows by id; views keep their place.
    void apply(const QList<RecordingRow> &changed);
    void remove(const QList<RecordingId> &ids);

    void setGroup(Group group);
    [[nodiscard]] Group group() const { return m_group; }
    void setSearch(const QString &text);   // in titles and templates, in every language without case
    [[nodiscard]] QString search() const { return m_search; }

    [[nodiscard]] int total() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int count(Group group) const { return m_counts[static_cast<size_t>(group)]; }

    [[nodiscard]] const RecordingRow &row(const QModelIndex &index) const;
    [[nodiscard]] const RecordingRow *find(const RecordingId &id) const;
    /// Invalid when it is not there or filtered out.
    [[nodiscard]] QModelIndex indexOf(const RecordingId &id) const;

    /// Of the row that runs longest from now, as far as known.
    [[nodiscard]] std::optional<milliseconds> longestTimeLeft() const;

    /// Words, dates and times left are computed when asked for: tell views that they read differently now.
    void refreshWords();
    /// The same for the status of rows that run.
    void refreshTimes();

signals:
    void countsChanged();

private:
    [[nodiscard]] bool passes(const RecordingRow &row) const;
    [[nodiscard]] bool less(int a, int b) const;
    void rebuildVisible();
    void refilter();
    void replace(int row, RecordingRow changed);
    void show(int row);
    void hide(int position);
    void count(const RecordingRow &row, int by);

    const base::Clock &m_clock;
    QList<RecordingRow> m_rows;   // in no order
    QHash<QString, int> m_byId;
    std::vector<int> m_visible;   // indexes into m_rows, in the order shown
    std::array<int, groupCount> m_counts{};
    Group m_group = Group::All;
    QString m_search;
    QString m_foldedSearch;
    int m_sortColumn = Recorded;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

}   // namespace models
