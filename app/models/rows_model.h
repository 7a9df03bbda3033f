#pragma once

#include <QAbstractTableModel>

namespace models {

enum class CellTone { Text, Muted, Faint, Accent, Ok, Wait, Bad };

struct Cell {
    QString text;
    CellTone tone = CellTone::Text;
    QString toolTip = {};
};

/// A small table of ready words: cuts, topics, history. Filled anew as a whole.
class RowsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int ToneRole = Qt::UserRole + 1;

    struct Heading {
        QString title;
        Qt::Alignment alignment = Qt::AlignLeft;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void fill(const QList<Heading> &headings, const QList<QList<Cell>> &rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Heading> m_headings;
    QList<QList<Cell>> m_rows;
};

}   // namespace models
