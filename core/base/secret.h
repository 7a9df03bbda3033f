#pragma once

#include <QByteArray>
#include <QDebug>

namespace base {

/// Bytes that must not be seen: wiped when destroyed, printed as dots, never copied by accident.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    Secret(Secret &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves, for the one call that needs them.
    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    [[nodiscard]] Secret clone() const;

private:
    void wipe() noexcept;
    QByteArray m_bytes;
};

QDebug operator<<(QDebug debug, const Secret &secret);

}   // namespace base
