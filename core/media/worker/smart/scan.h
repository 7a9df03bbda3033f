#pragma once

#include "core/media/worker/commands.h"
#include "core/media/worker/input.h"
#include "core/media/worker/smart/index.h"

#include <QSize>

namespace media::worker::smart {

using h264::Bytes;
using h264::ByteView;

inline ByteView viewOf(const AVPacket &packet) { return {packet.data, static_cast<size_t>(packet.size)}; }

/// How the units of a stream are told apart: by their length (MP4, Matroska) or by start codes (transport streams).
struct Framing {
    int lengthSize = 4;
    bool hasStartCodes = false;

    /// Nothing when the packet is damaged.
    [[nodiscard]] std::optional<std::vector<ByteView>> units(ByteView packet) const;
    /// MP4 knows lengths only.
    [[nodiscard]] int outputLengthSize() const { return hasStartCodes ? 4 : lengthSize; }
};

struct PictureCodec;

struct PictureScan {
    const PictureCodec *codec = nullptr;   // none when its streams are not copied
    PictureIndex index;
    QSize size;
    Framing framing;
    h264::DecoderConfiguration configuration;   // H.264's
    std::vector<Bytes> sets;   // HEVC's parameter sets, AV1's sequence header
    QString refusal;   // why nothing of the picture can be copied; empty: it can
};

/// Reads all packets of the picture; nothing is decoded.
Result<PictureScan> scanPictures(Input &input, const Report &report);

/// Reads all packets of a sound stream.
Result<SoundIndex> scanSound(Input &input, const AVStream *stream);

}   // namespace media::worker::smart
