#include "core/media/worker/sniff.h"

#include <QStringDecoder>

#include <algorithm>

using base::Error;
using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace media::worker {

namespace {
struct Magic {
    int offset;
    QByteArrayView bytes;
    QLatin1StringView name;
};
}   // namespace

static constexpr Magic known[] = {
    {0, "%PDF", "a PDF document"_L1},
    {0, "PK\x03\x04", "a ZIP archive or an Office document"_L1},
    {0, "Rar!", "a RAR archive"_L1},
    {0, "7z\xBC\xAF\x27\x1C", "a 7-Zip archive"_L1},
    {0, "\x1F\x8B", "a gzip archive"_L1},
    {0, "\x89PNG", "a picture"_L1},
    {0, "\xFF\xD8\xFF", "a picture"_L1},
    {0, "GIF8", "a picture"_L1},
    {8, "WEBP", "a picture"_L1},
    {4, "ftypavif", "a picture"_L1},
    {4, "ftypheic", "a picture"_L1},
    {0, "#EXTM3U", "a playlist"_L1},
    {0, "ffconcat", "a playlist"_L1},
    {0, "[playlist]", "a playlist"_L1},
    {0,
        "\x7F"
        "ELF",
        "a program"_L1},
    {0, "MZ", "a program"_L1},
    {0, "SQLite format 3", "a database"_L1},
    {257, "ustar", "a tar archive"_L1},
};

static bool isWebPage(QByteArray text)
{
    text = text.trimmed().toLower();
    return text.startsWith("<!doctype html") || text.startsWith("<html") || text.contains("<head>")
        || (text.startsWith("<!--") && text.contains("<html"));
}

static bool isText(const QByteArray &head)
{
    QStringDecoder decoder(QStringDecoder::Utf8);   // keeps a character that `head` cuts in two for later
    const QString text = decoder(head);
    const bool readable = std::all_of(text.begin(), text.end(),
        [](QChar character) { return character.isPrint() || character.isSpace() || character.isSurrogate(); });
    return !decoder.hasError() && readable;
}

Error notARecording(const QByteArray &head, qint64 sizeBytes)
{
    const auto itIs = [](const QString &what) {
        return Error{.kind = ErrorKind::Invalid, .message = u"This is %1, not a recording."_s.arg(what)};
    };
    if (sizeBytes == 0)
        return {.kind = ErrorKind::Invalid, .message = u"The file is empty."_s};
    if (std::all_of(head.begin(), head.end(), [](char byte) { return byte == 0; }))
        return {.kind = ErrorKind::Corrupt,
            .message = u"The file holds nothing but zeros; it was not copied or downloaded to its end."_s};
    const QByteArray text = head.startsWith("\xEF\xBB\xBF") ? head.mid(3) : head;
    for (const Magic &magic : known)
        if (text.mid(magic.offset, magic.bytes.size()) == magic.bytes)
            return itIs(magic.name);
    if (isWebPage(text))
        return itIs(u"a web page"_s);
    if (isText(text))
        return itIs(u"a text file"_s);
    return {.kind = ErrorKind::Invalid, .message = u"This is no recording of a known kind."_s};
}

}   // namespace media::worker
