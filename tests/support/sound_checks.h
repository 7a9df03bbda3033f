#pragma once

#include "support/decoded_media.h"
#include "support/frame_plan.h"

namespace support {

/// When one flash is seen, in seconds.
struct Flash {
    double source = 0;
    double output = 0;
};

/// Beeps are found by a matched filter near the flashes. Cutting may move a beep against its flash by at most 1 ms, and
/// not more from flash to flash.
QStringList faultsOfBeeps(const DecodedSound &source, const DecodedSound &output, const QList<Flash> &flashes);

/// The loudest place of every segment must be at most two samples from where the plan has it. Segments without sound
/// above the noise tell nothing.
QStringList faultsOfAlignment(const DecodedSound &source, const DecodedSound &output, const FramePlan &plan);

/// Around every join the sound must be what a raised-cosine crossfade of about 10 ms into the new segment gives: in
/// silence within 3 dB of the noise there is, in sound `codingLoss` dB below it, as near as an encoder comes; and no
/// sample may jump.
QStringList faultsOfJoins(
    const DecodedSound &source, const DecodedSound &output, const FramePlan &plan, double codingLoss);

}   // namespace support
