#include "core/media/worker/smart/splice.h"

#include "core/media/h264/reference_buffer.h"

#include <algorithm>
#include <set>

namespace media::worker::smart {

using h264::Frame;
using h264::ReferenceBuffer;
using h264::SliceHeader;
using namespace std::chrono_literals;
using Lists = std::array<std::vector<Frame>, 2>;

static constexpr size_t mostRebuilt = 12;
static constexpr MediaTime longestWrong = 100ms;   // an older picture may be on display before the first copied one

static Frame frameOf(const PictureIndex &index, int picture)
{
    return {.picture = picture, .frameNumber = index[picture].frameNumber, .order = index[picture].order};
}

static std::vector<int> picturesOf(const std::vector<Frame> &frames)
{
    std::vector<int> pictures;
    pictures.reserve(frames.size());
    for (const auto &frame : frames)
        pictures.push_back(frame.picture);
    return pictures;
}

namespace {
/// Tries one set of rebuilt pictures: decodes [from, end) on headers alone, beside the source, and rewords the headers
/// that name a reference by a number that has changed.
class Trial {
public:
    Trial(const PictureIndex &index, const h264::SequenceParameters &parameters, int from, int end,
        const ReferenceBuffer &atFrom)
        : m_index(index)
        , m_parameters(parameters)
        , m_range(int64_t(1) << parameters.frameNumberBits)
        , m_from(from)
        , m_end(end)
        , m_source(atFrom)
        , m_result(parameters.maximumReferences, m_range)
    {
    }

    std::optional<Splice> run(std::vector<int> rebuilt);

private:
    [[nodiscard]] bool load();
    [[nodiscard]] Frame renumbered(int picture) const;
    [[nodiscard]] bool decode(int picture);
    [[nodiscard]] bool gives(const SliceHeader &header, const Frame &result, const Lists &wanted) const;
    [[nodiscard]] bool rewordLists(
        const Lists &wanted, const Frame &source, const Frame &result, SliceHeader &header) const;
    void rewordMarking(const Frame &source, const Frame &result, SliceHeader &header) const;
    [[nodiscard]] bool orderCanBeTold(int picture);

    const PictureIndex &m_index;
    const h264::SequenceParameters &m_parameters;
    const int64_t m_range;
    const int m_from;
    const int m_end;
    ReferenceBuffer m_source;
    ReferenceBuffer m_result;
    Splice m_splice;
    int m_lastOrder = 0;   // of the last reference frame of the result
};
}   // namespace

Frame Trial::renumbered(int picture) const
{
    Frame frame = frameOf(m_index, picture);
    frame.order -= m_splice.orderLess;
    const auto place = std::ranges::find(m_splice.rebuilt, picture);
    frame.frameNumber = place == m_splice.rebuilt.end() ? frame.frameNumber - m_splice.frameNumberLess
                                                        : place - m_splice.rebuilt.begin();
    return frame;
}

/// A decoder tells the high part of an order from its nearness to the order before.
bool Trial::orderCanBeTold(int picture)
{
    if (m_parameters.pictureOrderType != 0)
        return true;
    const int order = renumbered(picture).order;
    const bool told = std::abs(order - m_lastOrder) < (1 << m_parameters.pictureOrderBits) / 2;
    if (m_index[picture].isReference())
        m_lastOrder = order;
    return told;
}

/// The rebuilt pictures, as the encoder writes them: an IDR picture and plain reference frames.
bool Trial::load()
{
    for (const int picture : m_splice.rebuilt) {
        const bool first = picture == m_splice.rebuilt.front();
        const SliceHeader plain{.nalType = first ? h264::NalType::IdrSlice : h264::NalType::Slice, .referenceIdc = 1};
        if (!m_result.mark(plain, renumbered(picture)) || !orderCanBeTold(picture))
            return false;
    }
    return true;
}

bool Trial::gives(const SliceHeader &header, const Frame &result, const Lists &wanted) const
{
    const auto lists = m_result.lists(header, result);
    return lists && picturesOf((*lists)[0]) == picturesOf(wanted[0])
        && picturesOf((*lists)[1]) == picturesOf(wanted[1]);
}

/// Makes `header` name the wanted pictures of the result, where the source needed commands to name them.
bool Trial::rewordLists(const Lists &wanted, const Frame &source, const Frame &result, SliceHeader &header) const
{
    if (gives(header, result, wanted))
        return true;
    for (size_t which = 0; which < wanted.size(); ++which) {
        int64_t sourceDistance = 0;
        int64_t lastDistance = 0;
        for (auto &modification : header.modifications[which]) {
            const int64_t step = int64_t(modification.value) + 1;
            sourceDistance = (sourceDistance + (modification.operation == 0 ? step : m_range - step)) % m_range;
            const Frame *named = m_source.at(source, sourceDistance);
            if (named == nullptr || m_result.find(named->picture) == nullptr)
                return false;
            const int64_t distance = result.frameNumber - m_result.find(named->picture)->frameNumber;
            const int64_t change = distance == lastDistance ? m_range : distance - lastDistance;
            modification = {.operation = change > 0 ? 0U : 1U, .value = static_cast<uint32_t>(std::abs(change) - 1)};
            lastDistance = distance;
        }
    }
    return gives(header, result, wanted);
}

void Trial::rewordMarking(const Frame &source, const Frame &result, SliceHeader &header) const
{
    std::vector<h264::MarkingCommand> commands;
    for (const auto &command : header.marking) {
        const Frame *named = m_source.at(source, int64_t(command.first) + 1);
        const Frame *target = named ? m_result.find(named->picture) : nullptr;
        if (target != nullptr)
            commands.push_back({.operation = command.operation,
                .first = static_cast<uint32_t>(result.frameNumber - target->frameNumber - 1)});
    }
    header.marking = std::move(commands);
}

bool Trial::decode(int picture)
{
    const SliceHeader &sourceHeader = m_index[picture].header;
    const Frame source = frameOf(m_index, picture);
    const Frame result = renumbered(picture);
    const auto wanted = m_source.lists(sourceHeader, source);
    if (!wanted)
        return false;
    // Where vectors come from a picture beside this one, a rebuilt picture would give others.
    if (sourceHeader.type == h264::SliceType::B && (*wanted)[1].front().picture < m_from)
        return false;
    SliceHeader header = sourceHeader;
    if (!rewordLists(*wanted, source, result, header))
        return false;
    rewordMarking(source, result, header);
    if (header != sourceHeader) {
        header.frameNumber = static_cast<uint32_t>(result.frameNumber % m_range);
        header.pictureOrderLsb = static_cast<uint32_t>(result.order) & ((1U << m_parameters.pictureOrderBits) - 1);
        m_splice.reworded.emplace(picture, header);
    }
    return orderCanBeTold(picture) && m_source.mark(sourceHeader, source) && m_result.mark(header, result);
}

std::optional<Splice> Trial::run(std::vector<int> rebuilt)
{
    const auto first = std::ranges::min_element(rebuilt, {}, [this](int picture) { return m_index[picture].order; });
    std::rotate(rebuilt.begin(), first, first + 1);
    const Frame atFrom = frameOf(m_index, m_from);
    m_splice = {.from = m_from, .rebuilt = std::move(rebuilt), .frameNumberLess = 0, .orderLess = 0, .reworded = {}};
    m_splice.frameNumberLess = static_cast<int>(atFrom.frameNumber - static_cast<int64_t>(m_splice.rebuilt.size()));
    m_splice.orderLess = m_index[m_splice.rebuilt.front()].order;
    if (!load())
        return {};
    const auto isOld = [this](const Frame &frame) { return frame.picture < m_from; };
    for (int picture = m_from; picture < m_end; ++picture) {
        if (!decode(picture))
            return {};
        if (std::ranges::none_of(m_source.frames(), isOld) && std::ranges::none_of(m_result.frames(), isOld))
            break;   // from here on both hold the same
    }
    return m_splice;
}

/// The pictures before `from` that [from, end) may refer to; nothing when that cannot be told.
static std::optional<std::set<int>> neededBefore(const PictureIndex &index, int from, int end, ReferenceBuffer buffer)
{
    std::set<int> needed;
    for (int picture = from; picture < end; ++picture) {
        const Frame frame = frameOf(index, picture);
        const auto lists = buffer.lists(index[picture].header, frame);
        if (!lists)
            return {};
        for (const auto &list : *lists)
            for (const auto &entry : list)
                if (entry.picture < from)
                    needed.insert(entry.picture);
        if (!buffer.mark(index[picture].header, frame))
            return {};
        if (std::ranges::none_of(buffer.frames(), [from](const Frame &entry) { return entry.picture < from; }))
            break;
    }
    return needed;
}

/// Whether renumbering is all that a stream of this kind needs.
static bool allowsSplices(const h264::SequenceParameters &parameters)
{
    return parameters.framesOnly && !parameters.frameNumberGaps && parameters.pictureOrderType != 1
        && parameters.chromaFormat == 1 && parameters.bitDepthLuma == 8 && parameters.bitDepthChroma == 8
        && !parameters.lossless && !parameters.scalingMatrix;
}

const ReferenceBuffer *SplicePlanner::bufferAt(int picture, const h264::SequenceParameters &parameters)
{
    const int entry = m_index.entryAtOrBefore(picture);
    if (!m_buffer || m_reached > picture || m_reached < entry) {
        m_buffer.emplace(parameters.maximumReferences, int64_t(1) << parameters.frameNumberBits);
        m_reached = entry;
    }
    for (; m_reached < picture; ++m_reached)
        if (!m_buffer->mark(m_index[m_reached].header, frameOf(m_index, m_reached))) {
            m_buffer.reset();
            return nullptr;
        }
    return &*m_buffer;
}

std::optional<Splice> SplicePlanner::plan(int from, int end)
{
    const int entry = m_index.entryAtOrBefore(from);
    if (!m_index.isH264 || entry < 0 || entry == from)
        return {};
    const auto *parameters = m_index.sets.sequenceOf(m_index[entry].header.pictureParametersId);
    if (!parameters || !allowsSplices(*parameters))
        return {};
    end = std::min(end, m_index.entryAfter(from));
    if (m_index.readUntil(entry) < end)
        return {};
    const ReferenceBuffer *buffer = bufferAt(from, *parameters);
    const auto needed = buffer ? neededBefore(m_index, from, end, *buffer) : std::nullopt;
    if (!needed)
        return {};

    std::vector<int> held = picturesOf(buffer->frames());
    std::ranges::sort(held);
    std::set<int> rebuilt = *needed;
    // An I picture that nothing crosses still needs an IDR picture before it; and a long hole shows what it should.
    const bool isShownLong =
        toMediaTime(m_index.timeOfRank(from) - m_index.timeOfRank(from - 1), m_index.unit) > longestWrong;
    if (rebuilt.empty() || isShownLong)
        rebuilt.insert(m_index.shownAs(from - 1));
    // What nobody refers to may still be missed by the order of the lists; then the newest of it is rebuilt too.
    while (rebuilt.size() <= mostRebuilt) {
        if (auto splice = Trial(m_index, *parameters, from, end, *buffer).run({rebuilt.begin(), rebuilt.end()}))
            return splice;
        const auto spare =
            std::find_if(held.rbegin(), held.rend(), [&rebuilt](int picture) { return !rebuilt.contains(picture); });
        if (spare == held.rend())
            return {};
        rebuilt.insert(*spare);
    }
    return {};
}

}   // namespace media::worker::smart
