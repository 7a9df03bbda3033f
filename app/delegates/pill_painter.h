#pragma once

#include "app/models/recording_row.h"
#include "app/theme/tokens.h"

#include <QFont>
#include <QPainter>

namespace delegates {

inline constexpr int pillHeight = 22;
inline constexpr int pillGap = 5;

int pillWidth(const QString &text, const QFont &font);
const theme::Tone &pillTone(models::PillState state, const theme::Tokens &tokens);
/// `fill` of the ground, 0..1, is drawn stronger from the left: how far a running step is. Negative: none.
void paintPill(QPainter *painter, const QRect &rect, const QString &text, const theme::Tone &tone, const QColor &edge,
    double fill = -1);

}   // namespace delegates
