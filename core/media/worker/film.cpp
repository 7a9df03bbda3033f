#include "core/media/worker/film.h"

#include "core/media/worker/chapters.h"

#include <algorithm>

namespace media::worker {

void Film::add(AVMediaType type, std::unique_ptr<Input> input, std::unique_ptr<Track> track)
{
    m_parts.push_back({.type = type, .input = std::move(input), .track = std::move(track)});
}

Result<> Film::write(const QByteArray &video, const QByteArray &audio, qint64 packets, const Report &report)
{
    if (!video.isEmpty()) {
        TRY(OutputFile file, OutputFile::create(video, OutputFile::Kind::Mp4));
        for (Part &part : m_parts) {
            TRY(part.videoStream, part.track->addTo(file));
        }
        TRY_DO(addChapters(file.format(), m_chapters, m_duration));
        TRY_DO(file.start(packets));
        m_video.emplace(std::move(file));
    }
    const auto sound = std::ranges::find(m_parts, AVMEDIA_TYPE_AUDIO, &Part::type);
    if (!audio.isEmpty() && sound != m_parts.end()) {
        TRY(OutputFile file, OutputFile::create(audio, OutputFile::Kind::M4a));
        TRY(sound->audioStream, sound->track->addTo(file));
        TRY_DO(addChapters(file.format(), m_chapters, m_duration));
        TRY_DO(file.start());
        m_audio.emplace(std::move(file));
    }
    TRY_DO(run(report));
    if (m_video)
        TRY_DO(m_video->finish());
    return m_audio ? m_audio->finish() : Result<>();
}

Result<> Film::writePacket(const Part &part, const AVPacket *packet)
{
    m_pictures += part.type == AVMEDIA_TYPE_VIDEO ? 1 : 0;
    if (part.videoStream >= 0)
        TRY_DO(m_video->write(packet, part.videoStream));
    return part.audioStream >= 0 ? m_audio->write(packet, part.audioStream) : Result<>();
}

/// The track that is farthest behind goes on.
Result<> Film::run(const Report &report)
{
    const auto whole = static_cast<double>(std::max<qint64>(1, m_length));
    for (;;) {
        Part *last = nullptr;
        for (Part &part : m_parts)
            if (part.goesOn && (last == nullptr || part.track->position() < last->track->position()))
                last = &part;
        if (last == nullptr)
            return {};
        report(static_cast<double>(std::min(m_length, last->track->position())) / whole);
        TRY(last->goesOn, last->track->step([&](const AVPacket *packet) { return writePacket(*last, packet); }));
    }
}

}   // namespace media::worker
