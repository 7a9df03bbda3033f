#pragma once

#include "core/base/stop.h"
#include "core/domain/recording.h"

#include <functional>

namespace platforms {

using base::Result;
using base::StopToken;

/// One recording as a source lists it.
struct SourceItem {
    QString key;   // identity at the source; of a local file its content
    QString title;
    QString path;   // of a local file; empty for remote ones
    qint64 bytes = 0;
    base::Instant startTime{};
    QString pending;   // why it is not complete yet; empty when it is
};

struct Listing {
    QList<SourceItem> items;
    int ignored = 0;   // things that are no recordings
};

/// A place recordings come from.
class Source {
public:
    virtual ~Source() = default;
    virtual Result<Listing> list(const StopToken &stop) = 0;
};

/// What a target gets: files under their package names, and words.
struct Package {
    domain::RecordingId recording;
    QString title;
    QList<std::pair<QString, QString>> files;   // name in the package, absolute path
    QList<std::pair<QString, QByteArray>> texts;   // name in the package, content
};

struct Published {
    QJsonObject detail;   // stored with the publication: {"folder": "/out/talk"}, remote ids, links
};

/// A place finished recordings go to. Publishing twice is safe: what is there already is recognised.
class Publisher {
public:
    virtual ~Publisher() = default;
    /// Errors: Conflict (something that is not ours is in the way), Forbidden, Unavailable, those of `stop`.
    virtual Result<Published> publish(
        const Package &package, const std::function<void(double)> &progress, const StopToken &stop) = 0;
};

}   // namespace platforms
