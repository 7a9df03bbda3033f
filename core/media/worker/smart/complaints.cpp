#include "core/media/worker/smart/complaints.h"

#include "core/media/worker/ffmpeg.h"

#include <cstdio>

namespace media::worker::smart {

thread_local Complaints *Complaints::listener = nullptr;

Complaints::Complaints()
{
    listener = this;
    av_log_set_callback(note);
}

Complaints::~Complaints() { listener = nullptr; }

QString Complaints::last() const { return QString::fromUtf8(m_last.data()).trimmed(); }

void Complaints::note(void *source, int level, const char *format, va_list arguments)
{
    if (listener == nullptr)
        return av_log_default_callback(source, level, format, arguments);
    if (level > AV_LOG_ERROR)
        return;
    ++listener->m_count;
    std::vsnprintf(listener->m_last.data(), listener->m_last.size(), format, arguments);
}

}   // namespace media::worker::smart
