#include "app/models/transcript_lines.h"

using namespace std::chrono_literals;

namespace models {

static constexpr auto pauseBetweenParagraphs = 2s;
static constexpr auto pauseInAParagraph = 600ms;
static constexpr int wordsOfAParagraph = 40;
static constexpr int mostWordsOfAParagraph = 100;   // rough engines know no full stops
static constexpr double unsureBelow = 0.6;

static bool endsSentence(const QString &word)
{
    return word.endsWith(u'.') || word.endsWith(u'!') || word.endsWith(u'?') || word.endsWith(u'…');
}

static void append(TextParagraph &paragraph, const QString &text, bool removed, bool unsure)
{
    if (!paragraph.runs.isEmpty() && paragraph.runs.last().removed == removed && paragraph.runs.last().unsure == unsure)
        paragraph.runs.last().text += text + u' ';
    else
        paragraph.runs += {.text = text + u' ', .removed = removed, .unsure = unsure};
}

QList<TextParagraph> paragraphs(const domain::Transcript &transcript, const domain::TimeMap *map)
{
    QList<TextParagraph> result;
    const auto isRemoved = [map](const domain::Interval &source) {
        return map && !map->toOutput(source, source.length() / 2);
    };
    const auto begin = [&](domain::MediaTime start) {
        result += {.source = start, .output = map ? map->toOutput(start) : std::optional(start)};
    };
    if (transcript.words.isEmpty()) {
        for (const auto &segment : transcript.segments) {
            begin(segment.source.start);
            append(result.last(), segment.text, isRemoved(segment.source), false);
        }
        return result;
    }
    int words = 0;
    const domain::Word *previous = nullptr;
    for (const auto &word : transcript.words) {
        const auto pause = previous ? word.source.start - previous->source.end : domain::MediaTime{};
        const bool fresh = !previous || pause >= pauseBetweenParagraphs || words >= mostWordsOfAParagraph
            || (words >= wordsOfAParagraph && (endsSentence(previous->text) || pause >= pauseInAParagraph));
        if (fresh) {
            begin(word.source.start);
            words = 0;
        }
        append(result.last(), word.text, isRemoved(word.source), word.confidence < unsureBelow);
        ++words;
        previous = &word;
    }
    return result;
}

}   // namespace models
