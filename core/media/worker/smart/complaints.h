#pragma once

#include <QString>

#include <array>

namespace media::worker::smart {

/// Listens to what FFmpeg complains about on this thread while it lives; one a thread.
class Complaints {
public:
    Complaints();
    ~Complaints();
    Q_DISABLE_COPY_MOVE(Complaints)

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] QString last() const;

private:
    static void note(void *source, int level, const char *format, va_list arguments);

    static thread_local Complaints *listener;

    int m_count = 0;
    std::array<char, 200> m_last{};
};

}   // namespace media::worker::smart
