#include "core/media/h264/parameter_sets.h"

#include "core/media/h264/bits.h"

#include <algorithm>
#include <utility>

namespace media::h264 {

/// `nal` with what is in `writer` in place of what was read of its payload.
static Bytes completed(ByteView nal, ByteView rbsp, BitReader &reader, BitWriter &writer)
{
    const size_t end = stopBit(rbsp);
    if (reader.overrun() || reader.position() > end)
        return {};
    writer.append(reader, end - reader.position());
    writer.trailing();
    return nalOf(nal[0], writer.take());
}

Bytes withIds(ByteView pictureParametersNal, uint32_t id, uint32_t sequenceId)
{
    const Bytes rbsp = rbspOf(pictureParametersNal);
    BitReader reader(rbsp);
    reader.unsignedGolomb();
    reader.unsignedGolomb();
    BitWriter writer;
    writer.unsignedGolomb(id);
    writer.unsignedGolomb(sequenceId);
    return completed(pictureParametersNal, rbsp, reader, writer);
}

Bytes withId(ByteView sequenceParametersNal, uint32_t id)
{
    const Bytes rbsp = rbspOf(sequenceParametersNal);
    BitReader reader(rbsp);
    BitWriter writer;
    writer.append(reader, 24);   // profile, constraints, level
    reader.unsignedGolomb();
    writer.unsignedGolomb(id);
    return completed(sequenceParametersNal, rbsp, reader, writer);
}

ParameterSets ParameterSets::of(const DecoderConfiguration &configuration)
{
    ParameterSets sets;
    for (const auto *units : {&configuration.sequenceParameters, &configuration.pictureParameters})
        for (const Bytes &unit : *units)
            sets.add(unit);
    return sets;
}

template <class Set> static const Set *found(const std::vector<Set> &sets, uint32_t id)
{
    const auto at = std::ranges::find(sets, id, &Set::id);
    return at == sets.end() ? nullptr : &*at;
}

template <class Set> static void put(std::vector<Set> &sets, std::optional<Set> set)
{
    if (!set)
        return;
    const auto at = std::ranges::find(sets, set->id, &Set::id);
    if (at == sets.end())
        sets.push_back(std::move(*set));
    else
        *at = std::move(*set);
}

void ParameterSets::add(ByteView nal)
{
    put(sequences, SequenceParameters::parse(nal));
    put(pictures, PictureParameters::parse(nal));
}

const PictureParameters *ParameterSets::picture(uint32_t id) const { return found(pictures, id); }

const SequenceParameters *ParameterSets::sequence(uint32_t id) const { return found(sequences, id); }

const SequenceParameters *ParameterSets::sequenceOf(uint32_t pictureParametersId) const
{
    const PictureParameters *parameters = picture(pictureParametersId);
    return parameters == nullptr ? nullptr : sequence(parameters->sequenceId);
}

}   // namespace media::h264
