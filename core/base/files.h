#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"

#include <QByteArray>
#include <QStringList>

namespace base {

/// A whole file in memory. Errors: NotFound, Forbidden, Unavailable.
Result<QByteArray> readFile(const QString &path);

/// Writes beside `path`, fsyncs, renames over it and fsyncs the folder: a reader or a crash sees the old file or the
/// new one, never half. Errors: Forbidden, Unavailable (disk full).
Result<> writeFileDurably(const QString &path, const QByteArray &bytes);

/// fsync of a file or a folder that somebody else wrote.
Result<> syncToDisk(const QString &path);

/// Renames a file or folder within one file system, replacing nothing: Conflict when `to` exists.
Result<> renameDurably(const QString &from, const QString &to);

/// Copies by reflink where the file system can, else byte by byte; the copy is fsynced.
Result<> copyFile(const QString &from, const QString &to, const StopToken &stop);

/// SHA-256 of a whole file as lower-case hex.
Result<QString> sha256OfFile(const QString &path, const StopToken &stop);

/// `name` as one safe path component: no separators, control or direction characters, no leading dot or dash, no name
/// that Windows reserves, at most `maxBytes` of UTF-8 cut between characters; "untitled" when nothing is left.
QString safeFileName(const QString &name, int maxBytes);

}   // namespace base
