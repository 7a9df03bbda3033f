#include "core/media/worker/confine.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

using base::ErrorKind;
using base::Result;
using namespace Qt::StringLiterals;

namespace media::worker {

#ifdef DAILIES_SANITIZED
static constexpr bool limitsMemory = false;   // sanitizers reserve terabytes of addresses
#else
static constexpr bool limitsMemory = true;
#endif

static constexpr double spareProcessorSeconds = 300;

Limits Limits::fromJson(const QJsonObject &json)
{
    Limits limits;
    limits.addressSpaceBytes = json.value(u"address_space"_s).toInteger(limits.addressSpaceBytes);
    limits.openFiles = json.value(u"open_files"_s).toInt(limits.openFiles);
    limits.cpuPerMediaSecond = json.value(u"cpu_per_media_second"_s).toDouble(limits.cpuPerMediaSecond);
    return limits;
}

/// Lowers what may be used now; `ceiling` stays reachable for us later.
static void limit(__rlimit_resource resource, rlim_t usable, rlim_t ceiling)
{
    rlimit current{};
    getrlimit(resource, &current);
    const rlimit wanted{
        .rlim_cur = std::min(usable, current.rlim_max), .rlim_max = std::min(ceiling, current.rlim_max)};
    setrlimit(resource, &wanted);
}

void allowProcessorTime(const Limits &limits, base::MediaTime duration)
{
    const double seconds = spareProcessorSeconds + limits.cpuPerMediaSecond * base::toSeconds(duration);
    limit(RLIMIT_CPU, static_cast<rlim_t>(std::clamp(seconds, 1.0, 1e9)), RLIM_INFINITY);
}

void allowLargePictures(const Limits &limits)
{
    if (limitsMemory && limits.addressSpaceBytes > 0)
        limit(RLIMIT_AS, static_cast<rlim_t>(2 * limits.addressSpaceBytes), RLIM_INFINITY);
}

static Result<> forbidCalls()
{
    const std::unique_ptr<void, decltype(&seccomp_release)> filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
    const auto fails = [] {
        return base::fail(ErrorKind::Internal, u"The media program cannot give up its rights (seccomp)."_s);
    };
    if (!filter)
        return fails();
    static constexpr int refused[] = {SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(execve), SCMP_SYS(execveat),
        SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
        SCMP_SYS(accept4), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
        SCMP_SYS(pidfd_getfd), SCMP_SYS(io_uring_setup), SCMP_SYS(bpf), SCMP_SYS(userfaultfd),
        SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(unshare),
        SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(chroot), SCMP_SYS(pivot_root),
        SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(reboot)};
    for (const int call : refused)
        if (const int code = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0); code != 0 && code != -EDOM)
            return fails();
    // Threads are clones, too. clone3 hides its flags from the filter; without it glibc takes clone.
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0
        || seccomp_rule_add(
               filter.get(), SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0))
            != 0
        || seccomp_load(filter.get()) != 0)
        return fails();
    return {};
}

Result<> confine(const Limits &limits)
{
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, static_cast<rlim_t>(limits.openFiles), static_cast<rlim_t>(limits.openFiles));
    if (limitsMemory && limits.addressSpaceBytes > 0)
        limit(RLIMIT_AS, static_cast<rlim_t>(limits.addressSpaceBytes), RLIM_INFINITY);
    allowProcessorTime(limits, {});
    setpriority(PRIO_PROCESS, 0, 10);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return base::fail(ErrorKind::Internal, u"The media program cannot give up new privileges."_s);
    return forbidCalls();
}

}   // namespace media::worker
