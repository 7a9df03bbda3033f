#pragma once

#include "core/platforms/platform.h"

namespace platforms::local {

struct FolderOptions {
    QString folder;
    bool recursive = true;
    QStringList include;   // globs over the path below the folder; empty: the endings of media files
    QStringList exclude;
    std::chrono::milliseconds settle{2'000};   // size and time of change must rest for so long
};

/// Recordings in a folder. A file counts when it is complete: not a partial download by its name, unchanged for
/// `settle`.
class FolderSource final : public Source {
public:
    FolderSource(FolderOptions options, const base::Clock &clock)
        : m_options(std::move(options))
        , m_clock(clock)
    {
    }
    Result<Listing> list(const StopToken &stop) override;

private:
    FolderOptions m_options;
    const base::Clock &m_clock;
};

/// One file as an item, whatever its name ends with. Errors: NotFound, Forbidden, Invalid (not a regular file).
Result<SourceItem> fileItem(const QString &path, const StopToken &stop);

/// Content identity: SHA-256 over the size and the first and last mebibyte. A rename or a move keeps it.
Result<QString> contentIdentity(const QString &path, const StopToken &stop);

}   // namespace platforms::local
