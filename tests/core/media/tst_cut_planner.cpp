#include "core/media/worker/smart/decode_path.h"
#include "core/media/worker/smart/plan.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using media::Engine;
using namespace media::h264;
using namespace media::worker::smart;
using namespace Qt::StringLiterals;

static constexpr qint64 ticksPerSecond = 48'000;
static constexpr int frameNumberBits = 4;
static constexpr int pictureOrderBits = 6;

namespace {
/// A stream as encoders make them, without a single bit: only what its slice headers would say.
class Stream {
public:
    explicit Stream(quint32 seed)
        : m_random(seed)
    {
        const bool hasB = m_random.bounded(3) > 0;
        m_bPictures = hasB ? 1 + m_random.bounded(3) : 0;
        m_pyramid = m_bPictures == 3 && m_random.bounded(2) == 0;
        m_references = 1 + m_random.bounded(4) + (hasB ? 1 : 0);
        m_isVariable = m_random.bounded(2) == 0;
        m_isOpen = m_random.bounded(2) == 0;
        SequenceParameters sequence;
        sequence.profile = 100;
        sequence.frameNumberBits = frameNumberBits;
        sequence.pictureOrderType = 0;
        sequence.pictureOrderBits = pictureOrderBits;
        sequence.maximumReferences = m_references;
        sequence.framesOnly = true;
        index.sets.sequences.push_back(sequence);
        index.sets.pictures.push_back(PictureParameters{});
        index.isH264 = true;
        index.unit = {1, 90'000};
        const int groups = 2 + m_random.bounded(4);
        for (int i = 0; i < groups; ++i)
            addGroup(10 + m_random.bounded(60));
        index.finish();
    }

    [[nodiscard]] qint64 duration() const { return av_rescale(m_time, ticksPerSecond, 90'000); }

    PictureIndex index;

private:
    void add(SliceType type, bool isIdr, bool isReference, int shown, const std::vector<qint64> &times, int last)
    {
        SliceHeader header{.nalType = isIdr ? NalType::IdrSlice : NalType::Slice,
            .referenceIdc = isReference ? 1 : 0,
            .type = type,
            .frameNumber = static_cast<uint32_t>(m_frameNumber) & ((1U << frameNumberBits) - 1),
            .pictureOrderLsb = static_cast<uint32_t>(2 * shown) & ((1U << pictureOrderBits) - 1)};
        header.directSpatial = true;
        const int held = std::min(m_held, m_references);
        if (type == SliceType::P)
            header.active = {std::min(held, 1 + m_random.bounded(2)), 0};
        if (type == SliceType::B)
            header.active = {1, 1};
        index.pictures.push_back({.time = times[static_cast<size_t>(std::min(shown, last))],
            .bytes = isIdr ? 20'000 : 1'000,
            .isKey = isIdr,
            .isRead = true,
            .header = std::move(header)});
        if (isReference) {
            ++m_frameNumber;
            ++m_held;
        }
    }

    void addGroup(int count)
    {
        std::vector<qint64> times;
        for (int i = 0; i < count; ++i) {
            times.push_back(m_time);
            m_time += m_isVariable ? 1'500 + m_random.bounded(60'000) : 3'600;
        }
        m_frameNumber = 0;
        m_held = 0;
        add(SliceType::I, true, true, 0, times, count - 1);
        for (int shown = 1; shown < count;) {
            const bool isIntra = m_isOpen && m_random.bounded(3) == 0;
            const int b = isIntra && m_random.bounded(2) == 0 ? 0 : std::min(m_bPictures, count - 1 - shown);
            add(isIntra ? SliceType::I : SliceType::P, false, true, shown + b, times, count - 1);
            if (b == 3 && m_pyramid) {
                add(SliceType::B, false, true, shown + 1, times, count - 1);
                add(SliceType::B, false, false, shown, times, count - 1);
                add(SliceType::B, false, false, shown + 2, times, count - 1);
            } else {
                for (int i = 0; i < b; ++i)
                    add(SliceType::B, false, false, shown + i, times, count - 1);
            }
            shown += b + 1;
        }
    }

    QRandomGenerator m_random;
    int m_bPictures = 0;
    bool m_pyramid = false;
    int m_references = 1;
    bool m_isVariable = false;
    bool m_isOpen = false;   // I pictures lie within a group, too
    qint64 m_time = 0;
    int m_frameNumber = 0;
    int m_held = 0;
};
}   // namespace

static EdgeRequest randomRequest(const Stream &stream, quint32 seed)
{
    QRandomGenerator random(seed ^ 0x5eed);
    EdgeRequest request{
        .keep = {}, .startSlack = random.bounded(2) * 4'800, .duration = stream.duration(), .settled = {}};
    qint64 at = random.bounded(2) * random.bounded(20'000);
    while (at < request.duration) {
        const qint64 end = std::min<qint64>(request.duration, at + 1'000 + random.bounded(150'000));
        request.keep.emplace_back(at, end);
        at = end + 2'000 + random.bounded(100'000);
    }
    return request;
}

static Frame frameOf(const PictureIndex &index, int picture)
{
    return {.picture = picture, .frameNumber = index[picture].frameNumber, .order = index[picture].order};
}

/// The pictures that a slice's lists name.
static std::vector<int> named(const ReferenceBuffer &buffer, const SliceHeader &header, const Frame &frame)
{
    std::vector<int> pictures;
    const auto lists = buffer.lists(header, frame);
    if (!lists)
        return {-1};
    for (const auto &list : *lists)
        for (const Frame &entry : list)
            pictures.push_back(entry.picture);
    return pictures;
}

class TestCutPlanner : public QObject {
    Q_OBJECT

private:
    static constexpr quint32 seeds = 1'000;

    static RenderPlan planOf(const Stream &stream, quint32 seed, Engine engine)
    {
        const Clock clock{.unit = {1, ticksPerSecond}, .origin = 0, .step = 1'024};
        return planRender(stream.index, clock, planEdges(stream.index, clock, randomRequest(stream, seed)), engine);
    }

private slots:
    void segmentsFollowEachOtherOnTheGrid()
    {
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            const auto plan = planOf(stream, seed, Engine::Auto);
            qint64 output = 0;
            qint64 end = -1;
            int rank = -1;
            for (const auto &segment : plan.segments) {
                const auto &edges = segment.edges;
                const QByteArray where = "seed " + QByteArray::number(seed);
                QVERIFY2(edges.start > end && edges.end > edges.start, where);
                QVERIFY2(edges.start % 1'024 == 0, where);
                QVERIFY2(edges.end % 1'024 == 0 || edges.end == stream.duration(), where);
                QVERIFY2(edges.output == output, where);
                QVERIFY2(edges.firstRank >= rank && edges.endRank > edges.firstRank, where);
                end = edges.end;
                output += edges.length();
                rank = edges.endRank - 1;   // the picture on display at a join may be shown on both sides
            }
            QCOMPARE(plan.length(), output);
        }
    }

    void everyKeptPictureIsShownOnceAndInOrder()
    {
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            for (const Engine engine : {Engine::Auto, Engine::Classic, Engine::Full}) {
                const auto plan = planOf(stream, seed, engine);
                for (int segment = 0; segment < static_cast<int>(plan.segments.size()); ++segment) {
                    std::vector<std::pair<qint64, int>> shown;   // times and ranks
                    for (const auto &picture : plan.pictures)
                        if (picture.segment == segment)
                            shown.emplace_back(picture.time, stream.index.rankOf(picture.source));
                    std::ranges::sort(shown);
                    const auto &edges = plan.segments[static_cast<size_t>(segment)].edges;
                    int rank = edges.endRank;
                    for (auto picture = shown.rbegin(); picture != shown.rend() && picture->second >= edges.firstRank;
                         ++picture)
                        QVERIFY2(picture->second == --rank, QByteArray::number(seed));
                    QVERIFY2(rank <= edges.firstRank + 1,
                        QByteArray::number(seed));   // a rebuilt one may stand for the first
                }
            }
        }
    }

    void picturesAreDecodedBeforeTheyAreShown()
    {
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            const auto plan = planOf(stream, seed, Engine::Auto);
            QVERIFY(!plan.pictures.empty());
            qint64 before = std::numeric_limits<qint64>::min();
            std::set<qint64> times;
            for (const auto &picture : plan.pictures) {
                QVERIFY2(picture.decodeTime > before && picture.decodeTime <= picture.time, QByteArray::number(seed));
                before = picture.decodeTime;
                times.insert(picture.time);
            }
            QCOMPARE(times.size(), plan.pictures.size());
            QCOMPARE(*times.begin(), 0);
            const qint64 length = plan.clock.toUnit(plan.length(), plan.unit);
            QVERIFY2(before - plan.pictures.front().decodeTime < length, QByteArray::number(seed));
        }
    }

    void aSpliceIsDecodedWithTheReferencesOfTheSource()
    {
        int splices = 0;
        int fewest = 0;
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            const PictureIndex &index = stream.index;
            const auto &parameters = index.sets.sequences.front();
            for (const auto &segment : planOf(stream, seed, Engine::Splice).segments) {
                if (segment.method != Method::Splice)
                    continue;
                ++splices;
                const Splice &splice = *segment.edges.splice;
                fewest += splice.rebuilt.size() == 1 ? 1 : 0;
                const int64_t range = 1 << frameNumberBits;
                ReferenceBuffer source(parameters.maximumReferences, range);
                for (int picture = index.entryAtOrBefore(splice.from); picture < splice.from; ++picture)
                    QVERIFY(source.mark(index[picture].header, frameOf(index, picture)));
                ReferenceBuffer result(parameters.maximumReferences, range);
                for (size_t i = 0; i < splice.rebuilt.size(); ++i) {
                    const SliceHeader plain{.nalType = i == 0 ? NalType::IdrSlice : NalType::Slice, .referenceIdc = 1};
                    Frame frame = frameOf(index, splice.rebuilt[i]);
                    frame.frameNumber = static_cast<int64_t>(i);
                    QVERIFY(result.mark(plain, frame));
                }
                for (int picture = splice.from; picture < index.entryAfter(splice.from); ++picture) {
                    const auto reworded = splice.reworded.find(picture);
                    const SliceHeader &own =
                        reworded == splice.reworded.end() ? index[picture].header : reworded->second;
                    Frame frame = frameOf(index, picture);
                    const auto wanted = named(source, index[picture].header, frame);
                    QVERIFY(source.mark(index[picture].header, frame));
                    frame.frameNumber -= splice.frameNumberLess;
                    QVERIFY2(named(result, own, frame) == wanted, QByteArray::number(seed));
                    QVERIFY(result.mark(own, frame));
                }
            }
        }
        QVERIFY2(splices > 200, QByteArray::number(splices));
        QVERIFY2(fewest > splices / 2, QByteArray::number(fewest));
    }

    void theRightPictureFillsAHole()
    {
        int holes = 0;
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            const PictureIndex &index = stream.index;
            for (const auto &segment : planOf(stream, seed, Engine::Splice).segments) {
                if (segment.method != Method::Splice)
                    continue;
                const Splice &splice = *segment.edges.splice;
                if (index.timeOfRank(splice.from) - index.timeOfRank(splice.from - 1) <= index.unit.den / 10)
                    continue;
                ++holes;
                const int last =
                    std::ranges::max(splice.rebuilt, {}, [&](int picture) { return index.rankOf(picture); });
                QVERIFY2(index.rankOf(last) == splice.from - 1, QByteArray::number(seed));
            }
        }
        QVERIFY2(holes > 20, QByteArray::number(holes));
    }

    void whatIsWantedIsOnItsDecodePath()
    {
        int afresh = 0;
        int skipped = 0;
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            const PictureIndex &index = stream.index;
            QRandomGenerator random(seed);
            const int one = random.bounded(index.count());
            const int start = index.decodeStart(one);
            const int other = start + random.bounded(one - start + 1);
            const std::vector<int> wanted = other == one ? std::vector{one} : std::vector{other, one};
            const auto path = decodePath(index, start, wanted);
            QCOMPARE(path.size(), static_cast<size_t>(one - start + 1));
            QVERIFY(path.back() != DecodeStep::Skip);
            ReferenceBuffer buffer(index.sets.sequences.front().maximumReferences, 1 << frameNumberBits);
            std::vector<std::vector<int>> references;   // by picture from `start` on
            for (int picture = start; picture <= wanted.back(); ++picture) {
                references.push_back(named(buffer, index[picture].header, frameOf(index, picture)));
                QVERIFY(buffer.mark(index[picture].header, frameOf(index, picture)));
            }
            int earliest = one;   // that the path behind a picture refers to
            bool hasGap = false;   // a reference picture is left out behind it
            int later = -1;
            for (int picture = one; picture >= start; --picture) {
                const auto place = static_cast<size_t>(picture - start);
                if (path[place] == DecodeStep::Skip) {
                    ++skipped;
                    hasGap |= index[picture].isReference();
                    continue;
                }
                if (later >= 0) {
                    const bool isFresh = path[static_cast<size_t>(later - start)] == DecodeStep::Afresh;
                    QVERIFY2(isFresh == (hasGap && earliest >= later), QByteArray::number(seed));
                    afresh += isFresh ? 1 : 0;
                }
                for (const int reference : references[place]) {
                    QVERIFY2(
                        path[static_cast<size_t>(reference - start)] != DecodeStep::Skip, QByteArray::number(seed));
                    earliest = std::min(earliest, reference);
                }
                later = picture;
                hasGap = false;
            }
        }
        QVERIFY2(afresh > 20 && skipped > 1'000, QByteArray::number(afresh));
    }

    void settledEdgesStay()
    {
        const Clock clock{.unit = {1, ticksPerSecond}, .origin = 0, .step = 1'024};
        for (quint32 seed = 1; seed <= seeds; ++seed) {
            const Stream stream(seed);
            auto request = randomRequest(stream, seed);
            const auto first = planEdges(stream.index, clock, request);
            request.keep.clear();
            for (const auto &segment : first) {
                request.keep.emplace_back(segment.start, segment.end);
                request.settled.insert(segment.start);
                request.settled.insert(segment.end);
            }
            const auto second = planEdges(stream.index, clock, request);
            QCOMPARE(second.size(), first.size());
            for (size_t i = 0; i < first.size(); ++i) {
                QCOMPARE(second[i].start, first[i].start);
                QCOMPARE(second[i].end, first[i].end);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCutPlanner)
#include "tst_cut_planner.moc"
