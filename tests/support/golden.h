#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

namespace support {

/// The bytes of a golden file, by its path under tests/data; with UPDATE_GOLDEN=1 it becomes `actual` first.
inline QByteArray golden(const QString &name, const QByteArray &actual)
{
    QFile file(QStringLiteral(TEST_DATA "/") + name);
    if (qEnvironmentVariableIntValue("UPDATE_GOLDEN") == 1) {
        QDir().mkpath(QFileInfo(file).path());
        if (file.open(QIODevice::WriteOnly))
            file.write(actual);
        file.close();
    }
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}   // namespace support

/// Fails the test at the first line that differs from the golden file.
#define COMPARE_GOLDEN(actual, name)                                                                                   \
    do {                                                                                                               \
        const QByteArray actual_ = (actual);                                                                           \
        const QByteArray expected_ = support::golden(name, actual_);                                                   \
        QVERIFY2(!expected_.isEmpty(), "no such golden file; UPDATE_GOLDEN=1 writes it");                              \
        QCOMPARE(QString::fromUtf8(actual_).split(QLatin1Char('\n')),                                                  \
            QString::fromUtf8(expected_).split(QLatin1Char('\n')));                                                    \
    } while (false)
