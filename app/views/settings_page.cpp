#include "app/views/settings_page.h"

#include "app/text.h"
#include "app/views/widgets.h"

#include <QEvent>
#include <QGridLayout>
#include <QScrollArea>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace views {

static constexpr int rowHeight = 36;

namespace {
struct SectionRow {
    const char *title;
    QStringList keys;
};
}   // namespace

static const QList<SectionRow> &sections()
{
    static const QList<SectionRow> table = {
        {QT_TRANSLATE_NOOP("views::SettingsPage", "Cutting"), {u"trimming.enabled"_s, u"trimming.preset"_s}},
        {QT_TRANSLATE_NOOP("views::SettingsPage", "Text"),
            {u"transcription.enabled"_s, u"transcription.engine"_s, u"transcription.language"_s,
                u"transcription.allow_errors"_s}},
        {QT_TRANSLATE_NOOP("views::SettingsPage", "Topics and subtitles"),
            {u"topics.enabled"_s, u"topics.granularity"_s, u"subtitles.enabled"_s}},
        {QT_TRANSLATE_NOOP("views::SettingsPage", "Package"),
            {u"platforms.local.folder"_s, u"metadata.title_template"_s}},
    };
    return table;
}

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent)
    , m_title(titleLabel(this))
    , m_languageName(new QLabel(this))
    , m_lookName(new QLabel(this))
    , m_language(new QComboBox(this))
    , m_look(new QComboBox(this))
{
    auto *scroll = new QScrollArea(this);
    auto *content = new QWidget(scroll);
    content->setObjectName(u"content"_s);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(24, 20, 24, 24);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, 190);
    grid->setColumnStretch(2, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    int line = 0;
    const auto section = [&](const char *title) {
        auto *label = new QLabel(content);
        label->setFont(theme::Theme::strong());
        label->setContentsMargins(0, 20, 0, 6);
        grid->addWidget(label, line++, 0, 1, 3);
        grid->addWidget(lineFrame(content), line++, 0, 1, 3);
        grid->setRowMinimumHeight(line++, 6);
        m_sections += {title, label};
    };
    grid->addWidget(m_title, line++, 0, 1, 3);
    section(QT_TR_NOOP("Window"));
    for (const auto &[name, box] : {std::pair(m_languageName, m_language), std::pair(m_lookName, m_look)}) {
        box->setMinimumWidth(OptionEditor::listWidth);
        grid->setRowMinimumHeight(line, rowHeight);
        grid->addWidget(name, line, 0);
        grid->addWidget(box, line++, 1, Qt::AlignLeft);
    }
    for (const auto &[title, keys] : sections()) {
        section(title);
        for (const QString &key : keys) {
            Row row{.editor = new OptionEditor(key, OptionEditor::Inherit::No, content),
                .name = new QLabel(content),
                .hint = toneLabel("muted", content),
                .origin = toneLabel("faint", content),
                .reset = linkButton(content)};
            row.hint->setFont(theme::Theme::small());
            row.hint->setContentsMargins(0, 0, 0, 6);
            row.hint->setVisible(!app::optionHint(key).isEmpty());
            row.origin->setFont(theme::Theme::small());
            row.name->setBuddy(row.editor);
            auto *side = new QHBoxLayout;
            side->addWidget(row.origin);
            side->addWidget(row.reset);
            side->addStretch();
            grid->setRowMinimumHeight(line, rowHeight);
            grid->addWidget(row.name, line, 0, Qt::AlignVCenter);
            grid->addWidget(row.editor, line, 1);
            grid->addLayout(side, line++, 2);
            grid->addWidget(row.hint, line++, 1, 1, 2);
            connect(row.editor, &OptionEditor::edited, this, [this, key](const QJsonValue &value) {
                if (m_settings)
                    m_settings->set(key, value);
            });
            connect(row.reset, &QPushButton::clicked, this, [this, key] {
                if (m_settings)
                    m_settings->set(key, QJsonValue());
            });
            m_rows += row;
        }
    }
    grid->setRowStretch(line, 1);
    connect(
        m_language, &QComboBox::activated, this, [this] { emit languageChosen(m_language->currentData().toString()); });
    connect(m_look, &QComboBox::activated, this,
        [this] { emit lookChosen(static_cast<theme::Look>(m_look->currentData().toInt())); });
    retranslate();
}

OptionEditor *SettingsPage::editor(const QString &key) const
{
    for (const Row &row : m_rows)
        if (row.editor->key() == key)
            return row.editor;
    return nullptr;
}

void SettingsPage::setSettings(viewmodels::Settings *settings)
{
    m_settings = settings;
    if (!settings)
        return;
    connect(settings, &viewmodels::Settings::changed, this, &SettingsPage::showValues);
    settings->load();
}

void SettingsPage::showChoices(const QString &language, theme::Look look)
{
    m_language->setCurrentIndex(std::max(0, m_language->findData(language)));
    m_look->setCurrentIndex(m_look->findData(static_cast<int>(look)));
}

void SettingsPage::showValues()
{
    if (!m_settings || !m_settings->config())
        return;
    for (const Row &row : m_rows) {
        row.editor->setValue(m_settings->config()->value(row.editor->key()));
        const QString origin = m_settings->config()->origin(row.editor->key());
        const bool own = origin == "profile"_L1;
        row.reset->setVisible(own);
        row.origin->setVisible(!own && origin != "default"_L1);
        row.origin->setText(tr("set by: %1", "where a value comes from").arg(app::originName(origin)));
    }
}

void SettingsPage::retranslate()
{
    m_title->setText(tr("Settings"));
    for (const Section &section : m_sections)
        section.label->setText(tr(section.title));
    m_languageName->setText(tr("Language"));
    m_lookName->setText(tr("Look"));
    m_language->setAccessibleName(m_languageName->text());
    m_look->setAccessibleName(m_lookName->text());
    const auto refill = [](QComboBox *box, const QList<std::pair<QString, QVariant>> &items) {
        const QSignalBlocker quiet(box);
        const int chosen = std::max(0, box->currentIndex());
        box->clear();
        for (const auto &[text, data] : items)
            box->addItem(text, data);
        box->setCurrentIndex(chosen);
    };
    refill(m_language, {{tr("As the system"), QString()}, {u"English"_s, u"en"_s}, {u"Русский"_s, u"ru"_s}});
    refill(m_look,
        {{tr("As the system"), static_cast<int>(theme::Look::System)},
            {tr("Light"), static_cast<int>(theme::Look::Light)}, {tr("Dark"), static_cast<int>(theme::Look::Dark)}});
    for (const Row &row : m_rows) {
        row.name->setText(app::optionName(row.editor->key()));
        row.hint->setText(app::optionHint(row.editor->key()));
        row.editor->setAccessibleName(row.name->text());
        row.editor->retranslate();
        row.reset->setText(tr("Reset"));
        row.reset->setAccessibleName(tr("Reset %1").arg(row.name->text()));
    }
    showValues();
}

void SettingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

}   // namespace views
