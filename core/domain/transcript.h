#pragma once

#include "core/domain/time_map.h"

#include <QJsonObject>
#include <QString>

namespace domain {

struct Word {
    QString text;   // without surrounding blanks, with its punctuation
    Interval source;
    double confidence = 1;   // 0..1
};

struct Segment {
    QString text;
    Interval source;
};

/// What was said, in source time.
struct Transcript {
    QString language;   // ISO 639-1, empty when unknown
    QString engine;   // "whisper.cpp base", "PocketSphinx en-us", ...: for people
    bool rough = false;   // the engine is known to mishear much: said wherever the text is shown
    MediaTime duration{};
    QList<Word> words;
    QList<Segment> segments;

    /// Times in source seconds; with a map also `output_start`, `output_end` (null where cut).
    [[nodiscard]] QJsonObject toJson(const TimeMap *map = nullptr) const;
    static base::Result<Transcript> fromJson(const QJsonObject &json);
};

/// Words as engines should have given them: sorted, end after start (else start + 0.1 s), clamped to the duration,
/// not overlapping.
QList<Word> tidied(QList<Word> words, MediaTime duration);

/// Segments by the rules of the functional reference 5.4: break after . ! ? …, at a pause over 0.4 s, over 0.25 s after
/// a comma, and over 8 s; a group has 0.7 s or three words at least; fewer than three words under 1.2 s join a
/// neighbour. No segment reaches over a pause of 2 s.
QList<Segment> toSegments(const QList<Word> &words);

/// Where `word` is heard in the output; nothing when less than half of it and under 0.1 s is kept. The one answer to
/// whether a word is published.
std::optional<Interval> outputOf(const Word &word, const TimeMap &map);

/// The words that carry the text: the engine's, or where there are none, the segments' own, their time
/// shared out by length.
QList<Word> spokenWords(const Transcript &transcript);

/// What stands between two words of one line: a blank, or nothing where the script writes none (Chinese, Japanese,
/// Thai).
QLatin1StringView blankBetween(QStringView before, QStringView after);

/// Whether a sentence ends with `word`, quotes and brackets after the mark apart.
bool endsSentence(QStringView word);
/// The same for a comma and its kin: , ; : – —
bool endsClause(QStringView word);

/// Plain text for people, removed words left out. A paragraph ends at a pause over 2 s, whether it was cut or not, and
/// at the end of a sentence once it is long.
QString toPlainText(const Transcript &transcript, const TimeMap &map);

}   // namespace domain
