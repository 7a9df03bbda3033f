#include "core/base/log.h"

#include "core/base/time.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace base {

static thread_local QString scopes;
static LogFormat logFormat = LogFormat::Text;

LogScope::LogScope(const QString &name, const QString &value)
    : m_previousLength(scopes.size())
{
    scopes += u' ' + name + u'=' + value;
}

LogScope::~LogScope() { scopes.truncate(m_previousLength); }

QString redacted(QString text)
{
    static const QRegularExpression query(uR"((https?://[^\s?"']+)\?[^\s"']*)"_s);
    static const QRegularExpression bearer(uR"((?i)\b(bearer|oauth)\s+[A-Za-z0-9._~+/=-]{8,})"_s);
    return text.replace(query, uR"(\1?…)"_s).replace(bearer, uR"(\1 ••••)"_s);
}

static QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
        return "critical"_L1;
    case QtFatalMsg:
        return "fatal"_L1;
    }
    Q_UNREACHABLE();
}

static void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const auto category = QString::fromUtf8(context.category);
    const QString time = toRfc3339(SystemClock().now());
    QByteArray line;
    if (logFormat == LogFormat::Json) {
        QJsonObject entry{{u"time"_s, time}, {u"level"_s, levelName(type)}, {u"category"_s, category},
            {u"message"_s, redacted(message)}};
        for (const QStringView scope : QStringView(scopes).split(u' ', Qt::SkipEmptyParts)) {
            const auto equals = scope.indexOf(u'=');
            entry.insert(scope.first(equals), scope.mid(equals + 1).toString());
        }
        line = QJsonDocument(entry).toJson(QJsonDocument::Compact);
    } else {
        line = u"%1 %2 %3%4: %5"_s.arg(time, levelName(type), category, scopes, redacted(message)).toUtf8();
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

void installLogging(LogFormat format)
{
    logFormat = format;
    qInstallMessageHandler(write);
}

}   // namespace base
