#include "core/platforms/local/folder_publisher.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QDir>
#include <QFileInfo>

#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace platforms::local {

static constexpr int nameBytes = 120;

/// Whether `folder` holds a package of this recording.
static bool holds(const QString &folder, const domain::RecordingId &recording)
{
    const auto bytes = base::readFile(folder + u"/provenance.json"_s);
    if (!bytes)
        return false;
    const auto provenance = base::parseObject(*bytes, u"provenance"_s);
    return provenance && provenance->value("recording_id"_L1).toString() == recording.value;
}

QString FolderPublisher::folderFor(const Package &package) const
{
    const QString name = base::safeFileName(package.title, nameBytes);
    QString plain = QDir(m_root).filePath(name);
    if (!QFileInfo::exists(plain) || holds(plain, package.recording))
        return plain;
    const QString suffix = u" "_s + base::shortId(package.recording.value);
    return QDir(m_root).filePath(
        base::safeFileName(package.title, nameBytes - static_cast<int>(suffix.size())) + suffix);
}

/// Puts `part` in the place of `folder` in one step, if the file system can exchange; else there is a moment without.
static Result<> swapIn(const QString &part, const QString &folder)
{
    if (!QFileInfo::exists(folder))
        return base::renameDurably(part, folder);
    const QByteArray from = QFile::encodeName(part);
    const QByteArray to = QFile::encodeName(folder);
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_EXCHANGE) != 0) {
        const QString old = folder + u".old"_s;
        QDir(old).removeRecursively();
        TRY_DO(base::renameDurably(folder, old));
        TRY_DO(base::renameDurably(part, folder));
        QDir(old).removeRecursively();
        return {};
    }
    QDir(part).removeRecursively();
    return base::syncToDisk(QFileInfo(folder).path());
}

Result<Published> FolderPublisher::publish(
    const Package &package, const std::function<void(double)> &progress, const StopToken &stop)
{
    if (!QDir().mkpath(m_root))
        return fail(ErrorKind::Forbidden,
            u"Cannot make the folder %1. Choose an output folder that you may write to."_s.arg(m_root));
    const QString folder = folderFor(package);
    if (QFileInfo::exists(folder) && !holds(folder, package.recording))
        return fail(ErrorKind::Conflict,
            u"%1 exists already and is not a package of this recording. Move it away or choose another output "
            "folder."_s.arg(folder));

    const QString part = folder + u".part"_s;
    QDir(part).removeRecursively();   // of a run that was killed
    if (!QDir().mkpath(part))
        return fail(ErrorKind::Forbidden, u"Cannot make the folder %1."_s.arg(part));
    qsizetype done = 0;
    for (const auto &[name, path] : package.files) {
        TRY_DO(base::copyFile(path, part + u'/' + name, stop));
        progress(static_cast<double>(++done) / static_cast<double>(package.files.size() + 1));
    }
    for (const auto &[name, content] : package.texts)
        TRY_DO(base::writeFileDurably(part + u'/' + name, content));
    TRY_DO(base::syncToDisk(part));
    TRY_DO(stop.check());
    TRY_DO(swapIn(part, folder));
    return Published{{{u"folder"_s, folder}}};
}

}   // namespace platforms::local
