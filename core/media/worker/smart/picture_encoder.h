#pragma once

#include "core/media/worker/ffmpeg.h"

#include <QByteArray>
#include <QList>

namespace media::worker::smart {

/// What FFmpeg is asked for.
struct EncoderRecipe {
    const char *encoder = nullptr;
    QList<std::pair<const char *, QByteArray>> options;
};

/// An encoder for pictures of the size and the colours of `source`, on its clock, without B pictures and on one thread,
/// because threads change what comes out. Errors: Unavailable when this FFmpeg does not have it, Invalid or Internal
/// when it refuses.
Result<CodecPtr> openEncoder(const AVStream *source, const EncoderRecipe &recipe);

}   // namespace media::worker::smart
