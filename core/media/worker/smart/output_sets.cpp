#include "core/media/worker/smart/output_sets.h"

#include "core/media/h264/slice_writer.h"
#include "core/media/worker/smart/x264.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

using h264::NalType;

static constexpr int anyQuantiser = 20;

static uint32_t freeId(const h264::ParameterSets &sets, uint32_t from)
{
    const auto isTaken = [&sets](uint32_t id) { return sets.sequence(id) != nullptr || sets.picture(id) != nullptr; };
    while (isTaken(from))
        ++from;
    return from;
}

Result<OutputSets> OutputSets::make(const AVStream *source, const PictureScan &scan, bool hasHeads, bool hasSplices)
{
    OutputSets sets;
    sets.m_configuration = scan.configuration;
    sets.m_configuration.lengthSize = scan.framing.outputLengthSize();
    sets.m_spliced = scan.index.sets;
    sets.m_headId = freeId(scan.index.sets, 0);
    sets.m_spliceId = freeId(scan.index.sets, sets.m_headId + 1);
    if (hasHeads)
        TRY_DO(sets.addHeads(source));
    if (hasSplices)
        TRY_DO(sets.addSplices(source, scan));
    return sets;
}

Result<> OutputSets::addHeads(const AVStream *source)
{
    TRY(const CodecPtr encoder, openEncoder(source, x264ForHeads(source, m_headId)));
    for (Bytes &set : setsOf(*encoder, NalType::SequenceParameters)) {
        m_configuration.level = std::max(m_configuration.level, set[3]);
        m_configuration.sequenceParameters.push_back(std::move(set));
    }
    for (Bytes &set : setsOf(*encoder, NalType::PictureParameters))
        m_configuration.pictureParameters.push_back(std::move(set));
    return {};
}

/// Rebuilt pictures follow the source's sequence parameters and a picture parameter set of our encoder.
Result<> OutputSets::addSplices(const AVStream *source, const PictureScan &scan)
{
    TRY(const CodecPtr encoder, openEncoder(source, x264ForSplices(source, anyQuantiser)));
    for (const Bytes &set : setsOf(*encoder, NalType::PictureParameters)) {
        Bytes own = h264::withIds(set, m_spliceId, scan.index.sets.sequences.front().id);
        m_spliced.add(own);
        m_configuration.pictureParameters.push_back(std::move(own));
    }
    if (m_spliced.picture(m_spliceId) == nullptr)
        return base::fail(ErrorKind::Internal, u"The H.264 encoder's parameters were not understood."_s);
    return {};
}

}   // namespace media::worker::smart
