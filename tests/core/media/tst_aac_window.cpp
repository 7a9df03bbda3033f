#include "core/media/worker/smart/aac_window.h"

#include <QTest>

using namespace media::worker::smart;

class TestAacWindow : public QObject {
    Q_OBJECT

private slots:
    void theEdgeIsReadFromTheFirstElement_data()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<bool>("isShort");
        QTest::addColumn<bool>("isKaiserBessel");
        // A pair: 001, its tag, common_window, a reserved bit, window_sequence (2), window_shape.
        QTest::newRow("pair, long") << QByteArray::fromHex("211000") << true << false << true;
        QTest::newRow("pair, long start, sine") << QByteArray::fromHex("212000") << true << true << false;
        QTest::newRow("pair, eight short") << QByteArray::fromHex("214000") << true << true << false;
        QTest::newRow("pair, long stop") << QByteArray::fromHex("217000") << true << false << true;
        QTest::newRow("pair with windows of their own") << QByteArray::fromHex("200000") << false << false << false;
        // One channel: 000, its tag, global_gain (8), a reserved bit, window_sequence (2), window_shape.
        QTest::newRow("one channel, long") << QByteArray::fromHex("01fe20") << true << false << true;
        QTest::newRow("one channel, eight short") << QByteArray::fromHex("01fe80") << true << true << false;
        QTest::newRow("a fill element first") << QByteArray::fromHex("c21000") << false << false << false;
        QTest::newRow("cut short") << QByteArray::fromHex("2110") << false << false << false;
        QTest::newRow("nothing") << QByteArray() << false << false << false;
    }

    void theEdgeIsReadFromTheFirstElement()
    {
        QFETCH(QByteArray, packet);
        QFETCH(bool, isKnown);
        const auto edge =
            rightEdge({reinterpret_cast<const uint8_t *>(packet.constData()), static_cast<size_t>(packet.size())});
        QCOMPARE(edge.has_value(), isKnown);
        if (!edge)
            return;
        QTEST(edge->isShort, "isShort");
        QTEST(edge->isKaiserBessel, "isKaiserBessel");
    }
};

QTEST_APPLESS_MAIN(TestAacWindow)
#include "tst_aac_window.moc"
