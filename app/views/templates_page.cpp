#include "app/views/templates_page.h"

#include "app/text.h"
#include "app/views/widgets.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using models::Cell;
using models::CellTone;

namespace views {

static constexpr int longestMinutes = 24 * 60;
static constexpr int pageMargin = 24;
static constexpr int headPadding = 8;
static constexpr int listWidth = 180;
static constexpr int fieldHeight = 30;
static constexpr int numberWidth = 120;
static constexpr int roomForTrial = 900;   // a narrower page shows list and form only

TemplatesPage::TemplatesPage(const theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(theme, m_stack))
    , m_work(new QWidget(m_stack))
    , m_title(titleLabel(m_work))
    , m_list(rowsTable(theme, &m_listModel, 0, m_work))
    , m_new(new QPushButton(m_work))
    , m_trial(new QLabel(m_work))
    , m_trialTable(rowsTable(theme, &m_trialModel, 1, m_work))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_work);

    m_list->setFixedWidth(listWidth);
    m_list->horizontalHeader()->hide();
    auto *head = new QVBoxLayout;
    head->setContentsMargins(headPadding, 0, headPadding, 0);
    head->setSpacing(16);
    head->addWidget(m_title);
    head->addWidget(m_new, 0, Qt::AlignLeft);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(pageMargin - headPadding, 20, headPadding, 12);
    left->setSpacing(12);
    left->addLayout(head);
    left->addWidget(m_list, 1);
    auto *layout = new QHBoxLayout(m_work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(left);
    layout->addWidget(buildForm(), 5);
    m_trialBox = buildTrial();
    layout->addWidget(m_trialBox, 3);

    connect(m_new, &QPushButton::clicked, this, &TemplatesPage::startNew);
    connect(m_empty->button(), &QPushButton::clicked, this, &TemplatesPage::startNew);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &index) { choose(index.row()); });
    retranslate();
    m_stack->setCurrentWidget(m_empty);
}

QWidget *TemplatesPage::buildForm()
{
    auto *scroll = new QScrollArea(m_work);
    auto *content = new QWidget(scroll);
    content->setObjectName(u"content"_s);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    m_form = new QFormLayout(content);
    m_form->setContentsMargins(16, 20, 16, 16);
    m_form->setVerticalSpacing(8);
    m_form->setHorizontalSpacing(16);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [this](QWidget *field, const char *label) {
        m_form->addRow(u" "_s, field);
        m_labels += {field, label};
    };
    const auto line = [&](const char *label) {
        auto *field = new QLineEdit(m_work);
        connect(field, &QLineEdit::textEdited, this, &TemplatesPage::onEdited);
        add(field, label);
        return field;
    };
    const auto number = [&](int most, const char *label) {
        auto *field = new QSpinBox(m_work);
        field->setRange(0, most);
        field->setFixedWidth(numberWidth);
        field->setButtonSymbols(QSpinBox::NoButtons);
        connect(field, &QSpinBox::valueChanged, this, &TemplatesPage::onEdited);
        add(field, label);
        return field;
    };
    m_name = line(QT_TR_NOOP("Name"));
    m_keywords = line(QT_TR_NOOP("Any of these words"));
    m_exact = line(QT_TR_NOOP("Or exactly this title"));
    m_wildcard = line(QT_TR_NOOP("Or a title like"));
    m_patterns = line(QT_TR_NOOP("Or this pattern"));
    m_exclude = line(QT_TR_NOOP("None of these words"));
    m_shortest = number(longestMinutes, QT_TR_NOOP("At least, minutes"));
    m_longest = number(longestMinutes, QT_TR_NOOP("At most, minutes"));
    m_priority = number(1000, QT_TR_NOOP("Priority"));
    m_case = new QCheckBox(m_work);
    m_active = new QCheckBox(m_work);
    for (QCheckBox *box : {m_case, m_active}) {
        connect(box, &QCheckBox::clicked, this, &TemplatesPage::onEdited);
        m_form->addRow(QString(), box);
    }
    for (const QString &key : {u"trimming.preset"_s, u"transcription.language"_s, u"topics.granularity"_s}) {
        auto *editor = new OptionEditor(key, OptionEditor::Inherit::Yes, m_work);
        connect(editor, &OptionEditor::edited, this, &TemplatesPage::onEdited);
        m_form->addRow(u" "_s, editor);
        m_options += editor;
    }
    m_save = new QPushButton(m_work);
    setKind(m_save, "primary");
    m_revert = new QPushButton(m_work);
    m_remove = linkButton(m_work);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_save);
    buttons->addWidget(m_revert);
    buttons->addStretch();
    m_form->addRow(QString(), buttons);
    m_remove->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_form->addRow(QString(), m_remove);
    connect(m_save, &QPushButton::clicked, this, [this] { m_templates->save(draft()); });
    connect(m_revert, &QPushButton::clicked, this, [this] { fill(m_present); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_templates->remove(m_present.id); });
    return scroll;
}

QWidget *TemplatesPage::buildTrial()
{
    auto *box = new QWidget(m_work);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(8, 20, 16, 12);
    m_trial->setFont(theme::Theme::strong());
    m_trial->setContentsMargins(headPadding, 6, 0, 0);
    m_trialTable->horizontalHeader()->hide();
    m_trialTable->setSelectionMode(QAbstractItemView::NoSelection);
    layout->addWidget(m_trial);
    layout->addWidget(m_trialTable, 1);
    return box;
}

void TemplatesPage::setTemplates(viewmodels::Templates *templates)
{
    m_templates = templates;
    if (!templates)
        return;
    connect(templates, &viewmodels::Templates::changed, this, &TemplatesPage::showAll);
    connect(templates, &viewmodels::Templates::tried, this, &TemplatesPage::showTrial);
    connect(templates, &viewmodels::Templates::saved, this, [this](const domain::TemplateId &id) { m_wanted = id; });
    templates->load();
}

void TemplatesPage::showAll()
{
    if (!m_templates)
        return;
    QList<QList<Cell>> rows;
    int wanted = 0;
    for (const auto &value : m_templates->all()) {
        if (value.id == m_wanted)
            wanted = static_cast<int>(rows.size());
        rows += {{value.name, value.active ? CellTone::Text : CellTone::Faint},
            {value.active ? QString() : tr("off", "a template"), CellTone::Faint}};
    }
    m_listModel.fill({{tr("Template")}, {tr("State")}}, rows);
    m_stack->setCurrentWidget(rows.isEmpty() ? static_cast<QWidget *>(m_empty) : m_work);
    if (!rows.isEmpty())
        m_list->selectRow(wanted);
}

void TemplatesPage::choose(int row)
{
    if (!m_templates || row < 0 || row >= m_templates->all().size())
        return;
    m_present = m_templates->all().at(row);
    fill(m_present);
}

void TemplatesPage::startNew()
{
    m_stack->setCurrentWidget(m_work);
    m_list->clearSelection();
    m_present = {};
    fill(m_present);
    m_name->setFocus();
}

/// Words between commas.
static QStringList listFrom(const QLineEdit *field)
{
    QStringList list;
    for (const QString &part : field->text().split(u',', Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            list += part.trimmed();
    return list;
}

static QJsonObject nested(const QString &key, const QJsonValue &value, QJsonObject layer)
{
    const QString section = key.section(u'.', 0, 0);
    QJsonObject part = layer.value(section).toObject();
    if (value.isNull())
        part.remove(key.section(u'.', 1));
    else
        part.insert(key.section(u'.', 1), value);
    if (part.isEmpty())
        layer.remove(section);
    else
        layer.insert(section, part);
    return layer;
}

void TemplatesPage::fill(const domain::Template &value)
{
    m_filling = true;
    m_name->setText(value.name);
    m_keywords->setText(value.rules.keywords.join(u", "_s));
    m_exact->setText(value.rules.exactMatches.join(u", "_s));
    m_wildcard->setText(value.rules.namePattern);
    m_patterns->setText(value.rules.patterns.value(0));
    m_exclude->setText(value.rules.excludeKeywords.join(u", "_s));
    m_shortest->setValue(qRound(value.rules.minimumMinutes.value_or(0)));
    m_longest->setValue(qRound(value.rules.maximumMinutes.value_or(0)));
    m_priority->setValue(value.priority);
    m_case->setChecked(value.rules.caseSensitive);
    m_active->setChecked(value.active && !value.draft);
    for (OptionEditor *editor : m_options) {
        const QString key = editor->key();
        editor->setValue(value.processing.value(key.section(u'.', 0, 0)).toObject().value(key.section(u'.', 1)));
    }
    m_filling = false;
    setEdited(false);
    if (m_templates)
        m_templates->tryOut(draft());
}

domain::Template TemplatesPage::draft() const
{
    const auto minutes = [](const QSpinBox *field) {
        return field->value() > 0 ? std::optional<double>(field->value()) : std::nullopt;
    };
    domain::Template value = m_present;
    value.name = m_name->text().simplified();
    value.rules.keywords = listFrom(m_keywords);
    value.rules.exactMatches = listFrom(m_exact);
    value.rules.namePattern = m_wildcard->text().trimmed();
    // Patterns may have commas of their own: the field is the first one, others are kept.
    value.rules.patterns = m_present.rules.patterns.mid(1);
    if (const QString pattern = m_patterns->text().trimmed(); !pattern.isEmpty())
        value.rules.patterns.prepend(pattern);
    value.rules.excludeKeywords = listFrom(m_exclude);
    value.rules.minimumMinutes = minutes(m_shortest);
    value.rules.maximumMinutes = minutes(m_longest);
    value.rules.caseSensitive = m_case->isChecked();
    value.priority = m_priority->value();
    value.active = m_active->isChecked();
    value.draft = false;
    for (const OptionEditor *editor : m_options)
        value.processing = nested(editor->key(), editor->value(), value.processing);
    return value;
}

void TemplatesPage::onEdited()
{
    if (m_filling || !m_templates)
        return;
    setEdited(true);
    m_templates->tryOut(draft());
}

void TemplatesPage::setEdited(bool edited)
{
    m_save->setEnabled(edited && !m_name->text().trimmed().isEmpty());
    m_revert->setEnabled(edited);
    m_remove->setVisible(!m_present.id.isEmpty());
}

void TemplatesPage::showTrial()
{
    if (!m_templates)
        return;
    const auto &trial = m_templates->trial();
    QList<QList<Cell>> rows;
    for (const auto &row : trial.rows)
        rows += {{row.matched ? u"✓"_s : u"✗"_s, row.matched ? CellTone::Ok : CellTone::Faint},
            {row.title, row.matched ? CellTone::Text : CellTone::Muted, app::reasonText(row.reason)}};
    m_trialModel.fill({{}, {tr("Recording")}}, rows);
    m_trial->setText(tr("Takes %1 of %n recording(s)", nullptr, trial.total).arg(trial.matched));
}

/// Stands in the middle beside its field.
QLabel *TemplatesPage::labelOf(QWidget *field) const
{
    auto *label = static_cast<QLabel *>(m_form->labelForField(field));
    label->setMinimumHeight(fieldHeight);
    return label;
}

void TemplatesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_trialBox->setVisible(width() >= roomForTrial);
}

void TemplatesPage::retranslate()
{
    m_empty->show({.icon = u"templates"_s,
        .title = tr("No templates yet"),
        .sentence = tr("A template recognises recordings by title and length and says how to work on them. Without "
                       "one, the profile's settings hold."),
        .button = tr("New template")});
    m_title->setText(tr("Templates"));
    m_new->setText(tr("New template"));
    for (const auto &[field, label] : m_labels) {
        labelOf(field)->setText(tr(label));
        field->setAccessibleName(tr(label));
    }
    for (OptionEditor *editor : m_options) {
        labelOf(editor)->setText(app::optionName(editor->key()));
        editor->retranslate();
    }
    m_keywords->setPlaceholderText(tr("lecture, seminar"));
    m_exact->setPlaceholderText(tr("Weekly meeting"));
    m_wildcard->setPlaceholderText(tr("Algebra *", "a wildcard"));
    m_patterns->setPlaceholderText(tr("lecture \\d+", "a regular expression"));
    m_exclude->setPlaceholderText(tr("test, private"));
    m_longest->setSpecialValueText(tr("no limit"));
    m_shortest->setSpecialValueText(tr("no limit"));
    m_priority->setToolTip(tr("When several templates match, the highest priority wins, then the older one."));
    m_case->setText(tr("Capitals matter"));
    m_active->setText(tr("In use"));
    m_save->setText(tr("Save"));
    m_revert->setText(tr("Revert"));
    m_remove->setText(tr("Remove this template"));
    showTrial();
}

void TemplatesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (!m_revert->isEnabled())   // a draft is not lost for a language
            showAll();
    }
    QWidget::changeEvent(event);
}

}   // namespace views
