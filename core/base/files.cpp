#include "core/base/files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace base {

static constexpr qint64 blockBytes = 1 << 20;

/// The failure of a system call on `path`, from errno.
static tl::unexpected<Error> failFromErrno(const QString &verb, const QString &path, int code = errno)
{
    const QString reason = QString::fromLocal8Bit(std::generic_category().message(code).c_str());
    const QString message = u"Cannot %1 %2: %3."_s.arg(verb, QDir::toNativeSeparators(path), reason);
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return fail(ErrorKind::NotFound, message);
    case EACCES:
    case EPERM:
    case EROFS:
        return fail(ErrorKind::Forbidden, message);
    case EEXIST:
    case ENOTEMPTY:
        return fail(ErrorKind::Conflict, message);
    case EISDIR:
    case ENAMETOOLONG:
        return fail(ErrorKind::Invalid, message);
    default:
        return fail(ErrorKind::Unavailable, message);
    }
}

namespace {
/// Closes a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};
}   // namespace

Result<QByteArray> readFile(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return failFromErrno(u"read"_s, path);
    QByteArray bytes;
    std::array<char, 1 << 16> block;
    for (;;) {
        const ssize_t got = ::read(file.number(), block.data(), block.size());
        if (got < 0)
            return failFromErrno(u"read"_s, path);
        if (got == 0)
            return bytes;
        bytes.append(block.data(), got);
    }
}

Result<> syncToDisk(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen() || ::fsync(file.number()) != 0)
        return failFromErrno(u"save"_s, path);
    return {};
}

Result<> writeFileDurably(const QString &path, const QByteArray &bytes)
{
    const QString part = path + u".part"_s;
    {
        const Descriptor file(
            ::open(QFile::encodeName(part).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
        if (!file.isOpen())
            return failFromErrno(u"write"_s, part);
        for (qsizetype done = 0; done < bytes.size();) {
            const ssize_t wrote =
                ::write(file.number(), bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
            if (wrote < 0)
                return failFromErrno(u"write"_s, part);
            done += wrote;
        }
        if (::fsync(file.number()) != 0)
            return failFromErrno(u"save"_s, part);
    }
    if (::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData()) != 0)
        return failFromErrno(u"write"_s, path);
    return syncToDisk(QFileInfo(path).path());
}

Result<> renameDurably(const QString &from, const QString &to)
{
    if (::renameat2(AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD, QFile::encodeName(to).constData(),
            RENAME_NOREPLACE)
        != 0)
        return failFromErrno(u"rename to"_s, to);
    return syncToDisk(QFileInfo(to).path());
}

Result<> copyFile(const QString &from, const QString &to, const StopToken &stop)
{
    const Descriptor source(::open(QFile::encodeName(from).constData(), O_RDONLY | O_CLOEXEC));
    if (!source.isOpen())
        return failFromErrno(u"read"_s, from);
    const Descriptor copy(::open(QFile::encodeName(to).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!copy.isOpen())
        return failFromErrno(u"write"_s, to);
    if (::ioctl(copy.number(), FICLONE, source.number()) != 0) {
        for (;;) {
            TRY_DO(stop.check());
            const ssize_t moved =
                ::copy_file_range(source.number(), nullptr, copy.number(), nullptr, 16 * blockBytes, 0);
            if (moved < 0)
                return failFromErrno(u"copy to"_s, to);
            if (moved == 0)
                break;
        }
    }
    if (::fsync(copy.number()) != 0)
        return failFromErrno(u"save"_s, to);
    return {};
}

Result<QString> sha256OfFile(const QString &path, const StopToken &stop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failFromErrno(u"read"_s, path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray block(blockBytes, Qt::Uninitialized);
    for (;;) {
        TRY_DO(stop.check());
        const qint64 got = file.read(block.data(), block.size());
        if (got < 0)
            return fail(ErrorKind::Unavailable, u"Cannot read %1: %2."_s.arg(path, file.errorString()));
        if (got == 0)
            return QString::fromLatin1(hash.result().toHex());
        hash.addData(QByteArrayView(block.constData(), got));
    }
}

QString safeFileName(const QString &name, int maxBytes)
{
    static const QStringList reserved = u"CON PRN AUX NUL COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 LPT1 LPT2 LPT3 "
                                        "LPT4 LPT5 LPT6 LPT7 LPT8 LPT9"_s.split(u' ');
    QString safe;
    for (const QChar character : name.normalized(QString::NormalizationForm_C)) {
        const bool unsafe = uR"(/\:*?"<>|)"_s.contains(character);
        const bool invisible = character.category() == QChar::Other_Control
            || character.category() == QChar::Other_Format || character == QChar::LineSeparator
            || character == QChar::ParagraphSeparator;
        if (!invisible)
            safe += unsafe ? u'_' : character;
        else if (character.isSpace())
            safe += u' ';
    }
    safe = safe.simplified();
    while (safe.toUtf8().size() > maxBytes)
        safe.chop(safe.back().isLowSurrogate() && safe.size() > 1 ? 2 : 1);
    while (!safe.isEmpty() && (safe.front() == u'.' || safe.front() == u'-' || safe.front().isSpace()))
        safe.remove(0, 1);
    while (!safe.isEmpty() && (safe.back() == u'.' || safe.back().isSpace()))
        safe.chop(1);
    if (safe.isEmpty())
        return u"untitled"_s;
    if (reserved.contains(safe.section(u'.', 0, 0).toUpper()))
        safe.prepend(u'_');
    return safe;
}

}   // namespace base
