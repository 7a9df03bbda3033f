#include "core/media/worker/smart/picture_copier.h"

#include "core/media/h264/slice_writer.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::NalType;
using h264::SliceHeader;

/// Holds only for the uncut stream and would mislead decoders of the output.
static bool isTiming(ByteView unit)
{
    constexpr uint8_t bufferingPeriod = 0;
    constexpr uint8_t pictureTiming = 1;
    return h264::nalType(unit) == NalType::Sei && unit.size() > 1
        && (unit[1] == bufferingPeriod || unit[1] == pictureTiming);
}

static bool hasTiming(const h264::ParameterSets &sets)
{
    return std::ranges::any_of(
        sets.sequences, [](const auto &parameters) { return parameters.nalHrd || parameters.vclHrd; });
}

PictureCopier::PictureCopier(const PictureScan &scan, const RenderPlan &plan, const OutputFormat &format)
    : m_scan(scan)
    , m_plan(plan)
    , m_format(format)
    , m_hasTiming(hasTiming(scan.index.sets))
{
}

/// Of any codec: the units of its packet are not looked into.
bool PictureCopier::isPlain(const OutputPicture &picture) const
{
    return picture.kind == PictureKind::Copied && !m_scan.framing.hasStartCodes && !m_hasTiming;
}

bool PictureCopier::passes(const OutputPicture &picture) const
{
    return isPlain(picture) && (m_format.beforeEntries.empty() || !m_scan.index.isEntry(picture.source));
}

/// Empty when it cannot be written.
Bytes PictureCopier::patched(ByteView unit, const OutputPicture &picture) const
{
    const Splice &splice = *m_plan.segments[static_cast<size_t>(picture.segment)].edges.splice;
    const auto header = h264::parseSliceHeader(unit, m_scan.index.sets);
    const auto reworded = splice.reworded.find(picture.source);
    if (!header)
        return {};
    if (reworded == splice.reworded.end())
        return h264::shiftedSlice(unit, *header, m_scan.index.sets, static_cast<uint32_t>(splice.frameNumberLess),
            static_cast<uint32_t>(splice.orderLess));
    SliceHeader own = *header;
    own.frameNumber = reworded->second.frameNumber;
    own.pictureOrderLsb = reworded->second.pictureOrderLsb;
    own.marking = reworded->second.marking;
    if (header->type == reworded->second.type)   // an I slice of the picture names no references
        own.modifications = reworded->second.modifications;
    return h264::withHeader(unit, *header, m_scan.index.sets, own, m_scan.index.sets);
}

Result<Bytes> PictureCopier::copy(ByteView packet, const OutputPicture &picture) const
{
    Bytes bytes;
    bytes.reserve(packet.size() + m_format.beforeEntries.size() + 64);
    if (m_scan.index.isEntry(picture.source))
        bytes = m_format.beforeEntries;
    if (isPlain(picture)) {
        bytes.insert(bytes.end(), packet.begin(), packet.end());
        return bytes;
    }
    const auto units = m_scan.framing.units(packet);
    if (!units)
        return base::fail(ErrorKind::Corrupt, u"A picture of the recording is damaged."_s);
    for (const ByteView unit : *units) {
        if (unit.empty() || (m_hasTiming && isTiming(unit)))
            continue;
        if (picture.kind == PictureKind::Patched && h264::nalType(unit) == NalType::Slice) {
            const Bytes slice = patched(unit, picture);
            if (slice.empty())
                return base::fail(ErrorKind::Internal, u"A slice header could not be rewritten."_s);
            h264::appendLengthPrefixed(bytes, slice, m_scan.framing.outputLengthSize());
        } else {
            h264::appendLengthPrefixed(bytes, unit, m_scan.framing.outputLengthSize());
        }
    }
    return bytes;
}

}   // namespace media::worker::smart
