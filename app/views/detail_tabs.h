#pragma once

#include "app/models/rows_model.h"
#include "app/theme/theme.h"
#include "app/viewmodels/details.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace views {

/// A page of the details pane. Shows what it is given; asks nobody.
class DetailTab : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0;
    virtual void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) = 0;
    /// The same row with other words or progress; only pages that show the row itself care.
    virtual void showRow(const models::RecordingRow &) { }
};

class CutsTab : public DetailTab {
    Q_OBJECT

public:
    CutsTab(const theme::Theme &theme, QWidget *parent);

    [[nodiscard]] QString title() const override;
    void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) override;
    void select(int cut);

signals:
    void cutSelected(int cut);
    void exportWanted();
    void resetWanted();

private:
    [[nodiscard]] QString summary(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) const;

    domain::RecordingId m_shown;
    int m_count = 0;
    models::RowsModel m_model;
    QLabel *m_summary;
    QPushButton *m_export;
    QPushButton *m_reset;
    QTableView *m_table;
};

class TextTab : public DetailTab {
    Q_OBJECT

public:
    TextTab(const theme::Theme &theme, QWidget *parent);

    [[nodiscard]] QString title() const override;
    void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) override;

private:
    enum class Doubts { Marked, All };   // All: nothing is certain, so marks would say nothing
    void fill(const QList<models::TextParagraph> &paragraphs, Doubts doubts);

    const theme::Theme &m_theme;
    QLabel *m_summary;
    QPlainTextEdit *m_text;
};

class TopicsTab : public DetailTab {
    Q_OBJECT

public:
    TopicsTab(const theme::Theme &theme, QWidget *parent);

    [[nodiscard]] QString title() const override;
    void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) override;

private:
    int m_count = 0;
    models::RowsModel m_model;
    QTableView *m_table;
    QLabel *m_chapters;
    QLabel *m_summary;
};

class HistoryTab : public DetailTab {
    Q_OBJECT

public:
    HistoryTab(const theme::Theme &theme, QWidget *parent);

    [[nodiscard]] QString title() const override;
    void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) override;

private:
    models::RowsModel m_model;
};

/// Templates condition by condition, and the plan step by step.
class WhyTab : public DetailTab {
    Q_OBJECT

public:
    WhyTab(const theme::Theme &theme, QWidget *parent);

    [[nodiscard]] QString title() const override;
    void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) override;

private:
    const theme::Theme &m_theme;
    QTextBrowser *m_text;
};

}   // namespace views
