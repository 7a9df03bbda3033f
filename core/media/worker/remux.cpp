#include "core/media/worker/chapters.h"
#include "core/media/worker/commands.h"
#include "core/media/worker/input.h"
#include "core/media/worker/output.h"

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

Result<> remux(const QByteArray &path, const QByteArray &outputPath, const QString &title,
    const QList<ChapterMark> &chapters, const Limits &limits)
{
    TRY(const auto input, Input::open(path));
    allowProcessorTime(limits, input->duration());
    const bool isAudio = outputPath.toLower().endsWith(".m4a");
    TRY(OutputFile output, OutputFile::create(outputPath, isAudio ? OutputFile::Kind::M4a : OutputFile::Kind::Mp4));
    if (!title.isEmpty())
        av_dict_set(&output.format()->metadata, "title", title.toUtf8().constData(), 0);
    const auto own = chaptersAfter(input->format(), domain::TimeMap::identity(input->duration()));
    TRY_DO(addChapters(output.format(), chapters.isEmpty() ? own : chapters, input->duration()));

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
