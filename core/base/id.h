#pragma once

#include <QHash>
#include <QString>

#include <compare>

namespace base {

/// A UUIDv7 as lower-case text. The tag keeps a recording's id from being passed as a job's.
template <class Tag> struct Id {
    QString value;

    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.value < b.value; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.value, seed); }
};

/// A fresh UUIDv7 (RFC 9562): ids made later sort later, also within one millisecond and across threads.
QString newUuid();

template <class AnyId> AnyId newId() { return AnyId{newUuid()}; }

/// The last eight characters: what people see and type. They are random, unlike the first, which are the time.
inline QString shortId(const QString &uuid) { return uuid.right(8); }

}   // namespace base
