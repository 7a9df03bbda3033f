#pragma once

#include "core/domain/topics.h"

namespace speech::openai {

using base::Result;

/// What a chat model says about a text.
struct FoundTopics {
    QString mainTopic;
    QString summary;
    QStringList questions;
    QList<domain::Topic> topics;   // without ends
};

/// Reads a chat model's answer: JSON, also inside a markdown fence or prose, or lines of "[HH:MM:SS] title".
/// Errors: Corrupt when there is nothing of the kind in it.
Result<FoundTopics> parseTopics(const QString &content);

/// The rules of topics on what a model said: times outside the text or inside `noise` dropped, sorted, at least 60 s
/// apart, no more than the budget allows.
QList<domain::Topic> orderly(QList<domain::Topic> topics, const domain::Transcript &transcript,
    const domain::TopicBudget &budget, const QList<domain::Interval> &noise);

/// Stretches of 15 minutes and more in which recognisers only invented lines.
QList<domain::Interval> noiseWindows(const QList<domain::Segment> &segments);

/// A main topic of two to five words that is not the recording's title; empty otherwise.
QString usableMainTopic(const QString &topic, const QString &title);

}   // namespace speech::openai
