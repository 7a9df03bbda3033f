#include "app/views/sidebar.h"

#include "app/views/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace views {

static constexpr int avatarSize = 26;

Sidebar::Sidebar(const theme::Theme &theme, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_profile(new QPushButton(this))
    , m_avatar(new QLabel(m_profile))
    , m_name(new QLabel(m_profile))
    , m_place(toneLabel("muted", m_profile))
{
    setObjectName(u"sidebar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setKind(m_profile, "profile");
    m_profile->setFixedHeight(48);
    m_name->setFont(theme::Theme::strong());
    m_place->setFont(theme::Theme::small());
    m_place->setWordWrap(false);
    for (QLabel *label : {m_avatar, m_name, m_place}) {
        label->setTextInteractionFlags(Qt::NoTextInteraction);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_place);
    auto *profile = new QHBoxLayout(m_profile);
    profile->setContentsMargins(9, 4, 4, 4);
    profile->setSpacing(9);
    profile->addWidget(m_avatar);
    profile->addLayout(words, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 8, 8);
    layout->setSpacing(1);
    layout->addWidget(m_profile);
    layout->addSpacing(8);
    for (QAction *action : {actions.recordings, actions.templates, actions.settings}) {
        auto *button = new QPushButton(this);
        setKind(button, "nav");
        button->setCheckable(true);
        button->setChecked(action->isChecked());
        button->setIcon(action->icon());
        button->setIconSize({16, 16});
        auto *count = new QLabel(button);
        count->setProperty("tone", u"muted"_s);
        count->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto *inner = new QHBoxLayout(button);
        inner->setContentsMargins(0, 0, 10, 0);
        inner->addStretch();
        inner->addWidget(count);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::toggled, button, &QPushButton::setChecked);
        layout->addWidget(button);
        m_entries += {action, button, count};
    }
    layout->addStretch();
    retranslate();
    setNarrow(false);
}

void Sidebar::setProfileName(const QString &name)
{
    m_name->setText(name);
    const qreal scale = devicePixelRatioF();
    QPixmap avatar(QSize(avatarSize, avatarSize) * scale);
    avatar.setDevicePixelRatio(scale);
    avatar.fill(Qt::transparent);
    // A colour of its own for every name, so that windows are told apart at a glance.
    const int hue = qChecksum(name.toUtf8()) % 360;   // qHash differs from start to start
    QPainter painter(&avatar);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromHsl(hue, 120, 96));
    painter.drawRoundedRect(0, 0, avatarSize, avatarSize, 7, 7);
    painter.setPen(Qt::white);
    painter.setFont(theme::Theme::strong());
    painter.drawText(QRect(0, 0, avatarSize, avatarSize), Qt::AlignCenter, name.left(1).toUpper());
    painter.end();
    m_avatar->setPixmap(avatar);
    retranslate();
}

void Sidebar::setRecordingCount(int count)
{
    m_entries.first().count->setText(count > 0 ? QLocale().toString(count) : QString());
}

void Sidebar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setFixedWidth(narrow ? theme::metrics::narrowSidebar : theme::metrics::sidebar);
    for (QLabel *label : {m_name, m_place})
        label->setVisible(!narrow);
    for (const Entry &entry : m_entries)
        entry.count->setVisible(!narrow);
    m_profile->layout()->setContentsMargins(narrow ? 4 : 9, 4, 4, 4);
    retranslate();
}

void Sidebar::retranslate()
{
    m_place->setText(tr("on this computer", "where a profile lies"));
    m_profile->setAccessibleName(tr("Profile %1. Press to switch.").arg(m_name->text()));
    m_profile->setToolTip(tr("Switch profile"));
    for (const Entry &entry : m_entries) {
        const QString text = entry.action->text().remove(u'&');
        entry.button->setText(m_narrow ? QString() : u"  "_s + text);
        entry.button->setAccessibleName(text);
        entry.button->setToolTip(m_narrow ? text : QString());
    }
}

void Sidebar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

}   // namespace views
