#include "core/media/h264/bits.h"

#include <QRandomGenerator>
#include <QTest>

using media::h264::BitReader;
using media::h264::BitWriter;
using media::h264::Bytes;
using media::h264::ByteView;
using media::h264::DecoderConfiguration;
using media::h264::NalType;
using namespace media;

static Bytes hex(const char *digits)
{
    const QByteArray bytes = QByteArray::fromHex(digits);
    return {bytes.begin(), bytes.end()};
}

/// Bits as a person writes them: "010 00110", whole bytes.
static Bytes binary(const char *digits)
{
    BitWriter writer;
    for (; *digits != '\0'; ++digits)
        if (*digits != ' ')
            writer.flag(*digits == '1');
    return writer.take();
}

/// Small numbers and zeros are frequent, so that emulation prevention has work to do.
static Bytes randomPayload(QRandomGenerator &random)
{
    Bytes payload(random.bounded(1, 40));
    for (uint8_t &byte : payload)
        byte =
            static_cast<uint8_t>(random.bounded(4) == 0 ? random.bounded(256) : random.bounded(2) * random.bounded(5));
    return payload;
}

class TestH264Nal : public QObject {
    Q_OBJECT

private slots:
    void emulationPreventionFollowsTheStandard_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("unit");   // after the header byte
        QTest::newRow("nothing to prevent") << QByteArray("0001020304") << QByteArray("0001020304");
        QTest::newRow("00 00 00") << QByteArray("00000080") << QByteArray("0000030080");
        QTest::newRow("00 00 01") << QByteArray("ff000001") << QByteArray("ff00000301");
        QTest::newRow("00 00 02") << QByteArray("00000205") << QByteArray("0000030205");
        QTest::newRow("00 00 03") << QByteArray("00000307") << QByteArray("0000030307");
        QTest::newRow("00 00 04 is no danger") << QByteArray("00000407") << QByteArray("00000407");
        QTest::newRow("many zeros") << QByteArray("000000000001") << QByteArray("0000030000030001");
        QTest::newRow("zeros at the end") << QByteArray("800000") << QByteArray("80000003");
        QTest::newRow("cabac_zero_words") << QByteArray("8000000000")
                                          << QByteArray("800000030000"
                                                        "03");
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void emulationPreventionFollowsTheStandard()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const QByteArray, unit);
        const Bytes nal = hex("65" + unit);
        QCOMPARE(h264::nalOf(0x65, hex(payload)), nal);
        QCOMPARE(h264::rbspOf(nal), hex(payload));
    }

    void anyPayloadSurvivesAndNoStartCodeIsLeft()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 20'000; ++round) {
            const Bytes payload = randomPayload(random);
            const Bytes nal = h264::nalOf(0x41, payload);
            QCOMPARE(h264::rbspOf(nal), payload);
            for (size_t i = 2; i < nal.size(); ++i)
                QVERIFY(nal[i] > 2 || nal[i - 1] != 0 || nal[i - 2] != 0);
        }
    }

    void theFirstBytesCanBeReadAlone()
    {
        const Bytes nal = hex("650000030000030102");
        QCOMPARE(h264::rbspOf(nal, 5), hex("0000000001"));
        QCOMPARE(h264::rbspOf(nal, 0), Bytes());
        QCOMPARE(h264::rbspOf(nal, 100), hex("000000000102"));
    }

    void replacingTheHeadIsLikeRewritingThePayload()
    {
        QRandomGenerator random(2);
        for (int round = 0; round < 20'000; ++round) {
            const Bytes payload = randomPayload(random);
            const auto count = static_cast<size_t>(random.bounded(static_cast<int>(payload.size())));
            const Bytes head = randomPayload(random);
            Bytes wanted = head;
            wanted.insert(wanted.end(), payload.begin() + static_cast<ptrdiff_t>(count), payload.end());
            QCOMPARE(h264::withHead(h264::nalOf(0x41, payload), count, head), h264::nalOf(0x41, wanted));
        }
        QCOMPARE(h264::withHead(hex("41000003"), 2, hex("80")), hex("4180"));
        QCOMPARE(h264::withHead({}, 2, hex("80")), Bytes());
    }

    void theHeaderByteNamesTheUnit()
    {
        QCOMPARE(h264::nalType(hex("65")), NalType::IdrSlice);
        QCOMPARE(h264::nalReferenceIdc(hex("65")), 3);
        QCOMPARE(h264::nalType(hex("01")), NalType::Slice);
        QCOMPARE(h264::nalReferenceIdc(hex("01")), 0);
        QCOMPARE(h264::nalType({}), NalType::Unspecified);
        QCOMPARE(h264::nalReferenceIdc({}), 0);
    }

    void packetsSplitByLengths()
    {
        for (const int lengthSize : {1, 2, 3, 4}) {
            const std::vector<Bytes> units{hex("65aabb"), hex("06"), hex("41000003")};
            Bytes packet;
            for (const Bytes &unit : units)
                h264::appendLengthPrefixed(packet, unit, lengthSize);
            QCOMPARE(packet.size(), 8 + 3 * static_cast<size_t>(lengthSize));
            const auto split = h264::splitLengthPrefixed(packet, lengthSize);
            QVERIFY(split.has_value());
            QCOMPARE(split->size(), units.size());
            for (size_t i = 0; i < units.size(); ++i)
                QVERIFY(std::ranges::equal(split->at(i), units[i]));
            for (size_t size = 1; size < packet.size(); ++size) {
                const auto part = h264::splitLengthPrefixed(ByteView(packet).first(size), lengthSize);
                QVERIFY(!part || part->size() < units.size());
            }
        }
        QVERIFY(!h264::splitLengthPrefixed(hex("ffffffff41"), 4));
        QVERIFY(h264::splitLengthPrefixed({}, 4)->empty());
        QVERIFY(h264::splitLengthPrefixed(hex("0000000000000000"), 4)->empty());
    }

    void byteStreamsSplitAtStartCodes()
    {
        const Bytes stream = hex("0000000001"
                                 "6742"
                                 "000001"
                                 "68ce"
                                 "00000001"
                                 "65b80400"
                                 "000000"
                                 "000001"
                                 "000001"
                                 "4100");
        const auto units = h264::splitStartCodes(stream);
        QCOMPARE(units.size(), size_t{4});
        QVERIFY(std::ranges::equal(units[0], hex("6742")));
        QVERIFY(std::ranges::equal(units[1], hex("68ce")));
        QVERIFY(std::ranges::equal(units[2], hex("65b804")));
        QVERIFY(std::ranges::equal(units[3], hex("41")));
        QVERIFY(h264::splitStartCodes(hex("0000")).empty());
        QVERIFY(h264::splitStartCodes(hex("000001")).empty());
    }

    void decoderConfigurationSurvivesAndRefusesHalves()
    {
        const Bytes avcC = hex("0164001fffe1"
                               "0004"
                               "6764001f"
                               "02"
                               "0003"
                               "68ee3c"
                               "0002"
                               "68ce"
                               "fdf8f800");
        const auto configuration = DecoderConfiguration::parse(avcC);
        QVERIFY(configuration.has_value());
        QCOMPARE(configuration->profile, 100);
        QCOMPARE(configuration->level, 31);
        QCOMPARE(configuration->lengthSize, 4);
        QCOMPARE(configuration->sequenceParameters, std::vector<Bytes>{hex("6764001f")});
        QCOMPARE(configuration->pictureParameters, (std::vector<Bytes>{hex("68ee3c"), hex("68ce")}));
        QCOMPARE(configuration->trailer, hex("fdf8f800"));
        QCOMPARE(configuration->serialize(), avcC);
        for (size_t size = 0; size < avcC.size() - 4; ++size)
            QVERIFY(!DecoderConfiguration::parse(ByteView(avcC).first(size)));
        QVERIFY(!DecoderConfiguration::parse(hex("0064001fffe1000467640000")));
    }

    void golombCodesAreThoseOfTable9_2()
    {
        const Bytes codes = binary("1 010 011 00100 00101 00110 00111 0001000 0001001 0001010");
        BitReader reader(codes);
        for (uint32_t wanted = 0; wanted < 10; ++wanted)
            QCOMPARE(reader.unsignedGolomb(), wanted);
        QVERIFY(!reader.overrun());

        BitReader mapped(codes);   // table 9-3
        for (const int32_t wanted : {0, 1, -1, 2, -2, 3, -3, 4, -4, 5})
            QCOMPARE(mapped.signedGolomb(), wanted);

        BitWriter writer;
        for (uint32_t value = 0; value < 10; ++value)
            writer.unsignedGolomb(value);
        QCOMPARE(writer.take(), codes);
        for (const int32_t value : {0, 1, -1, 2, -2, 3, -3, 4, -4, 5})
            writer.signedGolomb(value);
        QCOMPARE(writer.take(), codes);
    }

    void theLongestGolombCodesAreRead()
    {
        BitWriter writer;
        writer.unsignedGolomb(0xfffffffe);
        writer.signedGolomb(0x7fffffff);
        writer.signedGolomb(-0x7fffffff);
        QCOMPARE(writer.position(), size_t{3 * 63});
        const Bytes bytes = writer.take();
        BitReader reader(bytes);
        QCOMPARE(reader.unsignedGolomb(), 0xfffffffe);
        QCOMPARE(reader.signedGolomb(), 0x7fffffff);
        QCOMPARE(reader.signedGolomb(), -0x7fffffff);
        QVERIFY(!reader.overrun());

        const Bytes tooLong = hex("00000000ffffffffff");
        BitReader refuses(tooLong);
        QCOMPARE(refuses.unsignedGolomb(), 0U);
        QVERIFY(refuses.overrun());
        QCOMPARE(refuses.bits(8), 0U);
    }

    void readingPastTheEndGivesZeros()
    {
        const Bytes bytes = hex("ffff");
        BitReader reader(bytes);
        QCOMPARE(reader.bits(0), 0U);
        QCOMPARE(reader.bits(15), 0x7fffU);
        QVERIFY(!reader.overrun());
        QCOMPARE(reader.bits(2), 0U);
        QVERIFY(reader.overrun());
        QCOMPARE(reader.bits(1), 0U);
        BitReader skips(bytes);
        skips.skip(16);
        QVERIFY(!skips.overrun());
        skips.skip(SIZE_MAX);
        QVERIFY(skips.overrun());
    }

    void moreDataEndsAtTheStopBit()
    {
        const Bytes payload = binary("101 1 0000 00000000");
        BitReader reader(payload);
        QVERIFY(reader.moreData());
        reader.skip(2);
        QVERIFY(reader.moreData());
        reader.skip(1);
        QVERIFY(!reader.moreData());
        const Bytes nothing = hex("0000");
        QVERIFY(!BitReader(nothing).moreData());
        QVERIFY(!BitReader(ByteView()).moreData());
    }

    void whatIsWrittenIsRead()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 2'000; ++round) {
            std::vector<std::pair<int, uint32_t>> elements;
            BitWriter writer;
            for (int i = 0; i < 50; ++i) {
                const int count = random.bounded(33);
                const uint32_t value = count == 0 ? 0 : random.generate() >> (32 - count);
                elements.emplace_back(count, value);
                writer.bits(value, count);
            }
            const size_t size = writer.position();
            writer.trailing();
            QCOMPARE(writer.position() % 8, size_t{0});
            const Bytes bytes = writer.take();
            QCOMPARE(h264::stopBit(bytes), size);
            BitReader reader(bytes);
            for (const auto &[count, value] : elements)
                QCOMPARE(reader.bits(count), value);
            QVERIFY(!reader.moreData());

            const int offset = random.bounded(8);   // the same bits, shifted
            writer.bits(0, offset);
            BitReader source(bytes);
            writer.append(source, size);
            const Bytes shifted = writer.take();
            BitReader again(shifted);
            again.skip(static_cast<size_t>(offset));
            for (const auto &[count, value] : elements)
                QCOMPARE(again.bits(count), value);
        }
    }
};

QTEST_GUILESS_MAIN(TestH264Nal)
#include "tst_h264_nal.moc"
