#include "core/speech/openai/transcription_reply.h"

#include "core/base/json.h"

#include <QLocale>

#include <cmath>

using base::MediaTime;
using domain::Interval;
using domain::Word;
using namespace Qt::StringLiterals;

namespace speech::openai {

static constexpr double guessedInSegment = 0.5;
static constexpr double guessedInPiece = 0.4;   // too little to move a cut or make a topic

static QString languageCode(const QString &language)
{
    QString name = language.toCaseFolded();
    if (name.size() <= 3)
        return name;
    for (int i = QLocale::C + 1; i <= int(QLocale::LastLanguage); ++i)
        if (const auto known = QLocale::Language(i); QLocale::languageToString(known).toCaseFolded() == name)
            return QLocale::languageToCode(known);
    return {};
}

static Interval intervalOf(const QJsonObject &json, const Interval &piece)
{
    const auto at = [&](QLatin1StringView key) {
        return std::clamp(piece.start + base::fromSeconds(json[key].toDouble()), piece.start, piece.end);
    };
    return {at("start"_L1), at("end"_L1)};
}

static Word wordFrom(const QJsonObject &json, const Interval &piece)
{
    return {.text = json["word"_L1].toString().trimmed(),
        .source = intervalOf(json, piece),
        .confidence = std::clamp(json["probability"_L1].toDouble(1), 0.0, 1.0)};
}

/// The words of a text without times of their own: as long as they are written, one after the other.
static QList<Word> spread(const QString &text, const Interval &within, double confidence)
{
    const QStringList parts = text.simplified().split(u' ', Qt::SkipEmptyParts);
    qsizetype all = 0;
    for (const QString &part : parts)
        all += part.size() + 1;
    QList<Word> words;
    qsizetype done = 0;
    for (const QString &part : parts) {
        const MediaTime start = within.start + within.length() * done / all;
        done += part.size() + 1;
        words += Word{
            .text = part, .source = {start, within.start + within.length() * done / all}, .confidence = confidence};
    }
    return words;
}

/// A segment in which the model itself thinks that nobody speaks, or the one before once more.
static bool isInvented(const QJsonObject &segment, const QString &before)
{
    return (segment["no_speech_prob"_L1].toDouble() > 0.6 && segment["avg_logprob"_L1].toDouble() < -1)
        || segment["text"_L1].toString().simplified() == before;
}

static QString bare(const QString &text)
{
    QString letters;
    for (const QChar character : text.toCaseFolded())
        if (character.isLetterOrNumber())
            letters += character;
    return letters;
}

/// Timed words come without punctuation; the text has it. Puts it back where both say the same.
static void punctuate(QList<Word> &words, const QString &text)
{
    constexpr qsizetype lookAhead = 4;
    const QStringList written = text.simplified().split(u' ', Qt::SkipEmptyParts);
    qsizetype next = 0;
    for (Word &word : words)
        for (qsizetype i = next; i < std::min(written.size(), next + lookAhead); ++i)
            if (bare(written[i]) == bare(word.text)) {
                word.text = written[i];
                next = i + 1;
                break;
            }
}

Result<Heard> parseTranscription(const QByteArray &body, const Interval &piece)
{
    TRY(const QJsonObject json, base::parseObject(body.trimmed(), u"transcription"_s).map_error([](base::Error error) {
        error.kind = base::ErrorKind::Corrupt;
        return error;
    }));
    Heard heard{.language = languageCode(json["language"_L1].toString()), .words = {}};
    QString text;
    QString before;
    QList<Word> guessed;
    QList<Interval> invented;
    for (const auto &value : json["segments"_L1].toArray()) {
        const QJsonObject segment = value.toObject();
        const Interval span = intervalOf(segment, piece);
        if (isInvented(segment, before)) {
            invented += span;
            continue;
        }
        before = segment["text"_L1].toString().simplified();
        text += u' ' + before;
        const QJsonArray inner = segment["words"_L1].toArray();
        for (const auto &word : inner)
            heard.words += wordFrom(word.toObject(), piece);
        if (inner.isEmpty())
            guessed += spread(before, span, guessedInSegment);
    }
    for (const auto &value : json["words"_L1].toArray()) {
        const Word word = wordFrom(value.toObject(), piece);
        const bool dropped = std::any_of(invented.begin(), invented.end(),
            [&word](const Interval &span) { return span.contains(word.source.start); });
        if (!dropped)
            heard.words += word;
    }
    const bool hasSegments = !json["segments"_L1].toArray().isEmpty();
    if (!hasSegments)
        text = json["text"_L1].toString();
    if (heard.words.isEmpty()) {
        heard.timed = hasSegments || text.trimmed().isEmpty();
        heard.words = hasSegments ? guessed : spread(text, piece, guessedInPiece);
    } else {
        punctuate(heard.words, text);
    }
    return heard;
}

}   // namespace speech::openai
