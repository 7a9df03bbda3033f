#include "core/media/worker/chapters.h"

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr AVRational milliseconds{1, 1'000};

Result<> addChapters(AVFormatContext *format, const QList<ChapterMark> &chapters, MediaTime duration)
{
    if (chapters.isEmpty())
        return {};
    format->chapters = static_cast<AVChapter **>(av_calloc(static_cast<size_t>(chapters.size()), sizeof(AVChapter *)));
    for (qsizetype i = 0; i < chapters.size() && format->chapters != nullptr; ++i) {
        auto *chapter = static_cast<AVChapter *>(av_mallocz(sizeof(AVChapter)));
        if (chapter == nullptr)
            return avFail(u"write the chapters"_s, AVERROR(ENOMEM));
        format->chapters[format->nb_chapters++] = chapter;
        chapter->id = i;
        chapter->time_base = milliseconds;
        chapter->start = fromMediaTime(chapters[i].start, milliseconds);
        chapter->end = fromMediaTime(i + 1 < chapters.size() ? chapters[i + 1].start : duration, milliseconds);
        if (chapter->end <= chapter->start)
            return base::fail(ErrorKind::Invalid,
                u"The chapter \"%1\" does not start before the next one or the end."_s.arg(chapters[i].title));
        av_dict_set(&chapter->metadata, "title", chapters[i].title.toUtf8().constData(), 0);
    }
    return {};
}

QList<ChapterMark> chaptersAfter(const AVFormatContext *source, const domain::TimeMap &map)
{
    QList<ChapterMark> chapters;
    for (unsigned i = 0; i < source->nb_chapters; ++i) {
        const AVChapter *chapter = source->chapters[i];
        const auto kept = map.toOutput(domain::Interval{.start = toMediaTime(chapter->start, chapter->time_base),
                                           .end = toMediaTime(chapter->end, chapter->time_base)},
            std::chrono::seconds(1));
        if (!kept || (!chapters.isEmpty() && kept->start <= chapters.last().start))
            continue;
        const AVDictionaryEntry *title = av_dict_get(chapter->metadata, "title", nullptr, 0);
        chapters +=
            ChapterMark{.title = title ? QString::fromUtf8(title->value).left(1'000) : QString(), .start = kept->start};
    }
    return chapters;
}

}   // namespace media::worker
