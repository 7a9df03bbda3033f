#include "app/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace app {

namespace {
struct Name {
    const char *key;
    const char *text;
};
}   // namespace

static const Name optionNames[] = {
    {"trimming.enabled", QT_TRANSLATE_NOOP("Options", "Cut silence")},
    {"trimming.preset", QT_TRANSLATE_NOOP("Options", "How much is cut")},
    {"transcription.enabled", QT_TRANSLATE_NOOP("Options", "Write down speech")},
    {"transcription.engine", QT_TRANSLATE_NOOP("Options", "Recognised by")},
    {"transcription.language", QT_TRANSLATE_NOOP("Options", "Language spoken")},
    {"transcription.allow_errors", QT_TRANSLATE_NOOP("Options", "Go on without text")},
    {"topics.enabled", QT_TRANSLATE_NOOP("Options", "Find topics")},
    {"topics.granularity", QT_TRANSLATE_NOOP("Options", "How many topics")},
    {"subtitles.enabled", QT_TRANSLATE_NOOP("Options", "Make subtitles")},
    {"platforms.local.folder", QT_TRANSLATE_NOOP("Options", "Output folder")},
    {"metadata.title_template", QT_TRANSLATE_NOOP("Options", "Title")},
    {"metadata.language", QT_TRANSLATE_NOOP("Options", "Language of descriptions")},
    {"metadata.time_zone", QT_TRANSLATE_NOOP("Options", "Time zone")},
    {"processing.allow_skipped", QT_TRANSLATE_NOOP("Options", "Work on what is skipped")},
};

/// What its name does not say.
static const Name optionHints[] = {
    {"trimming.preset",
        QT_TRANSLATE_NOOP("Options",
            "Silence goes from 1.5 s on (gentle), 0.7 s (normal) or 0.4 s (tight). A little of it stays beside "
            "words.")},
    {"transcription.engine",
        QT_TRANSLATE_NOOP("Options",
            "whisper.cpp with a model is good, PocketSphinx is rough. A model: dailies models download base.")},
    {"transcription.allow_errors",
        QT_TRANSLATE_NOOP("Options", "When recognition fails, the recording is finished without text.")},
    {"platforms.local.folder", QT_TRANSLATE_NOOP("Options", "Every recording gets a folder of its own in it.")},
    {"metadata.title_template",
        QT_TRANSLATE_NOOP("Options", "With variables, such as {display_name}, {date} or {duration}.")},
};

static const Name choiceNames[] = {
    {"trimming.preset=gentle", QT_TRANSLATE_NOOP("Options", "Gentle: only long silence")},
    {"trimming.preset=normal", QT_TRANSLATE_NOOP("Options", "Normal")},
    {"trimming.preset=tight", QT_TRANSLATE_NOOP("Options", "Tight: short pauses too")},
    {"trimming.preset=ends_only", QT_TRANSLATE_NOOP("Options", "Only beginning and end")},
    {"trimming.preset=custom", QT_TRANSLATE_NOOP("Options", "By own numbers")},
    {"transcription.engine=auto", QT_TRANSLATE_NOOP("Options", "The best that is present")},
    {"transcription.engine=whisper", "whisper.cpp"},
    {"transcription.engine=pocketsphinx", QT_TRANSLATE_NOOP("Options", "PocketSphinx (rough, English)")},
    {"transcription.engine=service", QT_TRANSLATE_NOOP("Options", "A service on the network")},
    {"topics.granularity=short", QT_TRANSLATE_NOOP("Options", "Few")},
    {"topics.granularity=medium", QT_TRANSLATE_NOOP("Options", "More")},
    {"topics.granularity=long", QT_TRANSLATE_NOOP("Options", "Most")},
    {"metadata.language=en", QT_TRANSLATE_NOOP("Options", "English")},
    {"metadata.language=ru", QT_TRANSLATE_NOOP("Options", "Russian")},
};

static QString named(std::span<const Name> names, const QString &key, const QString &otherwise)
{
    for (const Name &name : names)
        if (key == QLatin1StringView(name.key))
            return QCoreApplication::translate("Options", name.text);
    return otherwise;
}

QString optionName(const QString &key) { return named(optionNames, key, key); }

QString optionHint(const QString &key) { return named(optionHints, key, {}); }

QString choiceName(const QString &key, const QString &choice)
{
    return named(choiceNames, key + u'=' + choice, choice);
}

}   // namespace app
