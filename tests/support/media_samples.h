#pragma once

#include <QHash>
#include <QStringList>
#include <QTemporaryDir>

#include <vector>

namespace support {

/// Small recordings, made with the ffmpeg program when a test first asks for them; gone with this object.
class MediaSamples {
public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// `name`, made by ffmpeg with these arguments before its path. Empty when ffmpeg fails; it says why on stderr.
    QString make(const QString &name, const QStringList &arguments);
    /// `name` with these bytes.
    QString write(const QString &name, const QByteArray &bytes);
    /// The first `percent` of `original`.
    QString truncated(const QString &original, int percent, const QString &name);

    /// 320x180, 25 pictures a second, GOP of 2 s, whose brightness counts the pictures (brightnessOf), and AAC 48 kHz
    /// stereo: a tone of 1 kHz for the first half of every second, digital silence for the second half.
    QString counted(int seconds);
    static int brightnessOf(int picture) { return 20 + 4 * (picture % 50); }
    /// The same picture count, but black with a white flash of 2 pictures and a beep of 40 ms at every whole second.
    QString flashes(int seconds);

private:
    QTemporaryDir m_folder;
};

/// Runs a program and gives its output; empty when it fails, and it says why on stderr.
QByteArray outputOf(const QString &program, const QStringList &arguments);

struct DecodedPicture {
    double seconds = 0;   // when it is shown
    int brightness = 0;   // mean of the middle, 0 to 255
};
/// The pictures of a file, decoded by the ffmpeg program.
std::vector<DecodedPicture> decodedPictures(const QString &path);

/// The sound of a file as mono at 48 kHz, with the silence its timestamps ask for.
std::vector<float> decodedSound(const QString &path);

/// Answers of ffprobe for "-show_entries": one line per item.
QStringList probed(const QString &path, const QString &entries);

}   // namespace support
