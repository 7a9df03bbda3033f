#include "core/speech/whisper/word_builder.h"

#include <QSet>
#include <QStringDecoder>

#include <cmath>

using namespace Qt::StringLiterals;

namespace speech::whisper {

static const QSet<QString> languagesWithoutBlanks = {u"ja"_s, u"km"_s, u"lo"_s, u"my"_s, u"th"_s, u"yue"_s, u"zh"_s};

static bool endsWithWholeCharacter(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInvalidToNull);
    const QString text = decoder(bytes);
    QString flushed = decoder(QByteArrayView("x"));   // a character that waits for more is an error now
    return !text.isEmpty() && !decoder.hasError() && flushed == "x"_L1;
}

WordBuilder::WordBuilder(MediaTime offset, const QString &language)
    : m_offset(offset)
    , m_writesNoBlanks(languagesWithoutBlanks.contains(language))
{
}

void WordBuilder::add(const Token &token)
{
    if (token.bytes.startsWith(' ') || (m_writesNoBlanks && endsWithWholeCharacter(m_word.bytes)))
        flush();
    if (m_tokens == 0)
        m_word.start = token.start;
    m_word.bytes += token.bytes;
    m_word.end = token.end;
    m_word.logarithm += token.logarithm;
    ++m_tokens;
}

void WordBuilder::flush()
{
    const QString text = QString::fromUtf8(m_word.bytes).remove(QChar::ReplacementCharacter).simplified();
    if (!text.isEmpty())
        m_words += domain::Word{.text = text,
            .source = {m_offset + m_word.start, m_offset + m_word.end},
            .confidence = std::clamp(std::exp(m_word.logarithm / m_tokens), 0.0, 1.0)};
    m_word = {};
    m_tokens = 0;
}

}   // namespace speech::whisper
