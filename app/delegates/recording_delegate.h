#pragma once

#include "app/models/recordings_model.h"
#include "app/theme/theme.h"

#include <QStyledItemDelegate>

namespace delegates {

/// Paints a cell of the recordings: ground, accent bar of the selection, line below; title, numbers, pills or status.
class RecordingDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `theme` outlives the delegate.
    RecordingDelegate(const theme::Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

    /// Where the status cell in `cell` has its link; empty without one.
    [[nodiscard]] QRect linkRect(const QRect &cell, const QModelIndex &index) const;
    /// Wide enough for every step in the language of the moment.
    [[nodiscard]] int stepsWidth() const;

signals:
    void linkActivated(const QModelIndex &index);

private:
    void paintPills(QPainter *painter, const QRect &cell, const models::RecordingRow &row, bool selected) const;
    void paintStatus(QPainter *painter, const QRect &cell, const QModelIndex &index) const;

    const theme::Theme &m_theme;
};

}   // namespace delegates
