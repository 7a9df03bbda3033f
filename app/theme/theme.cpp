#include "app/theme/theme.h"

#include "app/theme/line_icon.h"
#include "app/theme/style_sheet.h"
#include "app/theme/system_scheme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace theme {

static QPalette paletteFor(const Tokens &tokens)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) { palette.setColor(role, color); };
    set(QPalette::Window, tokens.panel);
    set(QPalette::WindowText, tokens.text);
    set(QPalette::Base, tokens.panel);
    set(QPalette::AlternateBase, tokens.background);
    set(QPalette::Text, tokens.text);
    set(QPalette::PlaceholderText, tokens.faint);
    set(QPalette::Button, tokens.panel);
    set(QPalette::ButtonText, tokens.text);
    set(QPalette::BrightText, tokens.bad.text);
    set(QPalette::ToolTipBase, tokens.panel);
    set(QPalette::ToolTipText, tokens.text);
    set(QPalette::Highlight, tokens.accent.text);
    set(QPalette::HighlightedText, tokens.onAccent);
    set(QPalette::Link, tokens.accent.text);
    set(QPalette::LinkVisited, tokens.accent.text);
    set(QPalette::Light, tokens.panel);
    set(QPalette::Midlight, tokens.side);
    set(QPalette::Mid, tokens.line);
    set(QPalette::Dark, tokens.line);
    set(QPalette::Shadow, tokens.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faded = tokens.faint;
        faded.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, faded);
    }
    return palette;
}

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    auto *system = new SystemScheme(this);
    connect(system, &SystemScheme::changed, this, &Theme::setSystemScheme);
    m_system = system->scheme();
}

void Theme::install()
{
    if (QApplication::style()->objectName() != "fusion"_L1 && qApp->styleSheet().isEmpty())
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteFor(tokens()));
    qApp->setStyleSheet(styleSheet(tokens()));
    emit changed();
}

void Theme::setLook(Look look)
{
    const Scheme before = scheme();
    m_look = look;
    if (scheme() != before)
        install();
}

void Theme::setSystemScheme(Scheme system)
{
    const Scheme before = scheme();
    m_system = system;
    if (scheme() != before)
        install();
}

Scheme Theme::scheme() const
{
    switch (m_look) {
    case Look::Light:
        return Scheme::Light;
    case Look::Dark:
        return Scheme::Dark;
    case Look::System:
        return m_system;
    }
    Q_UNREACHABLE();
}

QIcon Theme::icon(const QString &name) const { return icon(name, Tint::Muted); }

QIcon Theme::icon(const QString &name, Tint tint) const { return QIcon(new LineIcon(*this, name, tint)); }

QColor Theme::color(Tint tint) const
{
    const Tokens &now = tokens();
    switch (tint) {
    case Tint::Muted:
        return now.muted;
    case Tint::Text:
        return now.text;
    case Tint::Accent:
        return now.accent.text;
    case Tint::OnAccent:
        return now.onAccent;
    case Tint::Ok:
        return now.ok.text;
    case Tint::Wait:
        return now.wait.text;
    case Tint::Bad:
        return now.bad.text;
    }
    Q_UNREACHABLE();
}

QFont Theme::small()
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() - 1);
    return font;
}

QFont Theme::strong()
{
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::title()
{
    QFont font = strong();
    font.setPointSizeF(font.pointSizeF() + 3);
    return font;
}

QFont tabular(const QFont &font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    QFont figures = font;
    figures.setFeature("tnum", 1);
    return figures;
#else
    return font;
#endif
}

}   // namespace theme
