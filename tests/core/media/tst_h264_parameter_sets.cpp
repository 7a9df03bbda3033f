#include "core/media/h264/bits.h"
#include "core/media/h264/parameter_sets.h"
#include "support/h264_streams.h"

#include <algorithm>

using media::h264::BitWriter;
using media::h264::Bytes;
using media::h264::ByteView;
using media::h264::DecoderConfiguration;
using media::h264::NalType;
using media::h264::ParameterSets;
using media::h264::PictureParameters;
using media::h264::SequenceParameters;
using namespace media;
using namespace Qt::StringLiterals;

/// The first unit of a type.
static Bytes firstOf(ByteView stream, NalType type)
{
    for (const ByteView unit : h264::splitStartCodes(stream))
        if (h264::nalType(unit) == type)
            return {unit.begin(), unit.end()};
    return {};
}

/// profile_idc by the name that ffprobe gives it.
static int profileOf(const QString &name)
{
    static const QHash<QString, int> profiles{{u"Constrained Baseline"_s, 66}, {u"Main"_s, 77}, {u"High"_s, 100},
        {u"High 10"_s, 110}, {u"High 4:2:2"_s, 122}, {u"High 4:4:4 Predictive"_s, 244}};
    return profiles.value(name);
}

static Bytes unitOf(uint8_t header, BitWriter &writer)
{
    writer.trailing();
    return h264::nalOf(header, writer.take());
}

/// Sequence parameters of Main profile, POC type 2, from the size on as told.
static BitWriter mainProfile()
{
    BitWriter writer;
    writer.bits(77, 8);
    writer.bits(0, 8);
    writer.bits(31, 8);
    writer.unsignedGolomb(3);   // id
    writer.unsignedGolomb(0);
    writer.unsignedGolomb(2);   // pic_order_cnt_type
    writer.unsignedGolomb(1);   // references
    writer.flag(false);
    return writer;
}

class TestH264ParameterSets : public QObject {
    Q_OBJECT

private:
    support::H264Streams m_streams;

private slots:
    void sizeAndProfileAreThoseOfFfprobe_data() { support::H264Streams::addRows(); }
    void sizeAndProfileAreThoseOfFfprobe()
    {
        FETCH_STREAM(m_streams, bytes);
        const auto sequence = SequenceParameters::parse(firstOf(bytes, NalType::SequenceParameters));
        QVERIFY(sequence.has_value());
        const auto lines = support::probed(m_streams.path(stream), u"stream=profile,width,height,level"_s);
        QCOMPARE(lines.size(), 1);
        const auto told = lines.front().split(u',');   // in this order
        QCOMPARE(sequence->profile, profileOf(told.at(0)));
        QCOMPARE(sequence->width(), told.at(1).toInt());
        QCOMPARE(sequence->height(), told.at(2).toInt());
        QCOMPARE(sequence->level, told.at(3).toInt());
        const auto picture = PictureParameters::parse(firstOf(bytes, NalType::PictureParameters));
        QVERIFY(picture.has_value());
        QCOMPARE(picture->sequenceId, sequence->id);
    }

    void everySettingIsReadAsItWasAsked()
    {
        const auto sequence = [&](const char *stream) {
            return SequenceParameters::parse(
                firstOf(m_streams.bytes(QString::fromLatin1(stream)), NalType::SequenceParameters))
                .value();
        };
        const auto picture = [&](const char *stream) {
            return PictureParameters::parse(
                firstOf(m_streams.bytes(QString::fromLatin1(stream)), NalType::PictureParameters))
                .value();
        };
        QVERIFY(!picture("baseline, CAVLC").cabac);
        QVERIFY(!picture("baseline, CAVLC").transform8x8);
        QVERIFY(picture("high").cabac);
        QVERIFY(picture("high").transform8x8);
        QVERIFY(picture("high").deblockingControl);
        QCOMPARE(picture("high").weightedBiprediction, 2);
        QVERIFY(picture("high").weightedPrediction);
        QCOMPARE(sequence("high").pictureOrderType, 0);
        QCOMPARE(sequence("no B pictures").pictureOrderType, 2);
        QCOMPARE(sequence("no B pictures").maximumReordering, 0);
        QCOMPARE(sequence("pyramid of five B pictures").maximumReordering, 2);
        QCOMPARE(sequence("pyramid of five B pictures").maximumFrameBuffering, 4);
        QVERIFY(!sequence("interlaced, top field first").framesOnly);
        QVERIFY(sequence("interlaced, top field first").adaptiveFrameField);
        QCOMPARE(sequence("10 bit").bitDepthLuma, 10);
        QCOMPARE(sequence("10 bit").bitDepthChroma, 10);
        QCOMPARE(sequence("4:2:2").chromaFormat, 2);
        QCOMPARE(sequence("4:4:4").chromaFormat, 3);
        QCOMPARE(sequence("4:0:0").chromaFormat, 0);
        QVERIFY(sequence("lossless").lossless);
        QVERIFY(sequence("scaling matrices").scalingMatrix || picture("scaling matrices").scalingMatrix);
        QVERIFY(sequence("HRD").nalHrd);
        QVERIFY(!sequence("HRD").vclHrd);
        QVERIFY(sequence("HRD").maximumReordering.has_value());
        QVERIFY(picture("constrained intra, no deblocking").constrainedIntra);
        QCOMPARE(sequence("constrained intra, no deblocking").id, 9U);
        QCOMPARE(picture("constrained intra, no deblocking").id, 9U);
        QCOMPARE(sequence("high").usability->timeScale, 50U);
        QCOMPARE(sequence("high").usability->unitsInTick, 1U);
        QCOMPARE(sequence("1920x1080").cropBottom, 8U);
    }

    void usabilityIsRead()
    {
        BitWriter writer = mainProfile();
        writer.unsignedGolomb(44);   // 720 x 576
        writer.unsignedGolomb(17);
        writer.flag(false);   // fields
        writer.flag(true);
        writer.flag(true);
        writer.flag(true);   // cropping
        for (const uint32_t crop : {1U, 2U, 3U, 4U})
            writer.unsignedGolomb(crop);
        writer.flag(true);   // usability
        writer.flag(true);
        writer.bits(255, 8);
        writer.bits(64, 16);
        writer.bits(45, 16);
        writer.flag(true);   // overscan
        writer.flag(false);
        writer.flag(true);   // signal type
        writer.bits(1, 3);
        writer.flag(true);
        writer.flag(true);
        writer.bits(9, 8);
        writer.bits(16, 8);
        writer.bits(7, 8);
        writer.flag(true);
        writer.unsignedGolomb(2);
        writer.unsignedGolomb(3);
        writer.flag(true);
        writer.bits(1'001, 32);
        writer.bits(60'000, 32);
        writer.flag(true);
        for (int hrd = 0; hrd < 2; ++hrd) {
            writer.flag(true);
            writer.unsignedGolomb(1);   // two buffers
            writer.bits(0x35, 8);
            for (int buffer = 0; buffer < 2; ++buffer) {
                writer.unsignedGolomb(70'000);
                writer.unsignedGolomb(90'000);
                writer.flag(buffer == 1);
            }
            writer.bits(0x5a5a5, 20);
        }
        writer.flag(false);   // low delay
        writer.flag(true);   // pic_struct
        writer.flag(true);   // restrictions
        writer.flag(true);
        for (const uint32_t value : {0U, 0U, 10U, 10U, 2U, 3U})
            writer.unsignedGolomb(value);
        const auto sequence = SequenceParameters::parse(unitOf(0x67, writer));
        QVERIFY(sequence.has_value());
        QCOMPARE(sequence->id, 3U);
        QCOMPARE(sequence->heightInMacroblocks(), 36);
        QCOMPARE(sequence->width(), 720 - 2 * (1 + 2));
        QCOMPARE(sequence->height(), 576 - 4 * (3 + 4));
        QCOMPARE(sequence->usability->sampleAspectWidth, 64U);
        QCOMPARE(sequence->usability->sampleAspectHeight, 45U);
        QCOMPARE(sequence->usability->videoFormat, 1);
        QVERIFY(sequence->usability->fullRange);
        QCOMPARE(sequence->usability->colourPrimaries, 9);
        QCOMPARE(sequence->usability->transferCharacteristics, 16);
        QCOMPARE(sequence->usability->matrixCoefficients, 7);
        QCOMPARE(sequence->usability->chromaLocationTop, 2U);
        QCOMPARE(sequence->usability->chromaLocationBottom, 3U);
        QCOMPARE(sequence->usability->unitsInTick, 1'001U);
        QCOMPARE(sequence->usability->timeScale, 60'000U);
        QVERIFY(sequence->usability->fixedFrameRate);
        QVERIFY(sequence->usability->pictureStructures);
        QVERIFY(sequence->nalHrd && sequence->vclHrd);
        QCOMPARE(sequence->maximumReordering, 2);
        QCOMPARE(sequence->maximumFrameBuffering, 3);
    }

    void scalingListsAreSteppedOver()
    {
        BitWriter writer;
        writer.bits(244, 8);
        writer.bits(0, 8);
        writer.bits(40, 8);
        writer.unsignedGolomb(0);
        writer.unsignedGolomb(3);   // 4:4:4
        writer.flag(true);   // separate planes
        writer.unsignedGolomb(2);
        writer.unsignedGolomb(1);
        writer.flag(false);
        writer.flag(true);
        for (int list = 0; list < 12; ++list) {
            writer.flag(list % 3 != 0);
            if (list % 3 == 1) {   // whole
                for (int i = 0; i < (list < 6 ? 16 : 64); ++i)
                    writer.signedGolomb(i % 2 == 0 ? 3 : -2);
            } else if (list % 3 == 2) {   // the rest is like the last: ends with 0
                writer.signedGolomb(8);
                writer.signedGolomb(-16);
            }
        }
        writer.unsignedGolomb(12);   // frame_num
        writer.unsignedGolomb(1);   // POC type
        writer.flag(true);
        writer.signedGolomb(-2);
        writer.signedGolomb(1);
        writer.unsignedGolomb(2);
        writer.signedGolomb(2);
        writer.signedGolomb(4);
        writer.unsignedGolomb(16);
        writer.flag(true);
        writer.unsignedGolomb(9);
        writer.unsignedGolomb(4);
        writer.flag(true);
        writer.bits(0, 3);
        const auto sequence = SequenceParameters::parse(unitOf(0x67, writer));
        QVERIFY(sequence.has_value());
        QVERIFY(sequence->separatePlanes);
        QCOMPARE(sequence->chromaArrayType(), 0);
        QCOMPARE(sequence->bitDepthLuma, 10);
        QCOMPARE(sequence->bitDepthChroma, 9);
        QCOMPARE(sequence->frameNumberBits, 16);
        QCOMPARE(sequence->pictureOrderType, 1);
        QVERIFY(sequence->deltaPictureOrderAlwaysZero);
        QCOMPARE(sequence->offsetForNonReference, -2);
        QCOMPARE(sequence->offsetForTopToBottom, 1);
        QCOMPARE(sequence->offsetsForReferences, (std::vector<int32_t>{2, 4}));
        QCOMPARE(sequence->maximumReferences, 16);
        QVERIFY(sequence->frameNumberGaps);
        QCOMPARE(sequence->width(), 160);
        QCOMPARE(sequence->height(), 80);
    }

    void sliceGroupsAreRead_data()
    {
        QTest::addColumn<int>("mapType");
        for (int type = 0; type <= 6; ++type)
            QTest::addRow("map type %d", type) << type;
    }
    void sliceGroupsAreRead()
    {
        QFETCH(const int, mapType);
        BitWriter writer;
        writer.unsignedGolomb(255);
        writer.unsignedGolomb(31);
        writer.bits(0b01, 2);
        writer.unsignedGolomb(2);   // three groups
        writer.unsignedGolomb(static_cast<uint32_t>(mapType));
        const int numbers[]{3, 0, 4, 0, 0, 0, 0};
        for (int i = 0; i < numbers[mapType]; ++i)
            writer.unsignedGolomb(5);
        if (mapType >= 3 && mapType <= 5) {
            writer.flag(true);
            writer.unsignedGolomb(6);
        }
        if (mapType == 6) {
            writer.unsignedGolomb(98);
            for (int i = 0; i < 99; ++i)
                writer.bits(static_cast<uint32_t>(i % 3), 2);
        }
        writer.unsignedGolomb(3);
        writer.unsignedGolomb(31);
        writer.bits(0b101, 3);   // weighted, explicit
        writer.signedGolomb(-6);
        writer.signedGolomb(2);
        writer.signedGolomb(-12);
        writer.bits(0b111, 3);
        const auto picture = PictureParameters::parse(unitOf(0x68, writer));
        QVERIFY(picture.has_value());
        QCOMPARE(picture->id, 255U);
        QCOMPARE(picture->sequenceId, 31U);
        QVERIFY(picture->bottomFieldPictureOrder);
        QCOMPARE(picture->sliceGroups, 3);
        QCOMPARE(picture->sliceGroupMapType, static_cast<uint32_t>(mapType));
        QCOMPARE(picture->sliceGroupChangeRate, mapType >= 3 && mapType <= 5 ? 7U : 0U);
        QCOMPARE(picture->defaultActive, (std::array<int, 2>{4, 32}));
        QVERIFY(picture->weightedPrediction);
        QCOMPARE(picture->weightedBiprediction, 1);
        QCOMPARE(picture->initialQp, 20);
        QCOMPARE(picture->initialQs, 28);
        QCOMPARE(picture->chromaQpOffset, -12);
        QVERIFY(picture->redundantPictures);
        QVERIFY(!picture->transform8x8);
    }

    void truncatedOrImpossibleSetsAreRefused()
    {
        for (const char *stream : {"high", "HRD", "scaling matrices", "baseline, CAVLC"}) {
            const Bytes bytes = m_streams.bytes(QString::fromLatin1(stream));
            const Bytes sequence = firstOf(bytes, NalType::SequenceParameters);
            const Bytes picture = firstOf(bytes, NalType::PictureParameters);
            QVERIFY(!SequenceParameters::parse(picture));
            QVERIFY(!PictureParameters::parse(sequence));
            for (size_t size = 0; size < sequence.size(); ++size)
                QVERIFY(!SequenceParameters::parse(ByteView(sequence).first(size)));
            for (size_t size = 0; size < 3; ++size)
                QVERIFY(!PictureParameters::parse(ByteView(picture).first(size)));
        }
        BitWriter huge = mainProfile();
        huge.unsignedGolomb(0xfffffffe);
        huge.unsignedGolomb(0xfffffffe);
        huge.bits(0b111, 3);
        QVERIFY(!SequenceParameters::parse(unitOf(0x67, huge)));
        BitWriter cropped = mainProfile();
        cropped.unsignedGolomb(9);
        cropped.unsignedGolomb(9);
        cropped.bits(0b111, 3);
        for (int i = 0; i < 4; ++i)
            cropped.unsignedGolomb(0xfffffffe);
        cropped.flag(false);
        QVERIFY(!SequenceParameters::parse(unitOf(0x67, cropped)));
    }

    void newIdsLeaveEverythingElse_data() { support::H264Streams::addRows(); }
    void newIdsLeaveEverythingElse()
    {
        FETCH_STREAM(m_streams, bytes);
        const Bytes sequence = firstOf(bytes, NalType::SequenceParameters);
        const Bytes picture = firstOf(bytes, NalType::PictureParameters);
        const auto before = PictureParameters::parse(picture);
        for (const uint32_t id : {0U, 1U, 7U, 31U}) {
            const Bytes newSequence = h264::withId(sequence, id);
            QCOMPARE(SequenceParameters::parse(newSequence)->id, id);
            QCOMPARE(SequenceParameters::parse(newSequence)->height(), SequenceParameters::parse(sequence)->height());
            QCOMPARE(h264::withId(newSequence, SequenceParameters::parse(sequence)->id), sequence);

            const Bytes newPicture = h264::withIds(picture, 255 - id, id);
            QCOMPARE(PictureParameters::parse(newPicture)->id, 255 - id);
            QCOMPARE(PictureParameters::parse(newPicture)->sequenceId, id);
            QCOMPARE(PictureParameters::parse(newPicture)->transform8x8, before->transform8x8);
            QCOMPARE(h264::withIds(newPicture, before->id, before->sequenceId), picture);
        }
    }

    void malformedSetsGetNoIds()
    {
        QCOMPARE(h264::withId({}, 1), Bytes());
        QCOMPARE(h264::withIds({}, 1, 1), Bytes());
        QCOMPARE(h264::withId(support::hex("676400"), 1), Bytes());
        QCOMPARE(h264::withIds(support::hex("680000"), 1, 1), Bytes());
    }

    void setsAreFoundByTheirIds()
    {
        const Bytes bytes = m_streams.bytes(u"high"_s);
        const Bytes sequence = firstOf(bytes, NalType::SequenceParameters);
        const Bytes picture = firstOf(bytes, NalType::PictureParameters);
        DecoderConfiguration configuration;
        configuration.sequenceParameters = {sequence, support::hex("67")};
        configuration.pictureParameters = {picture, h264::withIds(picture, 5, 2)};
        auto sets = ParameterSets::of(configuration);
        QCOMPARE(sets.sequences.size(), size_t{1});
        QCOMPARE(sets.pictures.size(), size_t{2});
        QCOMPARE(sets.sequenceOf(0), sets.sequence(0));
        QVERIFY(sets.sequenceOf(0) != nullptr);
        QVERIFY(sets.picture(5) != nullptr);
        QVERIFY(sets.sequenceOf(5) == nullptr);
        QVERIFY(sets.picture(6) == nullptr);
        sets.add(h264::withIds(picture, 5, 0));
        QCOMPARE(sets.pictures.size(), size_t{2});
        QCOMPARE(sets.sequenceOf(5), sets.sequence(0));
        sets.add(firstOf(bytes, NalType::IdrSlice));
        sets.add({});
        QCOMPARE(sets.pictures.size(), size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestH264ParameterSets)
#include "tst_h264_parameter_sets.moc"
