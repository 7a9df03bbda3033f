#pragma once

#include "core/domain/transcript.h"

namespace domain {

/// One subtitle in output time.
struct Cue {
    Interval output;
    QStringList lines;   // one or two
};

/// Reading rules, data per language.
struct SubtitleRules {
    int charactersPerLine = 42;
    int lines = 2;
    double charactersPerSecond = 17;
    MediaTime shortest{833'000};
    MediaTime longest{7'000'000};
    MediaTime gap{80'000};   // two frames at 25 a second
};
/// The rules for an ISO 639-1 language; the general ones for an unknown one.
SubtitleRules subtitleRules(const QString &language);

/// Cues from the words (or, where there are none, the segments) that are kept, through the one map. No text is ever
/// dropped: what doesn't fit becomes more cues. Lines break by phrase, never by width alone. Times are whole
/// milliseconds within the output; a short cue stays longer where there is room.
QList<Cue> makeCues(const Transcript &transcript, const TimeMap &map, const SubtitleRules &rules);

/// How the cues keep the rules, for the "score": one line per broken rule, "cue 12: 23 characters a second".
QStringList brokenRules(const QList<Cue> &cues, const SubtitleRules &rules);

QByteArray toSrt(const QList<Cue> &cues);   // UTF-8, "\n" line ends
QByteArray toVtt(const QList<Cue> &cues);

}   // namespace domain
