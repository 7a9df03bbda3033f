#include "core/net/http_body.h"

#include <QRandomGenerator>

#include <cstring>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace net {

/// A form's names as browsers write them.
static QByteArray quoted(QByteArray text)
{
    return '"' + text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A") + '"';
}

/// Letters and digits only: some services stumble over more.
static QByteArray newBoundary()
{
    QByteArray random(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(random.begin(), random.end());
    return "dailies" + random.toHex();
}

Result<std::unique_ptr<HttpBody>> HttpBody::open(const HttpRequest &request)
{
    std::unique_ptr<HttpBody> body(new HttpBody);
    if (request.parts.isEmpty())
        body->add(request.body);
    else
        TRY_DO(body->addForm(request.parts));
    body->QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return body;
}

Result<> HttpBody::addForm(const QList<HttpPart> &parts)
{
    const QByteArray boundary = newBoundary();
    m_contentType = "multipart/form-data; boundary=" + boundary;
    for (const HttpPart &part : parts) {
        QByteArray head = "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        if (!part.fileName.isEmpty())
            head += "; filename=" + quoted(part.fileName);
        if (!part.contentType.isEmpty())
            head += "\r\nContent-Type: " + part.contentType;
        add(head + "\r\n\r\n");
        if (part.file.isEmpty()) {
            add(part.value);
        } else {
            auto file = std::make_unique<QFile>(part.file);
            if (!file->open(QIODevice::ReadOnly))
                return base::fail(ErrorKind::NotFound, u"Cannot read %1: %2."_s.arg(part.file, file->errorString()));
            m_size += file->size();
            m_pieces.push_back({.bytes = {}, .file = std::move(file)});
        }
        add("\r\n");
    }
    add("--" + boundary + "--\r\n");
    return {};
}

void HttpBody::add(const QByteArray &bytes)
{
    m_size += bytes.size();
    m_pieces.push_back({.bytes = bytes, .file = nullptr});
}

bool HttpBody::seek(qint64 position)
{
    return position == 0 && m_current == 0 && m_offset == 0 && m_size > 0 && QIODevice::seek(position);
}

qint64 HttpBody::readData(char *data, qint64 wanted)
{
    qint64 done = 0;
    while (done < wanted && m_current < m_pieces.size()) {
        const Piece &piece = m_pieces[m_current];
        const qint64 room = std::min(wanted - done, piece.size() - m_offset);
        if (room > 0) {
            if (!piece.file)
                std::memcpy(data + done, piece.bytes.constData() + m_offset, static_cast<size_t>(room));
            else if (piece.file->read(data + done, room) != room)
                return -1;   // the file shrank
            done += room;
            m_offset += room;
        }
        if (m_offset == piece.size()) {
            ++m_current;
            m_offset = 0;
        }
    }
    return done;
}

}   // namespace net
