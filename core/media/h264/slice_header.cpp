#include "core/media/h264/slice_header.h"

#include "core/media/h264/bits.h"

#include <bit>

namespace media::h264 {

static constexpr int mostListEntries = 32;   // per list, of a field
static constexpr size_t mostModifications = 66;   // more than the standard's 33 per list
static constexpr size_t mostMarkingCommands = 66;

/// Reads a header element by element in the order of the standard. Each step is false when it meets what no standard
/// allows; running out of bytes shows in the reader alone.
class HeaderParser {
public:
    HeaderParser(BitReader &reader, SliceHeader &header, const ParameterSets &sets)
        : m_reader(reader)
        , m_header(header)
        , m_sets(sets)
    {
    }

    bool parse()
    {
        return identity() && numbers() && references() && weights() && marking() && quantisation() && deblocking()
            && end();
    }

private:
    bool identity();
    bool numbers();
    bool references();
    bool modification(size_t list);
    bool weights();
    bool weight(bool chroma);
    bool marking();
    bool quantisation();
    bool deblocking();
    bool end();

    BitReader &m_reader;
    SliceHeader &m_header;
    const ParameterSets &m_sets;
    const PictureParameters *m_picture = nullptr;
    const SequenceParameters *m_sequence = nullptr;
};

bool HeaderParser::identity()
{
    m_header.firstMacroblock = m_reader.unsignedGolomb();
    m_header.typeAsCoded = m_reader.unsignedGolomb();
    m_header.pictureParametersId = m_reader.unsignedGolomb();
    m_picture = m_sets.picture(m_header.pictureParametersId);
    m_sequence = m_sets.sequenceOf(m_header.pictureParametersId);
    if (m_header.typeAsCoded > 9 || m_sequence == nullptr)
        return false;
    m_header.type = static_cast<SliceType>(m_header.typeAsCoded % 5);
    const int macroblocks = m_sequence->widthInMacroblocks * m_sequence->heightInMacroblocks();
    return m_header.firstMacroblock < static_cast<uint32_t>(macroblocks) && (!m_header.isIdr() || m_header.isIntra())
        && (m_header.nalType != NalType::PartitionA || !m_picture->cabac);
}

bool HeaderParser::numbers()
{
    if (m_sequence->separatePlanes)
        m_header.colourPlane = m_reader.bits(2);
    m_header.frameNumberPosition = m_reader.position();
    m_header.frameNumber = m_reader.bits(m_sequence->frameNumberBits);
    if (!m_sequence->framesOnly) {
        m_header.fieldPicture = m_reader.flag();
        m_header.bottomField = m_header.fieldPicture && m_reader.flag();
    }
    if (m_header.isIdr())
        m_header.idrPictureId = m_reader.unsignedGolomb();
    const bool bottomToo = m_picture->bottomFieldPictureOrder && !m_header.fieldPicture;
    if (m_sequence->pictureOrderType == 0) {
        m_header.pictureOrderPosition = m_reader.position();
        m_header.pictureOrderLsb = m_reader.bits(m_sequence->pictureOrderBits);
        if (bottomToo)
            m_header.deltaPictureOrderBottom = m_reader.signedGolomb();
    } else if (m_sequence->pictureOrderType == 1 && !m_sequence->deltaPictureOrderAlwaysZero) {
        m_header.deltaPictureOrder[0] = m_reader.signedGolomb();
        if (bottomToo)
            m_header.deltaPictureOrder[1] = m_reader.signedGolomb();
    }
    if (m_picture->redundantPictures)
        m_header.redundantPicture = m_reader.unsignedGolomb();
    return m_header.colourPlane <= 2 && m_header.idrPictureId <= 65'535 && m_header.redundantPicture <= 127;
}

bool HeaderParser::references()
{
    if (m_header.type == SliceType::B)
        m_header.directSpatial = m_reader.flag();
    if (m_header.lists() == 0)
        return true;
    m_header.activeOverride = m_reader.flag();
    for (size_t list = 0; list < m_header.lists(); ++list) {
        m_header.active[list] = m_picture->defaultActive[list];
        if (m_header.activeOverride) {
            const uint32_t more = m_reader.unsignedGolomb();
            if (more >= mostListEntries)
                return false;
            m_header.active[list] = static_cast<int>(more + 1);
        }
    }
    for (size_t list = 0; list < m_header.lists(); ++list) {
        m_header.modifies[list] = m_reader.flag();
        if (m_header.modifies[list] && !modification(list))
            return false;
    }
    return true;
}

bool HeaderParser::modification(size_t list)
{
    static constexpr uint32_t end = 3;
    auto &modifications = m_header.modifications[list];
    for (;;) {
        const uint32_t operation = m_reader.unsignedGolomb();
        if (operation == end)
            return true;
        if (operation > end || modifications.size() == mostModifications || m_reader.overrun())
            return false;
        modifications.push_back({.operation = operation, .value = m_reader.unsignedGolomb()});
    }
}

bool HeaderParser::weights()
{
    m_header.weighted = hasWeights(*m_picture, m_header.type);
    if (!m_header.weighted)
        return true;
    m_header.weightsPosition = m_reader.position();
    const bool coloured = m_sequence->chromaArrayType() != 0;
    const uint32_t lumaDenominator = m_reader.unsignedGolomb();
    const uint32_t chromaDenominator = coloured ? m_reader.unsignedGolomb() : 0;
    if (lumaDenominator > 7 || chromaDenominator > 7)
        return false;
    for (size_t list = 0; list < m_header.lists(); ++list)
        for (int i = 0; i < m_header.active[list]; ++i)
            if (!weight(false) || (coloured && !weight(true)))
                return false;
    m_header.weightsBits = m_reader.position() - m_header.weightsPosition;
    return true;
}

bool HeaderParser::weight(bool chroma)
{
    if (!m_reader.flag())
        return true;
    for (int i = 0; i < (chroma ? 4 : 2); ++i)
        if (const int32_t value = m_reader.signedGolomb(); value < -128 || value > 127)
            return false;
    return true;
}

bool HeaderParser::marking()
{
    if (!m_header.isReference())
        return true;
    if (m_header.isIdr()) {
        m_header.noOutputOfPriorPictures = m_reader.flag();
        m_header.longTermReference = m_reader.flag();
        return true;
    }
    m_header.adaptiveMarking = m_reader.flag();
    if (!m_header.adaptiveMarking)
        return true;
    for (;;) {
        MarkingCommand command{.operation = m_reader.unsignedGolomb()};
        if (command.operation == 0)
            return true;
        if (command.operation > 6 || m_header.marking.size() == mostMarkingCommands || m_reader.overrun())
            return false;
        if (command.operation != 5)
            command.first = m_reader.unsignedGolomb();
        if (command.operation == 3)
            command.second = m_reader.unsignedGolomb();
        m_header.marking.push_back(command);
    }
}

bool HeaderParser::quantisation()
{
    if (m_picture->cabac && !m_header.isIntra())
        m_header.cabacInitialisation = m_reader.unsignedGolomb();
    m_header.qpDelta = m_reader.signedGolomb();
    if (m_header.type == SliceType::SP)
        m_header.switching = m_reader.flag();
    if (m_header.type == SliceType::SP || m_header.type == SliceType::SI)
        m_header.qsDelta = m_reader.signedGolomb();
    const int64_t qp = int64_t{m_picture->initialQp} + m_header.qpDelta;
    const int64_t qs = int64_t{m_picture->initialQs} + m_header.qsDelta;
    const int lowestQp = -6 * (m_sequence->bitDepthLuma - 8);
    return m_header.cabacInitialisation <= 2 && qp >= lowestQp && qp <= 51 && qs >= 0 && qs <= 51;
}

bool HeaderParser::deblocking()
{
    if (m_picture->deblockingControl) {
        m_header.disableDeblocking = m_reader.unsignedGolomb();
        if (m_header.disableDeblocking != 1) {
            m_header.alphaOffset = m_reader.signedGolomb();
            m_header.betaOffset = m_reader.signedGolomb();
        }
    }
    const auto isOffset = [](int32_t value) { return value >= -6 && value <= 6; };
    return m_header.disableDeblocking <= 2 && isOffset(m_header.alphaOffset) && isOffset(m_header.betaOffset);
}

bool HeaderParser::end()
{
    m_header.sliceGroupChangeCycle = m_reader.bits(sliceGroupChangeCycleBits(*m_sequence, *m_picture));
    m_header.headerBits = m_reader.position();
    while (m_picture->cabac && m_reader.position() % 8 != 0)
        if (!m_reader.flag())   // cabac_alignment_one_bit
            return false;
    return true;
}

std::optional<SliceHeader> parseSliceHeader(ByteView nal, const ParameterSets &sets)
{
    const NalType type = nalType(nal);
    const bool isSlice = type == NalType::Slice || type == NalType::PartitionA || type == NalType::IdrSlice;
    const bool isForbidden =
        isSlice && ((nal[0] & 0x80) != 0 || (type == NalType::IdrSlice && nalReferenceIdc(nal) == 0));
    if (!isSlice || isForbidden)
        return std::nullopt;
    // Nearly all headers fit the first size; the last is more than all that is allowed above adds up to.
    for (const size_t size : {64, 1'024, 8'192}) {
        const Bytes rbsp = rbspOf(nal, size);
        BitReader reader(rbsp);
        SliceHeader header{.nalType = type, .referenceIdc = nalReferenceIdc(nal)};
        const bool isWellFormed = HeaderParser(reader, header, sets).parse();
        const bool goesOn = !reader.overrun() && reader.moreData();
        if (!goesOn && rbsp.size() == size)
            continue;
        if (!isWellFormed || !goesOn)
            return std::nullopt;
        return header;
    }
    return std::nullopt;
}

bool hasWeights(const PictureParameters &parameters, SliceType type)
{
    if (type == SliceType::B)
        return parameters.weightedBiprediction == 1;
    return parameters.weightedPrediction && (type == SliceType::P || type == SliceType::SP);
}

int sliceGroupChangeCycleBits(const SequenceParameters &sequence, const PictureParameters &picture)
{
    if (picture.sliceGroups == 1 || picture.sliceGroupMapType < 3 || picture.sliceGroupMapType > 5)
        return 0;
    const auto units = static_cast<uint32_t>(sequence.widthInMacroblocks * sequence.heightInMapUnits);
    const uint32_t rate = picture.sliceGroupChangeRate;
    return static_cast<int>(std::bit_width(units / rate + (units % rate == 0 ? 0 : 1)));
}

int qpOf(const SliceHeader &header, const ParameterSets &sets)
{
    const PictureParameters *parameters = sets.picture(header.pictureParametersId);
    return (parameters == nullptr ? 26 : parameters->initialQp) + header.qpDelta;
}

}   // namespace media::h264
