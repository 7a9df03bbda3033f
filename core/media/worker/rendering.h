#pragma once

#include "core/media/worker/commands.h"
#include "core/media/worker/film.h"
#include "core/media/worker/smart/picture_codec.h"
#include "core/media/worker/smart/pieces.h"
#include "core/media/worker/timeline.h"

namespace media::worker {

/// One request to render, from the first look at the source to the checked film.
class Rendering {
public:
    /// `keep`: checked. All references outlive it.
    Rendering(const RenderJob &job, const Input &input, QList<domain::Interval> keep, const Report &report);

    Result<RenderReport> run();

private:
    /// How the film is to be made.
    struct Choice {
        Engine engine = Engine::Full;
        QString reason;   // why this engine; empty: the scan allows what was asked for
        std::optional<smart::RenderPlan> plan;   // none where the pictures were not scanned
        std::optional<smart::OutputFormat> format;   // of copied pictures; none: all are encoded
    };

    Result<> scan();
    Result<smart::SoundIndex> scanSound(const AVStream *stream) const;
    void planEdges();
    [[nodiscard]] bool isIndexed() const { return m_pictures && m_pictures->refusal.isEmpty(); }
    [[nodiscard]] Choice choose(Engine engine, QString reason) const;
    Result<RenderReport> attempt(const Choice &choice);
    Result<> addPicture(Film &film, const Choice &choice);
    Result<> addSounds(Film &film);
    [[nodiscard]] RenderReport report(const Choice &choice) const;

    const RenderJob &m_job;
    const Input &m_input;
    const QList<domain::Interval> m_keep;
    const Report &m_report;
    smart::PieceStore m_pieces;
    std::optional<smart::PictureScan> m_pictures;   // none when no picture is wanted
    smart::SoundIndex m_sound;   // the main one
    smart::Clock m_clock;
    std::vector<smart::Segment> m_segments;
    Timeline m_timeline;
    int m_soundStreams = 0;
};

}   // namespace media::worker
