#include "core/media/h264/slice_writer.h"

#include "core/media/h264/bits.h"

#include <algorithm>
#include <utility>

namespace media::h264 {

/// Puts the lowest `count` bits of `value` at `position` of `bytes`.
static void replaceBits(Bytes &bytes, size_t position, int count, uint32_t value)
{
    for (size_t at = position + static_cast<size_t>(count); at-- > position; value >>= 1) {
        const auto mask = static_cast<uint8_t>(0x80 >> at % 8);
        bytes[at / 8] = static_cast<uint8_t>((value & 1) != 0 ? bytes[at / 8] | mask : bytes[at / 8] & ~mask);
    }
}

Bytes shiftedSlice(ByteView nal, const SliceHeader &header, const ParameterSets &sets, uint32_t frameNumberLess,
    uint32_t pictureOrderLess)
{
    const SequenceParameters *sequence = sets.sequenceOf(header.pictureParametersId);
    if (sequence == nullptr)
        return {};
    const auto frameNumberEnd = header.frameNumberPosition + static_cast<size_t>(sequence->frameNumberBits);
    const auto pictureOrderEnd = header.pictureOrderPosition + static_cast<size_t>(sequence->pictureOrderBits);
    const size_t count = (std::max(frameNumberEnd, pictureOrderEnd) + 7) / 8;
    Bytes head = rbspOf(nal, count);
    if (head.size() < count)
        return {};
    replaceBits(head, header.frameNumberPosition, sequence->frameNumberBits, header.frameNumber - frameNumberLess);
    replaceBits(
        head, header.pictureOrderPosition, sequence->pictureOrderBits, header.pictureOrderLsb - pictureOrderLess);
    return withHead(nal, count, std::move(head));
}

static void writeReferences(BitWriter &writer, const SliceHeader &header, const PictureParameters &picture)
{
    if (header.type == SliceType::B)
        writer.flag(header.directSpatial);
    if (header.lists() == 0)
        return;
    bool overrides = header.activeOverride;
    for (size_t list = 0; list < header.lists(); ++list)
        overrides = overrides || header.active[list] != picture.defaultActive[list];
    writer.flag(overrides);
    for (size_t list = 0; list < header.lists() && overrides; ++list)
        writer.unsignedGolomb(static_cast<uint32_t>(header.active[list] - 1));
    for (size_t list = 0; list < header.lists(); ++list) {
        writer.flag(header.modifies[list]);
        if (!header.modifies[list])
            continue;
        for (const ListModification &modification : header.modifications[list]) {
            writer.unsignedGolomb(modification.operation);
            writer.unsignedGolomb(modification.value);
        }
        writer.unsignedGolomb(3);
    }
}

static void writeMarking(BitWriter &writer, const SliceHeader &header)
{
    if (!header.isReference())
        return;
    if (header.isIdr()) {
        writer.flag(header.noOutputOfPriorPictures);
        writer.flag(header.longTermReference);
        return;
    }
    writer.flag(header.adaptiveMarking);
    if (!header.adaptiveMarking)
        return;
    for (const MarkingCommand &command : header.marking) {
        writer.unsignedGolomb(command.operation);
        if (command.operation != 5)
            writer.unsignedGolomb(command.first);
        if (command.operation == 3)
            writer.unsignedGolomb(command.second);
    }
    writer.unsignedGolomb(0);
}

/// first_mb_in_slice up to redundant_pic_cnt
static void writeIdentity(
    BitWriter &writer, const SliceHeader &header, const SequenceParameters &sequence, const PictureParameters &picture)
{
    writer.unsignedGolomb(header.firstMacroblock);
    writer.unsignedGolomb(header.typeAsCoded);
    writer.unsignedGolomb(header.pictureParametersId);
    if (sequence.separatePlanes)
        writer.bits(header.colourPlane, 2);
    writer.bits(header.frameNumber, sequence.frameNumberBits);
    if (!sequence.framesOnly) {
        writer.flag(header.fieldPicture);
        if (header.fieldPicture)
            writer.flag(header.bottomField);
    }
    if (header.isIdr())
        writer.unsignedGolomb(header.idrPictureId);
    const bool bottomToo = picture.bottomFieldPictureOrder && !header.fieldPicture;
    if (sequence.pictureOrderType == 0) {
        writer.bits(header.pictureOrderLsb, sequence.pictureOrderBits);
        if (bottomToo)
            writer.signedGolomb(header.deltaPictureOrderBottom);
    } else if (sequence.pictureOrderType == 1 && !sequence.deltaPictureOrderAlwaysZero) {
        writer.signedGolomb(header.deltaPictureOrder[0]);
        if (bottomToo)
            writer.signedGolomb(header.deltaPictureOrder[1]);
    }
    if (picture.redundantPictures)
        writer.unsignedGolomb(header.redundantPicture);
}

/// cabac_init_idc and all that follows it
static void writeCoding(
    BitWriter &writer, const SliceHeader &header, const SequenceParameters &sequence, const PictureParameters &picture)
{
    if (picture.cabac && !header.isIntra())
        writer.unsignedGolomb(header.cabacInitialisation);
    writer.signedGolomb(header.qpDelta);
    if (header.type == SliceType::SP)
        writer.flag(header.switching);
    if (header.type == SliceType::SP || header.type == SliceType::SI)
        writer.signedGolomb(header.qsDelta);
    if (picture.deblockingControl) {
        writer.unsignedGolomb(header.disableDeblocking);
        if (header.disableDeblocking != 1) {
            writer.signedGolomb(header.alphaOffset);
            writer.signedGolomb(header.betaOffset);
        }
    }
    writer.bits(header.sliceGroupChangeCycle, sliceGroupChangeCycleBits(sequence, picture));
}

/// What `writer` holds, then the macroblocks of `nal`.
static Bytes completed(ByteView nal, const SliceHeader &header, bool cabac, BitWriter &writer)
{
    const size_t shared = (header.headerBits + 7) / 8;   // bytes up to the last in which the header has a share
    if (!cabac && writer.position() % 8 != header.headerBits % 8) {
        const Bytes rbsp = rbspOf(nal);
        BitReader reader(rbsp);
        reader.skip(header.headerBits);
        writer.append(reader, stopBit(rbsp) - header.headerBits);
        writer.trailing();
        return nalOf(nal[0], writer.take());
    }
    if (cabac) {
        writer.bits(0xff, static_cast<int>((8 - writer.position() % 8) % 8));   // cabac_alignment_one_bit
    } else {
        const Bytes head = rbspOf(nal, shared);
        BitReader reader(head);
        reader.skip(header.headerBits);
        writer.append(reader, shared * 8 - header.headerBits);
    }
    return withHead(nal, shared, writer.take());
}

/// Whether the table of weights of `header` may stand in `replacement`.
static bool weightsFit(const SliceHeader &header, const SequenceParameters &sequence, const SliceHeader &replacement,
    const SequenceParameters &replacementSequence)
{
    return header.weighted && header.type == replacement.type && header.active == replacement.active
        && (sequence.chromaArrayType() == 0) == (replacementSequence.chromaArrayType() == 0);
}

Bytes withHeader(ByteView nal, const SliceHeader &header, const ParameterSets &sets, const SliceHeader &replacement,
    const ParameterSets &replacementSets)
{
    const PictureParameters *picture = sets.picture(header.pictureParametersId);
    const SequenceParameters *sequence = sets.sequenceOf(header.pictureParametersId);
    const PictureParameters *newPicture = replacementSets.picture(replacement.pictureParametersId);
    const SequenceParameters *newSequence = replacementSets.sequenceOf(replacement.pictureParametersId);
    if (sequence == nullptr || newSequence == nullptr || picture->cabac != newPicture->cabac
        || static_cast<SliceType>(replacement.typeAsCoded % 5) != replacement.type)
        return {};
    const bool weighted = hasWeights(*newPicture, replacement.type);
    if (weighted != replacement.weighted || (weighted && !weightsFit(header, *sequence, replacement, *newSequence)))
        return {};
    for (size_t list = 0; list < replacement.lists(); ++list)
        if (replacement.active[list] < 1)
            return {};

    BitWriter writer;
    writeIdentity(writer, replacement, *newSequence, *newPicture);
    writeReferences(writer, replacement, *newPicture);
    if (weighted) {
        const Bytes rbsp = rbspOf(nal, (header.weightsPosition + header.weightsBits + 7) / 8);
        BitReader weights(rbsp);
        weights.skip(header.weightsPosition);
        writer.append(weights, header.weightsBits);
    }
    writeMarking(writer, replacement);
    writeCoding(writer, replacement, *newSequence, *newPicture);
    Bytes slice = completed(nal, header, picture->cabac, writer);
    slice[0] = static_cast<uint8_t>(replacement.referenceIdc << 5 | static_cast<int>(replacement.nalType));
    return slice;
}

}   // namespace media::h264
