#include "core/speech/local_topics/text.h"

#include "core/speech/listening.h"
#include "core/speech/local_topics/stop_words.h"

#include <libstemmer.h>

using namespace Qt::StringLiterals;

namespace speech::local_topics {

static constexpr double certainEnough = 0.5;
static constexpr qsizetype shortestTerm = 3;

QString languageOf(const domain::Transcript &transcript)
{
    if (!transcript.language.isEmpty())
        return transcript.language;
    qsizetype cyrillic = 0;
    qsizetype letters = 0;
    for (const domain::Segment &segment : transcript.segments)
        for (const QChar character : segment.text) {
            letters += character.isLetter();
            cyrillic += character.script() == QChar::Script_Cyrillic;
        }
    return cyrillic * 2 > letters ? u"ru"_s : u"en"_s;
}

Reader::Reader(const QString &language)
    : m_language(language)
    , m_stemmer(sb_stemmer_new(language.toLatin1().constData(), "UTF_8"))
{
}

Reader::~Reader() { sb_stemmer_delete(m_stemmer); }

QString Reader::stem(const QString &folded) const
{
    if (!m_stemmer)
        return folded;
    const QByteArray bytes = folded.toUtf8();
    const sb_symbol *stem =
        sb_stemmer_stem(m_stemmer, reinterpret_cast<const sb_symbol *>(bytes.constData()), int(bytes.size()));
    return stem ? QString::fromUtf8(reinterpret_cast<const char *>(stem), sb_stemmer_length(m_stemmer)) : folded;
}

TextWord Reader::read(const QString &word) const
{
    const auto isPart = [](QChar c) { return c.isLetterOrNumber(); };
    qsizetype first = 0;
    qsizetype last = word.size();
    while (first < last && !isPart(word[first]))
        ++first;
    while (last > first && !isPart(word[last - 1]))
        --last;
    TextWord read{.form = word.mid(first, last - first), .stem = {}, .endsPhrase = last < word.size()};
    const bool hasLetters = std::any_of(read.form.begin(), read.form.end(), [](QChar c) { return c.isLetter(); });
    const QString folded = read.form.toCaseFolded().replace(u'’', u'\'');
    if (hasLetters && folded.size() >= shortestTerm && !stopWords(m_language).contains(folded))
        read.stem = stem(QString(folded).replace(u'ё', u'е'));
    return read;
}

QList<Unit> Reader::read(const domain::Transcript &transcript) const
{
    QList<Unit> units;
    qsizetype at = 0;
    for (const domain::Segment &segment : transcript.segments) {
        Unit unit{.source = segment.source, .text = segment.text.simplified()};
        if (transcript.words.isEmpty()) {
            for (const QString &word : unit.text.split(u' ', Qt::SkipEmptyParts))
                unit.words += read(word);
        }
        for (; at < transcript.words.size() && transcript.words[at].source.start < segment.source.end; ++at) {
            const domain::Word &word = transcript.words[at];
            unit.words += word.confidence >= certainEnough ? read(word.text)
                                                           : TextWord{.form = {}, .stem = {}, .endsPhrase = true};
        }
        if (isInvented(unit.text))
            unit.words.clear();
        unit.turns = !unit.words.isEmpty() && turningWords(m_language).contains(unit.words.first().form.toCaseFolded());
        units += unit;
    }
    return units;
}

}   // namespace speech::local_topics
