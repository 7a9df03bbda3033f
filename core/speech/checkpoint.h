#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>

namespace speech {

using base::Result;

/// Finished parts of a long work, a JSON line each, so that a killed process goes on where it was.
class Checkpoint {
public:
    /// Goes on with `path` when it was written under the same `key`, else begins anew; an empty path keeps nothing.
    static Result<Checkpoint> open(const QString &path, const QString &key);

    [[nodiscard]] const QList<QJsonObject> &entries() const { return m_entries; }
    /// On disk when it returns. Errors: Forbidden, Unavailable.
    Result<> append(const QJsonObject &entry);

private:
    QString m_path;
    QList<QJsonObject> m_entries;
};

}   // namespace speech
