#pragma once

#include <QSet>
#include <QString>

namespace speech::local_topics {

/// Words that say nothing about a topic, as they are written, in lower case; empty for a language we have no list of.
const QSet<QString> &stopWords(const QString &language);

/// First words of sentences with which speakers turn to something else.
const QSet<QString> &turningWords(const QString &language);

}   // namespace speech::local_topics
