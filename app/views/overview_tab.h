#pragma once

#include "app/views/detail_tabs.h"

#include <QPushButton>
#include <QScrollArea>

namespace views {

/// What a recording is, where its package lies, and what to do about a failure.
class OverviewTab : public DetailTab {
    Q_OBJECT

public:
    OverviewTab(const theme::Theme &theme, QWidget *parent);

    [[nodiscard]] QString title() const override;
    void show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details) override;
    void showRow(const models::RecordingRow &row) override;

signals:
    void retryWanted();

private:
    void showFailure(const models::RecordingRow &row);
    void showFiles(const models::RecordingRow &row, const viewmodels::RecordingDetails &details);

    const theme::Theme &m_theme;
    QScrollArea *m_about;
    QFrame *m_failure;
    QLabel *m_what;
    QLabel *m_why;
    QLabel *m_already;
    QLabel *m_advice;
    QPushButton *m_retry;
    QPushButton *m_copy;
    QLabel *m_facts;
    QPushButton *m_reveal;
    QWidget *m_package;
    QLabel *m_packageName;
    QPushButton *m_openFolder;
    models::RowsModel m_filesModel;
    QTableView *m_files;
    QStringList m_paths;   // of the files shown
    QString m_mediaPath;
    QString m_folder;
    QString m_failureDetails;
};

}   // namespace views
