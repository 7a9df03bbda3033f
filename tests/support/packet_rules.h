#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace support {

/// In the unit of its stream.
struct PacketTime {
    qint64 pts = 0;
    qint64 dts = 0;
    qint64 duration = 0;
};

/// Decoding times increase, no picture is shown before it is decoded or at the time of another, the first at 0.
QStringList faultsOfPictureTimes(const QList<PacketTime> &packets);
/// Every packet begins where the one before ends, and all are equally long, but for the last.
QStringList faultsOfSoundTimes(const QList<PacketTime> &packets);

/// What a parameter set calls itself; H.264 7.3.2. Without the start code or length before it.
struct ParameterSet {
    int type = 0;   // 7: sequence, 8: picture
    int id = -1;
    int sequence = -1;   // that a picture's set refers to
    QByteArray bytes;

    static ParameterSet of(const QByteArray &unit);
};
/// Those of an AVCDecoderConfigurationRecord, which MP4 and Matroska keep; ISO/IEC 14496-15 5.3.3.
QList<ParameterSet> setsIn(const QByteArray &record);
/// Ids are distinct and every picture's set refers to a sequence's set that is there.
QStringList faultsOfParameterSets(const QList<ParameterSet> &sets);

/// The rules that an MP4 with H.264 has to follow, beyond what a decoder complains of: those above, the index before
/// the media, one description of the picture stream, no set within it that differs from what the description says.
QStringList faultsOfMp4(const QString &path);

}   // namespace support
