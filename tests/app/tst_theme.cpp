#include "app/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using theme::Look;
using theme::Scheme;

/// WCAG 2.1: relative luminance and contrast.
static double luminance(const QColor &color)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

static double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void textIsReadableOnEveryGround_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }
    void textIsReadableOnEveryGround()
    {
        QFETCH(Scheme, scheme);
        const auto &tokens = theme::tokens(scheme);
        for (const auto &tone : {tokens.accent, tokens.ok, tokens.wait, tokens.bad, tokens.off}) {
            QVERIFY2(contrast(tone.text, tone.background) >= 4.5, qPrintable(tone.text.name()));
            QVERIFY2(contrast(tone.text, tokens.panel) >= 4.5, qPrintable(tone.text.name()));
        }
        for (const auto &text : {tokens.text, tokens.muted, tokens.faint})
            for (const auto &ground : {tokens.panel, tokens.side, tokens.background, tokens.selection})
                QVERIFY2(contrast(text, ground) >= 4.3, qPrintable(text.name() + u" on "_s + ground.name()));
        QVERIFY(contrast(tokens.onAccent, tokens.accent.text) >= 4.5);
    }

    void theMenuForcesALookAtRunTime()
    {
        theme::Theme theme;
        theme.setLook(Look::Light);
        theme.install();
        const QColor light = QApplication::palette().color(QPalette::Window);
        QSignalSpy changes(&theme, &theme::Theme::changed);
        theme.setLook(Look::Dark);
        QCOMPARE(changes.size(), 1);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < light.lightness());
        theme.setLook(Look::Dark);
        QCOMPARE(changes.size(), 1);
    }

    void everyIconIsDrawnInTheColourOfItsScheme()
    {
        theme::Theme theme;
        for (const QString &file : QDir(u":/icons"_s).entryList({u"*.svg"_s})) {
            const QString name = file.chopped(4);
            // Style sheets draw these as they are; the program's own is coloured.
            if (name.endsWith(u"-dark"_s) || name.endsWith(u"-light"_s) || name == "dailies"_L1)
                continue;
            for (const Look look : {Look::Light, Look::Dark}) {
                theme.setLook(look);
                const QImage image = theme.icon(name, theme::Theme::Tint::Text).pixmap(32, 32).toImage();
                int drawn = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x)
                        if (image.pixelColor(x, y).alpha() > 250) {
                            ++drawn;
                            const QColor wanted = theme.tokens().text;
                            QVERIFY2(std::abs(image.pixelColor(x, y).red() - wanted.red()) < 12, qPrintable(name));
                        }
                QVERIFY2(drawn > 10, qPrintable(name));
            }
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
