#include "app/views/filter_row.h"

#include "app/text.h"
#include "app/theme/tokens.h"
#include "app/views/widgets.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;
using models::Group;

namespace views {

FilterRow::FilterRow(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"filterRow"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(theme::metrics::filterRow);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::metrics::margin, 0, theme::metrics::margin, 0);
    layout->setSpacing(2);
    for (int group = 0; group < models::groupCount; ++group) {
        auto *chip = new QPushButton(this);
        setKind(chip, "chip");
        chip->setCheckable(true);
        m_group.addButton(chip, group);
        layout->addWidget(chip);
    }
    layout->addStretch();
    chip(Group::All)->setChecked(true);
    connect(&m_group, &QButtonGroup::idClicked, this, [this](int group) { emit chosen(static_cast<Group>(group)); });
}

QPushButton *FilterRow::chip(Group group) const
{
    return static_cast<QPushButton *>(m_group.button(static_cast<int>(group)));
}

void FilterRow::show(const models::RecordingsModel &model)
{
    for (int i = 0; i < models::groupCount; ++i) {
        const auto group = static_cast<Group>(i);
        QPushButton *button = chip(group);
        button->setText(u"%1 %2"_s.arg(app::groupName(group), QLocale().toString(model.count(group))));
        button->setChecked(group == model.group());
        setStyled(button, "urgent", group == Group::NeedsYou && model.count(group) > 0);
    }
}

}   // namespace views
