#pragma once

#include "core/domain/transcript.h"

namespace speech::openai {

using base::Result;

/// What a service heard in one piece.
struct Heard {
    QString language;   // ISO 639-1; empty when it does not say
    QList<domain::Word> words;
    bool timed = true;   // false: the model gives no times, ours are spread evenly and not to be trusted
};

/// Reads an answer of OpenAI, Fireworks or whisper.cpp's server. `piece`: where in the source the sound lay. Words
/// without times of their own get confidence 0.5 within a segment, less within the piece. Errors: Corrupt.
Result<Heard> parseTranscription(const QByteArray &body, const domain::Interval &piece);

}   // namespace speech::openai
