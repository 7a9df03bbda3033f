#include "app/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace app {

/// The sentences of the core that people meet, with their variable parts. The core speaks English, for logs and the API;
/// here they are said in the language of the moment.
static const char *const sentences[] = {
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
    QT_TRANSLATE_NOOP("Reasons", "Into %1."),
    QT_TRANSLATE_NOOP("Reasons", "In %1"),
    QT_TRANSLATE_NOOP("Reasons", "There is no sound in it."),
    QT_TRANSLATE_NOOP("Reasons", "There are no topics."),
    QT_TRANSLATE_NOOP("Reasons", "No template matched."),
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
            for (const auto &place : {u"\\%1"_s, u"\\%2"_s, u"\\%3"_s})
                pattern.replace(place, u"(.+)"_s);
            made += {sentence,
                QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                    QRegularExpression::DotMatchesEverythingOption)};
        }
        return made;
    }();
    return all;
}

std::optional<QString> knownReason(const QString &reason)
{
    if (QLocale().language() == QLocale::English)
        return reason;
    for (const Pattern &pattern : patterns()) {
        const auto match = pattern.expression.match(reason);
        if (!match.hasMatch())
            continue;
        QString text = QCoreApplication::translate("Reasons", pattern.sentence);
        for (int part = 1; part <= match.lastCapturedIndex(); ++part)
            text = text.arg(reasonText(match.captured(part)));
        return text;
    }
    return std::nullopt;
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
