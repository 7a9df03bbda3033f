#include "app/viewmodels/templates.h"

#include "app/text.h"

using namespace std::chrono_literals;

namespace viewmodels {

static constexpr auto pauseInTyping = 150ms;
static constexpr qsizetype mostRows = 300;

Templates::Templates(std::shared_ptr<Library> library, Background &background)
    : m_library(std::move(library))
    , m_background(background)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pauseInTyping);
    connect(&m_soon, &QTimer::timeout, this, &Templates::startTrial);
}

void Templates::load()
{
    m_background.run(
        this, [library = m_library] { return library->templates(); },
        [this](const Result<QList<domain::Template>> &all) {
            if (!all) {
                emit message(
                    failure(tr("The templates can't be read: %1").arg(app::errorText(all.error())), all.error()));
                return;
            }
            m_all = *all;
            emit changed();
        });
}

void Templates::save(const domain::Template &value)
{
    m_background.run(
        this, [library = m_library, value] { return library->saveTemplate(value); },
        [this](const Result<domain::Template> &stored) {
            if (!stored) {
                emit message(
                    failure(tr("The template can't be saved: %1").arg(app::errorText(stored.error())), stored.error()));
                return;
            }
            emit saved(stored->id);
            load();
        });
}

void Templates::remove(const domain::TemplateId &id)
{
    m_background.run(
        this, [library = m_library, id] { return library->removeTemplate(id); },
        [this](const Result<> &removed) {
            if (!removed)
                emit message(failure(
                    tr("The template can't be removed: %1").arg(app::errorText(removed.error())), removed.error()));
            load();
        });
}

void Templates::tryOut(const domain::Template &draft)
{
    m_draft = draft;
    m_draft.active = true;   // a trial asks what it would do if it were on
    m_draft.draft = false;
    m_soon.start();
}

Templates::Trial Templates::trialOf(const domain::Template &draft, const QList<workspace::Overview> &recordings)
{
    Trial trial{.total = static_cast<int>(recordings.size())};
    QList<Trial::Row> others;
    for (const auto &overview : recordings) {
        const auto explanation = domain::match(overview.recording, {draft}).explanations.first();
        const bool matched = explanation.matched;
        trial.matched += matched ? 1 : 0;
        QList<Trial::Row> &rows = matched ? trial.rows : others;
        if (rows.size() < mostRows)
            rows += {overview.recording.title, matched, explanation.reason};
    }
    trial.rows += others.first(std::min(others.size(), mostRows - trial.rows.size()));
    return trial;
}

void Templates::startTrial()
{
    const int number = ++m_trials;
    m_background.run(
        this,
        [library = m_library, draft = m_draft]() -> Result<Trial> {
            TRY(const auto recordings, library->recordings({}));
            return trialOf(draft, recordings);
        },
        [this, number](Result<Trial> trial) {
            if (number != m_trials || !trial)   // a later one is on its way
                return;
            m_trial = *std::move(trial);
            emit tried();
        });
}

}   // namespace viewmodels
