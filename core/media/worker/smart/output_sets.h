#pragma once

#include "core/media/worker/smart/scan.h"

namespace media::worker::smart {

/// Everything that decoders of H.264 output have to know: the source's parameter sets and those of our encoders, under
/// ids of their own, so that a seek never meets the wrong one.
class OutputSets {
public:
    /// Errors: Unavailable when libx264 is missing or refuses this kind of picture.
    static Result<OutputSets> make(const AVStream *source, const PictureScan &scan, bool hasHeads, bool hasSplices);

    /// avcC
    [[nodiscard]] Bytes decoderConfiguration() const { return m_configuration.serialize(); }
    /// The source's sets, and the one that rebuilt pictures use.
    [[nodiscard]] const h264::ParameterSets &spliced() const { return m_spliced; }
    [[nodiscard]] uint32_t spliceId() const { return m_spliceId; }
    [[nodiscard]] uint32_t headId() const { return m_headId; }

private:
    Result<> addHeads(const AVStream *source);
    Result<> addSplices(const AVStream *source, const PictureScan &scan);

    h264::DecoderConfiguration m_configuration;
    h264::ParameterSets m_spliced;
    uint32_t m_headId = 0;
    uint32_t m_spliceId = 0;
};

}   // namespace media::worker::smart
