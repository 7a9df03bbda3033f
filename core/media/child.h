#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <sys/types.h>

namespace media {

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1)
        : m_number(number)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Q_DISABLE_COPY(Descriptor)
    ~Descriptor() { reset(); }

    void reset();
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

/// A running child with its three streams; killed and reaped when this object goes. Nothing else of ours is inherited.
class Child {
public:
    static base::Result<Child> start(const QString &program);
    Child(Child &&other) noexcept;
    Child &operator=(Child &&) = delete;
    Q_DISABLE_COPY(Child)
    ~Child();

    void kill();
    /// Waits for its end and says how it ended: nothing for exit code 0, else "signal SEGV" or "exit code 1".
    QString wait();
    [[nodiscard]] bool endedByProcessorLimit() const { return m_processorLimit; }

    Descriptor input;   // a socket, so that writing to a dead child is an error and no SIGPIPE
    Descriptor output;
    Descriptor errors;

private:
    explicit Child(pid_t pid)
        : m_pid(pid)
    {
    }

    pid_t m_pid = -1;
    bool m_processorLimit = false;
};

}   // namespace media
