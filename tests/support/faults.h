#pragma once

#include <QStringList>
#include <QTest>

namespace support {

/// Collects sentences about what is wrong; of many, the first and how many more.
class Faults {
public:
    void add(const QString &fault)
    {
        if (++m_count <= mostTold)
            m_faults += fault;
    }
    void add(const QStringList &faults)
    {
        for (const QString &fault : faults)
            add(fault);
    }
    void addUnless(bool fine, const QString &fault)
    {
        if (!fine)
            add(fault);
    }
    [[nodiscard]] QStringList list() const
    {
        if (m_count <= mostTold)
            return m_faults;
        return m_faults + QStringList(QStringLiteral("and %1 more like these").arg(m_count - mostTold));
    }

private:
    static constexpr qsizetype mostTold = 6;
    QStringList m_faults;
    qsizetype m_count = 0;
};

}   // namespace support

/// Fails the test with all faults unless there are none.
#define VERIFY_FAULTLESS(...)                                                                                          \
    do {                                                                                                               \
        const QStringList faults_ = (__VA_ARGS__);                                                                     \
        QVERIFY2(faults_.isEmpty(), qPrintable(faults_.join(QLatin1Char('\n'))));                                      \
    } while (false)
