#include "core/media/worker/commands.h"
#include "core/media/worker/input.h"
#include "core/media/worker/output.h"

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr AVRational milliseconds{1, 1'000};

static Result<> addChapters(AVFormatContext *format, const QList<ChapterMark> &chapters, MediaTime duration)
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

Result<> remux(const QByteArray &path, const QByteArray &outputPath, const QString &title,
    const QList<ChapterMark> &chapters, const Limits &limits)
{
    TRY(const auto input, Input::open(path));
    allowProcessorTime(limits, input->duration());
    const bool isAudio = outputPath.toLower().endsWith(".m4a");
    TRY(OutputFile output, OutputFile::create(outputPath, isAudio ? OutputFile::Kind::M4a : OutputFile::Kind::Mp4));
    if (!title.isEmpty())
        av_dict_set(&output.format()->metadata, "title", title.toUtf8().constData(), 0);
    TRY_DO(addChapters(output.format(), chapters, input->duration()));

    QHash<int, int> places;
    for (unsigned i = 0; i < input->format()->nb_streams; ++i) {
        const AVStream *stream = input->format()->streams[i];
        const auto type = stream->codecpar->codec_type;
        if ((type != AVMEDIA_TYPE_VIDEO && type != AVMEDIA_TYPE_AUDIO)
            || (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0)
            continue;
        TRY(const int place, output.addCopied(stream));
        places.insert(stream->index, place);
    }
    if (places.isEmpty())
        return base::fail(ErrorKind::Invalid, u"The recording has neither picture nor sound."_s);
    TRY_DO(output.start());
    const PacketPtr packet(av_packet_alloc());
    for (;;) {
        TRY(const bool more, input->read(packet.get()));
        if (!more)
            return output.finish();
        if (const auto place = places.constFind(packet->stream_index); place != places.constEnd())
            TRY_DO(output.write(packet.get(), *place));
    }
}

}   // namespace media::worker
