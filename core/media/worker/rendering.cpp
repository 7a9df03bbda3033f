#include "core/media/worker/rendering.h"

#include "core/media/worker/audio_track.h"
#include "core/media/worker/chapters.h"
#include "core/media/worker/smart/check.h"
#include "core/media/worker/smart/copied_sound.h"
#include "core/media/worker/smart/smart_picture.h"
#include "core/media/worker/video_track.h"

#include <algorithm>
#include <future>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

static constexpr double scanShare = 0.1;   // of the work

Rendering::Rendering(const RenderJob &job, const Input &input, QList<domain::Interval> keep, const Report &report)
    : m_job(job)
    , m_input(input)
    , m_keep(std::move(keep))
    , m_report(report)
    , m_pieces(job.pieces)
{
}

Result<> Rendering::scan()
{
    // Sound and picture are read side by side.
    std::future<Result<smart::SoundIndex>> sound;
    if (const AVStream *stream = m_input.audio())
        sound = std::async(std::launch::async, [this, stream] { return scanSound(stream); });
    if (!m_job.video.isEmpty()) {
        TRY(const auto input, Input::openAgain(m_job.input, m_input));
        TRY(auto pictures, smart::scanPictures(*input, [this](double part) { m_report(part * scanShare); }));
        m_pictures.emplace(std::move(pictures));
    }
    if (sound.valid()) {
        TRY(m_sound, sound.get());
        m_clock = m_sound.canBeCopied()
            ? smart::Clock{.unit = {1, m_sound.rateHz}, .origin = m_sound.origin, .step = m_sound.step}
            : smart::Clock{.unit = {1, AudioTrack::rateFor(m_input.audio())}};
    }
    return {};
}

Result<smart::SoundIndex> Rendering::scanSound(const AVStream *stream) const
{
    TRY(const auto input, Input::openAgain(m_job.input, m_input));
    return smart::scanSound(*input, input->stream(stream->index));
}

/// The same edges for every engine, so that engines are interchangeable.
void Rendering::planEdges()
{
    smart::EdgeRequest request{.keep = {},
        .startSlack = m_clock.ticks(m_job.startSlack),
        .duration = m_clock.ticks(m_input.duration()),
        .settled = {}};
    for (const MediaTime edge : m_job.settled)
        request.settled.insert(m_clock.nearest(m_clock.ticks(edge)));
    for (const auto &interval : m_keep)
        request.keep.emplace_back(m_clock.ticks(interval.start), m_clock.ticks(interval.end));
    m_segments = smart::planEdges(isIndexed() ? m_pictures->index : smart::PictureIndex(), m_clock, request);
    m_timeline = {.unit = m_clock.unit, .segments = {}, .sourceEnd = request.duration};
    for (const auto &segment : m_segments)
        m_timeline.segments.push_back({.start = segment.start, .end = segment.end, .output = segment.output});
}

/// The cheapest way that `engine` and the scan allow. `reason`: why this engine; may be empty.
Rendering::Choice Rendering::choose(Engine engine, QString reason) const
{
    const auto chooseFull = [this, &reason](const QString &refusal) {
        Choice choice{.engine = Engine::Full, .reason = reason.isEmpty() ? refusal : reason, .plan = {}, .format = {}};
        if (isIndexed())
            choice.plan = smart::planRender(m_pictures->index, m_clock, m_segments, Engine::Full);
        return choice;
    };
    if (!m_pictures)
        return {.engine = engine, .reason = m_sound.refusal, .plan = {}, .format = {}};
    if (engine == Engine::Full)
        return chooseFull(u"Asked for."_s);
    if (!isIndexed())
        return chooseFull(m_pictures->refusal);
    auto plan = smart::planRender(m_pictures->index, m_clock, m_segments, engine);
    const auto isFull = [](const smart::SegmentPlan &segment) { return segment.method == smart::Method::Full; };
    if (std::ranges::all_of(plan.segments, isFull))
        return chooseFull(plan.segments.front().reason);
    if (const QString against = smart::reasonAgainst(plan, m_pictures->index, m_pictures->codec->encodingCost);
        engine == Engine::Auto && !against.isEmpty())
        return chooseFull(against);
    auto format = m_pictures->codec->output(m_input.video(), *m_pictures, plan);
    if (!format)
        return chooseFull(format.error().message);
    return {.engine = engine, .reason = std::move(reason), .plan = std::move(plan), .format = std::move(*format)};
}

Result<> Rendering::addPicture(Film &film, const Choice &choice)
{
    TRY(auto input, Input::openAgain(m_job.input, m_input));
    std::unique_ptr<Track> track;
    if (choice.format) {
        track = smart::SmartPicture::open(*input, m_job.input, *m_pictures, *choice.plan, *choice.format, m_pieces);
    } else {
        TRY(track, VideoTrack::open(*input, m_timeline));
    }
    film.add(AVMEDIA_TYPE_VIDEO, std::move(input), std::move(track));
    return {};
}

Result<> Rendering::addSounds(Film &film)
{
    for (const AVStream *stream : m_input.audioStreams()) {
        const bool isMain = stream == m_input.audio();
        if (!isMain && !m_pictures)
            break;
        TRY(auto input, Input::openAgain(m_job.input, m_input));
        smart::SoundIndex index = m_sound;
        if (!isMain) {
            TRY(index, scanSound(stream));
        }
        const bool isOnGrid = index.canBeCopied() && index.rateHz == m_clock.unit.den && index.step == m_clock.step
            && (index.origin - m_clock.origin) % m_clock.step == 0;
        std::unique_ptr<Track> track;
        if (isOnGrid && m_job.engine != Engine::Full) {
            TRY(track,
                smart::CopiedSound::open(*input, input->stream(stream->index), std::move(index), m_timeline, m_pieces));
        } else {
            TRY(track, AudioTrack::open(*input, input->stream(stream->index), m_timeline));
        }
        film.add(AVMEDIA_TYPE_AUDIO, std::move(input), std::move(track));
        ++m_soundStreams;
    }
    return {};
}

static Result<> writeFile(const QByteArray &path, const QByteArray &bytes)
{
    TRY(const ByteFile file, ByteFile::create(path));
    return file.writeAt(0, bytes.constData(), bytes.size());
}

RenderReport Rendering::report(const Choice &choice) const
{
    using smart::PictureKind;
    RenderReport report{.engine = u"full"_s,
        .reason = choice.reason,
        .duration = m_clock.time(m_timeline.length()),
        .kept = {},
        .segments = {}};
    for (const auto &segment : m_segments)
        report.kept += domain::Interval{.start = m_clock.time(segment.start), .end = m_clock.time(segment.end)};
    if (!m_pictures && m_sound.canBeCopied() && m_job.engine != Engine::Full)
        report.engine = u"copy"_s;
    if (!choice.plan)
        return report;
    const smart::RenderPlan &plan = *choice.plan;
    report.framesCopied = plan.count(PictureKind::Copied);
    report.framesPatched = plan.count(PictureKind::Patched);
    report.framesInserted = plan.count(PictureKind::Inserted);
    report.framesEncoded = plan.count(PictureKind::Encoded);
    // A single segment without a place to copy from does not make the film a fully encoded one.
    if (choice.format) {
        auto dearest = smart::Method::Copy;
        for (const auto &segment : plan.segments)
            if (segment.method != smart::Method::Full)
                dearest = std::max(dearest, segment.method);
        report.engine = toString(dearest);
    }
    const QString engineReason = choice.reason.isEmpty() ? u"Asked for."_s : choice.reason;
    for (qsizetype i = 0; i < report.kept.size(); ++i) {
        const auto &segment = plan.segments[static_cast<size_t>(i)];
        report.segments += RenderedSegment{.source = report.kept[i],
            .engine = toString(segment.method),
            .reason = segment.isEncoded() && segment.reason.isEmpty() ? engineReason : segment.reason};
    }
    if (report.reason.isEmpty())
        report.reason = report.framesInserted + report.framesEncoded == 0
            ? u"Everything kept could be copied."_s
            : u"%1 of %2 pictures were encoded around the cuts, the others copied."_s
                  .arg(report.framesInserted + report.framesEncoded)
                  .arg(plan.pictures.size());
    return report;
}

/// Renders as chosen. Corrupt when the film does not play as it should.
Result<RenderReport> Rendering::attempt(const Choice &choice)
{
    RenderReport result = report(choice);
    Film film(m_timeline.length(), result.duration, chaptersAfter(m_input.format(), domain::TimeMap(result.kept)));
    m_soundStreams = 0;
    if (m_pictures)
        TRY_DO(addPicture(film, choice));
    TRY_DO(addSounds(film));
    const qint64 soundPackets = m_soundStreams * (m_timeline.length() / 1'024 + 2);
    const qint64 packets = choice.plan ? static_cast<qint64>(choice.plan->pictures.size()) + soundPackets : 0;
    TRY_DO(film.write(
        m_job.video, m_job.audio, packets, [this](double part) { m_report(scanShare + part * (1 - scanShare)); }));
    if (!choice.plan)
        result.framesEncoded = film.pictures();

    if (choice.format) {
        TRY(const QString complaint, smart::complaintAbout(m_job.video, *choice.plan));
        if (!complaint.isEmpty())
            return base::fail(ErrorKind::Corrupt, complaint);
        m_pieces.finish();
    }
    if (choice.plan && !m_job.plan.isEmpty())
        TRY_DO(writeFile(m_job.plan, smart::dump(*choice.plan, m_pictures->index)));
    return result;
}

Result<RenderReport> Rendering::run()
{
    TRY_DO(scan());
    planEdges();
    Choice choice = choose(m_job.engine, {});
    for (;;) {
        auto result = attempt(choice);
        const bool mayFallBack = !result && choice.format
            && (result.error().kind == ErrorKind::Corrupt || result.error().kind == ErrorKind::Internal);
        if (!mayFallBack)
            return result;
        const bool wasClassic = choice.engine == Engine::Classic || !m_pictures->index.isH264;
        choice = choose(wasClassic ? Engine::Full : Engine::Classic,
            u"Cutting by %1 failed: %2"_s.arg(wasClassic ? u"classic heads"_s : u"splices"_s, result.error().message));
    }
}

}   // namespace media::worker
