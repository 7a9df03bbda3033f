#pragma once

#include <QDir>
#include <QTest>

/// Where a file of the shared test material lies: `DAILIES_SHARED`, by default beside the repository.
inline QString sharedMaterial(const QString &file)
{
    const QString folder =
        qEnvironmentVariable("DAILIES_SHARED", QDir::cleanPath(QStringLiteral(TEST_DATA "/../../../shared")));
    return folder + u'/' + file;
}

/// Skips the test, loudly, where the material is not at hand.
#define NEED_MATERIAL(path)                                                                                            \
    do {                                                                                                               \
        if (!QFile::exists(path))                                                                                      \
            QSKIP(qPrintable(QStringLiteral("NOT TESTED: there is no %1; set DAILIES_SHARED.").arg(path)));            \
    } while (false)
