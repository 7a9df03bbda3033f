#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace app {

/// Profiles are folders; those of this user lie below one root, named by their folder.
struct Profiles {
    QString root;   // "~/.local/share/dailies/profiles"

    static Profiles ofThisUser();
    [[nodiscard]] QStringList names() const;   // sorted, at least "default"
    [[nodiscard]] QString folderOf(const QString &name) const;
    [[nodiscard]] QString defaultFolder() const { return folderOf(QStringLiteral("default")); }
    /// `--profile` takes a folder, or a name below the root; empty: the default profile.
    [[nodiscard]] QString folderFromArgument(const QString &argument) const;
    /// Makes an empty profile. Invalid for an empty or unsafe name, Conflict when it exists.
    [[nodiscard]] base::Result<QString> create(const QString &name) const;
};

}   // namespace app
