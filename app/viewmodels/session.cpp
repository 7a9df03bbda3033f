#include "app/viewmodels/session.h"

#include <QFileInfo>

namespace viewmodels {

Session::Session(app::Profiles profiles, OpenLibrary openLibrary, Background &background, const base::Clock &clock)
    : m_profiles(std::move(profiles))
    , m_openLibrary(std::move(openLibrary))
    , m_background(background)
    , m_clock(clock)
{
    readNames();
}

Session::~Session() { close(); }

void Session::readNames()
{
    m_background.run(
        this, [profiles = m_profiles] { return profiles.names(); },
        [this](const QStringList &names) {
            if (std::exchange(m_names, names) != names)
                emit profileNamesChanged();
        });
}

void Session::open(const QString &folder, const QStringList &files)
{
    const QString present = m_profile ? m_profile->library->folder() : QString();
    if (!present.isEmpty() && QFileInfo(folder) == QFileInfo(present)) {
        m_profile->recordings.add(files);
        return;
    }
    if (std::exchange(m_opening, true))
        return;
    m_background.run(
        this,
        [openLibrary = m_openLibrary, folder, files] {
            Opening opening;
            const auto ours = app::Door::claim(folder, files, opening.lock);
            if (!ours || !*ours) {
                opening.failed = !ours;
                opening.elsewhere = ours.has_value();
                if (!ours)
                    opening.error = ours.error();
                return opening;
            }
            auto library = openLibrary(folder);
            opening.failed = !library.has_value();
            if (library)
                opening.library = *std::move(library);
            else
                opening.error = library.error();
            return opening;
        },
        [this, folder, files](Opening opening) { take(std::move(opening), folder, files); });
}

void Session::take(Opening opening, const QString &folder, const QStringList &files)
{
    m_opening = false;
    if (opening.elsewhere) {
        emit handedOver(folder);
        return;
    }
    if (opening.failed) {
        emit failed(opening.error);
        return;
    }
    close();
    m_profile = std::make_unique<Profile>(opening.library, m_background, m_clock);
    m_profile->door = std::make_unique<app::Door>(folder, std::move(opening.lock));
    connect(m_profile->door.get(), &app::Door::knocked, this, [this](const QStringList &knockedFiles) {
        emit raiseWanted();
        m_profile->recordings.add(knockedFiles);
    });
    emit opened();
    m_profile->recordings.add(files);
    readNames();
}

void Session::create(const QString &name)
{
    m_background.run(
        this, [profiles = m_profiles, name = name.simplified()] { return profiles.create(name); },
        [this](const Result<QString> &folder) {
            if (folder)
                open(*folder);
            else
                emit failed(folder.error());
        });
}

void Session::close()
{
    if (!m_profile)
        return;
    emit aboutToClose();
    // Ending the runner waits for its threads: not here. The profile stays locked until then.
    std::shared_ptr<QLockFile> lock = m_profile->door->close();
    auto library = m_profile->library;
    m_profile.reset();
    m_background.start([library = std::move(library), lock = std::move(lock)]() mutable {
        library.reset();
        lock.reset();
    });
}

}   // namespace viewmodels
