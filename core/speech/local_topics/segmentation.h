#pragma once

#include "core/base/stop.h"
#include "core/domain/topics.h"
#include "core/speech/local_topics/text.h"

namespace speech::local_topics {

/// The indexes of the units with which topics begin, the first of them 0; nothing for no units.
///
/// The cheapest way to describe the text when every topic has word frequencies of its own (Utiyama and Isahara, "A
/// Statistical Model for Domain-Independent Text Segmentation", 2001), found by dynamic programming. Pauses and words
/// of turning make a beginning cheaper. `walls`: units before which a topic must begin.
base::Result<QList<qsizetype>> topicStarts(const QList<Unit> &units, const domain::TopicBudget &budget,
    const QList<qsizetype> &walls, const base::StopToken &stop);

}   // namespace speech::local_topics
