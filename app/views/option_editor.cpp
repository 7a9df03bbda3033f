#include "app/views/option_editor.h"

#include "app/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;
using domain::OptionType;

namespace views {

static const QString folderKey = u"platforms.local.folder"_s;
static const QString languageKey = u"transcription.language"_s;

OptionEditor::OptionEditor(const QString &key, Inherit inherit, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_inherit(inherit)
    , m_option(domain::findOption(key))
{
    Q_ASSERT(m_option);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    build();
    retranslate();
}

/// What a list offers, as stored.
static QStringList choicesOf(const domain::Option &option)
{
    if (QStringView(option.key) == languageKey)
        return {u"auto"_s, u"en"_s, u"ru"_s, u"de"_s, u"fr"_s, u"es"_s, u"it"_s, u"uk"_s, u"zh"_s, u"ja"_s};
    return QString::fromUtf16(option.choices).split(u'|', Qt::SkipEmptyParts);
}

void OptionEditor::build()
{
    const bool isList = m_option->type == OptionType::Choice || m_key == languageKey || m_inherit == Inherit::Yes;
    const bool isBox = m_option->type == OptionType::Boolean && m_inherit == Inherit::No;
    if (isBox) {
        auto *box = new QCheckBox(this);
        connect(box, &QCheckBox::clicked, this, [this](bool checked) { emit edited(checked); });
        m_field = box;
    } else if (isList && (m_option->type == OptionType::Choice || m_key == languageKey)) {
        auto *list = new QComboBox(this);
        list->setMinimumWidth(listWidth);
        connect(list, &QComboBox::activated, this, [this] { emit edited(value()); });
        m_field = list;
    } else {
        auto *line = new QLineEdit(this);
        line->setMinimumWidth(320);
        connect(line, &QLineEdit::editingFinished, this, [this, line] {
            if (line->isModified())
                emit edited(value());
            line->setModified(false);
        });
        m_field = line;
    }
    setFocusProxy(m_field);
    layout()->addWidget(m_field);
    if (m_key == folderKey) {
        auto *choose = new QPushButton(this);
        choose->setObjectName(u"choose"_s);
        layout()->addWidget(choose);
        connect(choose, &QPushButton::clicked, this, [this] {
            auto *dialog = new QFileDialog(this, tr("Output folder"), value().toString());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setFileMode(QFileDialog::Directory);
            connect(dialog, &QFileDialog::fileSelected, this, &OptionEditor::edited);
            dialog->open();
        });
    }
    static_cast<QHBoxLayout *>(layout())->addStretch();
}

void OptionEditor::retranslate()
{
    if (auto *list = qobject_cast<QComboBox *>(m_field)) {
        const QSignalBlocker quiet(list);
        const QVariant chosen = list->currentData();
        list->clear();
        if (m_inherit == Inherit::Yes)
            list->addItem(tr("As the profile", "value of an option"), QString());
        for (const QString &choice : choicesOf(*m_option))
            list->addItem(m_key == languageKey ? app::languageName(choice) : app::choiceName(m_key, choice), choice);
        list->setCurrentIndex(std::max(0, list->findData(chosen)));
    }
    if (auto *choose = findChild<QPushButton *>(u"choose"_s))
        choose->setText(tr("Choose…"));
}

void OptionEditor::setValue(const QJsonValue &value)
{
    const QSignalBlocker quiet(m_field);
    if (auto *box = qobject_cast<QCheckBox *>(m_field)) {
        box->setChecked(value.toBool());
    } else if (auto *list = qobject_cast<QComboBox *>(m_field)) {
        const QString text = value.toString();
        if (list->findData(text) < 0 && !text.isEmpty())
            list->addItem(m_key == languageKey ? app::languageName(text) : text, text);
        list->setCurrentIndex(std::max(0, list->findData(text)));
    } else if (auto *line = qobject_cast<QLineEdit *>(m_field); line && !line->hasFocus()) {
        line->setText(app::valueText(value));
    }
}

QJsonValue OptionEditor::value() const
{
    if (const auto *box = qobject_cast<QCheckBox *>(m_field))
        return box->isChecked();
    if (const auto *list = qobject_cast<QComboBox *>(m_field)) {
        const QString text = list->currentData().toString();
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    }
    const QString text = static_cast<QLineEdit *>(m_field)->text().trimmed();
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

}   // namespace views
