#include "app/delegates/cell_delegate.h"

#include "app/models/rows_model.h"

#include <QPainter>

namespace delegates {

static constexpr int padding = 8;
static constexpr int height = 31;

CellDelegate::CellDelegate(const theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

static QColor colorOf(models::CellTone tone, const theme::Tokens &tokens)
{
    using models::CellTone;
    switch (tone) {
    case CellTone::Text:
        return tokens.text;
    case CellTone::Muted:
        return tokens.muted;
    case CellTone::Faint:
        return tokens.faint;
    case CellTone::Accent:
        return tokens.accent.text;
    case CellTone::Ok:
        return tokens.ok.text;
    case CellTone::Wait:
        return tokens.wait.text;
    case CellTone::Bad:
        return tokens.bad.text;
    }
    Q_UNREACHABLE();
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.selection);
    painter->setFont(option.font);
    painter->setPen(colorOf(static_cast<models::CellTone>(index.data(models::RowsModel::ToneRole).toInt()), tokens));
    const QRect room = option.rect.adjusted(padding, 0, -padding, 0);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(room, static_cast<int>(alignment) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * padding + 2, height};
}

}   // namespace delegates
