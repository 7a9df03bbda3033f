#include "support/cut_verifier.h"

#include "support/faults.h"
#include "support/marker_picture.h"
#include "support/packet_rules.h"

#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using base::Result;
using media::worker::FramePtr;

namespace support {

static constexpr double instant = 0.0003;   // of a time that went through two units
static constexpr double packetLength = 0.0235;   // 1,024 samples at 44.1 kHz and a little

static bool hasSound(const QString &path)
{
    const auto reader = PictureReader::open(path);
    return reader && av_find_best_stream(reader->format(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0) >= 0;
}

Result<CutVerifier> CutVerifier::open(CutCase job)
{
    CutVerifier verifier(std::move(job));
    TRY(verifier.m_sourceTimes, pictureTimes(verifier.m_job.source));
    return verifier;
}

QStringList CutVerifier::plan() const { return faultsOf(m_job.plan, m_job.kept, m_sourceTimes); }

QStringList CutVerifier::packets() const { return faultsOfMp4(m_job.output); }

QStringList CutVerifier::seeks(int count, quint32 seed) const { return faultsOfSeeks(m_job.output, count, seed); }

namespace {
/// Pictures of a source by their number. Those that nobody will ask for again are let go.
class PictureWindow {
public:
    PictureWindow(PictureReader reader, const QList<FramePlan::Frame> &planned)
        : m_reader(std::move(reader))
        , m_oldestNeeded(static_cast<size_t>(planned.size()) + 1, std::numeric_limits<int>::max())
    {
        for (auto i = static_cast<size_t>(planned.size()); i-- > 0;)
            m_oldestNeeded[i] = std::min(m_oldestNeeded[i + 1], planned[qsizetype(i)].picture);
    }

    /// The picture for frame `index` of the plan; nullptr when the source ends before it.
    const AVFrame *get(qsizetype index, int picture)
    {
        m_frames.erase(m_frames.begin(), m_frames.lower_bound(m_oldestNeeded[static_cast<size_t>(index)]));
        while (m_decoded <= picture) {
            FramePtr frame(av_frame_alloc());
            if (!m_reader.next(frame.get()))
                break;
            m_frames.emplace(m_decoded++, std::move(frame));
        }
        const auto found = m_frames.find(picture);
        return found == m_frames.end() ? nullptr : found->second.get();
    }

private:
    PictureReader m_reader;
    std::vector<int> m_oldestNeeded;   // from a frame of the plan on
    std::map<int, FramePtr> m_frames;
    int m_decoded = 0;
};
}   // namespace

QStringList CutVerifier::compare(const FramePlan::Frame &planned, const AVFrame *source, const AVFrame *output) const
{
    using Kind = FramePlan::Kind;
    Faults faults;
    const QString place = u"picture %1 at %2 s"_s.arg(planned.picture).arg(planned.output, 0, 'f', 3);
    if (planned.kind == Kind::Copied) {
        faults.addUnless(areEqual(source, output),
            place + u" was copied, but differs: %1 dB"_s.arg(similarity(source, output), 0, 'f', 1));
    } else {
        const double least = planned.kind == Kind::Encoded ? 38 : 45;
        const double made = areEqual(source, output) ? 99 : similarity(source, output);
        faults.addUnless(made >= least, place + u" has only %1 dB of %2"_s.arg(made, 0, 'f', 1).arg(least));
    }
    if (m_job.isMarked) {
        const auto number = paintedNumber(output);
        faults.addUnless(number == planned.picture, place + u" shows the number %1"_s.arg(number.value_or(-1)));
    }
    faults.addUnless(
        output->decode_error_flags == 0 && (output->flags & AV_FRAME_FLAG_CORRUPT) == 0, place + u" is damaged"_s);
    return faults.list();
}

QStringList CutVerifier::pictures()
{
    const DecoderLog log;
    auto source = PictureReader::open(m_job.source);
    auto output = PictureReader::open(m_job.output);
    if (!source || !output)
        return {source ? output.error().message : source.error().message};
    Faults faults;
    m_flashes.clear();
    const auto &frames = m_job.plan.frames;
    PictureWindow window(*std::move(source), frames);
    const FramePtr frame(av_frame_alloc());
    qsizetype count = 0;
    for (; output->next(frame.get()); ++count) {
        if (count >= frames.size())
            continue;
        const auto &planned = frames[count];
        const double at = output->secondsOf(frame.get());
        faults.addUnless(std::abs(at - planned.output) < instant,
            u"picture %1 is shown at %2 s, planned for %3"_s.arg(planned.picture).arg(at).arg(planned.output));
        const AVFrame *original = window.get(count, planned.picture);
        if (original == nullptr) {
            faults.add(u"the source has no picture %1"_s.arg(planned.picture));
            continue;
        }
        faults.add(compare(planned, original, frame.get()));
        const bool isEvent = std::ranges::any_of(
            m_job.events, [&planned](double event) { return std::abs(event - planned.source) < 0.001; });
        if (m_job.isMarked && isEvent && planned.kind != FramePlan::Kind::Inserted) {
            faults.addUnless(paintedFlash(frame.get()), u"no flash in picture %1"_s.arg(planned.picture));
            m_flashes += Flash{.source = planned.source, .output = at};
        }
    }
    faults.addUnless(count == frames.size(), u"%1 pictures are shown, %2 are planned"_s.arg(count).arg(frames.size()));
    faults.add(DecoderLog::take());
    return faults.list();
}

QStringList CutVerifier::sound() const
{
    if (!hasSound(m_job.source) && !hasSound(m_job.output))
        return {};
    const DecoderLog log;
    const auto source = DecodedSound::of(m_job.source);
    const auto output = DecodedSound::of(m_job.output);
    if (!source || !output)
        return {source ? output.error().message : source.error().message};
    constexpr double beepAndFade = 0.035;
    QList<Flash> heard;   // those whose beep is not faded
    for (const Flash &flash : m_flashes) {
        const auto &segment = m_job.plan.segmentAt(flash.output);
        if (flash.source >= segment.start + 0.012 && flash.source + beepAndFade <= segment.end)
            heard += flash;
    }
    Faults faults;
    faults.addUnless(source->rateHz == output->rateHz, u"the sample rate has changed"_s);
    const auto isStart = [&output](double start) { return std::abs(output->start - start) < 1.0 / output->rateHz; };
    const domain::TimeMap map(m_job.kept);
    faults.addUnless(isStart(0) || isStart(base::toSeconds(map.toOutputOrJoin(base::fromSeconds(source->start)))),
        u"the sound begins at %1 s"_s.arg(output->start));
    // A source whose sound ends before its picture may stay so.
    const auto lengthOf = [](const DecodedSound &sound) { return double(sound.size()) / sound.rateHz; };
    const double missing = std::max(0.0, m_job.plan.segments.last().end - lengthOf(*source));
    const double excess = lengthOf(*output) - m_job.plan.outputEnd();
    faults.addUnless(excess <= packetLength && excess >= -missing - packetLength,
        u"the sound takes %1 s, %2 s are kept"_s.arg(lengthOf(*output), 0, 'f', 3)
            .arg(m_job.plan.outputEnd(), 0, 'f', 3));
    faults.add(output->gaps);
    faults.add(faultsOfBeeps(*source, *output, heard));
    faults.add(faultsOfAlignment(*source, *output, m_job.plan));
    // Where another encoder's windows are long and ours are short, stretches of speech of a fifth of a second keep some
    // of what those should take from each other.
    const double codingLoss = m_job.isMarked ? 12 : 4;
    faults.add(faultsOfJoins(*source, *output, m_job.plan, codingLoss));
    faults.add(DecoderLog::take());
    return faults.list();
}

QStringList CutVerifier::length() const
{
    const auto reader = PictureReader::open(m_job.output);
    if (!reader)
        return {reader.error().message};
    Faults faults;
    double wanted = 0;
    for (const auto &interval : m_job.kept)
        wanted += base::toSeconds(interval.length());
    const AVFormatContext *format = reader->format();
    faults.addUnless(format->start_time == 0, u"the file begins at %1 us"_s.arg(format->start_time));
    const AVStream *stream = reader->stream();
    const double length = static_cast<double>(stream->duration) * av_q2d(stream->time_base);
    faults.addUnless(std::abs(length - wanted) <= packetLength,
        u"the pictures take %1 s, %2 s are kept"_s.arg(length, 0, 'f', 3).arg(wanted, 0, 'f', 3));
    return faults.list();
}

QStringList CutVerifier::all(int seekCount, quint32 seed)
{
    Faults faults;
    faults.add(plan());
    faults.add(pictures());
    faults.add(packets());
    faults.add(seeks(seekCount, seed));
    faults.add(sound());
    faults.add(length());
    return faults.list();
}

}   // namespace support
