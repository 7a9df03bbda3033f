#pragma once

#include "core/base/result.h"

#include <QLocalServer>
#include <QLockFile>
#include <QStringList>

namespace app {

/// One window per profile: the first program to open it holds its door; a later one hands over what it was asked to
/// open and leaves.
class Door : public QObject {
    Q_OBJECT

public:
    /// Takes the profile's door, or knocks at the one of the program that has it and hands over `files`. Blocks for at
    /// most a few seconds; for workers and for the start of a program.
    /// True: it is ours, the lock is in `lock`. False: the other program took the files and shows its window.
    static base::Result<bool> claim(
        const QString &profileFolder, const QStringList &files, std::unique_ptr<QLockFile> &lock);

    /// Opens a claimed door: from now on, requests arrive here. On the GUI's thread.
    Door(const QString &profileFolder, std::unique_ptr<QLockFile> lock);

    /// Listens no more. The profile stays ours until the lock is gone.
    std::unique_ptr<QLockFile> close();

signals:
    /// Another start of the program wants this window, and these files in it (there may be none).
    void knocked(const QStringList &files);

private:
    void receive();

    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

}   // namespace app
