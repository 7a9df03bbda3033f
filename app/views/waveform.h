#pragma once

#include "app/models/waveform_shape.h"
#include "app/theme/theme.h"

#include <QWidget>

namespace views {

/// A recording's sound with its removed parts. The list of cuts is its text twin.
class Waveform : public QWidget {
    Q_OBJECT

public:
    Waveform(const theme::Theme &theme, QWidget *parent);

    void show(const models::WaveformShape &shape);
    void mark(int cut);   // -1: none
    [[nodiscard]] QSize sizeHint() const override { return {368, 48}; }

signals:
    void cutClicked(int cut);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const theme::Theme &m_theme;
    models::WaveformShape m_shape;
    int m_marked = -1;
};

}   // namespace views
