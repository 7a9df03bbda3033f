#pragma once

#include "core/base/stop.h"
#include "core/domain/media.h"

#include <functional>

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

enum class Engine { Auto, Full };   // smart rendering adds Splice and Classic

struct RenderRequest {
    QString input;
    QList<domain::Interval> keep;   // source time, on the packet grid, sorted and disjoint
    Engine engine = Engine::Auto;
    QString video;   // file to write, MP4; empty: none wanted
    QString audio;   // file to write, M4A; empty: none wanted
};
struct RenderReport {
    QString engine;   // that did it: "full"
    QString reason;   // why this one: "Smart rendering is not built yet."
    MediaTime duration{};   // of the output
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
