#include "core/media/child.h"

#include <QFile>

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using base::ErrorKind;
using base::Result;
using namespace Qt::StringLiterals;

namespace media {

void Descriptor::reset()
{
    if (m_number >= 0)
        ::close(std::exchange(m_number, -1));
}

static tl::unexpected<base::Error> failStarting(const QString &program, int code)
{
    return base::fail(ErrorKind::Unavailable,
        u"Cannot start %1: %2. Install the program again."_s.arg(
            program, QString::fromLocal8Bit(std::generic_category().message(code).c_str())));
}

/// Descriptors below 3 would collide with the streams they are to become.
static int clearOfStreams(int number)
{
    if (number > STDERR_FILENO)
        return number;
    const int moved = ::fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    ::close(number);
    return moved;
}

namespace {
struct Ends {
    Descriptor ours;
    Descriptor theirs;
};

/// posix_spawn's settings, freed in any case.
struct SpawnSettings {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;

    SpawnSettings()
    {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnSettings()
    {
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
    }
    Q_DISABLE_COPY_MOVE(SpawnSettings)
};
}   // namespace

static std::optional<Ends> outgoingSocket()
{
    std::array<int, 2> pair;
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return {};
    return Ends{.ours = Descriptor(clearOfStreams(pair[0])), .theirs = Descriptor(clearOfStreams(pair[1]))};
}

static std::optional<Ends> incomingPipe()
{
    std::array<int, 2> pair;
    if (::pipe2(pair.data(), O_CLOEXEC) != 0)
        return {};
    return Ends{.ours = Descriptor(clearOfStreams(pair[0])), .theirs = Descriptor(clearOfStreams(pair[1]))};
}

Result<Child> Child::start(const QString &program)
{
    auto input = outgoingSocket();
    auto output = incomingPipe();
    auto errors = incomingPipe();
    if (!input || !output || !errors)
        return failStarting(program, errno);

    SpawnSettings settings;
    posix_spawn_file_actions_adddup2(&settings.files, input->theirs.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&settings.files, output->theirs.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&settings.files, errors->theirs.number(), STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&settings.files, STDERR_FILENO + 1);

    // A group of its own: Ctrl+C in a terminal is for the parent to hear, which then decides about the child.
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&settings.attributes, &none);
    posix_spawnattr_setsigdefault(&settings.attributes, &all);
    posix_spawnattr_setpgroup(&settings.attributes, 0);
    posix_spawnattr_setflags(
        &settings.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    const QByteArray path = QFile::encodeName(program);
    std::array<char *, 2> arguments = {const_cast<char *>(path.constData()), nullptr};
    pid_t pid = -1;
    if (const int code =
            ::posix_spawn(&pid, path.constData(), &settings.files, &settings.attributes, arguments.data(), environ);
        code != 0)
        return failStarting(program, code);

    Child child(pid);
    child.input = std::move(input->ours);
    child.output = std::move(output->ours);
    child.errors = std::move(errors->ours);
    return child;
}

Child::Child(Child &&other) noexcept
    : input(std::move(other.input))
    , output(std::move(other.output))
    , errors(std::move(other.errors))
    , m_pid(std::exchange(other.m_pid, -1))
    , m_processorLimit(other.m_processorLimit)
{
}

Child::~Child()
{
    kill();
    wait();
}

void Child::kill()
{
    if (m_pid > 0)
        ::kill(m_pid, SIGKILL);
}

QString Child::wait()
{
    if (m_pid <= 0)
        return {};
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) { }
    m_pid = -1;
    if (WIFSIGNALED(status)) {
        m_processorLimit = WTERMSIG(status) == SIGXCPU;
        const char *name = ::sigabbrev_np(WTERMSIG(status));
        return u"signal %1"_s.arg(name != nullptr ? QString::fromLatin1(name) : QString::number(WTERMSIG(status)));
    }
    return WEXITSTATUS(status) == 0 ? QString() : u"exit code %1"_s.arg(WEXITSTATUS(status));
}

}   // namespace media
