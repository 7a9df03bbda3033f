#pragma once

#include "app/theme/theme.h"

#include <QStyledItemDelegate>

namespace delegates {

/// Paints a cell of a RowsModel: one line in its tone, the selection behind it.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `theme` outlives the delegate.
    CellDelegate(const theme::Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const theme::Theme &m_theme;
};

}   // namespace delegates
