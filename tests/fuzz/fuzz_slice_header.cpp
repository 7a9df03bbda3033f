#include "core/media/h264/bits.h"
#include "core/media/h264/slice_writer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace media::h264;

/// A crash is what a fuzzer looks for.
static void require(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "Broken: %s\n", promise);
    std::abort();
}

/// The payload without zeros behind its stop bit.
static Bytes trimmed(Bytes rbsp)
{
    rbsp.resize(stopBit(rbsp) / 8 + (rbsp.empty() ? 0 : 1));
    return rbsp;
}

static void tryParameterSets(ByteView nal, uint32_t id)
{
    if (const auto before = SequenceParameters::parse(nal)) {
        require(before->width() > 0 && before->height() > 0, "a sequence has pictures");
        const Bytes changed = withId(nal, id % 32);
        const auto after = SequenceParameters::parse(changed);
        require(after && after->id == id % 32, "a sequence takes a new id");
        require(withId(changed, before->id) == withId(nal, before->id), "and its old one again");
    }
    if (const auto before = PictureParameters::parse(nal)) {
        const Bytes changed = withIds(nal, id % 256, id % 32);
        const auto after = PictureParameters::parse(changed);
        require(after && after->id == id % 256 && after->sequenceId == id % 32, "picture parameters take new ids");
        require(withIds(changed, before->id, before->sequenceId) == withIds(nal, before->id, before->sequenceId),
            "and their old ones again");
    }
}

static void tryShift(
    ByteView nal, const SliceHeader &header, const ParameterSets &sets, uint32_t number, uint32_t order)
{
    const SequenceParameters &sequence = *sets.sequenceOf(header.pictureParametersId);
    const uint32_t numbers = 1U << sequence.frameNumberBits;
    const uint32_t orders = 1U << sequence.pictureOrderBits;
    const Bytes rbsp = rbspOf(nal);
    const bool isCanonical = std::ranges::equal(nalOf(nal[0], rbsp), nal);

    const Bytes same = shiftedSlice(nal, header, sets, 0, 0);
    require(rbspOf(same) == rbsp, "a shift by nothing changes nothing");
    require(!isCanonical || std::ranges::equal(same, nal), "not even emulation prevention");
    const Bytes shifted = shiftedSlice(nal, header, sets, number, order);
    const auto found = parseSliceHeader(shifted, sets);
    require(found.has_value(), "a shifted slice is one");
    SliceHeader wanted = header;
    wanted.frameNumber = (header.frameNumber - number) % numbers;
    wanted.pictureOrderLsb = (header.pictureOrderLsb - order) % orders;
    require(*found == wanted, "a shift changes two numbers");
    const Bytes back = shiftedSlice(shifted, *found, sets, numbers - number % numbers, orders - order % orders);
    require(rbspOf(back) == rbsp, "a shift can be taken back");
    require(!isCanonical || std::ranges::equal(back, nal), "byte by byte");
}

static void tryHeader(ByteView nal, const SliceHeader &header, const ParameterSets &sets, uint32_t id)
{
    const Bytes rbsp = rbspOf(nal);
    const Bytes same = withHeader(nal, header, sets, header, sets);
    require(rbspOf(same) == rbsp, "the same header changes nothing");
    require(!std::ranges::equal(nalOf(nal[0], rbsp), nal) || std::ranges::equal(same, nal),
        "not even emulation prevention");

    ParameterSets other;
    other.pictures.push_back(*sets.picture(header.pictureParametersId));
    other.pictures[0].id = id % 256;
    other.sequences.push_back(*sets.sequenceOf(header.pictureParametersId));
    other.sequences[0].frameNumberBits = 16;
    SliceHeader replacement = header;
    replacement.pictureParametersId = id % 256;
    const Bytes moved = withHeader(nal, header, sets, replacement, other);
    const auto found = parseSliceHeader(moved, other);
    require(found.has_value(), "a slice under other sets is one");
    require(found->frameNumber == header.frameNumber && found->marking == header.marking
            && found->modifications == header.modifications && found->qpDelta == header.qpDelta,
        "a header means the same under other sets");
    const Bytes back = withHeader(moved, *found, other, header, sets);
    require(trimmed(rbspOf(back)) == trimmed(rbsp), "a slice finds back to its sets");
}

/// The first byte says how the units are framed, the next four by how much to shift.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 5)
        return 0;
    const uint32_t number = static_cast<uint32_t>(data[1]) << 8 | data[2];
    const uint32_t order = static_cast<uint32_t>(data[3]) << 8 | data[4];
    const int framing = data[0] % 6;
    const ByteView rest(data + 5, size - 5);
    ParameterSets sets;
    std::vector<ByteView> units;
    if (framing == 5) {
        const auto configuration = DecoderConfiguration::parse(rest);
        if (!configuration)
            return 0;
        const Bytes again = configuration->serialize();
        require(std::ranges::equal(ByteView(again).subspan(6), rest.subspan(6)), "a configuration survives");
        sets = ParameterSets::of(*configuration);
        units = splitStartCodes(rest);
    } else if (framing == 0) {
        units = splitStartCodes(rest);
    } else if (const auto split = splitLengthPrefixed(rest, framing)) {
        units = *split;
    }
    for (const ByteView unit : units) {
        tryParameterSets(unit, number);
        sets.add(unit);
        if (const auto header = parseSliceHeader(unit, sets)) {
            require(qpOf(*header, sets) <= 51, "no quantiser is beyond the standard");
            tryShift(unit, *header, sets, number, order);
            tryHeader(unit, *header, sets, order);
        }
    }
    return 0;
}
