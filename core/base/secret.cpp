#include "core/base/secret.h"

namespace base {

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret() { wipe(); }

Secret Secret::clone() const
{
    return Secret(
        QByteArray(m_bytes.constData(), m_bytes.size()));   // a deep copy: wiping one must not reach the other
}

void Secret::wipe() noexcept
{
    if (!m_bytes.isDetached())
        return;   // somebody else's copy; wiping ours would only detach it
    volatile char *bytes = m_bytes.data();
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        bytes[i] = 0;
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    QDebugStateSaver saver(debug);
    return debug.noquote() << (secret.isEmpty() ? "(no secret)" : "••••");
}

}   // namespace base
