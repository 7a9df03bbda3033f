#pragma once

#include "core/base/stop.h"
#include "core/speech/wav.h"

#include <QList>

#include <optional>

namespace speech {

using base::StopToken;

/// What an engine is given at once.
struct Piece {
    domain::Interval span;
    QList<domain::Interval> listen;   // where in it somebody may speak
};

struct PieceRules {
    MediaTime longest{30'000'000};
    MediaTime longestPause{2'000'000};   // within a piece
};

/// Cuts the sound at pauses into pieces that hold all that may be speech: `speech` where it is given and not silent,
/// else whatever stands out of the noise. Nothing for silence. Errors: those of reading, and of `stop`.
Result<QList<Piece>> planPieces(
    WavFile &wav, const std::optional<QList<domain::Interval>> &speech, const PieceRules &rules, const StopToken &stop);

}   // namespace speech
