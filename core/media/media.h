#pragma once

#include "core/base/stop.h"
#include "core/domain/media.h"

#include <functional>
#include <optional>

namespace media {

using base::MediaTime;
using base::Result;
using base::StopToken;

/// 0..1 of the work; called at most ten times a second, on the calling thread.
using Progress = std::function<void(double)>;

struct AnalysisRequest {
    QString input;
    QString loudness;   // file to write: float32, little endian, a value per 10 ms: domain::Loudness
    QString waveform;   // file to write: int8 pairs (lowest, highest) per 10 ms of the mix, for drawing
    QString speech;   // file to write: WAV, 16 kHz, mono, 16 bit: what recognisers want
};
/// Reads what analyze wrote.
Result<domain::Loudness> readLoudness(const QString &path);

/// How a cut becomes a film. Splice and Classic copy what they can and encode only around a cut: Splice the pictures
/// that the following ones refer to, Classic all of them up to the next entry point. Full encodes every picture.
/// Auto takes the cheapest that the stream allows, segment by segment.
enum class Engine { Auto, Splice, Classic, Full };
QString toString(Engine engine);   // "auto", "splice", "classic", "full"
std::optional<Engine> engineFrom(const QString &name);

struct RenderRequest {
    QString input;
    QList<domain::Interval> keep;   // source time, on the packet grid, sorted and disjoint
    MediaTime startSlack{};   // by how much a start may move into its segment to meet an entry point
    QList<MediaTime> settled;   // edges where an earlier rendering put them: they stay, so that only others cost anew
    Engine engine = Engine::Auto;
    QString video;   // file to write, MP4; empty: none wanted
    QString audio;   // file to write, M4A; empty: none wanted
    QString plan;   // file to write: a line per segment and per picture of the output; empty: none wanted
    QString pieces;   // file with what earlier renderings of this recording encoded: read, then replaced; empty: none
};

struct RenderedSegment {
    domain::Interval source;
    QString engine;   // "copy", "splice", "classic" or "full"
    QString reason;   // why not a cheaper one; may be empty
};
struct RenderReport {
    QString engine;   // the dearest that was needed where something could be copied; "full" where nothing could
    QString reason;   // why this one
    MediaTime duration{};   // of the output
    QList<domain::Interval> kept;   // the edges as they became, in source time: cuts move to where they cost least
    QList<RenderedSegment> segments;
    qint64 framesCopied = 0;   // bit by bit
    qint64 framesPatched = 0;   // copied under a changed slice header
    qint64 framesInserted = 0;   // encoded for others to refer to
    qint64 framesEncoded = 0;
};

struct ChapterMark {
    QString title;
    MediaTime start{};
};

/// What can be done with files we did not make. Everything blocks; errors of all: Invalid (not a recording; says what
/// it is instead), Corrupt (damaged; says how far it could be read), Forbidden (over a limit), Unavailable (disk, crash
/// of the child), and those of `stop`.
class MediaTool {
public:
    virtual ~MediaTool() = default;

    virtual Result<domain::Probe> probe(const QString &input, const StopToken &stop) = 0;
    /// One decoding pass over the audio.
    virtual Result<> analyze(const AnalysisRequest &request, const Progress &progress, const StopToken &stop) = 0;
    /// A JPEG of the picture at `at`, or of the first sharp one after it, at most 1280 wide, upright.
    virtual Result<> poster(const QString &input, MediaTime at, const QString &jpeg, const StopToken &stop) = 0;
    virtual Result<RenderReport> render(
        const RenderRequest &request, const Progress &progress, const StopToken &stop) = 0;
    /// The same streams in a new MP4 or M4A with these chapters and this title; nothing is encoded. `moov` comes first.
    virtual Result<> remux(const QString &input, const QString &output, const QString &title,
        const QList<ChapterMark> &chapters, const StopToken &stop) = 0;
    /// Versions and encoders, for the doctor and for provenance: {"ffmpeg": "5.1.6", "encoders": [...]}.
    virtual Result<QJsonObject> versions(const StopToken &stop) = 0;
};

}   // namespace media
