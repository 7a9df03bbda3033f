#include "core/media/h264/bits.h"
#include "core/media/h264/slice_writer.h"
#include "support/h264_streams.h"

#include <QRandomGenerator>

using media::h264::BitWriter;
using media::h264::Bytes;
using media::h264::ByteView;
using media::h264::NalType;
using media::h264::ParameterSets;
using media::h264::PictureParameters;
using media::h264::SequenceParameters;
using media::h264::SliceHeader;
using media::h264::SliceType;
using namespace media;
using namespace Qt::StringLiterals;

/// Calls `use(nal, header, sets)` with each slice of a byte stream, `other(nal)` with each other unit.
template <class Use, class Other> static void eachUnit(const Bytes &stream, Use use, Other other)
{
    ParameterSets sets;
    for (const ByteView view : h264::splitStartCodes(stream)) {
        sets.add(view);
        const Bytes nal(view.begin(), view.end());
        if (const auto header = h264::parseSliceHeader(nal, sets))
            use(nal, *header, sets);
        else
            other(nal);
    }
}

template <class Use> static void eachSlice(const Bytes &stream, Use use)
{
    eachUnit(stream, use, [](const Bytes &) {});
}

/// `header` with the positions of `other`.
static SliceHeader standingLike(SliceHeader header, const SliceHeader &other)
{
    header.frameNumberPosition = other.frameNumberPosition;
    header.pictureOrderPosition = other.pictureOrderPosition;
    header.weightsPosition = other.weightsPosition;
    header.weightsBits = other.weightsBits;
    header.headerBits = other.headerBits;
    return header;
}

/// Sets with every option of the syntax on or off at random.
static ParameterSets randomSets(QRandomGenerator &random, bool cabac)
{
    const auto coin = [&] { return random.bounded(2) == 1; };
    SequenceParameters sequence;
    sequence.id = random.bounded(32U);
    sequence.chromaFormat = random.bounded(4);
    sequence.separatePlanes = sequence.chromaFormat == 3 && coin();
    sequence.frameNumberBits = random.bounded(4, 17);
    sequence.pictureOrderType = random.bounded(3);
    sequence.pictureOrderBits = sequence.pictureOrderType == 0 ? random.bounded(4, 17) : 0;
    sequence.deltaPictureOrderAlwaysZero = coin();
    sequence.widthInMacroblocks = 40;
    sequence.heightInMapUnits = 30;
    sequence.framesOnly = coin();
    PictureParameters picture;
    picture.id = random.bounded(256U);
    picture.sequenceId = sequence.id;
    picture.cabac = cabac;
    picture.bottomFieldPictureOrder = coin();
    picture.sliceGroups = random.bounded(1, 3);
    picture.sliceGroupMapType = random.bounded(7U);
    picture.sliceGroupChangeRate = random.bounded(1U, 1'300U);
    picture.defaultActive = {random.bounded(1, 33), random.bounded(1, 33)};
    picture.deblockingControl = coin();
    picture.redundantPictures = coin();
    return {.sequences = {sequence}, .pictures = {picture}};
}

/// A header that uses all that the sets allow.
static SliceHeader randomHeader(QRandomGenerator &random, const ParameterSets &sets)
{
    const PictureParameters &picture = sets.pictures[0];
    const SequenceParameters &sequence = sets.sequences[0];
    const auto coin = [&] { return random.bounded(2) == 1; };
    const auto code = [&] { return random.generate() >> random.bounded(2, 32); };
    const auto offset = [&] { return random.bounded(-6, 7); };
    SliceHeader header;
    header.type = static_cast<SliceType>(random.bounded(5));
    header.typeAsCoded = static_cast<uint32_t>(header.type) + (coin() ? 5 : 0);
    header.referenceIdc = random.bounded(4);
    if (header.isIntra() && header.isReference() && coin())
        header.nalType = NalType::IdrSlice;
    header.firstMacroblock = random.bounded(1'200U);
    header.pictureParametersId = picture.id;
    header.colourPlane = sequence.separatePlanes ? random.bounded(3U) : 0;
    header.frameNumber = random.generate() >> (32 - sequence.frameNumberBits);
    header.fieldPicture = !sequence.framesOnly && coin();
    header.bottomField = header.fieldPicture && coin();
    header.idrPictureId = header.isIdr() ? random.bounded(65'536U) : 0;
    const bool bottomToo = picture.bottomFieldPictureOrder && !header.fieldPicture;
    if (sequence.pictureOrderType == 0) {
        header.pictureOrderLsb = random.generate() >> (32 - sequence.pictureOrderBits);
        header.deltaPictureOrderBottom = bottomToo ? static_cast<int32_t>(code()) : 0;
    } else if (sequence.pictureOrderType == 1 && !sequence.deltaPictureOrderAlwaysZero) {
        header.deltaPictureOrder = {-static_cast<int32_t>(code()), bottomToo ? static_cast<int32_t>(code()) : 0};
    }
    header.redundantPicture = picture.redundantPictures ? random.bounded(128U) : 0;
    header.directSpatial = header.type == SliceType::B && coin();
    header.activeOverride = header.lists() > 0 && coin();
    for (size_t list = 0; list < header.lists(); ++list) {
        header.active[list] = header.activeOverride ? random.bounded(1, 33) : picture.defaultActive[list];
        header.modifies[list] = coin();
        for (int i = header.modifies[list] ? random.bounded(34) : 0; i > 0; --i)
            header.modifications[list].push_back({.operation = random.bounded(3U), .value = code()});
    }
    if (header.isIdr()) {
        header.noOutputOfPriorPictures = coin();
        header.longTermReference = coin();
    } else if (header.isReference()) {
        header.adaptiveMarking = coin();
        for (int i = header.adaptiveMarking ? random.bounded(20) : 0; i > 0; --i) {
            const uint32_t operation = random.bounded(1U, 7U);
            header.marking.push_back(
                {.operation = operation, .first = operation == 5 ? 0 : code(), .second = operation == 3 ? code() : 0});
        }
    }
    header.cabacInitialisation = picture.cabac && !header.isIntra() ? random.bounded(3U) : 0;
    header.qpDelta = random.bounded(-26, 26);
    header.switching = header.type == SliceType::SP && coin();
    header.qsDelta = header.type == SliceType::SP || header.type == SliceType::SI ? random.bounded(-26, 26) : 0;
    if (picture.deblockingControl) {
        header.disableDeblocking = random.bounded(3U);
        header.alphaOffset = header.disableDeblocking == 1 ? 0 : offset();
        header.betaOffset = header.disableDeblocking == 1 ? 0 : offset();
    }
    header.sliceGroupChangeCycle = code() & ((1U << h264::sliceGroupChangeCycleBits(sequence, picture)) - 1);
    return header;
}

class TestH264SliceWriter : public QObject {
    Q_OBJECT

private:
    support::H264Streams m_streams;

    /// The stream with its sets under other ids, and its slices under headers that say so. `Forced` also spells out the
    /// number of references where it is the default, which moves the macroblocks of CAVLC by an odd number of bits.
    enum class Counts { Kept, Forced };
    static Bytes underOtherIds(const Bytes &stream, uint32_t more, Counts counts)
    {
        std::vector<Bytes> units;
        ParameterSets newSets;
        const auto newSequenceId = [&](uint32_t id) { return (id + more) % 32; };
        eachUnit(
            stream,
            [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
                SliceHeader replacement = header;
                replacement.pictureParametersId += more;
                replacement.activeOverride = header.activeOverride || (counts == Counts::Forced && header.lists() > 0);
                units.push_back(h264::withHeader(nal, header, sets, replacement, newSets));
            },
            [&](const Bytes &nal) {
                if (h264::nalType(nal) == NalType::Sei)
                    return;   // buffering periods name the sequence's id
                Bytes unit = nal;
                if (const auto sequence = SequenceParameters::parse(nal))
                    unit = h264::withId(nal, newSequenceId(sequence->id));
                else if (const auto picture = PictureParameters::parse(nal))
                    unit = h264::withIds(nal, picture->id + more, newSequenceId(picture->sequenceId));
                newSets.add(unit);
                units.push_back(unit);
            });
        return support::byteStreamOf(units);
    }

private slots:
    void shiftByNothingChangesNoByte_data() { support::H264Streams::addRows(); }
    void shiftByNothingChangesNoByte()
    {
        FETCH_STREAM(m_streams, bytes);
        int slices = 0;
        eachSlice(bytes, [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
            ++slices;
            QCOMPARE(h264::shiftedSlice(nal, header, sets, 0, 0), nal);
            const auto &sequence = *sets.sequenceOf(header.pictureParametersId);
            QCOMPARE(
                h264::shiftedSlice(nal, header, sets, 1U << sequence.frameNumberBits, 1U << sequence.pictureOrderBits),
                nal);
        });
        QVERIFY(slices > 5);
    }

    void shiftMovesTheTwoNumbersAndNothingElse_data() { support::H264Streams::addRows(); }
    void shiftMovesTheTwoNumbersAndNothingElse()
    {
        FETCH_STREAM(m_streams, bytes);
        QRandomGenerator random(1);
        eachSlice(bytes, [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
            const auto &sequence = *sets.sequenceOf(header.pictureParametersId);
            const uint32_t numbers = 1U << sequence.frameNumberBits;
            const uint32_t orders = 1U << sequence.pictureOrderBits;
            for (int round = 0; round < 3; ++round) {
                const uint32_t number = random.bounded(numbers);
                const uint32_t order = random.bounded(orders);
                const Bytes shifted = h264::shiftedSlice(nal, header, sets, number, order);
                const auto found = h264::parseSliceHeader(shifted, sets);
                QVERIFY(found.has_value());
                SliceHeader wanted = header;
                wanted.frameNumber = (header.frameNumber - number) % numbers;
                wanted.pictureOrderLsb = (header.pictureOrderLsb - order) % orders;
                QCOMPARE(*found, wanted);
                const Bytes before = h264::rbspOf(nal);
                const Bytes after = h264::rbspOf(shifted);
                const auto rest = static_cast<ptrdiff_t>((header.headerBits + 7) / 8);
                QVERIFY(std::equal(before.begin() + rest, before.end(), after.begin() + rest, after.end()));
                QCOMPARE(h264::shiftedSlice(shifted, *found, sets, numbers - number, orders - order), nal);
            }
        });
    }

    void theSameHeaderChangesNoByte_data() { support::H264Streams::addRows(); }
    void theSameHeaderChangesNoByte()
    {
        FETCH_STREAM(m_streams, bytes);
        eachSlice(bytes, [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
            QCOMPARE(h264::withHeader(nal, header, sets, header, sets), nal);
        });
    }

    void picturesStayTheSameUnderOtherIds_data() { support::H264Streams::addRows(); }
    void picturesStayTheSameUnderOtherIds()
    {
        FETCH_STREAM(m_streams, bytes);
        const QByteArray wanted = support::pictureHashes(m_streams.path(stream));
        QVERIFY(!wanted.isEmpty());
        const bool isShifted = stream.contains("CAVLC"_L1);
        for (const auto &[more, counts] : {std::pair{5U, Counts::Kept}, {200U, Counts::Forced}, {1U, Counts::Forced}}) {
            if (more == 1 && !isShifted)
                continue;   // CABAC's data stand on whole bytes whatever the header's length
            const Bytes changed = underOtherIds(bytes, more, counts);
            QVERIFY(changed != bytes);
            QCOMPARE(support::pictureHashes(m_streams.write(u"changed.h264"_s, changed)), wanted);
        }
    }

    void picturesOfAnotherEncoderDecodeUnderTheSets_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("inserted");
        QTest::newRow("CABAC") << u"high"_s << u"no B pictures"_s;
        QTest::newRow("CAVLC") << u"main, CAVLC"_s << u"baseline, CAVLC"_s;
    }
    void picturesOfAnotherEncoderDecodeUnderTheSets()   // what a splice inserts
    {
        QFETCH(const QString, source);
        QFETCH(const QString, inserted);
        std::vector<Bytes> units;
        ParameterSets sourceSets;
        const Bytes stream = m_streams.bytes(source);
        for (const ByteView unit : h264::splitStartCodes(stream))
            if (sourceSets.sequences.empty() && h264::nalType(unit) == NalType::SequenceParameters) {
                units.emplace_back(unit.begin(), unit.end());
                sourceSets.add(unit);
            }
        const SequenceParameters &sequence = sourceSets.sequences.at(0);
        QCOMPARE(sequence.pictureOrderType, 0);
        uint32_t pictures = 0;
        eachUnit(
            m_streams.bytes(inserted),
            [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
                QCOMPARE(sets.sequences[0].pictureOrderType, 2);
                pictures = header.isIdr() ? 0 : pictures + 1;
                SliceHeader replacement = header;
                replacement.pictureParametersId = 8;
                replacement.pictureOrderLsb = 2 * pictures;   // more than fits: is cut to its range
                units.push_back(h264::withHeader(nal, header, sets, replacement, sourceSets));
            },
            [&](const Bytes &nal) {
                if (h264::nalType(nal) != NalType::PictureParameters)
                    return;
                units.push_back(h264::withIds(nal, 8, sequence.id));
                sourceSets.add(units.back());
            });
        QVERIFY(pictures > 20);
        const QByteArray wanted = support::pictureHashes(m_streams.path(inserted));
        QVERIFY(!wanted.isEmpty());
        QCOMPARE(support::pictureHashes(m_streams.write(u"inserted.h264"_s, support::byteStreamOf(units))), wanted);
    }

    void anyHeaderIsReadAsItWasWritten_data()
    {
        QTest::addColumn<bool>("cabac");
        QTest::newRow("CABAC") << true;
        QTest::newRow("CAVLC") << false;
    }
    void anyHeaderIsReadAsItWasWritten()
    {
        QFETCH(const bool, cabac);
        QRandomGenerator random(2);
        for (int round = 0; round < 3'000; ++round) {
            const ParameterSets sets = randomSets(random, cabac);
            BitWriter writer;   // a header of I, some macroblocks that want emulation prevention
            writer.unsignedGolomb(0);
            writer.unsignedGolomb(2);
            writer.unsignedGolomb(0);
            writer.bits(1, 4);
            writer.signedGolomb(random.bounded(26));
            if (cabac)
                writer.bits(0xff, static_cast<int>((8 - writer.position() % 8) % 8));
            for (int i = random.bounded(10); i > 0; --i)
                writer.bits(random.bounded(4U), 8);
            writer.bits(random.bounded(1U, 256U), 8);
            writer.trailing();
            const Bytes nal = h264::nalOf(0x01, writer.take());
            ParameterSets plain;
            plain.sequences.push_back({.pictureOrderType = 2, .widthInMacroblocks = 1, .heightInMapUnits = 1});
            plain.pictures.push_back({.cabac = cabac});
            const auto header = h264::parseSliceHeader(nal, plain);
            QVERIFY(header.has_value());

            const SliceHeader wanted = randomHeader(random, sets);
            const Bytes changed = h264::withHeader(nal, *header, plain, wanted, sets);
            const auto found = h264::parseSliceHeader(changed, sets);
            QVERIFY(found.has_value());
            QCOMPARE(*found, standingLike(wanted, *found));
            QCOMPARE(h264::withHeader(changed, *found, sets, *found, sets), changed);
            QCOMPARE(h264::shiftedSlice(changed, *found, sets, 0, 0), changed);
            QCOMPARE(h264::withHeader(changed, *found, sets, *header, plain), nal);
        }
    }

    void countsOfReferencesAreSpeltOutWhereTheDefaultIsAnother()
    {
        eachSlice(
            m_streams.bytes(u"high"_s), [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
                ParameterSets other = sets;
                other.pictures[0].defaultActive = {15, 15};
                const Bytes changed = h264::withHeader(nal, header, sets, header, other);
                const auto found = h264::parseSliceHeader(changed, other);
                QVERIFY(found.has_value());
                QCOMPARE(found->active, header.active);
                QCOMPARE(found->activeOverride, header.lists() > 0);
            });
    }

    void headersThatCannotBeWrittenAreRefused()
    {
        int weighted = 0;
        eachSlice(m_streams.bytes(u"weighted, a fade"_s),
            [&](const Bytes &nal, const SliceHeader &header, const ParameterSets &sets) {
                const auto isRefused = [&](const SliceHeader &replacement, const ParameterSets &newSets) {
                    return h264::withHeader(nal, header, sets, replacement, newSets).empty();
                };
                QVERIFY(!isRefused(header, sets));
                QVERIFY(isRefused(header, {}));
                ParameterSets other = sets;
                other.pictures[0].cabac = !other.pictures[0].cabac;
                QVERIFY(isRefused(header, other));
                SliceHeader confused = header;
                confused.type = static_cast<SliceType>((header.typeAsCoded + 1) % 5);
                QVERIFY(isRefused(confused, sets));
                if (header.lists() > 0) {
                    SliceHeader without = header;
                    without.active = {0, 0};
                    QVERIFY(isRefused(without, sets));
                }
                if (!header.weighted)
                    return;
                ++weighted;
                other = sets;
                other.pictures[0].weightedPrediction = false;
                QVERIFY(isRefused(header, other));
                SliceHeader plain = header;
                plain.weighted = false;
                QVERIFY(isRefused(plain, sets));
                QVERIFY(!isRefused(plain, other));
                SliceHeader more = header;
                ++more.active[0];
                QVERIFY(isRefused(more, sets));
            });
        QVERIFY(weighted > 0);
    }
};

QTEST_GUILESS_MAIN(TestH264SliceWriter)
#include "tst_h264_slice_writer.moc"
