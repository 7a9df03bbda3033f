#pragma once

#include "core/domain/transcript.h"

struct sb_stemmer;

namespace speech::local_topics {

/// A word of the text as the analysis sees it.
struct TextWord {
    QString form;   // as it was said, without punctuation
    QString stem;   // empty when it says nothing about a topic
    bool endsPhrase = false;   // punctuation follows
};

/// A segment of the transcript, read.
struct Unit {
    domain::Interval source;
    QString text;
    QList<TextWord> words = {};
    bool turns = false;   // begins as speakers do when they turn to something else
};

/// ISO 639-1 of the text: the transcript's own, else by its letters.
QString languageOf(const domain::Transcript &transcript);

/// Reads segments into units. Words that were heard with less confidence than 0.5 and lines that recognisers invent say
/// nothing.
class Reader {
public:
    explicit Reader(const QString &language);
    ~Reader();
    Q_DISABLE_COPY_MOVE(Reader)

    [[nodiscard]] QList<Unit> read(const domain::Transcript &transcript) const;

private:
    [[nodiscard]] TextWord read(const QString &word) const;
    [[nodiscard]] QString stem(const QString &folded) const;

    QString m_language;
    sb_stemmer *m_stemmer;   // none for a language without one
};

}   // namespace speech::local_topics
