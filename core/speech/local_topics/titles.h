#pragma once

#include "core/speech/local_topics/text.h"

#include <QStringList>

namespace speech::local_topics {

/// A title for each topic, in words that were said: the phrase that is most its own beside the other topics, or nothing
/// when none is. `starts`: the units with which topics begin.
QStringList topicTitles(const QList<Unit> &units, const QList<qsizetype> &starts, const QString &language);

/// What the whole is about, at most `most`: the phrases that come all through it, without those that the recording's
/// `title` says already; else the titles of the longest topics, `titles` where they are not empty.
QStringList mainTopics(const QList<Unit> &units, const QList<qsizetype> &starts, const QStringList &titles,
    const QString &language, const QString &title, int most);

/// The two to four sentences that stand best for the whole, in their order; empty when there are none.
QString summary(const QList<Unit> &units, const QList<qsizetype> &starts);

}   // namespace speech::local_topics
