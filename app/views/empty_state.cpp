#include "app/views/empty_state.h"

#include "app/views/widgets.h"

#include <QVBoxLayout>

namespace views {

static constexpr int sentenceWidth = 480;

EmptyState::EmptyState(const theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(titleLabel(this))
    , m_sentence(toneLabel("muted", this))
    , m_button(new QPushButton(this))
{
    setKind(m_button, "primary");
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setFixedWidth(sentenceWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_sentence, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void EmptyState::show(const Words &words)
{
    m_icon->setPixmap(m_theme.icon(words.icon, theme::Theme::Tint::Muted).pixmap(40, 40));
    m_title->setText(words.title);
    m_sentence->setText(words.sentence);
    // The layout would ask for the height at the whole page's width.
    m_sentence->setFixedHeight(m_sentence->heightForWidth(sentenceWidth));
    m_button->setText(words.button);
    m_button->setVisible(!words.button.isEmpty());
}

}   // namespace views
