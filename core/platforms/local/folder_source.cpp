#include "core/platforms/local/folder_source.h"

#include "core/base/files.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;

namespace platforms::local {

static constexpr qint64 identityBytes = 1 << 20;

// What recorders and meeting services write. An explicit file may have any name.
static const QStringList mediaEndings =
    u"mp4 m4v mov mkv webm avi ts mts m2ts mpg mpeg flv wmv 3gp ogv m4a mp3 wav flac ogg opus aac wma aiff"_s.split(
        u' ');
// What browsers and clients call a file that is still arriving.
static const QStringList partialEndings = u"part crdownload tmp download partial filepart !qb !ut"_s.split(u' ');

Result<QString> contentIdentity(const QString &path, const StopToken &stop)
{
    TRY_DO(stop.check());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.error() == QFileDevice::PermissionsError ? ErrorKind::Forbidden : ErrorKind::NotFound,
            u"Cannot read %1: %2."_s.arg(path, file.errorString()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(file.size()));
    hash.addData(file.read(identityBytes));
    if (file.size() > identityBytes) {
        if (!file.seek(std::max(identityBytes, file.size() - identityBytes)))
            return fail(ErrorKind::Unavailable, u"Cannot read the end of %1: %2."_s.arg(path, file.errorString()));
        hash.addData(file.read(identityBytes));
    }
    return QString::fromLatin1(hash.result().toHex());
}

/// A file's name as a title: on one line, without the invisible marks that turn what follows them around. Joiners stay,
/// for Persian and for composed emoji.
static QString titleOf(const QFileInfo &file)
{
    QString title = file.completeBaseName();
    for (QChar &character : title)
        if (character.category() == QChar::Other_Control)
            character = u' ';
    title.removeIf([](QChar character) {
        return character.category() == QChar::Other_Format && character != u'\u200C' && character != u'\u200D';
    });
    title = title.simplified();
    return title.isEmpty() ? file.fileName() : title;
}

Result<SourceItem> fileItem(const QString &path, const StopToken &stop)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::NotFound, u"There is no file %1."_s.arg(path));
    if (!info.isFile())   // also pipes and devices, which would be read forever
        return fail(ErrorKind::Invalid, u"%1 is neither a file nor a folder."_s.arg(path));
    TRY(auto identity, contentIdentity(path, stop));
    return SourceItem{
        .key = std::move(identity),
        .title = titleOf(info),
        .path = info.canonicalFilePath(),
        .bytes = info.size(),
        .startTime = base::Instant(std::chrono::milliseconds(info.lastModified().toMSecsSinceEpoch())),
    };
}

/// Globs over the file name, or over the whole path when they have a slash; `**` crosses folders, `*` doesn't.
static bool matchesAny(const QString &relativePath, const QStringList &globs)
{
    for (const QString &glob : globs) {
        QString pattern = QRegularExpression::wildcardToRegularExpression(glob);
        pattern.replace("[^/]*[^/]*"_L1, ".*"_L1);   // what the conversion makes of `**`
        const QRegularExpression expression(pattern, QRegularExpression::CaseInsensitiveOption);
        const QString subject = glob.contains(u'/') ? relativePath : relativePath.section(u'/', -1);
        if (expression.match(subject).hasMatch())
            return true;
    }
    return false;
}

Result<Listing> FolderSource::list(const StopToken &stop)
{
    const QDir root(m_options.folder);
    if (!root.exists())
        return fail(ErrorKind::NotFound, u"There is no folder %1."_s.arg(m_options.folder));
    if (!QFileInfo(m_options.folder).isReadable())
        return fail(ErrorKind::Forbidden, u"The folder %1 may not be read."_s.arg(m_options.folder));

    Listing listing;
    QDirIterator tree(root.path(), QDir::Files | QDir::NoDotAndDotDot,
        m_options.recursive ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
    while (tree.hasNext()) {
        TRY_DO(stop.check());
        const QString path = tree.next();
        const QString relative = root.relativeFilePath(path);
        const QString ending = QFileInfo(path).suffix().toLower();
        const bool wanted =
            m_options.include.isEmpty() ? mediaEndings.contains(ending) : matchesAny(relative, m_options.include);
        if (!wanted || partialEndings.contains(ending) || matchesAny(relative, m_options.exclude)) {
            ++listing.ignored;
            continue;
        }
        auto item = fileItem(path, stop);
        if (!item) {
            if (stop.stopRequested())
                return fail(item.error());
            ++listing.ignored;   // gone or unreadable meanwhile; the next listing tries again
            continue;
        }
        if (m_clock.now() - item->startTime < m_options.settle)
            item->pending = u"The file is still being written."_s;
        listing.items += *std::move(item);
    }
    std::sort(listing.items.begin(), listing.items.end(),
        [](const SourceItem &a, const SourceItem &b) { return a.path < b.path; });
    return listing;
}

}   // namespace platforms::local
