#include "app/profiles.h"

#include "core/base/files.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace app {

Profiles Profiles::ofThisUser()
{
    return {.root = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/dailies/profiles"_s};
}

QStringList Profiles::names() const
{
    QStringList names = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::LocaleAware);
    if (!names.contains("default"_L1))
        names.prepend(u"default"_s);
    return names;
}

QString Profiles::folderOf(const QString &name) const { return root + u'/' + name; }

QString Profiles::folderFromArgument(const QString &argument) const
{
    if (argument.isEmpty())
        return defaultFolder();
    const bool isName = !argument.contains(u'/') && names().contains(argument);
    return isName ? folderOf(argument) : QDir::cleanPath(QFileInfo(argument).absoluteFilePath());
}

base::Result<QString> Profiles::create(const QString &name) const
{
    if (name.simplified().isEmpty() || base::safeFileName(name, 120) != name)
        return base::fail(base::ErrorKind::Invalid, u"A profile's name is a plain word or two, without slashes."_s);
    if (QFileInfo::exists(folderOf(name)))
        return base::fail(base::ErrorKind::Conflict, u"There is a profile named %1 already."_s.arg(name));
    if (!QDir().mkpath(folderOf(name)))
        return base::fail(base::ErrorKind::Forbidden, u"Cannot make the folder %1."_s.arg(folderOf(name)));
    return folderOf(name);
}

}   // namespace app
