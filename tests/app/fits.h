#pragma once

#include <QLabel>

/// Whether all of a label's plain text is seen: measures it anew in the room that the label has.
inline bool fits(const QLabel &label)
{
    const QRect room = label.contentsRect();
    const QRect need = label.fontMetrics().boundingRect(
        QRect(0, 0, room.width(), 10'000), (label.wordWrap() ? Qt::TextWordWrap : 0) | Qt::AlignLeft, label.text());
    return need.width() <= room.width() && need.height() <= room.height();
}
