#pragma once

#include "core/media/h264/nal.h"
#include "support/media_samples.h"

#include <QByteArray>
#include <QTest>

namespace support {

media::h264::Bytes hex(const QByteArray &digits);

/// Small H.264 byte streams in the settings that matter, made with the ffmpeg program when a test first asks for them.
class H264Streams {
public:
    /// Adds a column "stream" with a row for each setting.
    static void addRows();
    /// The file of a row, .h264; empty when it cannot be made.
    QString path(const QString &stream);
    /// Its bytes (Annex B).
    media::h264::Bytes bytes(const QString &stream);
    /// A file with these bytes.
    QString write(const QString &name, const media::h264::Bytes &bytes);

private:
    MediaSamples m_samples;
};

/// Units as a byte stream.
media::h264::Bytes byteStreamOf(const std::vector<media::h264::Bytes> &units);

/// A syntax element as FFmpeg's own reader sees it.
struct TracedElement {
    QString name;
    size_t position = 0;   // in bits from the header byte on, without emulation prevention
    size_t bits = 0;
    qint64 value = 0;
};
/// The elements of each slice header of a file, in order, header byte and CABAC's alignment included.
QList<QList<TracedElement>> tracedSliceHeaders(const QString &path);

/// A checksum of every picture that the ffmpeg program decodes, in the order of display; empty when it finds an error.
QByteArray pictureHashes(const QString &path);

}   // namespace support

/// In a test with rows of addRows(): `bytes` of this row, or the test is skipped, loudly, where there is no material.
#define FETCH_STREAM(streams, bytes)                                                                                   \
    QFETCH(const QString, stream);                                                                                     \
    const media::h264::Bytes bytes = (streams).bytes(stream);                                                          \
    if (bytes.empty() && stream == QLatin1StringView("talk.mp4"))                                                      \
        QSKIP("NOT TESTED: there is no talk.mp4; set DAILIES_SHARED.");                                                \
    QVERIFY2(!bytes.empty(), "ffmpeg did not make the stream")
