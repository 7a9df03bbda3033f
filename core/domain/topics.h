#pragma once

#include "core/domain/transcript.h"

namespace domain {

enum class Granularity { Short, Medium, Long };
QString toString(Granularity granularity);   // "short", "medium", "long"
std::optional<Granularity> granularityFrom(QStringView name);

struct Topic {
    QString title;
    Interval source;
    bool pause = false;   // a break of eight minutes or more
};

/// One answer of a topic finder.
struct TopicVersion {
    QString id;   // "v1", "v2", ...
    QString engine;   // for people: "local", "deepseek-chat"
    Granularity granularity = Granularity::Long;
    base::Instant createdAt{};
    QStringList mainTopics;   // at most three, the first is the subject of all
    QString summary;   // may be empty
    QStringList questions;
    QList<Topic> topics;
    QList<Interval> pauses;
    bool edited = false;
};

/// topics.json: versions, one of them active.
struct TopicSet {
    QString activeVersion;
    QList<TopicVersion> versions;

    [[nodiscard]] const TopicVersion *active() const;
    /// Gives `version` the next id, adds it and makes it the active one.
    void add(TopicVersion version);

    /// With a map, topics also carry output_start, output_end (null where cut).
    [[nodiscard]] QJsonObject toJson(const TimeMap *map = nullptr) const;
    static base::Result<TopicSet> fromJson(const QJsonObject &json);
};

/// How many topics of which length a recording wants: of 50 minutes and more, short has topics of 5 to 40 minutes,
/// medium 4 to 20, long 3 to 12; in a shorter one these lengths shrink by the square root of its share of 50 minutes.
/// From 3 to 30 topics always, but one in less than 30 seconds.
struct TopicBudget {
    int minimum = 3;
    int maximum = 10;
    MediaTime shortest{};
    MediaTime longest{};
};
TopicBudget topicBudget(MediaTime duration, Granularity granularity);

/// Gaps of eight minutes and more between segments, and before the first and after the last.
QList<Interval> longPauses(const QList<Segment> &segments, MediaTime duration);

/// A chapter mark in output time.
struct Chapter {
    QString title;
    MediaTime outputStart{};
};

/// The rules of the platforms' chapter lists: first at 0, at least `fewest`, each at least `shortest` long.
struct ChapterRules {
    int fewest = 3;
    MediaTime shortest{10'000'000};
    int titleLength = 100;   // characters
};

struct ChapterList {
    QList<Chapter> chapters;   // empty, or valid by the rules
    QString reason;   // why it is empty
};
/// Chapters from topics through the map: cut topics vanish, short ones join the chapter before (the first the one
/// after), the first begins at 0. The rules hold for the exact starts and for starts rounded down to seconds.
ChapterList toChapters(const QList<Topic> &topics, const TimeMap &map, const ChapterRules &rules = {});

/// chapters.txt: "0:00 Welcome" a line; hours when the output has them.
QString toText(const QList<Chapter> &chapters, MediaTime outputDuration);

/// How a description shows its topics: `metadata.topics_display`.
struct TopicDisplay {
    enum class Format { NumberedList, BulletList, DashList, CommaSeparated, Inline, Plain };
    bool enabled = true;
    Format format = Format::NumberedList;
    int maxCount = 999;
    int minLength = 0;   // characters of a topic to be shown
    int maxLength = 999;
    QString prefix;
    QString separator = QStringLiteral("\n");
    bool showTimestamps = false;
};
/// The list for a description; empty when disabled or nothing is left. Timestamps are output times, "HH:MM:SS — x", and
/// take the place of numbers and bullets: platforms make chapters only of lines that begin with a time.
QString formatTopics(const QList<Chapter> &topics, const TopicDisplay &display);

}   // namespace domain
