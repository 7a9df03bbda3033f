#include "app/views/waveform.h"

#include "app/text.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace std::chrono_literals;

namespace views {

static constexpr int barWidth = 3;
static constexpr int barStep = 4;
static constexpr int flatBar = 5;

Waveform::Waveform(const theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslate();
}

void Waveform::show(const models::WaveformShape &shape)
{
    m_shape = shape;
    m_marked = -1;
    retranslate();
    update();
}

void Waveform::mark(int cut)
{
    m_marked = cut;
    update();
}

void Waveform::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (m_marked >= 0 && m_marked < m_shape.removed.size() && m_shape.duration > 0s) {
        const auto &cut = m_shape.removed.at(m_marked);
        const double scale = width() / base::toSeconds(m_shape.duration);
        painter.setBrush(tokens.wait.background);
        painter.drawRoundedRect(QRectF(base::toSeconds(cut.start) * scale, 0,
                                    std::max(4.0, base::toSeconds(cut.length()) * scale), height()),
            3, 3);
    }
    int x = 0;
    for (const auto &bar : m_shape.bars(width() / barStep)) {
        const double tall = bar.removed ? flatBar : std::max(2.0, bar.height * (height() - 4));
        painter.setBrush(bar.removed ? tokens.cut : tokens.wave);
        painter.drawRoundedRect(QRectF(x, (height() - tall) / 2, barWidth, tall), 1.5, 1.5);
        x += barStep;
    }
}

void Waveform::mousePressEvent(QMouseEvent *event)
{
    const domain::MediaTime at = m_shape.duration * static_cast<qint64>(event->position().x()) / std::max(1, width());
    for (int cut = 0; cut < m_shape.removed.size(); ++cut)
        if (m_shape.removed.at(cut).contains(at))
            emit cutClicked(cut);
}

void Waveform::retranslate()
{
    domain::MediaTime removed{};
    for (const auto &cut : m_shape.removed)
        removed += cut.length();
    setAccessibleName(tr("Waveform"));
    setAccessibleDescription(m_shape.removed.isEmpty()
            ? tr("Nothing is removed.")
            : tr("%n part(s) removed, %1 together.", nullptr, static_cast<int>(m_shape.removed.size()))
                  .arg(app::clockText(removed)));
    setToolTip(accessibleDescription());
}

void Waveform::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

}   // namespace views
