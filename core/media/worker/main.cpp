#include "core/base/json.h"
#include "core/media/protocol.h"
#include "core/media/worker/commands.h"
#include "core/media/worker/ffmpeg.h"

#include <array>
#include <csignal>
#include <new>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>

using base::ErrorKind;
using base::Result;
using namespace Qt::StringLiterals;
using namespace media;

using SteadyClock = std::chrono::steady_clock;

static constexpr auto betweenReports = std::chrono::milliseconds(100);
static constexpr qsizetype longestRequest = 64 << 20;

static void writeAll(const QByteArray &line)
{
    for (qsizetype done = 0; done < line.size();) {
        const ssize_t wrote = ::write(STDOUT_FILENO, line.constData() + done, static_cast<size_t>(line.size() - done));
        if (wrote < 0)
            ::_exit(EXIT_FAILURE);   // nobody listens any more
        done += wrote;
    }
}

static std::optional<QByteArray> readRequest()
{
    QByteArray line;
    std::array<char, 1 << 16> block;
    while (!line.contains('\n') && line.size() < longestRequest) {
        const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
        if (got <= 0)
            return {};
        line.append(block.data(), got);
    }
    return line.first(line.indexOf('\n') + 1);
}

/// The parent keeps our stdin open as long as it wants the answer.
static void endWithParent()
{
    std::array<char, 64> ignored;
    while (::read(STDIN_FILENO, ignored.data(), ignored.size()) > 0) { }
    ::_exit(EXIT_FAILURE);
}

static Result<QJsonObject> answer(const QByteArray &line)
{
    TRY(const QJsonObject request, base::parseObject(line, u"request"_s));
    TRY_DO(worker::confine(worker::Limits::fromJson(request.value(u"limits"_s).toObject())));
    std::thread(endWithParent).detach();

    std::mutex mutex;
    auto last = SteadyClock::now() - betweenReports;
    double furthest = 0;
    const worker::Report report = [&](double part) {
        const std::lock_guard lock(mutex);
        furthest = std::max(furthest, std::min(part, 1.0));   // chunks and streams report in any order
        if (const auto now = SteadyClock::now(); now - last >= betweenReports) {
            last = now;
            writeAll(protocol::progressLine(furthest));
        }
    };
    return worker::handle(request, report);
}

/// One request, one answer; see core/media/protocol.h.
int main()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    av_log_set_level(AV_LOG_ERROR);
    const auto request = readRequest();
    if (!request)
        return EXIT_FAILURE;
    QByteArray line;
    try {
        const auto outcome = answer(*request);
        line = outcome ? protocol::resultLine(*outcome) : protocol::errorLine(outcome.error());
    } catch (const std::bad_alloc &) {
        line = protocol::errorLine({.kind = ErrorKind::Forbidden,
            .message = u"The recording needs more memory than one recording may take."_s});
    } catch (const std::exception &error) {
        line = protocol::errorLine({.kind = ErrorKind::Internal, .message = QString::fromUtf8(error.what())});
    }
    writeAll(line);
    ::_exit(EXIT_SUCCESS);   // all is synced; the end of the process frees the rest
}
