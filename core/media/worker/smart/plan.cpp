#include "core/media/worker/smart/plan.h"

#include "core/domain/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace media::worker::smart {

static constexpr int leastPreciseUnit = 10'000;
static constexpr MediaTime insertedStep = 5ms;   // how long a rebuilt picture is shown before the next one

static constexpr domain::NameTable<Method, 4> methods = {{
    {Method::Copy, "copy"_L1},
    {Method::Splice, "splice"_L1},
    {Method::Classic, "classic"_L1},
    {Method::Full, "full"_L1},
}};

static constexpr domain::NameTable<PictureKind, 4> kinds = {{
    {PictureKind::Copied, "copied"_L1},
    {PictureKind::Patched, "patched"_L1},
    {PictureKind::Inserted, "inserted"_L1},
    {PictureKind::Encoded, "encoded"_L1},
}};

QString toString(Method method) { return domain::nameOf(methods, method); }
QString toString(PictureKind kind) { return domain::nameOf(kinds, kind); }

qint64 RenderPlan::count(PictureKind kind) const { return std::ranges::count(pictures, kind, &OutputPicture::kind); }

bool RenderPlan::uses(Method method) const { return std::ranges::count(segments, method, &SegmentPlan::method) > 0; }

// How a segment is made

static SegmentPlan encoded(const Segment &edges, QString reason)
{
    return {.edges = edges, .method = Method::Full, .reason = std::move(reason), .encodeUntilRank = edges.endRank};
}

/// The first entry that is shown in the segment, or count().
static int entryIn(const PictureIndex &index, const Segment &edges)
{
    const int entry = index.entryAfter(edges.firstRank - 1);
    return entry < edges.endRank ? entry : index.count();
}

/// An idr_pic_id that the picture before does not have.
static uint32_t idrIdAfter(const PictureIndex &index, const std::vector<SegmentPlan> &before)
{
    constexpr uint32_t rare = 7;
    const int last = before.empty() ? -1 : before.back().copyEnd - 1;
    const bool isTaken = last >= 0 && index[last].isIdr() && index[last].header.idrPictureId == rare;
    return isTaken ? rare + 1 : rare;
}

static SegmentPlan methodFor(const PictureIndex &index, const Segment &edges, Engine engine)
{
    if (engine == Engine::Full)
        return encoded(edges, {});
    if (!index.isClosed(edges.endRank))
        return encoded(edges, u"No place to stop a copy lies near its end."_s);
    const int entry = entryIn(index, edges);
    if (entry == edges.firstRank)
        return {.edges = edges, .method = Method::Copy, .copyFrom = entry, .copyEnd = edges.endRank};

    const bool maySplice = engine != Engine::Classic && edges.splice && edges.splice->from < edges.endRank;
    const int head = entry - edges.firstRank;
    if (maySplice && (engine == Engine::Splice || head > static_cast<int>(edges.splice->rebuilt.size()))) {
        const int from = edges.splice->from;
        return {.edges = edges,
            .method = Method::Splice,
            .reason = u"It starts between two entry points."_s,
            .copyFrom = from,
            .copyEnd = edges.endRank,
            .patchUntil = std::min(index.entryAfter(from), edges.endRank)};
    }
    if (entry == index.count())
        return encoded(edges, u"It has no entry point, and what it refers to cannot be rebuilt."_s);
    return {.edges = edges,
        .method = Method::Classic,
        .reason = maySplice             ? u"An entry point is near."_s
            : engine == Engine::Classic ? QString()
                                        : u"What it refers to at its start cannot be rebuilt."_s,
        .encodeUntilRank = entry,
        .copyFrom = entry,
        .copyEnd = edges.endRank};
}

// When pictures are shown

namespace {
class Timing {
public:
    Timing(const PictureIndex &index, RenderPlan &plan)
        : m_index(index)
        , m_plan(plan)
    {
    }
    void run();

private:
    void addInserted(int segment);
    void addEncoded(int segment);
    void addCopied(int segment);
    [[nodiscard]] const SegmentPlan &planOf(int segment) const { return m_plan.segments[static_cast<size_t>(segment)]; }
    [[nodiscard]] qint64 startOf(int segment) const
    {
        return m_plan.clock.toUnit(planOf(segment).edges.output, m_plan.unit);
    }
    [[nodiscard]] qint64 timeOf(int segment, int picture) const;
    [[nodiscard]] qint64 end() const { return m_plan.clock.toUnit(m_plan.length(), m_plan.unit); }
    void setDecodeTimes();

    const PictureIndex &m_index;
    RenderPlan &m_plan;
};
}   // namespace

/// Where the segment's shift puts a picture; the one on display at its start opens it.
qint64 Timing::timeOf(int segment, int picture) const
{
    const Segment &edges = planOf(segment).edges;
    const qint64 start = startOf(segment);
    if (m_index.rankOf(picture) <= edges.firstRank)
        return start;
    const qint64 time = av_rescale_q(m_index[picture].time, m_index.unit, m_plan.unit)
        - m_plan.clock.toUnit(edges.start, m_plan.unit) + start;
    return std::max(time, start + 1);
}

void Timing::addInserted(int segment)
{
    const Splice &splice = *planOf(segment).edges.splice;
    const auto count = static_cast<qint64>(splice.rebuilt.size());
    const qint64 start = startOf(segment);
    const qint64 room = timeOf(segment, m_index.shownAs(splice.from)) - start;
    const qint64 step =
        std::clamp<qint64>(room / (count + 1), 1, std::max<qint64>(1, fromMediaTime(insertedStep, m_plan.unit)));
    std::vector<int> shown = splice.rebuilt;
    std::ranges::sort(shown, {}, [this](int picture) { return m_index[picture].time; });
    for (int i = 0; i < count; ++i) {
        const int source = splice.rebuilt[static_cast<size_t>(i)];
        const qint64 place = std::ranges::find(shown, source) - shown.begin();
        m_plan.pictures.push_back({.segment = segment,
            .kind = PictureKind::Inserted,
            .source = source,
            .piece = i,
            .time = start + place * step});
    }
}

void Timing::addEncoded(int segment)
{
    const auto &plan = planOf(segment);
    for (int rank = plan.edges.firstRank; rank < plan.encodeUntilRank; ++rank)
        m_plan.pictures.push_back({.segment = segment,
            .kind = PictureKind::Encoded,
            .source = m_index.shownAs(rank),
            .piece = rank - plan.edges.firstRank,
            .time = timeOf(segment, m_index.shownAs(rank))});
}

void Timing::addCopied(int segment)
{
    const auto &plan = planOf(segment);
    for (int picture = plan.copyFrom; picture < plan.copyEnd; ++picture)
        m_plan.pictures.push_back(
            {.segment = segment, .kind = plan.copyKind(picture), .source = picture, .time = timeOf(segment, picture)});
}

/// The earliest decoding times that never decode later than show, whatever the source had; strictly rising. They span
/// no more than the film: MP4 takes that for its length.
void Timing::setDecodeTimes()
{
    auto &pictures = m_plan.pictures;
    std::vector<qint64> times;
    times.reserve(pictures.size());
    for (const auto &picture : pictures)
        times.push_back(picture.time);
    std::ranges::sort(times);
    const auto count = static_cast<qint64>(times.size());
    qint64 delay = 0;
    for (qint64 i = 0; i < count; ++i) {
        const auto rank = std::ranges::lower_bound(times, pictures[static_cast<size_t>(i)].time) - times.begin();
        delay = std::max(delay, i - rank);
    }
    const qint64 usual = count > 0 ? (times.back() - times.front()) / count : 1;
    const qint64 room = delay > 0 ? (end() - times[static_cast<size_t>(count - 1 - delay)] - 1) / delay : usual;
    const qint64 tick = std::max<qint64>(1, std::min(usual, room));
    for (qint64 i = 0; i < count; ++i)
        pictures[static_cast<size_t>(i)].decodeTime =
            i >= delay ? times[static_cast<size_t>(i - delay)] : times.front() - (delay - i) * tick;
}

void Timing::run()
{
    for (int segment = 0; segment < static_cast<int>(m_plan.segments.size()); ++segment) {
        if (planOf(segment).method == Method::Splice)
            addInserted(segment);
        else
            addEncoded(segment);
        addCopied(segment);
    }
    setDecodeTimes();
}

RenderPlan planRender(
    const PictureIndex &index, const Clock &clock, const std::vector<Segment> &segments, Engine engine)
{
    const bool isPrecise = index.unit.num == 1 && index.unit.den >= leastPreciseUnit;
    RenderPlan plan{
        .clock = clock, .unit = isPrecise ? index.unit : AVRational{1, 90'000}, .segments = {}, .pictures = {}};
    for (const Segment &edges : segments) {
        SegmentPlan segment = methodFor(index, edges, engine);
        segment.idrId = idrIdAfter(index, plan.segments);
        plan.segments.push_back(std::move(segment));
    }
    Timing(index, plan).run();
    return plan;
}

// Whether it is worth it

QString reasonAgainst(const RenderPlan &plan, const PictureIndex &index, double encodingCost)
{
    // Seconds a picture on one core of the reference machine at 1080p; only their proportions matter.
    constexpr double decoding = 1 / 300.0;
    constexpr double encodingAlone = 0.0115;
    constexpr double encodingInARow = 2 / 90.0;
    double smart = 0;
    double keptBytes = 0;
    double encodedBytes = 0;
    double keyBytes = 0;
    int keys = 0;
    for (const auto &picture : index.pictures) {
        keyBytes += picture.isKey ? picture.bytes : 0;
        keys += picture.isKey ? 1 : 0;
    }
    for (const auto &segment : plan.segments) {
        const int first = segment.edges.firstRank;
        for (int rank = first; rank < segment.edges.endRank; ++rank)
            keptBytes += index[index.shownAs(rank)].bytes;
        if (!segment.isEncoded())
            continue;
        const int last = segment.method == Method::Splice ? segment.edges.splice->from : segment.encodeUntilRank;
        smart += (last - index.decodeStart(std::max(0, std::min(first, last - 1)))) * decoding;
    }
    for (const auto &picture : plan.pictures) {
        if (picture.kind == PictureKind::Inserted || picture.kind == PictureKind::Encoded) {
            smart += encodingAlone * encodingCost;
            encodedBytes += picture.piece == 0 ? keyBytes / std::max(1, keys) : index[picture.source].bytes;
        }
    }
    const auto all = static_cast<double>(plan.pictures.size());
    const auto encoded = static_cast<double>(plan.count(PictureKind::Inserted) + plan.count(PictureKind::Encoded));
    if (smart > 0.6 * all * encodingInARow)
        return u"The cuts lie so close together that encoding everything is as quick."_s;
    if (encoded > 0.4 * all)
        return u"Too few pictures could be copied between the cuts."_s;
    if (encodedBytes > keptBytes)
        return u"The pictures to be rebuilt would make the file too large."_s;
    return {};
}

QByteArray dump(const RenderPlan &plan, const PictureIndex &index)
{
    QByteArray text;
    const auto seconds = [](double value) { return QByteArray::number(value, 'f', 6); };
    const double tick = av_q2d(plan.clock.unit);
    for (size_t i = 0; i < plan.segments.size(); ++i) {
        const auto &segment = plan.segments[i];
        text += "segment " + QByteArray::number(i) + ' ' + toString(segment.method).toUtf8() + ' '
            + seconds(static_cast<double>(segment.edges.start) * tick) + ' '
            + seconds(static_cast<double>(segment.edges.end) * tick) + ' '
            + seconds(static_cast<double>(segment.edges.output) * tick)
            + (segment.reason.isEmpty() ? QByteArray() : ' ' + segment.reason.toUtf8()) + '\n';
    }
    std::vector<const OutputPicture *> shown;
    for (const auto &picture : plan.pictures)
        shown.push_back(&picture);
    std::ranges::sort(shown, {}, &OutputPicture::time);
    for (const auto *picture : shown)
        text += "frame " + seconds(static_cast<double>(picture->time) * av_q2d(plan.unit)) + ' '
            + seconds(static_cast<double>(index[picture->source].time) * av_q2d(index.unit)) + ' '
            + QByteArray::number(index.rankOf(picture->source)) + ' ' + toString(picture->kind).toUtf8() + '\n';
    return text;
}

}   // namespace media::worker::smart
