#pragma once

#include "core/media/worker/commands.h"
#include "core/media/worker/input.h"
#include "core/media/worker/track.h"

namespace media::worker {

/// A rendering under way: tracks that take turns, and the files they are written to.
class Film {
public:
    /// `length`: in ticks of the clock that the tracks share; `duration`: the same.
    Film(qint64 length, MediaTime duration, QList<ChapterMark> chapters)
        : m_length(length)
        , m_duration(duration)
        , m_chapters(std::move(chapters))
    {
    }

    /// `input` is what the track reads. The picture comes first; the first sound is the main one.
    void add(AVMediaType type, std::unique_ptr<Input> input, std::unique_ptr<Track> track);

    /// Writes the files whose paths are given; the video holds all tracks, the audio the main sound. `packets`: how
    /// many the video will hold; 0: not known.
    Result<> write(const QByteArray &video, const QByteArray &audio, qint64 packets, const Report &report);
    /// How many were written.
    [[nodiscard]] qint64 pictures() const { return m_pictures; }

private:
    struct Part {
        AVMediaType type = AVMEDIA_TYPE_UNKNOWN;
        std::unique_ptr<Input> input;
        std::unique_ptr<Track> track;
        int videoStream = -1;
        int audioStream = -1;
        bool goesOn = true;
    };
    Result<> run(const Report &report);
    Result<> writePacket(const Part &part, const AVPacket *packet);

    qint64 m_length;
    MediaTime m_duration;
    QList<ChapterMark> m_chapters;
    std::vector<Part> m_parts;
    qint64 m_pictures = 0;
    std::optional<OutputFile> m_video;
    std::optional<OutputFile> m_audio;
};

}   // namespace media::worker
