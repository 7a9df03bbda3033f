#include "app/views/details_pane.h"

#include "app/views/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace views {

static constexpr int sideWidth = 368;
static constexpr int sideMargin = 12;
static constexpr int sideSpacing = 8;
static constexpr int waveformHeight = 48;
static constexpr int roomForSide = 900;   // a narrower pane shows its tabs only

DetailsPane::DetailsPane(const theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_side(new QWidget(this))
    , m_poster(new QLabel(m_side))
    , m_waveform(new Waveform(theme, m_side))
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_cuts(new CutsTab(theme, m_stack))
{
    setObjectName(u"detailsPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *overview = new OverviewTab(theme, m_stack);
    m_pages = {overview, m_cuts, new TextTab(theme, m_stack), new TopicsTab(theme, m_stack),
        new HistoryTab(theme, m_stack), new WhyTab(theme, m_stack)};
    for (DetailTab *page : m_pages) {
        m_stack->addWidget(page);
        m_tabs->addTab(page->title());
    }
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone);

    m_side->setFixedWidth(theme::metrics::margin + sideWidth);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(theme::metrics::margin, sideMargin, 0, sideMargin);
    side->setSpacing(sideSpacing);
    side->addWidget(m_poster);
    side->addWidget(m_waveform);
    side->addStretch();

    auto *tabRow = new QWidget(this);
    tabRow->setObjectName(u"detailTabs"_s);
    tabRow->setAttribute(Qt::WA_StyledBackground);
    auto *tabLayout = new QHBoxLayout(tabRow);
    tabLayout->setContentsMargins(theme::metrics::margin, 0, 0, 0);
    tabLayout->addWidget(m_tabs);
    tabLayout->addStretch();
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(tabRow);
    right->addWidget(m_stack, 1);
    m_stack->setContentsMargins(
        theme::metrics::margin - theme::metrics::cellPadding, 0, 0, 0);   // words stand below those of the tabs
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_side);
    layout->addLayout(right, 1);

    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_cuts, &CutsTab::cutSelected, m_waveform, &Waveform::mark);
    connect(m_waveform, &Waveform::cutClicked, this, [this](int cut) {
        openTab(Cuts);
        m_cuts->select(cut);
    });
    connect(m_cuts, &CutsTab::exportWanted, this, &DetailsPane::exportCutsWanted);
    connect(m_cuts, &CutsTab::resetWanted, this, &DetailsPane::resetCutsWanted);
    connect(overview, &OverviewTab::retryWanted, this, &DetailsPane::retryWanted);
    connect(&theme, &theme::Theme::changed, this, &DetailsPane::showDetails);
}

void DetailsPane::setDetails(viewmodels::Details *details)
{
    if (m_details)
        m_details->disconnect(this);
    m_details = details;
    if (!details)
        return;
    connect(details, &viewmodels::Details::rowChanged, this, &DetailsPane::showRow);
    connect(details, &viewmodels::Details::detailsChanged, this, &DetailsPane::showDetails);
    showDetails();
}

void DetailsPane::openTab(Tab tab) { m_tabs->setCurrentIndex(tab); }

void DetailsPane::nextTab() { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % TabCount); }

void DetailsPane::showRow()
{
    if (m_details && m_details->row())
        for (DetailTab *page : m_pages)
            page->showRow(*m_details->row());
}

void DetailsPane::showDetails()
{
    if (!m_details || !m_details->row())
        return;
    const viewmodels::RecordingDetails &details = m_details->details();
    m_waveform->show(details.waveform);
    m_waveform->setVisible(!details.waveform.isEmpty());
    for (int tab = 0; tab < TabCount; ++tab) {
        m_pages.at(tab)->show(*m_details->row(), details);
        m_tabs->setTabText(tab, m_pages.at(tab)->title());
    }
    showPoster();
}

void DetailsPane::showPoster()
{
    const bool hasPoster = m_details && !m_details->details().poster.isNull();
    const bool hasSound = m_details && !m_details->details().waveform.isEmpty();
    m_side->setVisible(width() >= roomForSide && (hasPoster || hasSound));
    m_poster->setVisible(hasPoster);
    m_waveform->setFixedHeight(hasPoster ? waveformHeight : 2 * waveformHeight);   // sound alone has room
    if (!hasPoster) {
        m_poster->clear();
        return;
    }
    const qreal scale = devicePixelRatioF();
    const int free = height() - 2 * sideMargin - sideSpacing - waveformHeight;
    const QSize room = QSize(sideWidth, std::max(40, free)) * scale;
    const QImage poster = m_details->details().poster.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPixmap rounded(poster.size());
    rounded.fill(Qt::transparent);
    QPainter painter(&rounded);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rounded.rect(), theme::metrics::cardRadius * scale, theme::metrics::cardRadius * scale);
    painter.setClipPath(shape);
    painter.drawImage(0, 0, poster);
    painter.end();
    rounded.setDevicePixelRatio(scale);
    m_poster->setPixmap(rounded);
}

void DetailsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showPoster();
}

void DetailsPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (int tab = 0; tab < TabCount; ++tab)
            m_tabs->setTabText(tab, m_pages.at(tab)->title());
        m_poster->setAccessibleName(tr("Picture from the recording"));
        showDetails();
    }
    QWidget::changeEvent(event);
}

}   // namespace views
