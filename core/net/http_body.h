#pragma once

#include "core/net/http.h"

#include <QFile>
#include <QIODevice>

namespace net {

/// A request's body, read once from front to back: plain bytes, or a form whose files are streamed. It refuses to be
/// rewound, because Qt would otherwise repeat a POST by itself when a connection breaks.
class HttpBody final : public QIODevice {
public:
    /// Errors: those of opening a part's file.
    static Result<std::unique_ptr<HttpBody>> open(const HttpRequest &request);

    /// The header's value that goes with a form; empty for plain bytes.
    [[nodiscard]] const QByteArray &contentType() const { return m_contentType; }

    [[nodiscard]] qint64 size() const override { return m_size; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 wanted) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct Piece {   // one or the other
        QByteArray bytes;
        std::unique_ptr<QFile> file;

        [[nodiscard]] qint64 size() const { return file ? file->size() : bytes.size(); }
    };

    HttpBody() = default;
    Result<> addForm(const QList<HttpPart> &parts);
    void add(const QByteArray &bytes);

    std::vector<Piece> m_pieces;
    QByteArray m_contentType;
    qint64 m_size = 0;
    size_t m_current = 0;
    qint64 m_offset = 0;   // within the current piece
};

}   // namespace net
