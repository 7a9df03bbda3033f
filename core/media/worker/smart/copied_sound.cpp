#include "core/media/worker/smart/copied_sound.h"

#include <algorithm>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker::smart {

static constexpr qint64 warmUp = SoundJoiner::warmUp;

CopiedSound::CopiedSound(
    Input &input, const AVStream *stream, SoundIndex index, const Timeline &timeline, PieceStore &store)
    : m_input(input)
    , m_stream(stream)
    , m_index(std::move(index))
    , m_store(store)
    , m_joiner(SoundJoiner::open(stream))
{
    for (const auto &segment : timeline.segments) {
        const qint64 first = (segment.start - m_index.origin) / m_index.step;
        const qint64 end =
            (segment.end - m_index.origin + m_index.step - 1) / m_index.step;   // the last may be cut short
        const Range range{.first = std::clamp<qint64>(first, 0, m_index.count),
            .end = std::clamp<qint64>(end, 0, m_index.count),
            .output = segment.output + std::max<qint64>(0, -first) * m_index.step};
        if (range.first < range.end)
            m_ranges.push_back(range);
    }
}

Result<std::unique_ptr<CopiedSound>> CopiedSound::open(
    Input &input, const AVStream *stream, SoundIndex index, const Timeline &timeline, PieceStore &store)
{
    std::unique_ptr<CopiedSound> track(new CopiedSound(input, stream, std::move(index), timeline, store));
    input.readOnly(stream);
    if (!track->m_ranges.empty()) {
        const Range &first = track->m_ranges.front();
        track->m_hasPreroll = first.first > 0 && first.output == 0;
        track->m_next = first.first - (track->m_hasPreroll ? 1 : 0);
    }
    return track;
}

Result<int> CopiedSound::addTo(OutputFile &file) const
{
    TRY(const int stream, file.addCopied(m_stream));
    file.setUnit(stream, {1, m_index.rateHz});
    file.format()->streams[stream]->codecpar->initial_padding = m_hasPreroll ? m_index.step : 0;
    return stream;
}

qint64 CopiedSound::position() const
{
    if (m_range >= m_ranges.size())
        return std::numeric_limits<qint64>::max();
    const Range &range = m_ranges[m_range];
    return range.output + (m_next - range.first) * m_index.step;
}

/// Of the current range and its surroundings; what is cut out between them is only read past.
bool CopiedSound::isNeeded(qint64 number) const
{
    return number <= m_ranges[m_range].end
        || (m_range + 1 < m_ranges.size() && number >= m_ranges[m_range + 1].first - warmUp);
}

void CopiedSound::forget()
{
    const qint64 forTheJoin = m_ranges[m_range].end - SoundJoiner::mostBlocks - warmUp;
    m_packets.erase(m_packets.begin(), m_packets.lower_bound(std::min(m_next, forTheJoin)));
}

Result<const AVPacket *> CopiedSound::packet(qint64 number)
{
    while (m_read <= number) {
        PacketPtr packet(av_packet_alloc());
        TRY(const bool more, m_input.read(packet.get()));
        if (!more)
            return base::fail(ErrorKind::Corrupt, u"The recording ended early."_s);
        if (isNeeded(m_read))
            m_packets.emplace(m_read, std::move(packet));
        ++m_read;
    }
    return m_packets.at(number).get();
}

Result<std::vector<const AVPacket *>> CopiedSound::packets(qint64 first, qint64 end)
{
    std::vector<const AVPacket *> packets;
    for (qint64 number = first; number < end; ++number) {
        TRY(const AVPacket *one, packet(number));
        packets.push_back(one);
    }
    return packets;
}

bool CopiedSound::canBeJoined(const Range &left, const Range &right) const
{
    return m_joiner && left.count() > SoundJoiner::leastBlocks && right.count() > SoundJoiner::leastBlocks
        && left.end < m_index.count && left.end >= SoundJoiner::leastBlocks + warmUp && right.first >= warmUp;
}

/// Replaces the packets around the end of the current range.
Result<> CopiedSound::joinWithNext()
{
    const Range &left = m_ranges[m_range];
    const Range &right = m_ranges[m_range + 1];
    if (!canBeJoined(left, right))
        return {};
    // The join before this one has taken some of the left side's blocks.
    const qint64 onLeft = std::clamp<qint64>(std::min(left.end - m_free + SoundJoiner::warmUpLeft, left.end - warmUp),
        SoundJoiner::leastBlocks, SoundJoiner::mostBlocks);
    const qint64 onRight = std::min<qint64>(right.count(), SoundJoiner::mostBlocks);
    QByteArray key = "join";
    for (const qint64 part : {qint64(m_stream->index), left.end, right.first, onLeft, onRight})
        key += ' ' + QByteArray::number(part);
    auto leftPiece = m_store.take(key + " left");
    auto rightPiece = m_store.take(key + " right");
    if (!leftPiece || !rightPiece) {
        TRY(const auto before, packets(left.end - onLeft - warmUp, left.end + 1));
        TRY(const auto after, packets(right.first - warmUp, right.first + onRight));
        auto made = m_joiner->join(before, after);
        if (!made)
            return {};
        m_store.add(key + " left", made->left);
        m_store.add(key + " right", made->right);
        leftPiece = std::move(made->left);
        rightPiece = std::move(made->right);
    }
    qint64 number = left.end - static_cast<qint64>(leftPiece->size());
    for (Bytes &packet : *leftPiece)
        m_replaced[number++] = std::move(packet);
    m_free = right.first;
    for (Bytes &packet : *rightPiece)
        m_replaced[m_free++] = std::move(packet);
    return {};
}

Result<> CopiedSound::write(const AVPacket *source, const Bytes *replacement, qint64 at, const PacketSink &sink)
{
    PacketPtr packet(av_packet_alloc());
    int code = 0;
    if (replacement != nullptr) {
        code = av_new_packet(packet.get(), static_cast<int>(replacement->size()));
        if (code >= 0)
            std::ranges::copy(*replacement, packet->data);
    } else {
        code = av_packet_ref(packet.get(), source);
    }
    if (code < 0)
        return avFail(u"write the result"_s, code);
    av_packet_free_side_data(packet.get());   // what to skip at its ends is said for the uncut sound
    packet->pts = packet->dts = at;
    packet->duration = m_index.step;
    packet->flags = AV_PKT_FLAG_KEY;
    return sink(packet.get());
}

Result<bool> CopiedSound::step(const PacketSink &sink)
{
    if (m_range >= m_ranges.size())
        return false;
    const Range &range = m_ranges[m_range];
    forget();
    if (m_joins == m_range && m_range + 1 < m_ranges.size() && m_next >= range.end - SoundJoiner::mostBlocks) {
        TRY_DO(joinWithNext());
        ++m_joins;
    }
    const auto replaced = m_replaced.find(m_next);
    const Bytes *replacement = replaced == m_replaced.end() ? nullptr : &replaced->second;
    TRY(const AVPacket *source, packet(m_next));
    TRY_DO(write(source, replacement, range.output + (m_next - range.first) * m_index.step, sink));
    if (replacement != nullptr)
        m_replaced.erase(replaced);
    if (++m_next == range.end && ++m_range < m_ranges.size())
        m_next = m_ranges[m_range].first;
    return m_range < m_ranges.size();
}

}   // namespace media::worker::smart
