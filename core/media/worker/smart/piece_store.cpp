#include "core/media/worker/smart/pieces.h"

using namespace Qt::StringLiterals;

namespace media::worker::smart {

static constexpr quint32 fileMark = 0x44504331;   // "DPC1"; the last digit changes with what pieces are made like
static constexpr auto version = QDataStream::Qt_6_4;

PieceStore::PieceStore(const QByteArray &path)
    : m_path(QFile::decodeName(path))
    , m_earlier(m_path)
    , m_next(m_path + u".part"_s)
{
    if (path.isEmpty())
        return;
    if (m_next.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        m_writer.setDevice(&m_next);
        m_writer.setVersion(version);
        m_writer << fileMark;
    }
    if (!m_earlier.open(QIODevice::ReadOnly))
        return;
    QDataStream reader(&m_earlier);
    reader.setVersion(version);
    quint32 mark = 0;
    reader >> mark;
    while (mark == fileMark && !reader.atEnd()) {
        QByteArray key;
        QList<QByteArray> packets;
        const qint64 place = m_earlier.pos();
        reader >> key >> packets;
        if (reader.status() != QDataStream::Ok)
            break;
        m_places.insert(key, place);
    }
}

PieceStore::~PieceStore()
{
    if (m_next.isOpen())
        m_next.remove();
}

std::optional<Piece> PieceStore::take(const QByteArray &key)
{
    const auto place = m_places.constFind(key);
    if (place == m_places.constEnd() || !m_earlier.seek(*place))
        return {};
    QDataStream reader(&m_earlier);
    reader.setVersion(version);
    QByteArray ignored;
    QList<QByteArray> packets;
    reader >> ignored >> packets;
    Piece piece;
    for (const QByteArray &packet : packets)
        piece.emplace_back(packet.begin(), packet.end());
    add(key, piece);
    return piece;
}

void PieceStore::add(const QByteArray &key, const Piece &piece)
{
    if (!m_next.isOpen())
        return;
    QList<QByteArray> packets;
    for (const Bytes &packet : piece)
        packets += QByteArray(reinterpret_cast<const char *>(packet.data()), static_cast<qsizetype>(packet.size()));
    m_writer << key << packets;
}

void PieceStore::finish()
{
    if (!m_next.isOpen() || m_writer.status() != QDataStream::Ok || !m_next.flush())
        return;
    m_next.close();
    m_earlier.close();
    QFile::remove(m_path);
    if (!m_next.rename(m_path))
        m_next.remove();
}

QByteArray keyOf(const SegmentPlan &segment, const PictureIndex &index)
{
    if (segment.method != Method::Splice)
        return "head " + QByteArray::number(segment.edges.firstRank) + ' '
            + QByteArray::number(segment.encodeUntilRank);
    const Splice &splice = *segment.edges.splice;
    QByteArray key = "splice " + QByteArray::number(splice.from) + ' ' + QByteArray::number(splice.orderLess) + ' '
        + QByteArray::number(segment.idrId);
    for (const int picture : splice.rebuilt)
        key += ' ' + QByteArray::number(picture) + '@' + QByteArray::number(index[picture].time);
    return key;
}

}   // namespace media::worker::smart
