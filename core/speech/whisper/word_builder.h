#pragma once

#include "core/domain/transcript.h"

namespace speech::whisper {

using base::MediaTime;

/// What Whisper says at once: a word, a part of one, or a part of a character.
struct Token {
    QByteArray bytes;   // UTF-8, perhaps cut within a character; a blank in front begins a word
    MediaTime start{};   // within the piece
    MediaTime end{};
    double logarithm = 0;   // of its probability
};

/// Collects tokens into words. Languages that write no blanks get a word per token that ends with a whole character.
class WordBuilder {
public:
    /// `offset`: where the piece begins in the source.
    WordBuilder(MediaTime offset, const QString &language);

    void add(const Token &token);
    /// Ends the word, as a segment's end does.
    void flush();
    [[nodiscard]] const QList<domain::Word> &words() const { return m_words; }

private:
    MediaTime m_offset;
    bool m_writesNoBlanks;
    Token m_word;
    int m_tokens = 0;
    QList<domain::Word> m_words;
};

}   // namespace speech::whisper
