#pragma once

#include "app/viewmodels/background.h"
#include "app/viewmodels/library.h"
#include "app/viewmodels/message.h"

#include <QObject>
#include <QTimer>

namespace viewmodels {

/// The templates of a profile, and which recordings a draft would take.
class Templates : public QObject {
    Q_OBJECT

public:
    /// What a draft says of the recordings there are.
    struct Trial {
        struct Row {
            QString title;
            bool matched = false;
            QString reason;
        };
        QList<Row> rows;   // those that match first, a few hundred at most
        int matched = 0;
        int total = 0;
    };

    /// `background` outlives this.
    Templates(std::shared_ptr<Library> library, Background &background);

    [[nodiscard]] const QList<domain::Template> &all() const { return m_all; }
    [[nodiscard]] const Trial &trial() const { return m_trial; }
    void load();
    void save(const domain::Template &value);
    void remove(const domain::TemplateId &id);
    /// Tries a draft on all recordings, soon: only the last of several quick ones.
    void tryOut(const domain::Template &draft);

signals:
    void changed();
    void saved(const domain::TemplateId &id);
    void tried();
    void message(const viewmodels::Message &message);

private:
    static Trial trialOf(const domain::Template &draft, const QList<workspace::Overview> &recordings);
    void startTrial();

    std::shared_ptr<Library> m_library;
    Background &m_background;
    QList<domain::Template> m_all;
    domain::Template m_draft;
    Trial m_trial;
    QTimer m_soon;
    int m_trials = 0;
};

}   // namespace viewmodels
