#pragma once

#include "core/domain/transcript.h"

namespace models {

/// A stretch of words that look alike.
struct TextRun {
    QString text;   // with the blank that follows
    bool removed = false;   // cut out of the video
    bool unsure = false;   // the engine is not sure of it
    friend bool operator==(const TextRun &, const TextRun &) = default;
};

struct TextParagraph {
    domain::MediaTime source{};
    std::optional<domain::MediaTime> output;   // nothing: its beginning is cut
    QList<TextRun> runs;
};

/// The transcript for reading: a paragraph per pause of two seconds or forty words and a full stop. `map`: none,
/// nothing is cut. Pure.
QList<TextParagraph> paragraphs(const domain::Transcript &transcript, const domain::TimeMap *map);

}   // namespace models
