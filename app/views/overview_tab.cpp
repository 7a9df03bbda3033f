#include "app/views/overview_tab.h"

#include "app/text.h"
#include "app/views/widgets.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>

using namespace Qt::StringLiterals;
using models::Cell;
using models::CellTone;

namespace views {

OverviewTab::OverviewTab(const theme::Theme &theme, QWidget *parent)
    : DetailTab(parent)
    , m_theme(theme)
    , m_about(new QScrollArea(this))
    , m_failure(new QFrame(m_about))
    , m_what(new QLabel(m_failure))
    , m_why(toneLabel("bad", m_failure))
    , m_already(toneLabel("muted", m_failure))
    , m_advice(new QLabel(m_failure))
    , m_retry(new QPushButton(m_failure))
    , m_copy(linkButton(m_failure))
    , m_facts(new QLabel(m_about))
    , m_reveal(linkButton(m_about))
    , m_package(new QWidget(this))
    , m_packageName(new QLabel(m_package))
    , m_openFolder(linkButton(m_package))
    , m_files(rowsTable(theme, &m_filesModel, 0, m_package))
{
    m_failure->setObjectName(u"failure"_s);
    setKind(m_failure, "message");
    m_failure->setProperty("level", u"error"_s);
    m_what->setFont(theme::Theme::strong());
    for (QLabel *label : {m_what, m_advice})
        label->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto *failure = new QVBoxLayout(m_failure);
    failure->setContentsMargins(12, 10, 12, 10);
    failure->setSpacing(4);
    failure->addWidget(m_what);
    failure->addWidget(m_why);
    failure->addWidget(m_already);
    failure->addWidget(m_advice);
    failure->addSpacing(4);
    failure->addLayout(buttons);

    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // A pane that is lower than its words scrolls: squeezed, a wrapped label loses its last lines.
    auto *content = new QWidget(m_about);
    content->setObjectName(u"content"_s);
    m_about->setWidget(content);
    m_about->setWidgetResizable(true);
    auto *about = new QVBoxLayout(content);
    about->setContentsMargins(8, 12, 8, 12);
    about->setSpacing(8);
    m_reveal->setObjectName(u"reveal"_s);
    about->addWidget(m_failure);
    about->addWidget(m_facts);
    about->addWidget(m_reveal, 0, Qt::AlignLeft);
    about->addStretch();

    m_packageName->setFont(theme::Theme::strong());
    m_files->horizontalHeader()->hide();
    auto *packageHead = new QHBoxLayout;
    packageHead->setContentsMargins(8, 0, 18, 0);   // up to the sizes below
    packageHead->addWidget(m_packageName, 1);
    packageHead->addWidget(m_openFolder);
    auto *package = new QVBoxLayout(m_package);
    package->setContentsMargins(0, 12, 0, 0);
    package->setSpacing(4);
    package->addLayout(packageHead);
    package->addWidget(m_files, 1);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(16);
    layout->addWidget(m_about, 3);
    layout->addWidget(m_package, 2);

    connect(m_retry, &QPushButton::clicked, this, &OverviewTab::retryWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_failureDetails); });
    connect(m_reveal, &QPushButton::clicked, this, [this] { revealFile(m_mediaPath); });
    connect(m_openFolder, &QPushButton::clicked, this, [this] { openFolder(m_folder); });
    connect(m_files, &QTableView::activated, this,
        [this](const QModelIndex &index) { openFile(m_paths.value(index.row())); });
}

QString OverviewTab::title() const { return tr("Overview", "tab"); }

void OverviewTab::showFailure(const models::RecordingRow &row)
{
    const bool failed = row.situation == models::Situation::Failed;
    m_failure->setVisible(failed);
    if (!failed)
        return;
    const app::FailureText text = app::failureText(row);
    m_what->setText(text.what);
    m_why->setText(text.why);
    m_already->setText(text.already);
    m_advice->setText(text.advice);
    m_retry->setText(tr("Retry"));
    m_copy->setText(tr("Copy details"));
    m_failureDetails = u"%1\n%2: %3\n%4\nDailies %5"_s.arg(
        row.title, base::toString(row.errorKind), row.reason, row.mediaPath, QStringLiteral(DAILIES_VERSION));
}

void OverviewTab::showRow(const models::RecordingRow &row) { showFailure(row); }

void OverviewTab::showFiles(const models::RecordingRow &row, const viewmodels::RecordingDetails &details)
{
    m_folder = row.packageFolder;
    m_paths.clear();
    QList<QList<Cell>> rows;
    for (const auto &file : details.files) {
        m_paths += file.path;
        rows += {{file.name, CellTone::Text, tr("%1\nEnter or double click opens it.").arg(file.path)},
            {app::sizeText(file.bytes), CellTone::Muted}};
    }
    m_filesModel.fill({{tr("File")}, {tr("Size"), Qt::AlignRight}}, rows);
    m_packageName->setText(
        rows.isEmpty() ? tr("Package") : tr("Package, %n file(s)", nullptr, static_cast<int>(rows.size())));
    m_files->setAccessibleName(tr("Files of the package"));
    m_openFolder->setText(tr("Open folder"));
    m_package->setVisible(!m_folder.isEmpty());
}

void OverviewTab::show(const models::RecordingRow &row, const viewmodels::RecordingDetails &details)
{
    showFailure(row);
    showFiles(row, details);
    m_mediaPath = row.mediaPath;
    m_reveal->setText(tr("Show original in its folder"));
    m_reveal->setVisible(!m_mediaPath.isEmpty());

    const QString faint = m_theme.tokens().faint.name();
    QString html = u"<table cellspacing=\"0\">"_s;
    const auto fact = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            html += u"<tr><td style=\"color:%1; padding:0 16px 5px 0\">%2</td><td>%3</td></tr>"_s.arg(
                faint, name.toHtmlEscaped(), value.toHtmlEscaped());
    };
    fact(tr("Recorded"), app::exactDateText(row.startTime));
    fact(tr("Length"), app::lengthText(row.duration, row.finalDuration));
    fact(tr("Source", "where a recording comes from"), app::sourceName(details.recording.sourceKind));
    fact(tr("Original"), row.mediaPath);
    fact(tr("Size"), details.recording.sizeBytes > 0 ? app::sizeText(details.recording.sizeBytes) : QString());
    fact(tr("Template"), row.templateName.isEmpty() ? tr("Built-in") : row.templateName);
    fact(tr("Package"), row.packageFolder);
    m_facts->setText(html + u"</table>"_s);
}

}   // namespace views
