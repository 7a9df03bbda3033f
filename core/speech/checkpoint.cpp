#include "core/speech/checkpoint.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QFile>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace speech {

/// The lines of a file that were written whole: a crash may have torn the last one.
static QList<QJsonObject> wholeLines(const QByteArray &bytes)
{
    QList<QJsonObject> lines;
    for (qsizetype at = 0, end = bytes.indexOf('\n'); end >= 0; at = end + 1, end = bytes.indexOf('\n', at)) {
        const auto line = base::parseObject(bytes.mid(at, end - at), u"checkpoint"_s);
        if (!line)
            break;
        lines += *line;
    }
    return lines;
}

Result<Checkpoint> Checkpoint::open(const QString &path, const QString &key)
{
    Checkpoint checkpoint;
    checkpoint.m_path = path;
    if (path.isEmpty())
        return checkpoint;
    QList<QJsonObject> lines = wholeLines(base::readFile(path).value_or(QByteArray()));
    if (lines.isEmpty() || lines.takeFirst()["key"_L1].toString() != key)
        lines.clear();
    checkpoint.m_entries = lines;
    QByteArray bytes = base::toCompactJson({{"key"_L1, key}}) + '\n';
    for (const QJsonObject &line : lines)
        bytes += base::toCompactJson(line) + '\n';
    TRY_DO(base::writeFileDurably(path, bytes));
    return checkpoint;
}

Result<> Checkpoint::append(const QJsonObject &entry)
{
    m_entries += entry;
    if (m_path.isEmpty())
        return {};
    QFile file(m_path);
    const QByteArray line = base::toCompactJson(entry) + '\n';
    if (!file.open(QIODevice::Append) || file.write(line) != line.size() || !file.flush())
        return base::fail(ErrorKind::Unavailable, u"Cannot write %1: %2."_s.arg(m_path, file.errorString()));
    file.close();
    return base::syncToDisk(m_path);
}

}   // namespace speech
