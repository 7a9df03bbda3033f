#pragma once

#include "app/language.h"
#include "app/views/main_window.h"

#include <QTemporaryDir>

/// A window with everything it needs, on a profile that `open` gives.
struct WindowFixture {
    explicit WindowFixture(const viewmodels::OpenLibrary &open, const app::Preferences &preferences = {})
        : session(app::Profiles{root.path()}, open, background, clock)
    {
        language.install(preferences.language.isEmpty() ? QStringLiteral("en") : preferences.language);
        theme.setLook(preferences.look == QLatin1StringView("dark") ? theme::Look::Dark : theme::Look::Light);
        theme.install();
        window = std::make_unique<views::MainWindow>(theme, language, session, preferences);
    }
    ~WindowFixture()
    {
        window.reset();
        session.close();
        background.waitForDone();
    }

    QTemporaryDir root;
    base::SystemClock clock;
    app::Language language;
    theme::Theme theme;
    viewmodels::Background background;
    viewmodels::Session session;
    std::unique_ptr<views::MainWindow> window;
};
