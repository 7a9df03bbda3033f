#include "core/speech/listening.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/speech/checkpoint.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using domain::Interval;
using domain::Word;
using namespace Qt::StringLiterals;

namespace speech {

static constexpr MediaTime hearingTolerance{250'000};   // engines place words a little beside their sound

static QJsonArray toJson(const QList<Word> &words)
{
    QJsonArray array;
    for (const Word &word : words)
        array +=
            QJsonArray{word.text, double(word.source.start.count()), double(word.source.end.count()), word.confidence};
    return array;
}

static QList<Word> wordsFrom(const QJsonArray &array)
{
    QList<Word> words;
    for (const auto &value : array) {
        const QJsonArray word = value.toArray();
        words += Word{.text = word[0].toString(),
            .source = {MediaTime(word[1].toInteger()), MediaTime(word[2].toInteger())},
            .confidence = word[3].toDouble()};
    }
    return words;
}

/// What a checkpoint is good for: the same sound, cut the same way, heard by the same engine.
static Result<QString> keyOf(
    const WavFile &wav, const QList<Piece> &pieces, const QJsonObject &identity, const StopToken &stop)
{
    TRY(const QString sound, base::sha256OfFile(wav.path(), stop));
    QJsonArray plan;
    for (const Piece &piece : pieces)
        for (const Interval &part : piece.listen)
            plan += QJsonArray{double(piece.span.start.count()), double(part.start.count()), double(part.end.count())};
    const QByteArray all = base::toCompactJson({{"sound"_L1, sound}, {"pieces"_L1, plan}, {"engine"_L1, identity}});
    return QString::fromLatin1(QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex());
}

static QList<Word> wordsWithin(QList<Word> words, const QList<Interval> &listen)
{
    words.removeIf([&listen](const Word &word) {
        const MediaTime middle = word.source.start + word.source.length() / 2;
        return std::none_of(listen.begin(), listen.end(), [middle](const Interval &part) {
            return part.start - hearingTolerance <= middle && middle < part.end + hearingTolerance;
        });
    });
    return words;
}

Result<domain::Transcript> listen(
    const TranscriptionRequest &request, const Listening &listening, const Progress &progress, const StopToken &stop)
{
    TRY(auto wav, WavFile::open(request.wav));
    domain::Transcript transcript;
    transcript.duration = wav.duration();
    TRY(const auto pieces, planPieces(wav, request.speech, listening.rules, stop));
    if (pieces.isEmpty())
        return transcript;

    QString key;
    if (!request.checkpoint.isEmpty()) {
        TRY(key, keyOf(wav, pieces, listening.identity, stop));
    }
    TRY(auto checkpoint, Checkpoint::open(request.checkpoint, key));
    const auto known = std::min(checkpoint.entries().size(), pieces.size());
    MediaTime all{};
    MediaTime done{};
    for (const Piece &piece : pieces)
        all += piece.span.length();

    QList<Word> words;
    for (qsizetype i = 0; i < known; ++i) {
        words += wordsFrom(checkpoint.entries()[i]["words"_L1].toArray());
        done += pieces[i].span.length();
    }
    if (listening.prepare && known < pieces.size())
        TRY_DO(listening.prepare(wav, pieces));
    for (qsizetype i = known; i < pieces.size(); ++i) {
        TRY_DO(stop.check());
        const Piece &piece = pieces[i];
        const auto within = [&](double part) {
            if (progress)
                progress((base::toSeconds(done) + part * base::toSeconds(piece.span.length())) / base::toSeconds(all));
        };
        TRY(const auto samples, wav.read(piece.span));
        TRY(const auto heard, listening.hear(piece, samples, within));
        const QList<Word> kept = wordsWithin(heard, piece.listen);
        const QString language = listening.language ? listening.language() : QString();
        TRY_DO(checkpoint.append({{"words"_L1, toJson(kept)}, {"language"_L1, language}}));
        words += kept;
        done += piece.span.length();
        within(0);
    }
    const QString language = checkpoint.entries().last()["language"_L1].toString();
    transcript.language = language == "auto"_L1 ? QString() : language;
    transcript.words = withoutInventions(domain::tidied(words, transcript.duration));
    transcript.segments = domain::toSegments(transcript.words);
    return transcript;
}

bool isInvented(const QString &line)
{
    static const QRegularExpression patterns(
        u"^\\W*("
        "(редактор|корректор) субтитров.*|субтитры (сделал|создал|создавал|подогнал|подготовил|делал)[аи]?\\b.*"
        "|корректор\\s+\\p{Lu}\\..*|продолжение следует"
        "|(спасибо за просмотр|подписывайтесь на (наш |мой )?канал)"
        "|to be continued|thanks? (you )?for watching|subtitles? by .*|subtitles? provided by .*|transcribed by .*"
        "|please subscribe.*|like and subscribe"
        ")\\W*$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression sound(
        u"^\\s*([\\[(*♪].*[\\])*♪]|[♪♫\\s]+)\\s*$"_s, QRegularExpression::UseUnicodePropertiesOption);
    return patterns.match(line).hasMatch() || sound.match(line).hasMatch();
}

/// How often the phrase of `length` words at `at` comes in a row.
static qsizetype repeats(const QStringList &texts, qsizetype at, qsizetype length)
{
    qsizetype times = 1;
    for (qsizetype next = at + length; next + length <= texts.size(); next += length, ++times)
        for (qsizetype i = 0; i < length; ++i)
            if (texts[at + i] != texts[next + i])
                return times;
    return times;
}

/// Keeps the first of a phrase that comes more often than people say one.
static QList<Word> withoutLoops(const QList<Word> &words)
{
    constexpr qsizetype longestPhrase = 12;
    QStringList texts;
    for (const Word &word : words)
        texts += word.text.toCaseFolded();
    QList<Word> kept;
    for (qsizetype at = 0; at < words.size();) {
        qsizetype length = 1;
        qsizetype times = 1;
        for (; length <= longestPhrase; ++length) {
            times = repeats(texts, at, length);
            if (times >= (length == 1 ? 7 : length <= 3 ? 5 : 4))
                break;
        }
        if (length > longestPhrase) {
            kept += words[at++];
            continue;
        }
        kept += words.mid(at, length);
        at += times * length;
    }
    return kept;
}

static double meanConfidence(const QList<Word> &words)
{
    double sum = 0;
    for (const Word &word : words)
        sum += word.confidence;
    return words.isEmpty() ? 0 : sum / double(words.size());
}

QList<Word> withoutInventions(const QList<Word> &words)
{
    constexpr double certain = 0.8;   // somebody may really say one of these lines
    QList<Word> kept;
    qsizetype at = 0;
    for (const domain::Segment &segment : domain::toSegments(words)) {
        QList<Word> spoken;
        for (; at < words.size() && words[at].source.start < segment.source.end; ++at)
            spoken += words[at];
        if (!isInvented(segment.text) || meanConfidence(spoken) >= certain)
            kept += spoken;
    }
    return withoutLoops(kept);
}

}   // namespace speech
