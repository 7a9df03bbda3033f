#pragma once

#include "app/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>

namespace theme {

/// What the person chose; System follows the desktop at run time.
enum class Look { System, Light, Dark };

/// The application's palette, style sheet and icons in the scheme that holds. One per program, outlives its windows.
class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    /// Installs Fusion, the palette and the style sheet; again whenever the scheme changes.
    void install();

    [[nodiscard]] Look look() const { return m_look; }
    void setLook(Look look);
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] const Tokens &tokens() const { return theme::tokens(scheme()); }

    /// A 16 px line icon of resources/icons, tinted when it is painted: it follows the scheme by itself.
    [[nodiscard]] QIcon icon(const QString &name) const;
    enum class Tint { Muted, Text, Accent, OnAccent, Ok, Wait, Bad };
    [[nodiscard]] QIcon icon(const QString &name, Tint tint) const;
    [[nodiscard]] QColor color(Tint tint) const;

    /// Base - 1 for what is secondary, base + 3 semibold for titles of pages.
    [[nodiscard]] static QFont small();
    [[nodiscard]] static QFont strong();
    [[nodiscard]] static QFont title();

signals:
    void changed();

private:
    void setSystemScheme(Scheme scheme);

    Look m_look = Look::System;
    Scheme m_system = Scheme::Light;
};

/// QFont of numbers that stand below each other.
QFont tabular(const QFont &font);

}   // namespace theme
