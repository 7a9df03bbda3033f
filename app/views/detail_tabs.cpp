#include "app/views/detail_tabs.h"

#include "app/text.h"
#include "app/views/widgets.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::MediaTime;
using models::Cell;
using models::CellTone;
using viewmodels::RecordingDetails;

namespace views {

static QVBoxLayout *tabLayout(QWidget *tab)
{
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    return layout;
}

static QLabel *indented(QLabel *label)
{
    label->setContentsMargins(8, 0, 16, 0);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

/// What a page says of a result that is not there: it may come, or the core said why it does not.
static QString absence(const models::RecordingRow &row, domain::StepKind step, const RecordingDetails &details)
{
    for (const auto &known : details.recording.steps)
        if (known.name.kind == step && known.state == domain::StepState::Skipped)
            return app::reasonText(known.reason);
    return row.isWorking() ? CutsTab::tr("Not made yet: it is being worked on.")
                           : CutsTab::tr("Not made yet. Run the recording to make it.");
}

// Cuts

CutsTab::CutsTab(const theme::Theme &theme, QWidget *parent)
    : DetailTab(parent)
    , m_summary(indented(toneLabel("muted", this)))
    , m_export(linkButton(this))
    , m_reset(linkButton(this))
    , m_table(rowsTable(theme, &m_model, 3, this))
{
    m_export->setObjectName(u"exportCuts"_s);
    m_reset->setObjectName(u"resetCuts"_s);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 8, 0);
    head->addWidget(m_summary, 1);
    head->addWidget(m_reset);
    head->addWidget(m_export);
    auto *layout = tabLayout(this);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    connect(m_export, &QPushButton::clicked, this, &CutsTab::exportWanted);
    connect(m_reset, &QPushButton::clicked, this, &CutsTab::resetWanted);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) { emit cutSelected(current.row()); });
}

QString CutsTab::title() const
{
    return m_count > 0 ? tr("Cuts %1", "tab with a count").arg(m_count) : tr("Cuts", "tab");
}

void CutsTab::select(int cut) { m_table->selectRow(cut); }

/// A person's list that the film at hand is not cut by.
static bool isWaiting(const RecordingDetails &details)
{
    if (!details.recording.editedCuts || !details.explanation)
        return false;
    const auto *planned = details.explanation->plan.find({.kind = domain::StepKind::Trim, .target = {}});
    return planned && planned->run;
}

QString CutsTab::summary(const models::RecordingRow &row, const RecordingDetails &details) const
{
    if (!details.cuts)
        return absence(row, domain::StepKind::Trim, details);
    if (isWaiting(details) && !row.isWorking())
        return tr("You changed the cuts, but the film is not cut like that yet. Run the recording.");
    if (!details.cuts->refusal.isEmpty())
        return tr("Nothing was cut: %1").arg(app::reasonText(details.cuts->refusal));
    if (details.cuts->cuts.isEmpty())
        return details.recording.editedCuts ? tr("Nothing was cut: you want it so.")
                                            : tr("Nothing was cut: there is no silence that is long enough.");
    MediaTime removed{};
    for (const auto &cut : details.cuts->cuts)
        removed += cut.source.length();
    return tr("%n cut(s), %1 less. The result is %2 long.", nullptr, m_count)
        .arg(app::aboutText(std::chrono::round<std::chrono::milliseconds>(removed)),
            app::clockText(details.cuts->map.outputDuration()));
}

void CutsTab::show(const models::RecordingRow &row, const RecordingDetails &details)
{
    const bool same = std::exchange(m_shown, row.id) == row.id;
    const int chosen = same ? m_table->currentIndex().row() : -1;
    QList<QList<Cell>> rows;
    if (details.cuts)
        for (const auto &cut : details.cuts->cuts) {
            const QString reason = app::reasonText(cut.reason);
            rows += {{app::cutKindName(cut.kind)}, {app::clockText(cut.source.start), CellTone::Accent},
                {u"−"_s + app::clockText(cut.source.length())},
                {cut.edited ? tr("%1 (edited by you)", "why something was cut").arg(reason) : reason, CellTone::Muted}};
        }
    m_count = static_cast<int>(rows.size());
    m_table->setVisible(!rows.isEmpty());
    m_summary->setText(summary(row, details));
    m_export->setText(tr("Export cuts…"));
    m_export->setToolTip(tr("As a file for editing programs or scripts. `dailies cuts` takes it back."));
    m_export->setVisible(details.cuts.has_value());
    m_reset->setText(tr("Reset cuts"));
    m_reset->setToolTip(tr("Forgets what you changed, and cuts the film by the settings again."));
    m_reset->setVisible(details.recording.editedCuts.has_value());
    m_model.fill({{tr("What", "column: kind of cut")}, {tr("From", "column: time")}, {tr("Length"), Qt::AlignRight},
                     {tr("Why", "column")}},
        rows);
    m_table->setColumnWidth(0, 90);
    if (chosen >= 0 && chosen < m_count)
        select(chosen);
}

// Text

TextTab::TextTab(const theme::Theme &theme, QWidget *parent)
    : DetailTab(parent)
    , m_theme(theme)
    , m_summary(indented(toneLabel("muted", this)))
    , m_text(new QPlainTextEdit(this))
{
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(8);
    auto *layout = tabLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_text, 1);
}

QString TextTab::title() const { return tr("Text", "tab: transcript"); }

void TextTab::show(const models::RecordingRow &row, const RecordingDetails &details)
{
    m_text->setAccessibleName(tr("What was said"));
    m_text->setVisible(details.transcript.has_value());
    if (!details.transcript) {
        m_text->clear();
        m_summary->setText(absence(row, domain::StepKind::Transcribe, details));
        return;
    }
    QStringList parts = {details.transcript->engine};
    if (!details.transcript->language.isEmpty())
        parts += app::languageName(details.transcript->language);
    const bool rough = details.transcript->rough;
    parts += rough ? tr("rough: this engine mishears much") : tr("dotted is unsure");
    parts += tr("struck through is cut");
    m_summary->setText(parts.join(u" · "_s));
    fill(details.text, rough ? Doubts::All : Doubts::Marked);
}

void TextTab::fill(const QList<models::TextParagraph> &paragraphs, Doubts doubts)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QTextCharFormat time;
    time.setForeground(tokens.accent.text);
    QTextCharFormat said;
    said.setForeground(tokens.text);
    QTextCharFormat gap;   // plain text has no margins: an empty line, but a low one
    gap.setFontPointSize(4);

    m_text->setUpdatesEnabled(false);
    m_text->clear();
    QTextCursor cursor(m_text->document());
    cursor.beginEditBlock();
    for (qsizetype i = 0; i < paragraphs.size(); ++i) {
        const auto &paragraph = paragraphs.at(i);
        if (i > 0) {
            cursor.insertBlock({}, gap);
            cursor.insertBlock({}, said);
        }
        time.setForeground(paragraph.output ? tokens.accent.text : tokens.faint);
        cursor.insertText(app::clockText(paragraph.output.value_or(paragraph.source)) + u"   "_s, time);
        for (const auto &run : paragraph.runs) {
            QTextCharFormat format = said;
            format.setFontStrikeOut(run.removed);
            if (run.removed)
                format.setForeground(tokens.faint);
            if (run.unsure && doubts == Doubts::Marked) {
                format.setUnderlineStyle(QTextCharFormat::DotLine);
                format.setUnderlineColor(tokens.wait.text);
            }
            cursor.insertText(run.text, format);
        }
    }
    cursor.endEditBlock();
    m_text->moveCursor(QTextCursor::Start);
    m_text->setUpdatesEnabled(true);
}

// Topics

TopicsTab::TopicsTab(const theme::Theme &theme, QWidget *parent)
    : DetailTab(parent)
    , m_table(rowsTable(theme, &m_model, 1, this))
    , m_chapters(indented(toneLabel("muted", this)))
    , m_summary(indented(toneLabel("muted", this)))
{
    m_table->horizontalHeader()->hide();
    auto *layout = tabLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_chapters);
    layout->addWidget(m_summary);
    layout->addSpacing(8);
}

QString TopicsTab::title() const
{
    return m_count > 0 ? tr("Topics %1", "tab with a count").arg(m_count) : tr("Topics", "tab");
}

void TopicsTab::show(const models::RecordingRow &row, const RecordingDetails &details)
{
    QList<QList<Cell>> rows;
    if (details.topics) {
        const domain::TimeMap *map = details.cuts ? &details.cuts->map : nullptr;
        for (const auto &topic : details.topics->topics) {
            const auto output = map ? map->toOutput(topic.source) : std::optional(topic.source);
            const Cell start = output ? Cell{app::clockText(output->start), CellTone::Accent}
                                      : Cell{tr("cut", "topic that was removed"), CellTone::Faint};
            const QString length = app::clockText(output ? output->length() : topic.source.length());
            rows += {start, {topic.title, topic.pause || !output ? CellTone::Muted : CellTone::Text},
                {length, CellTone::Muted}};
        }
    }
    m_count = static_cast<int>(rows.size());
    m_table->setVisible(!rows.isEmpty());
    m_model.fill({{tr("From", "column: time")}, {tr("Topic")}, {tr("Length"), Qt::AlignRight}}, rows);
    m_table->setColumnWidth(0, 64);

    QString chapters;
    if (!details.topics)
        chapters = absence(row, domain::StepKind::Topics, details);
    else if (details.chapters.chapters.isEmpty())
        chapters = tr("No chapters: %1").arg(app::reasonText(details.chapters.reason));
    else
        chapters = u"✓ "_s
            + tr("%n chapter(s), valid for YouTube, VK and Telegram", nullptr,
                static_cast<int>(details.chapters.chapters.size()));
    m_chapters->setText(chapters);
    QStringList summary;
    if (details.topics) {
        if (!details.topics->summary.isEmpty())
            summary += details.topics->summary;
        if (!details.topics->engine.isEmpty())
            summary += tr("Found by: %1", "engine").arg(app::engineName(details.topics->engine));
    }
    m_summary->setText(summary.join(u'\n'));
    m_summary->setVisible(!summary.isEmpty());
}

// History

HistoryTab::HistoryTab(const theme::Theme &theme, QWidget *parent)
    : DetailTab(parent)
{
    auto *table = rowsTable(theme, &m_model, 4, this);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    tabLayout(this)->addWidget(table, 1);
}

QString HistoryTab::title() const { return tr("History", "tab"); }

static CellTone toneOf(domain::StepState state)
{
    using domain::StepState;
    switch (state) {
    case StepState::Completed:
        return CellTone::Ok;
    case StepState::Failed:
        return CellTone::Bad;
    case StepState::Running:
        return CellTone::Accent;
    case StepState::Pending:
    case StepState::Skipped:
        return CellTone::Faint;
    }
    Q_UNREACHABLE();
}

static QString tookText(std::chrono::milliseconds time)
{
    if (time >= 1min)
        return app::clockText(time);
    return HistoryTab::tr("%1 s", "seconds")
        .arg(QLocale().toString(std::chrono::duration<double>(time).count(), 'f', 1));
}

void HistoryTab::show(const models::RecordingRow &, const RecordingDetails &details)
{
    QList<domain::Step> steps = details.recording.steps;
    std::stable_sort(steps.begin(), steps.end(),
        [](const domain::Step &a, const domain::Step &b) { return a.name.kind < b.name.kind; });
    QList<QList<Cell>> rows;
    for (const auto &step : steps) {
        const bool took = step.startedAt && step.finishedAt && *step.finishedAt >= *step.startedAt;
        QString said = app::reasonText(step.failure ? step.failure->reason : step.reason);
        if (step.retryCount > 0)
            said = tr("%1 (tried %n time(s) again)", nullptr, step.retryCount).arg(said);
        rows += {{app::stepName(step.name.kind)}, {app::stepStateName(step.state), toneOf(step.state)},
            {step.startedAt ? app::timeOfDay(*step.startedAt) : QString(), CellTone::Muted},
            {took ? tookText(*step.finishedAt - *step.startedAt) : QString(), CellTone::Muted},
            {said, CellTone::Muted, said}};
    }
    m_model.fill({{tr("Step")}, {tr("State")}, {tr("Started")}, {tr("Took", "column: duration"), Qt::AlignRight},
                     {tr("Note", "column: reason or engine")}},
        rows);
}

// Why?

WhyTab::WhyTab(const theme::Theme &theme, QWidget *parent)
    : DetailTab(parent)
    , m_theme(theme)
    , m_text(new QTextBrowser(this))
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(8);
    tabLayout(this)->addWidget(m_text);
}

QString WhyTab::title() const { return tr("Why?", "tab"); }

static QString colored(const QString &text, const QColor &color)
{
    return u"<span style=\"color:%1\">%2</span>"_s.arg(color.name(), text.toHtmlEscaped());
}

static QString tableRow(const QStringList &cells)
{
    QString html = u"<tr>"_s;
    for (const QString &cell : cells)
        html += u"<td style=\"padding:2px 14px 2px 0\">%1</td>"_s.arg(cell);
    return html + u"</tr>"_s;
}

static QString templatesHtml(const domain::Match &match, const theme::Tokens &tokens)
{
    if (match.explanations.isEmpty())
        return u"<p>%1</p>"_s.arg(
            colored(WhyTab::tr("There are no templates: the built-in one applies to what you add."), tokens.muted));
    QString html;
    for (const auto &explanation : match.explanations) {
        const bool chosen = match.templateId == explanation.templateId;
        const QString sign = explanation.matched ? colored(u"✓"_s, tokens.ok.text) : colored(u"✗"_s, tokens.faint);
        const QString name = chosen ? u"<b>%1</b>"_s.arg(explanation.templateName.toHtmlEscaped())
                                    : explanation.templateName.toHtmlEscaped();
        html += u"<p style=\"margin:6px 0 2px 0\">%1 %2 &nbsp; %3</p>"_s.arg(
            sign, name, colored(app::reasonText(explanation.reason), tokens.muted));
        if (explanation.conditions.isEmpty())
            continue;
        html += u"<table cellspacing=\"0\" style=\"margin-left:18px\">"_s;
        for (const auto &condition : explanation.conditions)
            html += tableRow({condition.passed ? colored(u"✓"_s, tokens.ok.text) : colored(u"✗"_s, tokens.bad.text),
                app::ruleName(condition.rule).toHtmlEscaped(),
                colored(WhyTab::tr("wants %1", "a condition").arg(app::reasonText(condition.expected)), tokens.muted),
                colored(WhyTab::tr("has %1", "a recording").arg(app::reasonText(condition.actual)), tokens.muted)});
        html += u"</table>"_s;
    }
    return html;
}

static QString planHtml(const pipeline::Plan &plan, const theme::Tokens &tokens)
{
    QString html = u"<table cellspacing=\"0\">"_s;
    for (const auto &step : plan.steps) {
        const QString decision = step.upToDate ? colored(WhyTab::tr("done", "plan"), tokens.ok.text)
            : step.run                         ? colored(WhyTab::tr("run", "plan"), tokens.accent.text)
                                               : colored(WhyTab::tr("skip", "plan"), tokens.faint);
        html += tableRow({app::stepName(step.name.kind).toHtmlEscaped(), decision,
            colored(app::reasonText(step.reason), tokens.muted)});
    }
    return html + u"</table>"_s;
}

static QString optionWords(const domain::Option &option)
{
    const QString key = QString::fromUtf16(option.key);
    const QString name = app::optionName(key);
    return name != key ? name : app::reasonText(QString::fromUtf16(option.meaning));
}

static QString optionValue(const QString &key, const QJsonValue &value)
{
    return value.isString() ? app::choiceName(key, value.toString()) : app::valueText(value);
}

void WhyTab::show(const models::RecordingRow &row, const RecordingDetails &details)
{
    const theme::Tokens &tokens = m_theme.tokens();
    m_text->setAccessibleName(tr("Why it is as it is"));
    const auto heading = [](const QString &text) {
        return u"<p style=\"margin:10px 0 4px 0\"><b>%1</b></p>"_s.arg(text.toHtmlEscaped());
    };
    QString html;
    if (!row.reason.isEmpty())
        html += u"<p>%1</p>"_s.arg(colored(app::reasonText(row.reason), tokens.text));
    if (!details.explanation) {
        m_text->setHtml(html);
        return;
    }
    html += heading(
        row.templateName.isEmpty() ? tr("Template: the built-in one") : tr("Template: %1").arg(row.templateName));
    html += templatesHtml(details.explanation->match, tokens);
    html += heading(tr("Plan, step by step"));
    html += planHtml(details.explanation->plan, tokens);
    QStringList changed;
    for (const auto &option : domain::options()) {
        const QString key = QString::fromUtf16(option.key);
        const QString origin = details.explanation->config.origin(key);
        if (origin != "default"_L1)
            changed += tableRow({optionWords(option).toHtmlEscaped(),
                colored(optionValue(key, details.explanation->config.value(key)), tokens.text),
                colored(app::originName(origin), tokens.muted)});
    }
    if (!changed.isEmpty())
        html += heading(tr("Settings that are not the defaults")) + u"<table cellspacing=\"0\">"_s
            + changed.join(QString()) + u"</table>"_s;
    m_text->setHtml(html);
}

}   // namespace views
