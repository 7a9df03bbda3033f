#include "core/media/worker/confine.h"
#include "support/verify.h"

#include <QProcess>

#include <array>
#include <cerrno>
#include <csignal>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// What a confined process tries, each alone in a process of its own.
struct Attempt {
    const char *name;
    bool (*succeeds)();
};

static bool forks()
{
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(0);
    return pid > 0;
}

static bool runsAProgram()
{
    std::array<char *, 2> arguments = {const_cast<char *>("/bin/true"), nullptr};
    return ::execv(arguments[0], arguments.data()) == 0;   // when it works, the exit code is 0 and says so, too
}

static bool startsAThread()
{
    bool ran = false;
    std::thread([&ran] { ran = true; }).join();
    return ran;
}

static rlim_t current(__rlimit_resource resource)
{
    rlimit value{};
    ::getrlimit(resource, &value);
    return value.rlim_cur;
}

static constexpr Attempt attempts[] = {
    {"fork", forks},
    {"exec", runsAProgram},
    {"a socket of the network", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"a local socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"watching the parent", [] { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0; }},
    {"65 files",
        [] {
            int opened = 0;
            while (opened < 65 && ::dup(STDIN_FILENO) >= 0)
                ++opened;
            return opened == 65;
        }},
    {"a core dump", [] { return current(RLIMIT_CORE) != 0; }},
    {"endless work", [] { return current(RLIMIT_CPU) == RLIM_INFINITY; }},
    {"high priority", [] { return ::setpriority(PRIO_PROCESS, 0, -5) == 0 && ::getuid() != 0; }},
};

class TestConfine : public QObject {
    Q_OBJECT

private slots:
    void nothingOfThisWorksAnyMore_data()
    {
        QTest::addColumn<int>("attempt");
        for (size_t i = 0; i < std::size(attempts); ++i)
            QTest::newRow(attempts[i].name) << int(i);
    }

    void nothingOfThisWorksAnyMore()
    {
        QFETCH(int, attempt);
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--attempt"_s, QString::number(attempt)});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
    }

    void threadsStillWork()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--thread"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }
};

/// Confined: 0 when the attempt succeeds, 1 when it is refused.
static int confined(bool (*attempt)())
{
    if (!media::worker::confine({.openFiles = 64}))
        return 2;
    return attempt() ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--attempt") == 0)
        ::_exit(confined(attempts[static_cast<size_t>(QByteArray(argv[2]).toInt()) % std::size(attempts)].succeeds));
    if (argc == 2 && qstrcmp(argv[1], "--thread") == 0)
        ::_exit(confined(startsAThread));
    QCoreApplication application(argc, argv);
    TestConfine test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_confine.moc"
