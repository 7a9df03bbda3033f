#include "app/delegates/pill_painter.h"

#include <QFontMetrics>
#include <QPainterPath>

namespace delegates {

static constexpr int pillPadding = 7;
static constexpr float fillStrength = 0.22F;

int pillWidth(const QString &text, const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(text) + 2 * pillPadding;
}

const theme::Tone &pillTone(models::PillState state, const theme::Tokens &tokens)
{
    using models::PillState;
    switch (state) {
    case PillState::Running:
    case PillState::Resumed:
        return tokens.accent;
    case PillState::Done:
        return tokens.ok;
    case PillState::Waiting:
        return tokens.wait;
    case PillState::Failed:
    case PillState::NeedsUser:
        return tokens.bad;
    case PillState::NotStarted:
    case PillState::Skipped:
        return tokens.off;
    }
    Q_UNREACHABLE();
}

void paintPill(
    QPainter *painter, const QRect &rect, const QString &text, const theme::Tone &tone, const QColor &edge, double fill)
{
    painter->setPen(edge);
    painter->setBrush(tone.background);
    painter->drawRoundedRect(
        QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme::metrics::pillRadius, theme::metrics::pillRadius);
    if (fill > 0) {
        QPainterPath shape;
        shape.addRoundedRect(rect, theme::metrics::pillRadius, theme::metrics::pillRadius);
        QColor color = tone.text;
        color.setAlphaF(fillStrength);
        painter->save();
        painter->setClipPath(shape);
        painter->fillRect(QRectF(rect.x(), rect.y(), rect.width() * fill, rect.height()), color);
        painter->restore();
    }
    painter->setPen(tone.text);
    painter->drawText(rect, Qt::AlignCenter, text);
}

}   // namespace delegates
