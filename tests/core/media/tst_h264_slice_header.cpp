#include "core/media/h264/bits.h"
#include "core/media/h264/slice_header.h"
#include "support/h264_streams.h"

#include <algorithm>
#include <set>

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

using Elements = QList<std::pair<QString, qint64>>;

static void addList(Elements &elements, const SliceHeader &header, size_t list)
{
    elements.append({u"ref_pic_list_modification_flag_l%1"_s.arg(list), header.modifies[list]});
    if (!header.modifies[list])
        return;
    for (const auto &[operation, value] : header.modifications[list]) {
        elements.append({u"modification_of_pic_nums_idc"_s, operation});
        elements.append({operation == 2 ? u"long_term_pic_num"_s : u"abs_diff_pic_num_minus1"_s, value});
    }
    elements.append({u"modification_of_pic_nums_idc"_s, 3});
}

static void addMarking(Elements &elements, const SliceHeader &header)
{
    elements.append({u"adaptive_ref_pic_marking_mode_flag"_s, header.adaptiveMarking});
    if (!header.adaptiveMarking)
        return;
    for (const auto &[operation, first, second] : header.marking) {
        elements.append({u"memory_management_control_operation"_s, operation});
        if (operation == 1)   // all that x264 writes
            elements.append({u"difference_of_pic_nums_minus1"_s, first});
    }
    elements.append({u"memory_management_control_operation"_s, 0});
}

/// A header in the words of the standard, without the table of weights.
static Elements elementsOf(const SliceHeader &header, const ParameterSets &sets)
{
    const PictureParameters &picture = *sets.picture(header.pictureParametersId);
    const SequenceParameters &sequence = *sets.sequenceOf(header.pictureParametersId);
    Elements elements{{u"forbidden_zero_bit"_s, 0}, {u"nal_ref_idc"_s, header.referenceIdc},
        {u"nal_unit_type"_s, static_cast<int>(header.nalType)}, {u"first_mb_in_slice"_s, header.firstMacroblock},
        {u"slice_type"_s, header.typeAsCoded}, {u"pic_parameter_set_id"_s, header.pictureParametersId},
        {u"frame_num"_s, header.frameNumber}};
    if (!sequence.framesOnly)
        elements.append({u"field_pic_flag"_s, header.fieldPicture});
    if (header.isIdr())
        elements.append({u"idr_pic_id"_s, header.idrPictureId});
    if (sequence.pictureOrderType == 0) {
        elements.append({u"pic_order_cnt_lsb"_s, header.pictureOrderLsb});
        if (picture.bottomFieldPictureOrder && !header.fieldPicture)
            elements.append({u"delta_pic_order_cnt_bottom"_s, header.deltaPictureOrderBottom});
    }
    if (header.type == SliceType::B)
        elements.append({u"direct_spatial_mv_pred_flag"_s, header.directSpatial});
    if (header.lists() > 0)
        elements.append({u"num_ref_idx_active_override_flag"_s, header.activeOverride});
    for (size_t list = 0; list < header.lists() && header.activeOverride; ++list)
        elements.append({u"num_ref_idx_l%1_active_minus1"_s.arg(list), header.active[list] - 1});
    for (size_t list = 0; list < header.lists(); ++list)
        addList(elements, header, list);
    if (header.isReference() && header.isIdr()) {
        elements.append({u"no_output_of_prior_pics_flag"_s, header.noOutputOfPriorPictures});
        elements.append({u"long_term_reference_flag"_s, header.longTermReference});
    } else if (header.isReference()) {
        addMarking(elements, header);
    }
    if (picture.cabac && !header.isIntra())
        elements.append({u"cabac_init_idc"_s, header.cabacInitialisation});
    elements.append({u"slice_qp_delta"_s, header.qpDelta});
    if (picture.deblockingControl) {
        elements.append({u"disable_deblocking_filter_idc"_s, header.disableDeblocking});
        if (header.disableDeblocking != 1) {
            elements.append({u"slice_alpha_c0_offset_div2"_s, header.alphaOffset});
            elements.append({u"slice_beta_offset_div2"_s, header.betaOffset});
        }
    }
    return elements;
}

static bool isWeight(const QString &element)
{
    static const QRegularExpression weights(u"_weight_denom$|_(weight|offset)_l[01]"_s);
    return weights.match(element).hasMatch();
}

/// PicOrderCnt of the frames of a stream, clause 8.2.1, for POC types 0 and 2 without memory_management 5.
class PictureOrder {
public:
    int64_t next(const SliceHeader &header, const SequenceParameters &sequence)
    {
        if (header.isIdr())
            *this = {};
        if (sequence.pictureOrderType == 2) {
            if (header.frameNumber < m_frameNumber)
                m_high += int64_t{1} << sequence.frameNumberBits;
            m_frameNumber = header.frameNumber;
            return 2 * (m_high + header.frameNumber) - (header.isReference() ? 0 : 1);
        }
        const int64_t range = int64_t{1} << sequence.pictureOrderBits;
        const int64_t lsb = header.pictureOrderLsb;
        int64_t high = m_high;
        if (lsb < m_lsb && m_lsb - lsb >= range / 2)
            high += range;
        else if (lsb > m_lsb && lsb - m_lsb > range / 2)
            high -= range;
        if (header.isReference()) {
            m_high = high;
            m_lsb = lsb;
        }
        return high + lsb;
    }

private:
    int64_t m_high = 0;
    int64_t m_lsb = 0;
    uint32_t m_frameNumber = 0;
};

/// Sets of the smallest stream: one macroblock, CAVLC, POC type 2, 4 bits of frame_num.
static ParameterSets smallSets()
{
    SequenceParameters sequence;
    sequence.pictureOrderType = 2;
    sequence.maximumReferences = 1;
    sequence.widthInMacroblocks = 1;
    sequence.heightInMapUnits = 1;
    return {.sequences = {sequence}, .pictures = {PictureParameters()}};
}

/// What `writer` holds, as a slice with some data.
static Bytes slice(uint8_t header, BitWriter &writer)
{
    writer.bits(0x5a5a, 16);
    writer.trailing();
    return h264::nalOf(header, writer.take());
}

/// first_mb_in_slice, slice_type and pic_parameter_set_id
static BitWriter begun(SliceType type, uint32_t pictureParametersId = 0)
{
    BitWriter writer;
    writer.unsignedGolomb(0);
    writer.unsignedGolomb(static_cast<uint32_t>(type));
    writer.unsignedGolomb(pictureParametersId);
    return writer;
}

class TestH264SliceHeader : public QObject {
    Q_OBJECT

private:
    support::H264Streams m_streams;

private slots:
    void everyElementIsThatOfFFmpeg_data() { support::H264Streams::addRows(); }
    void everyElementIsThatOfFFmpeg()
    {
        FETCH_STREAM(m_streams, bytes);
        const auto traced = support::tracedSliceHeaders(m_streams.path(stream));
        QVERIFY(!traced.isEmpty());
        ParameterSets sets;
        qsizetype slices = 0;
        for (const ByteView unit : h264::splitStartCodes(bytes)) {
            sets.add(unit);
            const auto header = h264::parseSliceHeader(unit, sets);
            const bool isSlice = h264::nalType(unit) == NalType::Slice || h264::nalType(unit) == NalType::IdrSlice;
            QCOMPARE(header.has_value(), isSlice);
            if (!header)
                continue;
            QVERIFY(slices < traced.size());
            Elements wanted;
            size_t end = 0;
            size_t weights = 0;
            for (const auto &element : traced[slices++]) {
                if (element.name == "cabac_alignment_one_bit"_L1)
                    continue;
                if (isWeight(element.name))
                    weights += element.bits;
                else
                    wanted.append({element.name, element.value});
                end = element.position + element.bits;
                if (element.name == "frame_num"_L1)
                    QCOMPARE(header->frameNumberPosition + 8, element.position);
                if (element.name == "pic_order_cnt_lsb"_L1)
                    QCOMPARE(header->pictureOrderPosition + 8, element.position);
                if (element.name == "luma_log2_weight_denom"_L1)
                    QCOMPARE(header->weightsPosition + 8, element.position);
            }
            QCOMPARE(elementsOf(*header, sets), wanted);
            QCOMPARE(header->headerBits + 8, end);
            QCOMPARE(header->weighted, weights > 0);
            QCOMPARE(header->weightsBits, weights);
        }
        QCOMPARE(slices, traced.size());
    }

    void frameNumbersAndOrderAreContinuous_data() { support::H264Streams::addRows(); }
    void frameNumbersAndOrderAreContinuous()
    {
        FETCH_STREAM(m_streams, bytes);
        ParameterSets sets;
        PictureOrder order;
        uint32_t lastReference = 0;   // PrevRefFrameNum, clause 7.4.3
        std::set<int64_t> shown;
        const auto isGapless = [&] {   // every second number: the fields of a frame count one each
            return shown.empty() || *shown.rbegin() - *shown.begin() == 2 * (static_cast<int64_t>(shown.size()) - 1);
        };
        int pictures = 0;
        for (const ByteView unit : h264::splitStartCodes(bytes)) {
            sets.add(unit);
            const auto header = h264::parseSliceHeader(unit, sets);
            if (!header || header->firstMacroblock != 0)
                continue;
            ++pictures;
            const SequenceParameters &sequence = *sets.sequenceOf(header->pictureParametersId);
            if (header->isIdr()) {
                QVERIFY(isGapless());
                shown.clear();
                QCOMPARE(header->frameNumber, 0U);
            } else {
                QCOMPARE(header->frameNumber, (lastReference + 1) % (1U << sequence.frameNumberBits));
            }
            if (header->isReference())
                lastReference = header->frameNumber;
            QVERIFY(shown.insert(order.next(*header, sequence)).second);
        }
        QVERIFY(isGapless());
        QVERIFY(pictures > 5);
    }

    void qpIsNearWhatWasAsked()
    {
        const Bytes bytes = m_streams.bytes(u"lossless"_s);
        ParameterSets sets;
        for (const ByteView unit : h264::splitStartCodes(bytes)) {
            sets.add(unit);
            if (const auto header = h264::parseSliceHeader(unit, sets))
                QCOMPARE(h264::qpOf(*header, sets), 0);
        }
    }

    void fieldsAndPictureOrderType1AreRead()
    {
        ParameterSets sets = smallSets();
        sets.sequences[0].framesOnly = false;
        sets.sequences[0].pictureOrderType = 1;
        sets.pictures[0].bottomFieldPictureOrder = true;
        BitWriter field = begun(SliceType::P);
        field.bits(9, 4);   // frame_num
        field.bits(0b11, 2);   // bottom field
        field.signedGolomb(-3);   // only delta_pic_order_cnt[0]
        field.bits(0b00, 2);   // default count of references, unmodified
        field.flag(false);   // sliding window
        field.signedGolomb(-4);
        const auto header = h264::parseSliceHeader(slice(0x21, field), sets);
        QVERIFY(header.has_value());
        QVERIFY(header->fieldPicture && header->bottomField);
        QCOMPARE(header->frameNumber, 9U);
        QCOMPARE(header->deltaPictureOrder, (std::array<int32_t, 2>{-3, 0}));
        QCOMPARE(header->active, (std::array<int, 2>{1, 0}));
        QCOMPARE(h264::qpOf(*header, sets), 22);

        BitWriter frame = begun(SliceType::I);
        frame.bits(0, 4);
        frame.flag(false);
        frame.unsignedGolomb(65'535);   // idr_pic_id
        frame.signedGolomb(5);
        frame.signedGolomb(-6);
        frame.bits(0b01, 2);   // becomes a long-term reference
        frame.signedGolomb(0);
        const auto idr = h264::parseSliceHeader(slice(0x65, frame), sets);
        QVERIFY(idr.has_value());
        QVERIFY(idr->isIdr() && !idr->fieldPicture && idr->longTermReference && !idr->noOutputOfPriorPictures);
        QCOMPARE(idr->idrPictureId, 65'535U);
        QCOMPARE(idr->deltaPictureOrder, (std::array<int32_t, 2>{5, -6}));

        sets.sequences[0].deltaPictureOrderAlwaysZero = true;
        BitWriter plain = begun(SliceType::I);
        plain.bits(1, 4);
        plain.flag(false);
        plain.signedGolomb(2);
        QCOMPARE(h264::parseSliceHeader(slice(0x01, plain), sets)->qpDelta, 2);
    }

    void everyMarkingCommandIsRead()
    {
        const ParameterSets sets = smallSets();
        BitWriter writer = begun(SliceType::I);
        writer.bits(1, 4);
        writer.flag(true);
        for (const uint32_t code : {1U, 10U, 2U, 20U, 3U, 30U, 31U, 4U, 40U, 5U, 6U, 60U, 0U})
            writer.unsignedGolomb(code);
        writer.signedGolomb(0);
        const auto header = h264::parseSliceHeader(slice(0x61, writer), sets);
        QVERIFY(header.has_value());
        const uint32_t wanted[][3]{{1, 10, 0}, {2, 20, 0}, {3, 30, 31}, {4, 40, 0}, {5, 0, 0}, {6, 60, 0}};
        QCOMPARE(header->marking.size(), std::size(wanted));
        for (size_t i = 0; i < std::size(wanted); ++i) {
            QCOMPARE(header->marking[i].operation, wanted[i][0]);
            QCOMPARE(header->marking[i].first, wanted[i][1]);
            QCOMPARE(header->marking[i].second, wanted[i][2]);
        }
    }

    void explicitlyWeightedBPicturesAreRead()
    {
        ParameterSets sets = smallSets();
        sets.pictures[0].weightedBiprediction = 1;
        BitWriter writer = begun(SliceType::B);
        writer.bits(1, 4);
        writer.flag(true);   // spatial
        writer.flag(true);   // override
        writer.unsignedGolomb(1);
        writer.unsignedGolomb(0);
        writer.flag(true);
        for (const uint32_t code : {0U, 4U, 1U, 5U, 2U, 6U, 3U})
            writer.unsignedGolomb(code);
        writer.flag(false);
        const size_t weights = writer.position();
        writer.unsignedGolomb(5);
        writer.unsignedGolomb(7);
        for (int reference = 0; reference < 3; ++reference) {
            writer.flag(true);
            writer.signedGolomb(-128);
            writer.signedGolomb(127);
            writer.flag(reference == 2);
            for (int i = 0; i < 4 && reference == 2; ++i)
                writer.signedGolomb(i);
        }
        const size_t end = writer.position();
        writer.signedGolomb(1);
        const auto header = h264::parseSliceHeader(slice(0x01, writer), sets);
        QVERIFY(header.has_value());
        QVERIFY(header->weighted && header->directSpatial);
        QCOMPARE(header->weightsPosition, weights);
        QCOMPARE(header->weightsBits, end - weights);
        QCOMPARE(header->active, (std::array<int, 2>{2, 1}));
        QCOMPARE(header->modifications[0].size(), size_t{3});
        QCOMPARE(header->modifications[0][2].operation, 2U);
        QCOMPARE(header->modifications[0][2].value, 6U);
        QVERIFY(header->modifications[1].empty());
        QCOMPARE(header->qpDelta, 1);
    }

    void whatOnlyExtendedProfileHasIsRead()
    {
        ParameterSets sets = smallSets();
        sets.sequences[0].widthInMacroblocks = 10;
        sets.sequences[0].heightInMapUnits = 10;
        PictureParameters &picture = sets.pictures[0];
        picture.redundantPictures = true;
        picture.sliceGroups = 2;
        picture.sliceGroupMapType = 4;
        picture.sliceGroupChangeRate = 7;   // 100 / 7 + 1 makes 16 cycles
        BitWriter writer = begun(SliceType::SP);
        writer.bits(3, 4);
        writer.unsignedGolomb(127);   // redundant_pic_cnt
        writer.bits(0b00, 2);
        writer.flag(false);
        writer.signedGolomb(-1);
        writer.flag(true);   // sp_for_switch_flag
        writer.signedGolomb(9);
        writer.bits(13, 4);
        const auto header = h264::parseSliceHeader(slice(0x22, writer), sets);   // data partition A
        QVERIFY(header.has_value());
        QCOMPARE(header->nalType, NalType::PartitionA);
        QCOMPARE(header->redundantPicture, 127U);
        QVERIFY(header->switching);
        QCOMPARE(header->qsDelta, 9);
        QCOMPARE(header->sliceGroupChangeCycle, 13U);
        sets.pictures[0].sliceGroupChangeRate = 100;
        QCOMPARE(h264::sliceGroupChangeCycleBits(sets.sequences[0], sets.pictures[0]), 1);
        sets.pictures[0].sliceGroupChangeRate = 1;
        QCOMPARE(h264::sliceGroupChangeCycleBits(sets.sequences[0], sets.pictures[0]), 7);
        sets.pictures[0].sliceGroupMapType = 6;
        QCOMPARE(h264::sliceGroupChangeCycleBits(sets.sequences[0], sets.pictures[0]), 0);
    }

    void separatePlanesAreRead()
    {
        ParameterSets sets = smallSets();
        sets.sequences[0].chromaFormat = 3;
        sets.sequences[0].separatePlanes = true;
        sets.pictures[0].weightedPrediction = true;
        BitWriter writer = begun(SliceType::P);
        writer.bits(2, 2);   // colour_plane_id
        writer.bits(1, 4);
        writer.bits(0b00, 2);
        writer.unsignedGolomb(0);   // only luma has weights
        writer.flag(false);
        writer.signedGolomb(3);
        const auto header = h264::parseSliceHeader(slice(0x01, writer), sets);
        QVERIFY(header.has_value());
        QCOMPARE(header->colourPlane, 2U);
        QCOMPARE(header->weightsBits, size_t{2});
        QCOMPARE(header->qpDelta, 3);
    }

    void truncatedHeadersAreRefused_data() { support::H264Streams::addRows(); }
    void truncatedHeadersAreRefused()
    {
        FETCH_STREAM(m_streams, bytes);
        ParameterSets sets;
        for (const ByteView unit : h264::splitStartCodes(bytes)) {
            sets.add(unit);
            const auto header = h264::parseSliceHeader(unit, sets);
            if (!header)
                continue;
            QVERIFY(!h264::parseSliceHeader(unit, {}));
            const Bytes rbsp = h264::rbspOf(unit, header->headerBits / 8 + 4);
            for (size_t size = 0; size <= header->headerBits / 8; ++size)
                QVERIFY(!h264::parseSliceHeader(h264::nalOf(unit[0], ByteView(rbsp).first(size)), sets));
        }
    }

    void headersOfAnyAllowedLengthAreRead()
    {
        const ParameterSets sets = smallSets();
        for (const int commands : {0, 5, 10, 20, 40, 66, 67}) {
            BitWriter writer = begun(SliceType::I);
            writer.bits(1, 4);
            writer.flag(true);
            for (int i = 0; i < commands; ++i) {   // all zeros but for single bits: full of emulation prevention
                writer.unsignedGolomb(3);
                writer.unsignedGolomb(0x7fffffff);
                writer.unsignedGolomb(0x7fffffff);
            }
            writer.unsignedGolomb(0);
            writer.signedGolomb(-7);
            const size_t bits = writer.position();
            const auto header = h264::parseSliceHeader(slice(0x61, writer), sets);
            QCOMPARE(header.has_value(), commands <= 66);
            if (header) {
                QCOMPARE(header->marking.size(), static_cast<size_t>(commands));
                QCOMPARE(header->qpDelta, -7);
                QCOMPARE(header->headerBits, bits);
            }
        }
    }

    void impossibleValuesAreRefused()
    {
        ParameterSets sets = smallSets();
        const auto isRead = [&](uint8_t nalHeader, BitWriter writer) {
            return h264::parseSliceHeader(slice(nalHeader, writer), sets).has_value();
        };
        const auto intra = [](int32_t qpDelta) {
            BitWriter writer = begun(SliceType::I);
            writer.bits(1, 4);
            writer.signedGolomb(qpDelta);
            return writer;
        };
        const auto references = [](uint32_t count, uint32_t modifications) {
            BitWriter writer = begun(SliceType::P);
            writer.bits(1, 4);
            writer.flag(true);
            writer.unsignedGolomb(count - 1);
            writer.flag(true);
            for (uint32_t i = 0; i < 2 * modifications; ++i)
                writer.unsignedGolomb(0);
            writer.unsignedGolomb(3);
            writer.signedGolomb(0);
            return writer;
        };
        QVERIFY(isRead(0x01, intra(25)));
        QVERIFY(!isRead(0x01, intra(26)));
        QVERIFY(isRead(0x01, intra(-26)));
        QVERIFY(!isRead(0x01, intra(-27)));
        QVERIFY(!isRead(0x01, intra(-0x7fffffff)));
        QVERIFY(!isRead(0x81, intra(0)));   // forbidden_zero_bit
        QVERIFY(!isRead(0x03, intra(0)));   // data partition B has no header
        QVERIFY(!isRead(0x06, intra(0)));
        QVERIFY(isRead(0x01, references(32, 66)));
        QVERIFY(!isRead(0x01, references(33, 1)));
        QVERIFY(!isRead(0x01, references(1, 67)));
        QVERIFY(!isRead(0x65, references(1, 0)));   // an IDR picture refers to nothing

        BitWriter outside;
        outside.unsignedGolomb(1);   // the second macroblock of one
        outside.unsignedGolomb(2);
        outside.unsignedGolomb(0);
        outside.bits(1, 4);
        outside.signedGolomb(0);
        QVERIFY(!isRead(0x01, outside));

        QVERIFY(!h264::parseSliceHeader({}, sets));
        BitWriter nothing = intra(0);
        nothing.trailing();
        QVERIFY(!h264::parseSliceHeader(h264::nalOf(0x01, nothing.take()), sets));

        sets.pictures[0].cabac = true;
        BitWriter aligned = intra(0);
        aligned.bits(0xff, static_cast<int>((8 - aligned.position() % 8) % 8));
        QVERIFY(isRead(0x01, aligned));
        BitWriter misaligned = intra(0);
        misaligned.bits(0xfe, static_cast<int>((8 - misaligned.position() % 8) % 8));
        QVERIFY(!isRead(0x01, misaligned));
    }
};

QTEST_GUILESS_MAIN(TestH264SliceHeader)
#include "tst_h264_slice_header.moc"
