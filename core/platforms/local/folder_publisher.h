#pragma once

#include "core/platforms/platform.h"

namespace platforms::local {

/// Publishes a package as a folder `<root>/<title>/`: written as `.part`, synced, swapped in. A folder of another
/// recording or of somebody else is never touched: the name gets the short id then. A folder is ours when its
/// provenance.json carries the recording's id.
class FolderPublisher final : public Publisher {
public:
    explicit FolderPublisher(QString root)
        : m_root(std::move(root))
    {
    }
    Result<Published> publish(
        const Package &package, const std::function<void(double)> &progress, const StopToken &stop) override;

    /// The folder that publishing would write: for dry runs.
    [[nodiscard]] QString folderFor(const Package &package) const;

private:
    QString m_root;
};

}   // namespace platforms::local
