#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace app {

/// What a person chose for the window, alike for all profiles. Kept in `~/.config/dailies/desktop.json`.
struct Preferences {
    QString language;   // "en", "ru"; empty: the system's
    QString look;   // "light", "dark"; empty: the system's
    QString profileFolder;   // the last one opened
    bool menuBar = false;
    bool details = true;
    QByteArray geometry;   // of the window
    QByteArray splitter;   // between table and details
    friend bool operator==(const Preferences &, const Preferences &) = default;
};

/// Blocks. What can't be read is as if it were not there.
Preferences readPreferences(const QString &path);
base::Result<> writePreferences(const QString &path, const Preferences &preferences);
QString preferencesPath();

}   // namespace app
