#pragma once

#include "core/speech/pieces.h"
#include "core/speech/speech.h"

#include <QJsonObject>

namespace speech {

/// How an engine hears one piece: words in source time. `progress` counts from 0 to 1 within the piece.
using HearPiece = std::function<Result<QList<domain::Word>>(
    const Piece &piece, const std::vector<qint16> &samples, const Progress &progress)>;

struct Listening {
    QJsonObject identity;   // of the engine, its model and its options: a checkpoint of another one is not used
    PieceRules rules;
    /// Called once when there is something to hear and no checkpoint that has it all.
    std::function<Result<>(WavFile &wav, const QList<Piece> &pieces)> prepare = {};
    HearPiece hear;
    std::function<QString()> language = {};   // ISO 639-1, asked after each piece; empty or "auto" while unknown
};

/// What all transcribers share: pieces between pauses, the checkpoint after each, and the filters against invented
/// text. Fills in all of the transcript but language, engine and rough.
Result<domain::Transcript> listen(
    const TranscriptionRequest &request, const Listening &listening, const Progress &progress, const StopToken &stop);

/// Words without what recognisers make up: a phrase again and again, one of their known phantom lines.
QList<domain::Word> withoutInventions(const QList<domain::Word> &words);

/// Whether a line is one that recognisers invent: credits of subtitles, "to be continued", bracketed sounds.
bool isInvented(const QString &line);

}   // namespace speech
