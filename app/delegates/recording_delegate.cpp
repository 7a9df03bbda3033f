#include "app/delegates/recording_delegate.h"

#include "app/delegates/pill_painter.h"
#include "app/text.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMouseEvent>

using namespace Qt::StringLiterals;
using models::Pill;
using models::PillState;
using models::RecordingRow;
using models::RecordingsModel;

namespace delegates {

static constexpr int accentBar = 3;

static const RecordingsModel *modelOf(const QModelIndex &index)
{
    return qobject_cast<const RecordingsModel *>(index.model());
}

RecordingDelegate::RecordingDelegate(const theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

static QRect inner(const QRect &cell, int column)
{
    const int left = column == RecordingsModel::Title ? theme::metrics::margin : theme::metrics::cellPadding;
    return cell.adjusted(left, 0, -theme::metrics::cellPadding, 0);
}

void RecordingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, selected ? tokens.selection : tokens.panel);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.line);
    if (selected && index.column() == 0)
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top(), accentBar, option.rect.height()), tokens.accent.text);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(tokens.accent.text, 2));
        painter->drawRoundedRect(option.rect.adjusted(4, 3, -3, -4), 4, 4);
    }

    const QRect cell = inner(option.rect, index.column());
    const RecordingRow &row = modelOf(index)->row(index);
    switch (index.column()) {
    case RecordingsModel::Steps:
        paintPills(painter, cell, row, selected);
        break;
    case RecordingsModel::Status:
        paintStatus(painter, option.rect, index);
        break;
    default: {
        const bool isTitle = index.column() == RecordingsModel::Title;
        QFont font = option.font;
        if (isTitle)
            font.setWeight(QFont::Medium);
        painter->setFont(font);
        painter->setPen(isTitle ? tokens.text : tokens.muted);
        const QString text = index.data().toString();
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, cell.width()));
    }
    }
    painter->restore();
}

void RecordingDelegate::paintPills(QPainter *painter, const QRect &cell, const RecordingRow &row, bool selected) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    // The ground of what has not started is all but that of a selected row: a line tells them apart.
    const QColor edge = selected ? tokens.line : QColor(Qt::transparent);
    const QFont font = theme::Theme::small();
    painter->setFont(font);
    int x = cell.left();
    const int y = cell.center().y() - pillHeight / 2;
    if (row.pills.isEmpty()) {
        const QString text = app::skippedPillText();
        paintPill(painter, {x, y, pillWidth(text, font), pillHeight}, text, tokens.off, edge);
        return;
    }
    for (const Pill &pill : row.pills) {
        const QString text = app::pillText(pill);
        const int width = pillWidth(text, font);
        if (x + width > cell.right() + theme::metrics::cellPadding) {
            painter->setPen(tokens.faint);
            painter->drawText(QRect(x, cell.top(), cell.right() - x, cell.height()), Qt::AlignVCenter, u"…"_s);
            return;
        }
        const bool moves = pill.state == PillState::Running || pill.state == PillState::Resumed;
        const theme::Tone &tone = pillTone(pill.state, tokens);
        paintPill(painter, {x, y, width, pillHeight}, text, tone, &tone == &tokens.off ? edge : Qt::transparent,
            moves ? pill.percent / 100.0 : -1);
        x += width + pillGap;
    }
}

static QColor statusColor(const RecordingRow &row, const theme::Tokens &tokens)
{
    if (row.situation == models::Situation::Failed || row.situation == models::Situation::Expired)
        return tokens.bad.text;
    if (row.situation == models::Situation::WaitsToRetry)
        return tokens.wait.text;
    return tokens.muted;
}

namespace {
/// The status sentence and its link laid out in a cell.
struct StatusLayout {
    QString sentence;
    QRect sentenceRect;
    QString separator;
    QString link;
    QRect linkRect;
};
}   // namespace

static StatusLayout layOut(const QRect &cell, const QModelIndex &index, const QFontMetrics &metrics)
{
    const QRect room = inner(cell, RecordingsModel::Status);
    StatusLayout layout;
    layout.link = app::linkText(modelOf(index)->row(index).link());
    layout.separator = layout.link.isEmpty() ? QString() : u" · "_s;
    const int linkWidth = metrics.horizontalAdvance(layout.link);
    const int separatorWidth = metrics.horizontalAdvance(layout.separator);
    const int free = std::max(0, room.width() - linkWidth - separatorWidth);
    layout.sentence = metrics.elidedText(index.data().toString(), Qt::ElideRight, free);
    const int sentenceWidth = metrics.horizontalAdvance(layout.sentence);
    layout.sentenceRect = QRect(room.left(), room.top(), sentenceWidth + separatorWidth, room.height());
    if (linkWidth > 0)
        layout.linkRect = QRect(layout.sentenceRect.right() + 1, room.top(), linkWidth, room.height());
    return layout;
}

void RecordingDelegate::paintStatus(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const StatusLayout layout = layOut(cell, index, painter->fontMetrics());
    painter->setPen(statusColor(modelOf(index)->row(index), tokens));
    painter->drawText(
        layout.sentenceRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, layout.sentence + layout.separator);
    painter->setPen(tokens.accent.text);
    painter->drawText(layout.linkRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, layout.link);
}

QRect RecordingDelegate::linkRect(const QRect &cell, const QModelIndex &index) const
{
    if (!index.isValid() || index.column() != RecordingsModel::Status)
        return {};
    return layOut(cell, index, QFontMetrics(QApplication::font())).linkRect;
}

QSize RecordingDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {index.column() == RecordingsModel::Steps
            ? stepsWidth()
            : option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * theme::metrics::cellPadding,
        theme::metrics::row};
}

int RecordingDelegate::stepsWidth() const
{
    using domain::StepKind;
    const QFont font = theme::Theme::small();
    int width = 2 * theme::metrics::cellPadding;
    for (const StepKind step :
        {StepKind::Trim, StepKind::Transcribe, StepKind::Topics, StepKind::Subtitles, StepKind::Publish})
        width += pillWidth(app::pillText({.step = step, .state = PillState::Done}), font) + pillGap;
    // One of them at a time shows its percent instead of a tick.
    return width + QFontMetrics(font).horizontalAdvance(u"00%"_s);
}

bool RecordingDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && linkRect(option.rect, index).contains(mouse->position().toPoint())) {
            emit linkActivated(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

}   // namespace delegates
