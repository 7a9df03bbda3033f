#include "app/language.h"
#include "app/profiles.h"
#include "app/program.h"
#include "app/viewmodels/workspace_library.h"
#include "app/views/main_window.h"
#include "core/base/log.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

using namespace Qt::StringLiterals;

static theme::Look lookFrom(const QString &name)
{
    return name == "light"_L1 ? theme::Look::Light : name == "dark"_L1 ? theme::Look::Dark : theme::Look::System;
}

static QStringList absolute(const QStringList &paths)
{
    QStringList result;
    for (const QString &path : paths)
        result += QFileInfo(path).absoluteFilePath();
    return result;
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"dailies"_s);
    QApplication::setApplicationDisplayName(u"Dailies"_s);
    QApplication::setApplicationVersion(QStringLiteral(DAILIES_VERSION));
    QApplication::setDesktopFileName(u"dailies-desktop"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/dailies.svg"_s));
    base::installLogging(base::LogFormat::Text);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Turns recordings into published videos."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"profile"_s, u"The profile: a folder, or the name of one of yours."_s, u"DIR|NAME"_s});
    parser.addPositionalArgument(u"FILE"_s, u"Recordings or folders to add."_s, u"[FILE...]"_s);
    parser.process(application);

    const app::Preferences preferences = app::readPreferences(app::preferencesPath());
    const auto profiles = app::Profiles::ofThisUser();
    const QString wanted = parser.value(u"profile"_s);
    const QString folder = wanted.isEmpty() && !preferences.profileFolder.isEmpty()
        ? preferences.profileFolder
        : profiles.folderFromArgument(wanted);

    app::Language language;
    language.install(preferences.language);
    theme::Theme theme;
    theme.setLook(lookFrom(preferences.look));
    theme.install();

    app::Program program;
    viewmodels::Background background;
    viewmodels::Session session(profiles,
        viewmodels::WorkspaceLibrary::opener(program.environment(), app::Program::runnerOptions()), background,
        program.environment().clock);
    views::MainWindow window(theme, language, session, preferences);

    QObject::connect(&session, &viewmodels::Session::opened, &window, &QWidget::show);
    QObject::connect(&session, &viewmodels::Session::failed, &window, &QWidget::show);
    QObject::connect(&session, &viewmodels::Session::handedOver, &window, [&window] {
        if (!window.isVisible())   // this start was only to hand over
            QCoreApplication::quit();
    });
    QObject::connect(
        &window, &views::MainWindow::preferencesChanged, &window, [&background](const app::Preferences &changed) {
            background.start([changed] {
                if (const auto written = app::writePreferences(app::preferencesPath(), changed); !written)
                    qWarning().noquote() << written.error().message;
            });
        });

    session.open(folder, absolute(parser.positionalArguments()));
    return QApplication::exec();
}
