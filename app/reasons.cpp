#include "app/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace app {

/// The sentences of the core that people meet, with their variable parts. The core speaks English, for logs and the
/// API; here they are said in the language of the moment.
static const char *const sentences[] = {
    // The plan and the steps
    QT_TRANSLATE_NOOP("Reasons", "A local file is read where it lies."),
    QT_TRANSLATE_NOOP("Reasons", "Not done yet."),
    QT_TRANSLATE_NOOP("Reasons", "Done already."),
    QT_TRANSLATE_NOOP("Reasons", "Asked to do everything again."),
    QT_TRANSLATE_NOOP("Reasons", "What it depends on has changed."),
    QT_TRANSLATE_NOOP("Reasons", "Failed before: %1"),
    QT_TRANSLATE_NOOP("Reasons", "Transcription is switched off (%1)."),
    QT_TRANSLATE_NOOP("Reasons", "Topics are switched off (%1)."),
    QT_TRANSLATE_NOOP("Reasons", "Subtitles are switched off (%1)."),
    QT_TRANSLATE_NOOP("Reasons", "Without text there are no topics."),
    QT_TRANSLATE_NOOP("Reasons", "Without text there are no subtitles."),
    QT_TRANSLATE_NOOP("Reasons", "Cuts keep off words."),
    QT_TRANSLATE_NOOP("Reasons", "Cuts by loudness, with padding."),
    QT_TRANSLATE_NOOP("Reasons", "Cuts as they were edited by hand."),
    QT_TRANSLATE_NOOP("Reasons", "Into %1."),
    QT_TRANSLATE_NOOP("Reasons", "In %1."),
    QT_TRANSLATE_NOOP("Reasons", "There is no sound in it."),
    QT_TRANSLATE_NOOP("Reasons", "There are no topics."),
    QT_TRANSLATE_NOOP("Reasons", "No template matched."),
    QT_TRANSLATE_NOOP("Reasons", "There is no text for subtitles."),
    QT_TRANSLATE_NOOP("Reasons", "No word was kept."),
    QT_TRANSLATE_NOOP("Reasons", "There is no text to find topics in."),
    QT_TRANSLATE_NOOP("Reasons", "The text is too short for topics."),
    QT_TRANSLATE_NOOP("Reasons", "There is no sound to transcribe."),
    QT_TRANSLATE_NOOP("Reasons", "%1 heard no words."),
    QT_TRANSLATE_NOOP("Reasons", "%1 subtitles, all easy to read."),
    QT_TRANSLATE_NOOP("Reasons", "%1 subtitles, %2 hard to read: %3"),
    QT_TRANSLATE_NOOP("Reasons", "Nobody speaks in it."),
    QT_TRANSLATE_NOOP("Reasons", "There is no sound to tell silence from."),
    QT_TRANSLATE_NOOP("Reasons", "The recording was removed."),
    // Cuts and chapters
    QT_TRANSLATE_NOOP("Reasons", "Silence of %1 before the first %2, the words beside it kept whole"),
    QT_TRANSLATE_NOOP("Reasons", "Silence of %1 after the last %2, the words beside it kept whole"),
    QT_TRANSLATE_NOOP("Reasons", "Silence of %1, shortened to %2, the words beside it kept whole"),
    QT_TRANSLATE_NOOP("Reasons", "Silence of %1 before the first %2"),
    QT_TRANSLATE_NOOP("Reasons", "Silence of %1 after the last %2"),
    QT_TRANSLATE_NOOP("Reasons", "Silence of %1, shortened to %2"),
    QT_TRANSLATE_NOOP("Reasons", "Cut by hand."),
    QT_TRANSLATE_NOOP("Reasons", "No sound was found, so the original is kept."),
    QT_TRANSLATE_NOOP("Reasons", "Nothing would be left, so the original is kept."),
    QT_TRANSLATE_NOOP("Reasons",
        "Speech at %1 would be removed, so the original is kept. Choose a gentler preset or a lower threshold."),
    QT_TRANSLATE_NOOP("Reasons", "No topics were found."),
    QT_TRANSLATE_NOOP(
        "Reasons", "Of %1 topics %2 are left as chapters of %3 seconds or more; platforms show a list from %4 on."),
    QT_TRANSLATE_NOOP("Reasons", "words"),
    QT_TRANSLATE_NOOP("Reasons", "sounds"),
    // How a film was cut
    QT_TRANSLATE_NOOP("Reasons", "Everything kept could be copied."),
    QT_TRANSLATE_NOOP("Reasons", "%1 of %2 pictures were encoded around the cuts, the others copied."),
    QT_TRANSLATE_NOOP("Reasons", "Asked for."),
    QT_TRANSLATE_NOOP("Reasons", "The cuts lie so close together that encoding everything is as quick."),
    QT_TRANSLATE_NOOP("Reasons", "Too few pictures could be copied between the cuts."),
    QT_TRANSLATE_NOOP("Reasons", "The pictures to be rebuilt would make the file too large."),
    QT_TRANSLATE_NOOP("Reasons", "Its picture is not H.264."),
    QT_TRANSLATE_NOOP("Reasons", "Its picture is not 8 bit 4:2:0."),
    QT_TRANSLATE_NOOP("Reasons", "Its picture is interlaced."),
    QT_TRANSLATE_NOOP("Reasons", "It has several kinds of picture."),
    QT_TRANSLATE_NOOP("Reasons", "Its pictures do not say when they are shown."),
    QT_TRANSLATE_NOOP("Reasons", "It is damaged."),
    QT_TRANSLATE_NOOP("Reasons", "Its kind of picture changes on the way."),
    QT_TRANSLATE_NOOP("Reasons", "Its picture does not begin with an entry point."),
    QT_TRANSLATE_NOOP("Reasons", "Several of its pictures are shown at one time."),
    QT_TRANSLATE_NOOP("Reasons", "Its sound is not AAC-LC."),
    QT_TRANSLATE_NOOP("Reasons", "Its sound is not packed as MP4 wants it."),
    QT_TRANSLATE_NOOP("Reasons", "Its sound has gaps."),
    QT_TRANSLATE_NOOP("Reasons", "Its sound has no packets."),
    QT_TRANSLATE_NOOP("Reasons", "Cutting by %1 failed: %2"),
    QT_TRANSLATE_NOOP("Reasons", "splices"),
    QT_TRANSLATE_NOOP("Reasons", "classic heads"),
    QT_TRANSLATE_NOOP("Reasons", "The recording ended early."),
    QT_TRANSLATE_NOOP("Reasons", "A picture of the recording is damaged."),
    // Templates
    QT_TRANSLATE_NOOP("Reasons", "It comes from another source."),
    QT_TRANSLATE_NOOP("Reasons", "It comes from a source of another kind."),
    QT_TRANSLATE_NOOP("Reasons", "It lasts %1, wanted is %2."),
    QT_TRANSLATE_NOOP("Reasons", "How long it lasts is not known yet."),
    QT_TRANSLATE_NOOP("Reasons", "The title has an excluded keyword."),
    QT_TRANSLATE_NOOP("Reasons", "The title fits an excluded pattern."),
    QT_TRANSLATE_NOOP("Reasons", "The title is none of the exact matches."),
    QT_TRANSLATE_NOOP("Reasons", "The title has none of the keywords."),
    QT_TRANSLATE_NOOP("Reasons", "The title does not fit the name pattern."),
    QT_TRANSLATE_NOOP("Reasons", "The title fits none of the patterns."),
    QT_TRANSLATE_NOOP("Reasons", "Matches by %1."),
    QT_TRANSLATE_NOOP("Reasons", "The title meets none of %1."),
    QT_TRANSLATE_NOOP("Reasons", "Every filter lets it through."),
    QT_TRANSLATE_NOOP("Reasons", "It has no rule that could match."),
    QT_TRANSLATE_NOOP("Reasons", "Draft."),
    QT_TRANSLATE_NOOP("Reasons", "Not active."),
    QT_TRANSLATE_NOOP("Reasons", "Matches too, but %1 comes first."),
    QT_TRANSLATE_NOOP("Reasons", "exactly one of %1"),
    QT_TRANSLATE_NOOP("Reasons", "one of %1"),
    QT_TRANSLATE_NOOP("Reasons", "none of %1"),
    QT_TRANSLATE_NOOP("Reasons", "from %1 to %2"),
    QT_TRANSLATE_NOOP("Reasons", "at least %1"),
    QT_TRANSLATE_NOOP("Reasons", "at most %1"),
    // Engines
    QT_TRANSLATE_NOOP("Reasons", "%1, as it is set."),
    QT_TRANSLATE_NOOP("Reasons", "PocketSphinx, which is rough: as it is set."),
    QT_TRANSLATE_NOOP("Reasons",
        "PocketSphinx, which is rough: no better engine is installed. Install a model: dailies models download base."),
    QT_TRANSLATE_NOOP("Reasons",
        "PocketSphinx is too rough and slow for 15 minutes and more. Install a model: dailies models download base."),
    QT_TRANSLATE_NOOP("Reasons", "PocketSphinx has no model: install the package pocketsphinx-en-us."),
    QT_TRANSLATE_NOOP("Reasons", "No speech model is installed. Install a model: dailies models download base."),
    QT_TRANSLATE_NOOP("Reasons", "The model %1 is not installed: dailies models download %2."),
    QT_TRANSLATE_NOOP("Reasons", "No service is set: give %1 and %2."),
    QT_TRANSLATE_NOOP("Reasons", "The local engine, as it is set."),
    QT_TRANSLATE_NOOP("Reasons", "The local engine: no chat service is set."),
    QT_TRANSLATE_NOOP(
        "Reasons", "No speech detector is installed: dailies models download silero. Loudness decides instead."),
    QT_TRANSLATE_NOOP("Reasons", "Silero with the model %1."),
    QT_TRANSLATE_NOOP("Reasons", "The model %1 cannot be loaded. Install it again."),
    QT_TRANSLATE_NOOP("Reasons", "There is not enough memory for the model %1."),
    QT_TRANSLATE_NOOP("Reasons", "There is not enough memory for the speech model."),
    QT_TRANSLATE_NOOP("Reasons", "The language could not be told. Set transcription.language."),
    QT_TRANSLATE_NOOP("Reasons", "PocketSphinx failed on this sound."),
    // Files and media
    QT_TRANSLATE_NOOP("Reasons", "%1 is neither a file nor a folder."),
    QT_TRANSLATE_NOOP("Reasons", "There is no file %1."),
    QT_TRANSLATE_NOOP("Reasons", "There is no folder %1."),
    QT_TRANSLATE_NOOP("Reasons", "The folder %1 may not be read."),
    QT_TRANSLATE_NOOP("Reasons", "Cannot open the recording: %1."),
    QT_TRANSLATE_NOOP("Reasons", "Cannot read the recording: %1."),
    QT_TRANSLATE_NOOP("Reasons", "Cannot read %1: %2."),
    QT_TRANSLATE_NOOP("Reasons", "Cannot make the folder %1. Choose an output folder that you may write to."),
    QT_TRANSLATE_NOOP("Reasons",
        "%1 exists already and is not a package of this recording. Move it away or choose another output folder."),
    QT_TRANSLATE_NOOP("Reasons", "Cannot make the folder %1."),
    QT_TRANSLATE_NOOP("Reasons", "The file is still being written."),
    QT_TRANSLATE_NOOP("Reasons", "The file is empty."),
    QT_TRANSLATE_NOOP("Reasons", "The file holds nothing but zeros; it was not copied or downloaded to its end."),
    QT_TRANSLATE_NOOP("Reasons", "This is %1, not a recording."),
    QT_TRANSLATE_NOOP("Reasons", "This is no recording of a known kind."),
    QT_TRANSLATE_NOOP("Reasons", "This is a folder, not a recording."),
    QT_TRANSLATE_NOOP("Reasons",
        "The recording has no index (moov), so nothing of it can be read: it was not recorded, copied or downloaded "
        "to its end."),
    QT_TRANSLATE_NOOP("Reasons", "The recording has %1 streams; at most %2 are allowed."),
    QT_TRANSLATE_NOOP("Reasons", "Its pictures of %1 x %2 are larger than allowed."),
    QT_TRANSLATE_NOOP("Reasons", "The recording's kind of picture is not supported."),
    QT_TRANSLATE_NOOP("Reasons", "Nothing of the recording would be left."),
    QT_TRANSLATE_NOOP("Reasons", "it is damaged"),
    QT_TRANSLATE_NOOP("Reasons", "it needs more memory than one recording may take"),
    QT_TRANSLATE_NOOP("Reasons", "the output grows beyond all proportion"),
    QT_TRANSLATE_NOOP("Reasons", "this kind of recording is not supported"),
    QT_TRANSLATE_NOOP("Reasons", "a PDF document"),
    QT_TRANSLATE_NOOP("Reasons", "a ZIP archive or an Office document"),
    QT_TRANSLATE_NOOP("Reasons", "a RAR archive"),
    QT_TRANSLATE_NOOP("Reasons", "a 7-Zip archive"),
    QT_TRANSLATE_NOOP("Reasons", "a gzip archive"),
    QT_TRANSLATE_NOOP("Reasons", "a tar archive"),
    QT_TRANSLATE_NOOP("Reasons", "a picture"),
    QT_TRANSLATE_NOOP("Reasons", "a playlist"),
    QT_TRANSLATE_NOOP("Reasons", "a program"),
    QT_TRANSLATE_NOOP("Reasons", "a database"),
    QT_TRANSLATE_NOOP("Reasons", "a web page"),
    QT_TRANSLATE_NOOP("Reasons", "a text file"),
    QT_TRANSLATE_NOOP("Reasons", "This is a device or a pipe, not a recording."),
    QT_TRANSLATE_NOOP("Reasons", "The recording has neither picture nor sound."),
    QT_TRANSLATE_NOOP("Reasons", "The recording has no picture."),
    QT_TRANSLATE_NOOP("Reasons", "The recording has no sound."),
    QT_TRANSLATE_NOOP("Reasons", "The recording ends before its first stream."),
    QT_TRANSLATE_NOOP("Reasons", "The recording is cut off: it can be read up to %1 of %2. Copy or download it again."),
    QT_TRANSLATE_NOOP("Reasons", "The recording is compressed with %1, which is not supported."),
    QT_TRANSLATE_NOOP("Reasons", "The recording is longer than 36 hours."),
    QT_TRANSLATE_NOOP("Reasons", "The sound of the recording cannot be decoded."),
    QT_TRANSLATE_NOOP("Reasons", "The picture of the recording cannot be decoded."),
    QT_TRANSLATE_NOOP("Reasons", "The media program ended unexpectedly (%1)."),
    QT_TRANSLATE_NOOP(
        "Reasons", "This recording takes more processor time than its length allows; it may be damaged on purpose."),
    // Profiles
    QT_TRANSLATE_NOOP("Reasons", "Cannot make the profile folder %1."),
    QT_TRANSLATE_NOOP("Reasons", "Cannot lock the profile folder %1."),
    QT_TRANSLATE_NOOP("Reasons", "There is a profile named %1 already."),
    QT_TRANSLATE_NOOP("Reasons", "A profile's name is a plain word or two, without slashes."),
    QT_TRANSLATE_NOOP("Reasons", "Another Dailies has this profile open but does not answer. Close it and try again."),
    QT_TRANSLATE_NOOP("Reasons", "Another program works on this profile."),
    QT_TRANSLATE_NOOP("Reasons", "There is a template named %1 already. Choose another name."),
    QT_TRANSLATE_NOOP("Reasons", "A recording needs a title."),
    QT_TRANSLATE_NOOP("Reasons", "%1 was removed. Restore it first."),
};

namespace {
struct Pattern {
    const char *sentence;
    QRegularExpression expression;
};
}   // namespace

static const QList<Pattern> &patterns()
{
    static const QList<Pattern> all = [] {
        QList<Pattern> made;
        for (const char *sentence : sentences) {
            QString pattern = QRegularExpression::escape(QString::fromUtf8(sentence));
            for (int place = 1; place <= 4; ++place)
                pattern.replace(u"\\%%1"_s.arg(place), u"(.+)"_s);
            made += {sentence,
                QRegularExpression(
                    QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption)};
        }
        return made;
    }();
    return all;
}

/// "13.4 s" as the language writes it.
static std::optional<QString> quantityText(const QString &text)
{
    static const QRegularExpression quantity(u"^(\\d+(?:\\.(\\d+))?) (s|min|h)$"_s);
    const auto match = quantity.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto decimals = static_cast<int>(match.capturedLength(2));
    const QString number = QLocale().toString(match.captured(1).toDouble(), 'f', decimals);
    const QStringView unit = match.capturedView(3);
    const QString words = unit == u's' ? QCoreApplication::translate("Text", "%1 s", "seconds")
        : unit == u'h'                 ? QCoreApplication::translate("Text", "%1 h", "hours")
                                       : QCoreApplication::translate("Text", "%1 min", "minutes");
    return words.arg(number);
}

/// "keywords, exact_matches" for people; anything else as it is.
static QString withRuleNames(const QString &text)
{
    QStringList names;
    for (const QString &rule : text.split(u", "_s)) {
        if (ruleName(rule) == rule)
            return text;
        names += ruleName(rule).toLower();
    }
    return names.join(u", "_s);
}

std::optional<QString> knownReason(const QString &reason)
{
    if (const auto quantity = quantityText(reason))
        return quantity;
    for (const Pattern &pattern : patterns()) {
        const auto match = pattern.expression.match(reason);
        if (!match.hasMatch())
            continue;
        QString text = QCoreApplication::translate("Reasons", pattern.sentence);
        for (int part = match.lastCapturedIndex(); part > 0; --part)
            text.replace(u'%' + QString::number(part), withRuleNames(reasonText(match.captured(part))));
        return text;
    }
    const bool isEnglish = QLocale().language() == QLocale::English || QLocale().language() == QLocale::C;
    return isEnglish ? std::optional(reason) : std::nullopt;
}

QString reasonText(const QString &reason) { return knownReason(reason).value_or(reason); }

QString ruleName(const QString &rule)
{
    static const std::pair<const char *, const char *> rules[] = {
        {"exact_matches", QT_TRANSLATE_NOOP("Reasons", "Exact title")},
        {"keywords", QT_TRANSLATE_NOOP("Reasons", "Keywords")},
        {"name_pattern", QT_TRANSLATE_NOOP("Reasons", "Wildcard")},
        {"patterns", QT_TRANSLATE_NOOP("Reasons", "Patterns")},
        {"exclude_keywords", QT_TRANSLATE_NOOP("Reasons", "Without the words")},
        {"exclude_patterns", QT_TRANSLATE_NOOP("Reasons", "Without the patterns")},
        {"source_ids", QT_TRANSLATE_NOOP("Reasons", "Sources")},
        {"source_types", QT_TRANSLATE_NOOP("Reasons", "Kinds of source")},
        {"duration_range", QT_TRANSLATE_NOOP("Reasons", "Length")},
        {"draft", QT_TRANSLATE_NOOP("Reasons", "Draft")},
        {"is_draft", QT_TRANSLATE_NOOP("Reasons", "Draft")},
        {"active", QT_TRANSLATE_NOOP("Reasons", "Switched on")},
        {"is_active", QT_TRANSLATE_NOOP("Reasons", "Switched on")},
    };
    for (const auto &[name, text] : rules)
        if (rule == QLatin1StringView(name))
            return QCoreApplication::translate("Reasons", text);
    return rule;
}

QString originName(const QString &origin)
{
    static const char *const levels[] = {
        QT_TRANSLATE_NOOP("Reasons", "default"),
        QT_TRANSLATE_NOOP("Reasons", "machine"),
        QT_TRANSLATE_NOOP("Reasons", "profile"),
        QT_TRANSLATE_NOOP("Reasons", "recording"),
        QT_TRANSLATE_NOOP("Reasons", "this run"),
    };
    for (const char *level : levels)
        if (origin == QLatin1StringView(level))
            return QCoreApplication::translate("Reasons", level);
    if (origin.startsWith("template "_L1))
        return QCoreApplication::translate("Reasons", "template %1").arg(origin.mid(9));
    return origin;
}

}   // namespace app
