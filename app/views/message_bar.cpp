#include "app/views/message_bar.h"

#include "app/views/widgets.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using viewmodels::Message;

namespace views {

/// Long enough to read it and to reach for Undo.
static constexpr auto passingTime = 12s;

namespace {
struct Appearance {
    const char *level;
    const char16_t *icon;
    theme::Theme::Tint tint;
};
}   // namespace

static Appearance appearanceOf(Message::Level level)
{
    switch (level) {
    case Message::Level::Info:
        return {"info", u"info", theme::Theme::Tint::Muted};
    case Message::Level::Positive:
        return {"positive", u"done", theme::Theme::Tint::Ok};
    case Message::Level::Warning:
        return {"warning", u"warning", theme::Theme::Tint::Wait};
    case Message::Level::Error:
        return {"error", u"failed", theme::Theme::Tint::Bad};
    }
    Q_UNREACHABLE();
}

MessageBar::MessageBar(const theme::Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_details(toneLabel("muted", this))
    , m_action(linkButton(this))
    , m_close(new QToolButton(this))
{
    setKind(this, "message");
    setProperty("strip", true);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    setKind(m_close, "flat");
    m_close->setIcon(m_theme.icon(u"cancel"_s));
    m_close->setIconSize({12, 12});
    m_timer.setSingleShot(true);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme::metrics::margin, 6, 10, 6);
    layout->setHorizontalSpacing(8);
    layout->addWidget(m_icon, 0, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 0, 1, Qt::AlignVCenter);
    layout->addWidget(m_action, 0, 2, Qt::AlignVCenter);
    layout->addWidget(m_close, 0, 3, Qt::AlignVCenter);
    layout->addWidget(m_details, 1, 1, 1, 3);
    layout->setColumnStretch(1, 1);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::act);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(&m_timer, &QTimer::timeout, this, &MessageBar::dismiss);
    retranslate();
    hide();
}

void MessageBar::show(const Message &message)
{
    m_message = message;
    const Appearance appearance = appearanceOf(message.level);
    setStyled(this, "level", QString::fromLatin1(appearance.level));
    m_icon->setPixmap(m_theme.icon(QString::fromUtf16(appearance.icon), appearance.tint).pixmap(18, 18));
    m_text->setText(message.text);
    m_details->setText(message.details);
    m_details->hide();
    retranslate();
    setVisible(true);
    if (message.passing)
        m_timer.start(passingTime);
    else
        m_timer.stop();
    setAccessibleName(message.text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::dismiss()
{
    m_timer.stop();
    hide();
}

void MessageBar::act()
{
    switch (m_message.action) {
    case Message::Action::Undo:
        dismiss();
        emit undoWanted();
        break;
    case Message::Action::ShowDetails:
        m_timer.stop();
        m_details->setVisible(m_details->isHidden());
        retranslate();
        break;
    case Message::Action::None:
        break;
    }
}

void MessageBar::retranslate()
{
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss this message"));
    m_action->setVisible(m_message.action != Message::Action::None);
    if (m_message.action == Message::Action::Undo)
        m_action->setText(tr("Undo"));
    else
        m_action->setText(m_details->isHidden() ? tr("Details") : tr("Hide details"));
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

}   // namespace views
