#pragma once

#include "app/handover.h"
#include "app/profiles.h"
#include "app/viewmodels/details.h"
#include "app/viewmodels/recordings.h"
#include "app/viewmodels/settings.h"
#include "app/viewmodels/templates.h"

namespace viewmodels {

/// One open profile: what its window shows.
struct Profile {
    Profile(const std::shared_ptr<Library> &library, Background &background, const base::Clock &clock)
        : library(library)
        , recordings(library, background, clock)
        , details(library, background)
        , templates(library, background)
        , settings(library, background)
    {
    }

    std::shared_ptr<Library> library;
    std::unique_ptr<app::Door> door;
    Recordings recordings;
    Details details;
    Templates templates;
    Settings settings;
};

/// Which profile is open. Opens, creates, switches; hands over when another window has it.
class Session : public QObject {
    Q_OBJECT

public:
    /// What is lent outlives this.
    Session(app::Profiles profiles, OpenLibrary openLibrary, Background &background, const base::Clock &clock);
    ~Session() override;

    [[nodiscard]] Profile *profile() const { return m_profile.get(); }
    [[nodiscard]] bool isOpening() const { return m_opening; }
    /// Names of this user's profiles; read on a worker, the last known ones here.
    [[nodiscard]] const QStringList &profileNames() const { return m_names; }
    [[nodiscard]] QString folderOf(const QString &name) const { return m_profiles.folderOf(name); }

    /// Opens the profile in `folder` in place of the present one and adds `files` to it.
    void open(const QString &folder, const QStringList &files = {});
    /// Makes an empty profile and opens it.
    void create(const QString &name);
    /// Closes what is open: running steps are interrupted and go on at the next start.
    void close();

signals:
    void aboutToClose();   // views let go of profile()
    void opened();
    void failed(const base::Error &error);   // the present profile, if any, stays open
    void handedOver(const QString &folder);   // its own window shows it
    void raiseWanted();   // another start of the program wants this window
    void profileNamesChanged();

private:
    struct Opening {
        base::Error error;
        bool failed = false;
        bool elsewhere = false;
        std::shared_ptr<Library> library;
        std::unique_ptr<QLockFile> lock;
    };
    void take(Opening opening, const QString &folder, const QStringList &files);
    void readNames();

    app::Profiles m_profiles;
    OpenLibrary m_openLibrary;
    Background &m_background;
    const base::Clock &m_clock;
    std::unique_ptr<Profile> m_profile;
    QStringList m_names;
    bool m_opening = false;
};

}   // namespace viewmodels
