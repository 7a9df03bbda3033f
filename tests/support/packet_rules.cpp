#include "support/packet_rules.h"

#include "core/base/files.h"
#include "core/media/worker/ffmpeg.h"
#include "support/faults.h"

#include <QMap>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace support {

static constexpr int sequenceSet = 7;
static constexpr int pictureSet = 8;

QStringList faultsOfPictureTimes(const QList<PacketTime> &packets)
{
    Faults faults;
    QList<qint64> shown;
    for (qsizetype i = 0; i < packets.size(); ++i) {
        const auto &packet = packets[i];
        faults.addUnless(i == 0 || packet.dts > packets[i - 1].dts,
            u"packet %1 is decoded at %2, not after the one before"_s.arg(i).arg(packet.dts));
        faults.addUnless(packet.pts >= packet.dts, u"packet %1 is shown before it is decoded"_s.arg(i));
        shown += packet.pts;
    }
    std::ranges::sort(shown);
    faults.addUnless(std::ranges::adjacent_find(shown) == shown.end(), u"two pictures are shown at one time"_s);
    faults.addUnless(!shown.isEmpty() && shown.first() == 0,
        u"the first picture is shown at %1"_s.arg(shown.isEmpty() ? -1 : shown.first()));
    return faults.list();
}

QStringList faultsOfSoundTimes(const QList<PacketTime> &packets)
{
    Faults faults;
    for (qsizetype i = 1; i < packets.size(); ++i) {
        const qint64 end = packets[i - 1].pts + packets[i - 1].duration;
        faults.addUnless(packets[i].pts == end,
            u"packet %1 of the sound begins at %2, not at %3"_s.arg(i).arg(packets[i].pts).arg(end));
        // MP4 stretches the packet before one that is missing.
        faults.addUnless(i + 1 == packets.size() || packets[i].duration == packets[0].duration,
            u"packet %1 of the sound lasts %2, not %3"_s.arg(i).arg(packets[i].duration).arg(packets[0].duration));
    }
    return faults.list();
}

/// Reads unsigned Exp-Golomb codes; H.264 9.1.
class GolombReader {
public:
    explicit GolombReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }
    int next()
    {
        int zeros = 0;
        while (bit() == 0 && zeros < 24)
            ++zeros;
        int value = 1;
        for (int i = 0; i < zeros; ++i)
            value = 2 * value + bit();
        return value - 1;
    }

private:
    int bit()
    {
        const qsizetype at = m_position++;
        return at / 8 < m_bytes.size() ? static_cast<uchar>(m_bytes[at / 8]) >> (7 - at % 8) & 1 : 1;
    }

    QByteArray m_bytes;
    qsizetype m_position = 0;
};

ParameterSet ParameterSet::of(const QByteArray &unit)
{
    constexpr qsizetype beforeSequenceId = 4;   // type, profile, constraints, level
    ParameterSet set{.type = unit.isEmpty() ? 0 : unit[0] & 31, .bytes = unit};
    if (set.type == sequenceSet) {
        set.id = GolombReader(unit.mid(beforeSequenceId)).next();
    } else if (set.type == pictureSet) {
        GolombReader reader(unit.mid(1));
        set.id = reader.next();
        set.sequence = reader.next();
    }
    return set;
}

QStringList faultsOfParameterSets(const QList<ParameterSet> &sets)
{
    Faults faults;
    for (qsizetype i = 0; i < sets.size(); ++i) {
        const auto same = [&set = sets[i]](const auto &other) { return other.type == set.type && other.id == set.id; };
        faults.addUnless(std::none_of(sets.begin(), sets.begin() + i, same),
            u"two parameter sets of type %1 are called %2"_s.arg(sets[i].type).arg(sets[i].id));
        const auto meant = [&set = sets[i]](
                               const auto &other) { return other.type == sequenceSet && other.id == set.sequence; };
        faults.addUnless(sets[i].type != pictureSet || std::ranges::any_of(sets, meant),
            u"picture parameter set %1 refers to sequence %2, which is not there"_s.arg(sets[i].id)
                .arg(sets[i].sequence));
    }
    return faults.list();
}

namespace {
struct Box {
    QByteArray type;
    QByteArray content;
};
}   // namespace

static QList<Box> boxesIn(const QByteArray &bytes)
{
    constexpr quint64 smallHeader = 8;
    constexpr quint64 largeHeader = 16;
    QList<Box> boxes;
    for (qsizetype at = 0; at + qsizetype(smallHeader) <= bytes.size();) {
        quint64 size = qFromBigEndian<quint32>(bytes.constData() + at);
        quint64 header = smallHeader;
        if (size == 1 && at + qsizetype(largeHeader) <= bytes.size()) {
            size = qFromBigEndian<quint64>(bytes.constData() + at + smallHeader);
            header = largeHeader;
        }
        if (size < header)
            size = static_cast<quint64>(bytes.size() - at);   // 0: to the end
        boxes +=
            Box{.type = bytes.mid(at + 4, 4), .content = bytes.mid(at + qsizetype(header), qsizetype(size - header))};
        at += qsizetype(size);
    }
    return boxes;
}

/// What all boxes at the end of a path contain, in order.
static QList<QByteArray> contentsOf(const QByteArray &bytes, const QList<QByteArray> &path)
{
    QList<QByteArray> found;
    for (const Box &box : boxesIn(bytes)) {
        if (box.type != path.first())
            continue;
        if (path.size() == 1)
            found += box.content;
        else
            found += contentsOf(box.content, path.sliced(1));
    }
    return found;
}

QList<ParameterSet> setsIn(const QByteArray &record)
{
    QList<ParameterSet> sets;
    qsizetype at = 5;
    for (const int mask : {31, 255}) {
        int count = at < record.size() ? static_cast<uchar>(record[at]) & mask : 0;
        for (++at; count > 0 && at + 2 <= record.size(); --count) {
            const auto size = qFromBigEndian<quint16>(record.constData() + at);
            sets += ParameterSet::of(record.mid(at + 2, size));
            at += 2 + size;
        }
    }
    return sets;
}

/// The NAL units of a packet whose lengths take `lengthSize` bytes.
static QList<QByteArray> unitsOf(const AVPacket *packet, int lengthSize)
{
    QList<QByteArray> units;
    for (qsizetype at = 0; at + lengthSize <= packet->size;) {
        qsizetype size = 0;
        for (int i = 0; i < lengthSize; ++i)
            size = size << 8 | packet->data[at + i];
        at += lengthSize;
        if (size > packet->size - at)
            break;
        units += QByteArray(reinterpret_cast<const char *>(packet->data + at), size);
        at += size;
    }
    return units;
}

/// Of streams that are not H.264 only that there is one description.
static QStringList faultsOfDescription(const QByteArray &file, QList<ParameterSet> *sets, int *lengthSize)
{
    constexpr qsizetype beforeEntries = 8;   // version, flags, count
    constexpr qsizetype ofVisualEntry = 78;
    Faults faults;
    for (const QByteArray &table : contentsOf(file, {"moov", "trak", "mdia", "minf", "stbl", "stsd"})) {
        const QList<Box> entries = boxesIn(table.mid(beforeEntries));
        faults.addUnless(entries.size() == 1, u"a stream has %1 descriptions"_s.arg(entries.size()));
        if (entries.isEmpty() || !entries.first().type.startsWith("avc"))
            continue;
        const QList<QByteArray> records = contentsOf(entries.first().content.mid(ofVisualEntry), {"avcC"});
        faults.addUnless(
            entries.first().type == "avc1" && records.size() == 1, u"there are %1 avcC boxes"_s.arg(records.size()));
        for (const QByteArray &record : records) {
            *sets += setsIn(record);
            *lengthSize = (record[4] & 3) + 1;
        }
    }
    faults.add(faultsOfParameterSets(*sets));
    return faults.list();
}

QStringList faultsOfMp4(const QString &path)
{
    const auto file = base::readFile(path);
    if (!file)
        return {file.error().message};
    Faults faults;
    QList<QByteArray> order;
    for (const Box &box : boxesIn(*file))
        order += box.type;
    faults.addUnless(order.indexOf("moov") >= 0 && order.indexOf("moov") < order.indexOf("mdat"),
        u"the index comes after the media"_s);
    QList<ParameterSet> sets;
    int lengthSize = 4;
    faults.add(faultsOfDescription(*file, &sets, &lengthSize));

    AVFormatContext *raw = nullptr;
    if (avformat_open_input(&raw, path.toUtf8().constData(), nullptr, nullptr) < 0)
        return faults.list() + QStringList(u"it cannot be opened"_s);
    const media::worker::InputPtr format(raw);
    QList<PacketTime> pictures;
    QMap<int, QList<PacketTime>> sounds;   // by stream
    for (const media::worker::PacketPtr packet(av_packet_alloc()); av_read_frame(raw, packet.get()) >= 0;
         av_packet_unref(packet.get())) {
        const AVCodecParameters *codec = raw->streams[packet->stream_index]->codecpar;
        auto &times = codec->codec_type == AVMEDIA_TYPE_VIDEO ? pictures : sounds[packet->stream_index];
        times += PacketTime{.pts = packet->pts, .dts = packet->dts, .duration = packet->duration};
        if (codec->codec_id != AV_CODEC_ID_H264)
            continue;
        for (const QByteArray &unit : unitsOf(packet.get(), lengthSize)) {
            const ParameterSet set = ParameterSet::of(unit);
            const auto same = [&set](const auto &other) { return other.bytes == set.bytes; };
            faults.addUnless((set.type != sequenceSet && set.type != pictureSet) || std::ranges::any_of(sets, same),
                u"packet %1 brings a parameter set %2 of its own"_s.arg(pictures.size() - 1).arg(set.id));
        }
    }
    faults.add(faultsOfPictureTimes(pictures));
    for (const auto &sound : sounds)
        faults.add(faultsOfSoundTimes(sound));
    return faults.list();
}

}   // namespace support
