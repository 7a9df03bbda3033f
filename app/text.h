#pragma once

#include "app/models/recording_row.h"

#include <QStringList>

/// Every word for a state or an error, in the language of the moment. Pure but for the installed translation.
namespace app {

using base::Instant;
using std::chrono::milliseconds;

// Steps and pills
QString stepName(domain::StepKind step);   // "Cut"
QString pillText(const models::Pill &pill);   // "✓ Cut", "Text 62%"
QString pillStateName(models::PillState state);
QString spokenPill(const models::Pill &pill);   // "Text: running, 62 percent"
QString pillsText(const models::RecordingRow &row);
QString spokenPills(const models::RecordingRow &row);
QString skippedPillText();

// Recordings
QString groupName(models::Group group);
QString statusName(domain::Status status);
QString stepStateName(domain::StepState state);
QString sourceName(domain::SourceKind kind);
/// One sentence without its link: "Transcribing, about 4 min left".
QString statusText(const models::RecordingRow &row, Instant now);
QString linkText(models::Link link);   // empty for None
QString toolTip(const models::RecordingRow &row, Instant now);

// Failures: what failed, why, what was done already, what to do
struct FailureText {
    QString what;
    QString why;
    QString already;
    QString advice;
};
FailureText failureText(const models::RecordingRow &row);
QString errorMeaning(base::ErrorKind kind);   // a sentence
QString errorAdvice(base::ErrorKind kind);   // what a person can do
/// An error on one line: its own words where they can be said in this language, else what its kind means.
QString errorText(const base::Error &error);

// Reasons of the core: English sentences that are known here are said in the language of the moment
QString reasonText(const QString &reason);
/// Nothing when the sentence is not known and the language is another one.
std::optional<QString> knownReason(const QString &reason);
QString ruleName(const QString &rule);   // of a template's condition
QString cutKindName(domain::CutKind kind);
QString valueText(const QJsonValue &value);   // of an option
QString originName(const QString &origin);   // of an option's value: "default", "template Lectures"

// Options of the table that the window shows
QString optionName(const QString &key);   // the key itself for those that it does not show
QString optionHint(const QString &key);   // what the name does not say; mostly empty
QString choiceName(const QString &key, const QString &choice);

// Numbers
QString dateText(Instant instant, Instant now);   // "20 Nov, 10:00"; with the year when it is another
QString exactDateText(Instant instant);
QString timeOfDay(Instant instant);
QString clockText(milliseconds time);   // "1:31:05", "48:12"
QString clockText(domain::MediaTime time);
QString lengthText(milliseconds before, milliseconds after);   // "48:12 → 44:03"
QString spokenLength(milliseconds before, milliseconds after);
QString aboutText(milliseconds time);   // "4 min", "1 h 12 min", "20 s"
QString sizeText(qint64 bytes);
QString engineName(const QString &engine);   // "local" is ours; others are names already
QString languageName(const QString &code);   // ISO 639-1, in the language of the moment

}   // namespace app
