#pragma once

#include "app/models/rows_model.h"
#include "app/viewmodels/templates.h"
#include "app/views/empty_state.h"
#include "app/views/option_editor.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>

namespace views {

/// The list of templates, a form for one of them, and which recordings it takes while it is being written.
class TemplatesPage : public QWidget {
    Q_OBJECT

public:
    TemplatesPage(const theme::Theme &theme, QWidget *parent);

    /// Null: none. Outlives its being shown.
    void setTemplates(viewmodels::Templates *templates);
    void startNew();
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QLineEdit *keywordsField() const { return m_keywords; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QString trialText() const { return m_trial->text(); }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildForm();
    QWidget *buildTrial();
    [[nodiscard]] QLabel *labelOf(QWidget *field) const;
    void retranslate();
    void showAll();
    void showTrial();
    void choose(int row);
    void onEdited();
    void setEdited(bool edited);
    void fill(const domain::Template &value);
    [[nodiscard]] domain::Template draft() const;

    const theme::Theme &m_theme;
    viewmodels::Templates *m_templates = nullptr;
    domain::Template m_present;   // as saved
    bool m_filling = false;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_work;
    QLabel *m_title;
    models::RowsModel m_listModel;
    QTableView *m_list;
    QPushButton *m_new;
    QLineEdit *m_name, *m_keywords, *m_exact, *m_wildcard, *m_patterns, *m_exclude;
    QSpinBox *m_shortest, *m_longest, *m_priority;
    QCheckBox *m_active, *m_case;
    QList<OptionEditor *> m_options;
    QFormLayout *m_form = nullptr;
    QList<std::pair<QWidget *, const char *>> m_labels;
    QPushButton *m_save, *m_revert, *m_remove;
    QWidget *m_trialBox = nullptr;
    QLabel *m_trial;
    models::RowsModel m_trialModel;
    QTableView *m_trialTable;
    domain::TemplateId m_wanted;   // to be chosen when the list comes
};

}   // namespace views
