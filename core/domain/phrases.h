#pragma once

#include <QString>

namespace domain {

/// What a word is to the phrase it stands in, as far as breaking lines goes.
enum class WordRole {
    Plain,
    Conjunction,   // opens a clause: the best place to break is before it
    Preposition,   // with articles and particles: belongs to the next word
};

/// The role of `word` (with its punctuation, in any case) in a language; Plain where the language is not known.
WordRole roleOf(const QString &word, const QString &language);

}   // namespace domain
