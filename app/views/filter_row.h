#pragma once

#include "app/models/recordings_model.h"

#include <QButtonGroup>
#include <QPushButton>

namespace views {

/// Filters as chips with their counts: the answer to "must I do anything?".
class FilterRow : public QWidget {
    Q_OBJECT

public:
    explicit FilterRow(QWidget *parent);

    void show(const models::RecordingsModel &model);
    [[nodiscard]] QPushButton *chip(models::Group group) const;

signals:
    void chosen(models::Group group);

private:
    QButtonGroup m_group;
};

}   // namespace views
