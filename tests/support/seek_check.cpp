#include "support/cut_verifier.h"
#include "support/faults.h"
#include "support/seeded_random.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using media::worker::FramePtr;

namespace support {

namespace {
struct Seen {
    qint64 time = 0;   // in the stream's unit
    size_t hash = 0;

    static Seen of(const AVFrame *frame) { return {.time = frame->best_effort_timestamp, .hash = hashOf(frame)}; }
};
}   // namespace

/// Compares the pictures after a seek with `linear`, from the one that comes first on.
static QStringList faultsAfterSeek(PictureReader &reader, const std::vector<Seen> &linear, double target, int pictures)
{
    Faults faults;
    const FramePtr frame(av_frame_alloc());
    reader.seek(target);
    auto expected = linear.end();
    int count = 0;
    for (; count < pictures && reader.next(frame.get()); ++count) {
        const Seen seen = Seen::of(frame.get());
        const double at = reader.secondsOf(frame.get());
        if (count == 0)   // perhaps later than sought: demuxers look for the time of decoding
            expected = std::ranges::find(linear, seen.time, &Seen::time);
        if (expected == linear.end() || expected->time != seen.time) {
            faults.add(u"another picture comes at %1 s"_s.arg(at, 0, 'f', 3));
            break;
        }
        faults.addUnless(expected->hash == seen.hash, u"the picture at %1 s differs"_s.arg(at, 0, 'f', 3));
        ++expected;
    }
    faults.addUnless(count > 0, u"no picture comes"_s);
    faults.add(DecoderLog::take());
    return faults.list();
}

QStringList faultsOfSeeks(const QString &path, int count, quint32 seed)
{
    constexpr int usual = 20;   // pictures after a seek
    constexpr int toTheEnd = std::numeric_limits<int>::max();   // now and then
    const DecoderLog log;
    auto reader = PictureReader::open(path);
    if (!reader)
        return {reader.error().message};
    std::vector<Seen> linear;
    const FramePtr frame(av_frame_alloc());
    double end = 0;
    while (reader->next(frame.get())) {
        linear.push_back(Seen::of(frame.get()));
        end = reader->secondsOf(frame.get());
    }
    Faults faults;
    faults.add(DecoderLog::take());
    SeededRandom random(seed);
    for (int i = 0; i < count; ++i) {
        const double target = random.between(0, end);
        for (const QString &fault : faultsAfterSeek(*reader, linear, target, i % 30 == 29 ? toTheEnd : usual))
            faults.add(u"seek %1, to %2 s: %3"_s.arg(i).arg(target, 0, 'f', 3).arg(fault));
    }
    return faults.list();
}

}   // namespace support
