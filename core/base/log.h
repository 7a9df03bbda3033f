#pragma once

#include <QLoggingCategory>
#include <QString>

namespace base {

/// Adds "name=value" to every log line of this thread while it lives: LogScope scope(u"job"_s, id.value);
class LogScope {
public:
    LogScope(const QString &name, const QString &value);
    ~LogScope();
    Q_DISABLE_COPY_MOVE(LogScope)

private:
    qsizetype m_previousLength;
};

enum class LogFormat { Text, Json };

/// Sends Qt's messages to stderr in one format, with the scopes, query strings and bearer tokens blotted out.
void installLogging(LogFormat format);

/// `text` without query strings and bearer tokens.
QString redacted(QString text);

}   // namespace base
