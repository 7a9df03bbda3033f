#include "core/domain/config.h"
#include "core/domain/metadata.h"

#include <QJsonArray>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace domain {

// What a text must be like. Each says what is wrong, or nothing.

static QString languageFault(const QString &text)
{
    const bool isCode = (text.size() == 2 || text.size() == 3)
        && std::all_of(text.begin(), text.end(), [](QChar letter) { return letter >= u'a' && letter <= u'z'; });
    return isCode || text == "auto"_L1 ? QString() : u"must be a language code such as en or ru, or auto"_s;
}

static QString timeZoneFault(const QString &text)
{
    return isTimeZone(text) ? QString() : u"must be a time zone such as Europe/Berlin or UTC"_s;
}

static QString urlFault(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb =
        url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    return text.isEmpty() || isWeb ? QString() : u"must be an address that begins with https:// or http://"_s;
}

static QString faultOf(const base::Result<> &result) { return result ? QString() : result.error().message; }
static QString titleFault(const QString &text) { return faultOf(checkTitleTemplate(text)); }
static QString descriptionFault(const QString &text) { return faultOf(checkMetadataTemplate(text)); }

static QString emptyFault(const QString &text)
{
    return text.trimmed().isEmpty() ? u"must not have an empty entry"_s : QString();
}

// Rows of the table, by type.

using Text = const char16_t *;

static constexpr Option boolean(Text key, Text value, Text meaning)
{
    return {.key = key, .type = OptionType::Boolean, .defaultJson = value, .meaning = meaning};
}

static constexpr Option choice(Text key, Text value, Text choices, Text meaning)
{
    return {.key = key, .type = OptionType::Choice, .defaultJson = value, .choices = choices, .meaning = meaning};
}

static constexpr Option integer(Text key, Text value, double minimum, double maximum, Text unit, Text meaning)
{
    return {.key = key,
        .type = OptionType::Integer,
        .defaultJson = value,
        .minimum = minimum,
        .maximum = maximum,
        .unit = unit,
        .meaning = meaning};
}

static constexpr Option number(Text key, Text value, double minimum, double maximum, Text unit, Text meaning)
{
    Option option = integer(key, value, minimum, maximum, unit, meaning);
    option.type = OptionType::Number;
    return option;
}

static constexpr Option text(
    Text key, Text value, int maximum, Text meaning, QString (*fault)(const QString &) = nullptr)
{
    return {.key = key,
        .type = OptionType::Text,
        .defaultJson = value,
        .maximum = static_cast<double>(maximum),
        .meaning = meaning,
        .fault = fault};
}

static constexpr Option list(Text key, Text value, int maximum, Text meaning)
{
    return {.key = key,
        .type = OptionType::TextList,
        .defaultJson = value,
        .maximum = static_cast<double>(maximum),
        .meaning = meaning,
        .fault = emptyFault};
}

static constexpr Option object(Text key, Text meaning)
{
    return {.key = key, .type = OptionType::Object, .defaultJson = u"{}", .meaning = meaning};
}

/// A word that may stand instead of the number.
static constexpr Option orWord(Text word, Option option)
{
    option.choices = word;
    return option;
}

static constexpr Option of(Text choices, Option option)
{
    option.choices = choices;
    return option;
}

static constexpr Option uniting(Option option)
{
    option.unites = true;
    return option;
}

/// Not for templates and single recordings.
static constexpr Option ofTheWorkspace(Option option)
{
    option.highest = Level::Workspace;
    return option;
}

static constexpr Text trueJson = u"true";
static constexpr Text falseJson = u"false";
static constexpr Text emptyText = u"\"\"";
static constexpr Text emptyList = u"[]";
static constexpr Text autoWord = u"\"auto\"";
static constexpr Text presetWord = u"\"preset\"";
static constexpr Text listFormats = u"numbered_list|bullet_list|dash_list|comma_separated|inline|plain";

static constexpr auto table = std::to_array<Option>({
    boolean(u"processing.allow_skipped", falseJson, u"Works on recordings that are skipped."),

    boolean(u"trimming.enabled", trueJson, u"Cuts silence out."),
    choice(u"trimming.preset", u"\"normal\"", u"gentle|normal|tight|ends_only|custom",
        u"How much is cut. Numbers that are set below win over it."),
    choice(u"trimming.scope", presetWord, u"preset|everywhere|ends_only",
        u"Cuts everywhere, or only at the beginning and the end."),
    orWord(u"auto",
        number(u"trimming.threshold", autoWord, -100, 0, u"dB",
            u"Loudness under which there is silence; auto follows the noise of the recording.")),
    orWord(u"preset", number(u"trimming.minimum_silence", presetWord, 0.1, 3600, u"s", u"Shorter silences stay.")),
    orWord(u"preset", number(u"trimming.pad_before", presetWord, 0, 60, u"s", u"Silence that is kept before speech.")),
    orWord(u"preset", number(u"trimming.pad_after", presetWord, 0, 60, u"s", u"Silence that is kept after speech.")),
    choice(u"trimming.engine", autoWord, u"auto|splice|classic|full",
        u"How cuts are rendered: splice and classic copy most of the video, full encodes all of it; auto takes the "
        "cheapest that the video allows."),

    boolean(u"transcription.enabled", trueJson, u"Writes down what is said."),
    choice(u"transcription.engine", autoWord, u"auto|whisper|pocketsphinx|service",
        u"What recognises speech; auto takes the best that is present."),
    text(u"transcription.model", autoWord, 200,
        u"The model of the local engine; auto takes the best that is installed."),
    text(u"transcription.language", autoWord, 10, u"The language that is spoken.", languageFault),
    text(u"transcription.prompt", emptyText, 2000, u"A hint for the recogniser: the subject, the style."),
    uniting(list(u"transcription.vocabulary", emptyList, 1000, u"Names and terms that are to be recognised.")),
    boolean(u"transcription.allow_errors", falseJson, u"Goes on without text when recognition fails."),
    orWord(u"auto", integer(u"transcription.threads", autoWord, 1, 256, u"", u"Processor threads of recognition.")),
    text(u"transcription.service_url", emptyText, 2000, u"Address of an OpenAI-compatible speech service.", urlFault),
    text(u"transcription.service_model", emptyText, 200, u"The service's model."),

    boolean(u"topics.enabled", trueJson, u"Finds topics and chapters."),
    choice(u"topics.engine", autoWord, u"auto|local|service",
        u"What finds topics; auto takes the service when one is set, else the local engine."),
    choice(u"topics.granularity", u"\"long\"", u"short|medium|long", u"Few topics, more, or most."),
    integer(u"topics.questions_count", u"3", 0, 10, u"", u"Questions for self-check, where the engine can ask any."),
    text(u"topics.service_url", emptyText, 2000, u"Address of an OpenAI-compatible chat service.", urlFault),
    text(u"topics.service_model", emptyText, 200, u"The service's model."),

    boolean(u"subtitles.enabled", trueJson, u"Makes subtitles."),
    of(u"srt|vtt", list(u"subtitles.formats", u"[\"srt\",\"vtt\"]", 2, u"Formats of the subtitle files.")),

    boolean(u"download.auto_download", falseJson, u"Downloads what a source lists without being asked."),
    integer(u"download.max_file_size_mb", u"5000", 1, 1'000'000, u"MB", u"Larger files are not downloaded."),
    choice(u"download.quality", u"\"high\"", u"high|medium|low", u"Which file to take where a source has several."),
    integer(u"download.retry_attempts", u"3", 0, 10, u"", u"How often a broken transfer is resumed."),
    integer(u"download.retry_delay", u"5", 0, 3600, u"s", u"How long to wait before that."),

    boolean(u"upload.auto_upload", falseJson, u"Publishes without being asked."),
    boolean(u"upload.upload_captions", trueJson, u"Publishes the subtitles too."),
    list(u"upload.default_platforms", emptyList, 20, u"Platforms to publish to when no preset is named."),
    list(u"upload.preset_ids", emptyList, 10, u"Presets to publish with."),

    text(u"metadata.title_template", u"\"{display_name}\"", 500, u"The title of what is published.", titleFault),
    text(u"metadata.description_template",
        u"\"{display_name}\\n{date} · {duration}[\\n\\n{summary}][\\n\\n{topics}][\\n\\n{questions}]\"", 5000,
        u"The description of what is published.", descriptionFault),
    text(u"metadata.date_format", u"\"DD.MM.YYYY\"", 100, u"How {date} looks.", dateFormatFault),
    text(u"metadata.time_zone", u"\"UTC\"", 100, u"The time zone of dates and times.", timeZoneFault),
    choice(u"metadata.language", u"\"en\"", u"en|ru", u"The language of words such as in \"1 h 30 min\"."),
    list(u"metadata.tags", emptyList, 500, u"Tags, where a platform has them."),
    text(u"metadata.category", emptyText, 100, u"The category, where a platform has one."),
    text(u"metadata.thumbnail_name", emptyText, 255,
        u"A picture from the thumbnail store; empty: a frame of the video."),
    boolean(u"metadata.topics_display.enabled", trueJson, u"Fills {topics}."),
    choice(u"metadata.topics_display.format", u"\"numbered_list\"", listFormats, u"How topics are listed."),
    integer(u"metadata.topics_display.max_count", u"999", 1, 999, u"", u"The most topics that are listed."),
    integer(u"metadata.topics_display.min_length", u"0", 0, 999, u"characters", u"Shorter topics are left out."),
    integer(u"metadata.topics_display.max_length", u"999", 1, 999, u"characters", u"Longer topics are left out."),
    text(u"metadata.topics_display.prefix", emptyText, 200, u"A line above the list."),
    text(u"metadata.topics_display.separator", u"\"\\n\"", 20, u"What stands between two topics."),
    boolean(u"metadata.topics_display.show_timestamps", falseJson, u"Says when each topic begins."),
    boolean(u"metadata.questions_display.enabled", falseJson, u"Fills {questions}."),
    choice(u"metadata.questions_display.format", u"\"numbered_list\"", listFormats, u"How questions are listed."),
    integer(u"metadata.questions_display.max_count", u"3", 1, 20, u"", u"The most questions that are listed."),
    integer(u"metadata.questions_display.min_length", u"0", 0, 1000, u"characters", u"Shorter questions are left out."),
    integer(
        u"metadata.questions_display.max_length", u"1000", 1, 1000, u"characters", u"Longer questions are left out."),
    text(u"metadata.questions_display.prefix", emptyText, 200, u"A line above the list."),
    text(u"metadata.questions_display.separator", u"\"\\n\"", 20, u"What stands between two questions."),
    object(u"metadata.youtube", u"What is special to YouTube: privacy, category_id, playlist_id, ..."),
    object(u"metadata.vk_video", u"What is special to VK Video: privacy_view, album_id, ..."),
    object(u"metadata.yandex_disk", u"What is special to Yandex Disk: folder_path_template, ..."),

    ofTheWorkspace(integer(
        u"retention.soft_delete_days", u"3", 0, 3650, u"days", u"How long a removed recording keeps its files.")),
    ofTheWorkspace(integer(
        u"retention.hard_delete_days", u"30", 0, 3650, u"days", u"How long a removed recording is remembered.")),
    ofTheWorkspace(integer(
        u"retention.auto_expire_days", u"90", 0, 3650, u"days", u"After how long a recording expires; 0: never.")),

    text(u"platforms.local.folder", emptyText, 4000, u"Where packages go; empty: the profile's own place."),
    ofTheWorkspace(object(u"platforms.youtube", u"Defaults of YouTube: default_privacy, default_language, ...")),
    ofTheWorkspace(object(u"platforms.vk_video", u"Defaults of VK Video: default_privacy, privacy_comment, ...")),

    ofTheWorkspace(number(
        u"sources.blank_minutes", u"20", 0, 1440, u"min", u"Shorter recordings of a source are skipped as blank.")),
    ofTheWorkspace(number(u"sources.blank_megabytes", u"25", 0, 1'000'000, u"MB",
        u"Smaller recordings of a source are skipped as blank.")),
    ofTheWorkspace(list(u"sources.include", emptyList, 100,
        u"Patterns of files that a folder gives, such as *.mp4; empty: all media files.")),
    ofTheWorkspace(list(u"sources.exclude", emptyList, 100, u"Patterns of files that a folder does not give.")),
    ofTheWorkspace(
        number(u"sources.settle", u"2", 0, 3600, u"s", u"How long a file must rest before it counts as complete.")),
});

std::span<const Option> options() { return table; }

const Option *findOption(QStringView key)
{
    const auto found = std::find_if(
        table.begin(), table.end(), [key](const Option &option) { return QStringView(option.key) == key; });
    return found == table.end() ? nullptr : &*found;
}

// Names of older generations.

/// `preset_ids` was once {"youtube": id, "vk": id}.
static QJsonValue valuesAsList(const QJsonValue &value)
{
    if (!value.isObject())
        return value;
    QJsonArray values;
    for (const auto &entry : value.toObject())
        values += entry;
    return values;
}

static QJsonValue platformFields(const QJsonValue &value)
{
    static const std::array<std::pair<QString, QString>, 3> renamed = {{
        {u"privacyStatus"_s, u"privacy"_s},
        {u"categoryId"_s, u"category_id"_s},
        {u"no_comments"_s, u"disable_comments"_s},
    }};
    if (!value.isObject())
        return value;
    QJsonObject fields = value.toObject();
    for (const auto &[before, now] : renamed)
        if (fields.contains(before) && !fields.contains(now))
            fields.insert(now, fields.take(before));
    return fields;
}

static constexpr auto aliases = std::to_array<Alias>({
    {u"allow_skipped", u"processing.allow_skipped"},
    {u"enable_transcription", u"transcription.enabled"},
    {u"enable_topics", u"topics.enabled"},
    {u"enable_subtitles", u"subtitles.enabled"},
    {u"transcription_vocabulary", u"transcription.vocabulary"},

    {u"processing.enable_processing", u"trimming.enabled"},
    {u"processing.audio_detection", u"trimming.enabled"},
    {u"processing.silence_threshold", u"trimming.threshold"},
    {u"processing.min_silence_duration", u"trimming.minimum_silence"},
    {u"processing.padding_before", u"trimming.pad_before"},
    {u"processing.padding_after", u"trimming.pad_after"},

    {u"trimming.enable_trimming", u"trimming.enabled"},
    {u"trimming.audio_detection", u"trimming.enabled"},
    {u"trimming.silence_threshold", u"trimming.threshold"},
    {u"trimming.min_silence_duration", u"trimming.minimum_silence"},
    {u"trimming.padding_before", u"trimming.pad_before"},
    {u"trimming.padding_after", u"trimming.pad_after"},

    {u"transcription.enable_transcription", u"transcription.enabled"},
    {u"transcription.enable_topics", u"topics.enabled"},
    {u"transcription.enable_subtitles", u"subtitles.enabled"},
    {u"transcription.granularity", u"topics.granularity"},
    {u"transcription.topic_mode", u"topics.granularity"},
    {u"transcription.questions_count", u"topics.questions_count"},
    {u"transcription.provider", u""},
    {u"transcription.temperature", u""},
    {u"transcription.enable_translation", u""},
    {u"transcription.translation_language", u""},

    {u"upload.preset_ids", u"upload.preset_ids", valuesAsList},
    {u"upload.default_preset_ids", u"upload.preset_ids", valuesAsList},

    {u"metadata.thumbnail_path", u"metadata.thumbnail_name"},
    {u"metadata.topics_display.include_timestamps", u"metadata.topics_display.show_timestamps"},
    {u"metadata.topics_display.display_location", u""},
    {u"metadata.questions_display.display_location", u""},
    {u"metadata.youtube", u"metadata.youtube", platformFields},
    {u"metadata.vk", u"metadata.vk_video", platformFields},
    {u"metadata.vk_video", u"metadata.vk_video", platformFields},
    {u"platforms.vk", u"platforms.vk_video"},
});

std::span<const Alias> optionAliases() { return aliases; }

}   // namespace domain
