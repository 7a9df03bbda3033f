#pragma once

#include "core/base/result.h"

#include <QTest>

/// Fails the test with the error's message unless `result` is a success.
#define VERIFY_OK(result) QVERIFY2((result).has_value(), (result) ? "" : qPrintable((result).error().message))

/// Fails the test unless `result` is an error of `wanted` kind.
#define VERIFY_FAILS(result, wanted)                                                                                   \
    do {                                                                                                               \
        QVERIFY2(!(result).has_value(), "succeeded, but should have failed");                                          \
        QCOMPARE(base::toString((result).error().kind), base::toString(wanted));                                       \
    } while (false)
