#include "support/frame_plan.h"

#include "core/base/files.h"
#include "support/faults.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::Result;
using domain::Interval;

namespace support {

static constexpr double halfPacket = 0.010;
static constexpr double nearby = 0.012;   // half a packet of sound and a little
static constexpr double instant = 0.001;
static constexpr double longestInsertion = 0.1;   // in which all inserted pictures of a start have passed
static constexpr double longestWrong = 0.1;   // that a picture is seen instead of one that nothing refers to
static constexpr double rounding = 2e-6;   // times are written with six decimals

static const QStringList engines{u"copy"_s, u"splice"_s, u"classic"_s, u"full"_s};
static const QStringList kinds{u"copied"_s, u"patched"_s, u"inserted"_s, u"encoded"_s};   // as in FramePlan::Kind

static auto malformed(qsizetype line, const QString &text)
{
    return base::fail(ErrorKind::Corrupt, u"Line %1 of the plan: \"%2\"."_s.arg(line + 1).arg(text));
}

Result<FramePlan> FramePlan::read(const QString &path)
{
    TRY(const QByteArray bytes, base::readFile(path));
    FramePlan plan;
    const QStringList lines = QString::fromUtf8(bytes).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringList words = lines[i].split(u' ');
        bool fine = true;
        const auto number = [&words, &fine](qsizetype word) {
            bool isNumber = false;
            const double value = words[word].toDouble(&isNumber);
            fine = fine && isNumber && words[word].section(u'.', 1).size() == 6;
            return value;
        };
        if (lines[i].isEmpty() && i + 1 == lines.size())
            break;
        if (words.first() == "segment"_L1 && words.size() >= 6) {
            plan.segments += Segment{.engine = words[2],
                .start = number(3),
                .end = number(4),
                .output = number(5),
                .reason = words.sliced(6).join(u' ')};
            fine = fine && words[1] == QString::number(plan.segments.size() - 1) && engines.contains(words[2]);
        } else if (words.first() == "frame"_L1 && words.size() == 5) {
            const qsizetype kind = kinds.indexOf(words[4]);
            plan.frames += Frame{.output = number(1),
                .source = number(2),
                .picture = words[3].toInt(),
                .kind = static_cast<Kind>(std::max<qsizetype>(kind, 0))};
            fine = fine && kind >= 0
                && (plan.frames.size() < 2 || plan.frames.back().output > plan.frames[plan.frames.size() - 2].output);
        } else {
            fine = false;
        }
        if (!fine)
            return malformed(i, lines[i]);
    }
    if (plan.segments.isEmpty() || plan.frames.isEmpty())
        return base::fail(ErrorKind::Corrupt, u"The plan lacks segments or frames."_s);
    return plan;
}

qsizetype FramePlan::count(Kind kind) const { return std::ranges::count(frames, kind, &Frame::kind); }

const FramePlan::Segment &FramePlan::segmentAt(double output) const
{
    const auto next = std::ranges::upper_bound(segments, output + instant / 2, {}, &Segment::output);
    return next == segments.begin() ? segments.front() : *std::prev(next);
}

double FramePlan::outputEnd() const { return segments.back().output + segments.back().end - segments.back().start; }

/// The picture on display at a start, or the first one. One that comes within half a packet counts as there.
static int pictureAt(const QList<double> &pictures, double start)
{
    const auto after = std::ranges::upper_bound(pictures, start + halfPacket);
    return std::max(0, static_cast<int>(after - pictures.begin()) - 1);
}

FramePlan FramePlan::encoded(const QList<Interval> &kept, const QList<double> &pictures)
{
    FramePlan plan;
    double output = 0;
    for (const Interval &interval : kept) {
        const double start = base::toSeconds(interval.start);
        const double end = base::toSeconds(interval.end);
        plan.segments += Segment{.engine = u"full"_s, .start = start, .end = end, .output = output, .reason = {}};
        for (int i = pictureAt(pictures, start); i < pictures.size(); ++i) {
            if (pictures[i] >= end - halfPacket)
                break;
            const bool first = plan.frames.isEmpty() || plan.frames.back().output < output - instant;
            plan.frames += Frame{.output = first ? output : output + pictures[i] - start,
                .source = pictures[i],
                .picture = i,
                .kind = Kind::Encoded};
        }
        output += end - start;
    }
    return plan;
}

static QString nameOf(const FramePlan::Frame &frame)
{
    return u"picture %1 (%2, %3 s) at %4 s"_s.arg(frame.picture)
        .arg(kinds[static_cast<qsizetype>(frame.kind)])
        .arg(frame.source, 0, 'f', 3)
        .arg(frame.output, 0, 'f', 3);
}

static QStringList faultsOfSegments(const FramePlan &plan, const QList<Interval> &kept)
{
    Faults faults;
    faults.addUnless(plan.segments.size() == kept.size(),
        u"%1 segments are planned, %2 are reported"_s.arg(plan.segments.size()).arg(kept.size()));
    double output = 0;
    for (qsizetype i = 0; i < std::min(plan.segments.size(), kept.size()); ++i) {
        const auto &segment = plan.segments[i];
        const bool fits = std::abs(segment.start - base::toSeconds(kept[i].start)) <= rounding
            && std::abs(segment.end - base::toSeconds(kept[i].end)) <= rounding && segment.start < segment.end;
        faults.addUnless(fits, u"segment %1 is not what is reported as kept"_s.arg(i));
        faults.addUnless(i == 0 || plan.segments[i - 1].end <= segment.start + rounding,
            u"segment %1 begins before the end of the one before"_s.arg(i));
        faults.addUnless(std::abs(segment.output - output) <= rounding * double(i + 1),
            u"segment %1 begins at %2 s, not at %3 s"_s.arg(i).arg(segment.output).arg(output));
        output += segment.end - segment.start;
    }
    return faults.list();
}

/// `frames`: those of the segment.
static QStringList faultsOfFrames(
    const FramePlan::Segment &segment, const QList<FramePlan::Frame> &frames, const QList<double> &pictures)
{
    using Kind = FramePlan::Kind;
    Faults faults;
    if (frames.isEmpty())
        return {u"no picture is shown from %1 s on"_s.arg(segment.output)};
    const int onDisplay = pictureAt(pictures, segment.start);
    faults.addUnless(std::abs(frames.first().output - segment.output) < instant,
        nameOf(frames.first()) + u" comes late: its segment begins at %1 s"_s.arg(segment.output));
    int last = -1;   // picture, of those at their place
    int lastInserted = -1;
    for (const auto &frame : frames) {
        if (frame.picture < 0 || frame.picture >= pictures.size()) {
            faults.add(nameOf(frame) + u" does not exist"_s);
            continue;
        }
        faults.addUnless(std::abs(pictures[frame.picture] - frame.source) < instant,
            nameOf(frame) + u" is in truth of %1 s"_s.arg(pictures[frame.picture]));
        if (frame.kind == Kind::Inserted) {
            faults.addUnless(last < 0 && frame.output < segment.output + longestInsertion,
                nameOf(frame) + u" is inserted elsewhere than at a start"_s);
            lastInserted = frame.picture;
            continue;
        }
        faults.addUnless(
            frame.picture > std::max(last, lastInserted), nameOf(frame) + u" is shown again or after a later one"_s);
        // The one on display may open the segment; where another comes half a packet later, either.
        const bool opens = last < 0 && lastInserted < 0
            && (frame.picture == pictureAt(pictures, segment.start - instant)
                || frame.picture == pictureAt(pictures, segment.start + instant));
        const double natural = segment.output + frame.source - segment.start;
        if (!opens) {
            faults.addUnless(frame.source > segment.start - nearby && frame.source < segment.end + nearby,
                nameOf(frame) + u" is of a removed part"_s);
            faults.addUnless(std::abs(frame.output - natural) < instant,
                nameOf(frame) + u" should be at %1 s"_s.arg(natural, 0, 'f', 3));
        }
        last = frame.picture;
    }
    // Of the inserted ones only the last stays. Another than the right one may be seen for a moment.
    const auto next = std::ranges::find_if(frames, [](const auto &frame) { return frame.kind != Kind::Inserted; });
    const double until = next == frames.end() ? segment.output + segment.end - segment.start : next->output;
    faults.addUnless(lastInserted < 0 || lastInserted >= onDisplay || until - segment.output <= longestWrong,
        u"at %1 s picture %2 is on display instead of %3"_s.arg(segment.output).arg(lastInserted).arg(onDisplay));
    for (int i = 0; i < pictures.size(); ++i) {
        const bool isKept = pictures[i] > segment.start + nearby && pictures[i] < segment.end - nearby;
        faults.addUnless(!isKept || std::ranges::find(frames, i, &FramePlan::Frame::picture) != frames.end(),
            u"picture %1 of %2 s is kept but not shown"_s.arg(i).arg(pictures[i], 0, 'f', 3));
    }
    return faults.list();
}

QStringList faultsOf(const FramePlan &plan, const QList<Interval> &kept, const QList<double> &pictures)
{
    Faults faults;
    faults.add(faultsOfSegments(plan, kept));
    for (const auto &segment : plan.segments) {
        QList<FramePlan::Frame> frames;
        std::ranges::copy_if(plan.frames, std::back_inserter(frames),
            [&](const auto &frame) { return &plan.segmentAt(frame.output) == &segment; });
        faults.add(faultsOfFrames(segment, frames, pictures));
    }
    return faults.list();
}

}   // namespace support
