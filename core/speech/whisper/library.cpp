#include "core/speech/whisper/library.h"

#include <QLoggingCategory>

#include <mutex>

Q_LOGGING_CATEGORY(lcWhisper, "core.speech.whisper", QtInfoMsg)

namespace speech::whisper {

static void logLine(ggml_log_level, const char *text, void *)
{
    qCDebug(lcWhisper).noquote() << QByteArray(text).trimmed();
}

void quietLibrary()
{
    static std::once_flag once;
    std::call_once(once, [] { whisper_log_set(logLine, nullptr); });
}

}   // namespace speech::whisper
