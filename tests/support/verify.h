#pragma once

#include "core/base/result.h"

#include <QTest>

/// Fails the test with the error's message unless `result` is a success.
#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto &outcome_ = (result);                                                                               \
        QVERIFY2(outcome_.has_value(), outcome_ ? "" : qPrintable(outcome_.error().message));                          \
    } while (false)

/// Fails the test unless `result` is an error of `wanted` kind.
#define VERIFY_FAILS(result, wanted)                                                                                   \
    do {                                                                                                               \
        const auto &outcome_ = (result);                                                                               \
        QVERIFY2(!outcome_.has_value(), "succeeded, but should have failed");                                          \
        QCOMPARE(base::toString(outcome_.error().kind), base::toString(wanted));                                       \
    } while (false)
