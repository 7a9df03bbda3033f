#include "core/media/worker/output.h"
#include "core/media/worker/smart/pieces.h"

#include <QDataStream>
#include <QFile>

using namespace Qt::StringLiterals;

namespace media::worker::smart {

static constexpr quint32 fileMark = 0x44504331;   // "DPC1"; the last digit changes with what pieces are made like

PieceStore PieceStore::read(const QByteArray &path)
{
    PieceStore store;
    QFile file(QFile::decodeName(path));
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return store;
    QDataStream stream(&file);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 mark = 0;
    stream >> mark;
    while (mark == fileMark && !stream.atEnd()) {
        QByteArray key;
        QList<QByteArray> packets;
        stream >> key >> packets;
        if (stream.status() != QDataStream::Ok)
            return {};   // a half-written file
        Piece piece;
        for (const QByteArray &packet : packets)
            piece.emplace_back(packet.begin(), packet.end());
        store.m_pieces[key] = {.piece = std::move(piece)};
    }
    return store;
}

Result<> PieceStore::write(const QByteArray &path) const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << fileMark;
    for (const auto &[key, entry] : m_pieces) {
        if (!entry.isUsed)
            continue;
        QList<QByteArray> packets;
        for (const Bytes &packet : entry.piece)
            packets += QByteArray(reinterpret_cast<const char *>(packet.data()), static_cast<qsizetype>(packet.size()));
        stream << key << packets;
    }
    const QByteArray part = path + ".part";
    TRY(const ByteFile file, ByteFile::create(part));
    TRY_DO(file.writeAt(0, bytes.constData(), bytes.size()));
    if (!QFile::rename(QFile::decodeName(part), QFile::decodeName(path))) {
        QFile::remove(QFile::decodeName(path));
        QFile::rename(QFile::decodeName(part), QFile::decodeName(path));
    }
    return {};
}

const Piece *PieceStore::find(const QByteArray &key)
{
    const auto found = m_pieces.find(key);
    if (found == m_pieces.end())
        return nullptr;
    found->second.isUsed = true;
    return &found->second.piece;
}

const Piece *PieceStore::add(const QByteArray &key, Piece piece)
{
    Entry &entry = m_pieces[key];
    entry = {.piece = std::move(piece), .isUsed = true};
    return &entry.piece;
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
