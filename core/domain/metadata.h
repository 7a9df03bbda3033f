#pragma once

#include "core/domain/config.h"
#include "core/domain/recording.h"
#include "core/domain/topics.h"

namespace domain {

/// What titles and descriptions can be made of.
struct MetadataContext {
    QString displayName;
    RecordingId recordingId;
    QString sourceName;   // "Zoom", "Yandex Disk", for people
    Instant startTime{};
    Instant now{};
    QString timeZone = QStringLiteral("UTC");   // IANA
    QString language = QStringLiteral("en");   // of localised words: "1 h 30 min"
    MediaTime duration{};   // of the output
    QStringList mainTopics;
    QList<Chapter> topics;   // in output time
    QString summary;
    QStringList questions;
    TopicDisplay topicsDisplay;
    TopicDisplay questionsDisplay;
    QString dateFormat = QStringLiteral("DD.MM.YYYY");
    QString title;   // the rendered title, for descriptions
};

/// Checks a metadata template without rendering: braces, brackets, names, filters, formats. Invalid names the position
/// and the nearest known name. Syntax: {name}, {name|filter:argument}, [ optional group ] that vanishes when a variable
/// inside is empty, {{ }} [[ ]] for the characters themselves.
base::Result<> checkMetadataTemplate(const QString &text);

/// The same for a title: it needs a variable, else every recording had one title, and cannot contain {title}.
base::Result<> checkTitleTemplate(const QString &text);

/// The text with its variables filled in. A dangling separator (" | ", " - ") at an end or beside an empty variable
/// goes.
base::Result<QString> renderMetadata(const QString &text, const MetadataContext &context);

/// `{{ name }}` of the later generation rewritten as `{name}`.
QString importedMetadataTemplate(const QString &text);

/// Every variable with its meaning, for help and editors: canonical names first, aliases after.
struct Variable {
    const char16_t *name;
    const char16_t *meaning;
};
std::span<const Variable> metadataVariables();

/// Tokens YYYY YY MM DD hh mm ss in `format`, or the shorthands date, time, datetime; in the given IANA zone.
QString formatDate(Instant instant, const QString &format, const QString &timeZone);

/// What is wrong with a format for formatDate; empty: nothing.
QString dateFormatFault(const QString &format);

/// Whether `name` is an IANA time zone.
bool isTimeZone(const QString &name);

/// Reads `metadata.topics_display` / `metadata.questions_display` of a resolved configuration.
TopicDisplay topicDisplay(const Config &config, QStringView prefix);

}   // namespace domain
