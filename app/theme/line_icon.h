#pragma once

#include "app/theme/theme.h"

#include <QIconEngine>

namespace theme {

/// Paints a line drawing of resources/icons in a colour of the theme's scheme at that moment.
class LineIcon final : public QIconEngine {
public:
    /// `theme` outlives the icon.
    LineIcon(const Theme &theme, QString name, Theme::Tint tint);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override { return new LineIcon(*this); }

private:
    const Theme &m_theme;
    QString m_name;
    Theme::Tint m_tint;
};

}   // namespace theme
