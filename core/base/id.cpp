#include "core/base/id.h"

#include <QRandomGenerator>

#include <chrono>
#include <mutex>

namespace base {

QString newUuid()
{
    static std::mutex mutex;
    static quint64 lastStamp = 0;

    // 48 bits of milliseconds and 12 bits of a counter, kept increasing; then 62 random bits.
    quint64 stamp = 0;
    {
        const std::lock_guard lock(mutex);
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        stamp = static_cast<quint64>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) << 12;
        stamp = std::max(stamp, lastStamp + 1);
        lastStamp = stamp;
    }
    const quint64 random = QRandomGenerator::system()->generate64();
    const quint64 high = ((stamp >> 12) << 16) | 0x7000U | (stamp & 0xfffU);
    const quint64 low = (random & 0x3fffffffffffffffU) | 0x8000000000000000U;
    const auto hex = [](quint64 number) { return QString::number(number, 16).rightJustified(16, u'0'); };
    const QString text = hex(high) + hex(low);
    return text.mid(0, 8) + u'-' + text.mid(8, 4) + u'-' + text.mid(12, 4) + u'-' + text.mid(16, 4) + u'-'
        + text.mid(20, 12);
}

}   // namespace base
