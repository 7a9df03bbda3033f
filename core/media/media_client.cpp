#include "core/media/media_client.h"

#include "core/base/json.h"
#include "core/media/child.h"
#include "core/media/protocol.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

using base::ErrorKind;
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcMedia, "core.media")

namespace media {

using SteadyClock = std::chrono::steady_clock;

static constexpr qsizetype longestLine = 1 << 20;
static constexpr qsizetype keptErrorOutput = 4'096;

namespace {
/// One request: writes it, reads lines until the outcome, and watches stop and silence meanwhile.
class Conversation {
public:
    Conversation(Child &child, QByteArray request, const Progress &progress)
        : m_child(child)
        , m_request(std::move(request))
        , m_progress(progress)
    {
    }

    /// The outcome; nothing when the child ended, or was killed, without one.
    Result<std::optional<Result<QJsonObject>>> run(int stopEvent, std::chrono::seconds silence, const StopToken &stop);
    [[nodiscard]] QString errorOutput() const { return QString::fromUtf8(m_errorOutput).trimmed(); }

private:
    void writeRequest();
    Result<bool> readLines();
    bool readErrors();

    Child &m_child;
    QByteArray m_request;
    const Progress &m_progress;
    QByteArray m_line;
    QByteArray m_errorOutput;
    std::optional<Result<QJsonObject>> m_outcome;
};
}   // namespace

void Conversation::writeRequest()
{
    const ssize_t wrote = ::send(m_child.input.number(), m_request.constData(), static_cast<size_t>(m_request.size()),
        MSG_NOSIGNAL | MSG_DONTWAIT);
    if (wrote > 0)
        m_request.remove(0, wrote);
    else if (wrote < 0 && errno != EAGAIN && errno != EINTR)
        m_request.clear();   // it died; its output and its end say why
}

/// False at the end of the output.
Result<bool> Conversation::readLines()
{
    std::array<char, 1 << 14> block;
    const ssize_t got = ::read(m_child.output.number(), block.data(), block.size());
    if (got <= 0)
        return got < 0 && errno == EINTR;
    m_line.append(block.data(), got);
    for (qsizetype end = m_line.indexOf('\n'); end >= 0 && !m_outcome; end = m_line.indexOf('\n')) {
        TRY(const auto message, protocol::parseLine(m_line.first(end)));
        m_line.remove(0, end + 1);
        if (message.progress && m_progress)
            m_progress(std::clamp(*message.progress, 0.0, 1.0));
        if (message.outcome)
            m_outcome = message.outcome;
    }
    if (m_line.size() > longestLine)
        return base::fail(ErrorKind::Internal, u"The media program answers without end."_s);
    return !m_outcome;
}

/// False at the end of the output.
bool Conversation::readErrors()
{
    std::array<char, 1 << 14> block;
    const ssize_t got = ::read(m_child.errors.number(), block.data(), block.size());
    if (got <= 0)
        return got < 0 && errno == EINTR;
    m_errorOutput.append(block.data(), got);
    m_errorOutput = m_errorOutput.last(std::min(m_errorOutput.size(), keptErrorOutput));
    return true;
}

Result<std::optional<Result<QJsonObject>>> Conversation::run(
    int stopEvent, std::chrono::seconds silence, const StopToken &stop)
{
    auto deadline = SteadyClock::now() + silence;
    bool errorsOpen = true;
    while (!m_outcome) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
        if (left <= 0)
            return base::fail(ErrorKind::Unavailable,
                u"The media program was stopped after %1 minutes without progress."_s.arg(
                    std::chrono::duration<double, std::ratio<60>>(silence).count(), 0, 'g', 3));
        std::array<pollfd, 4> watched = {{
            {.fd = stopEvent, .events = POLLIN, .revents = 0},
            {.fd = m_child.output.number(), .events = POLLIN, .revents = 0},
            {.fd = errorsOpen ? m_child.errors.number() : -1, .events = POLLIN, .revents = 0},
            {.fd = m_request.isEmpty() ? -1 : m_child.input.number(), .events = POLLOUT, .revents = 0},
        }};
        if (::poll(watched.data(), watched.size(), static_cast<int>(std::min<qint64>(left, 60'000))) < 0
            && errno != EINTR)
            return base::fail(ErrorKind::Internal, u"Cannot wait for the media program."_s);
        TRY_DO(stop.check());
        if (watched[3].revents != 0)
            writeRequest();
        if (watched[2].revents != 0)
            errorsOpen = readErrors();
        if (watched[1].revents != 0) {
            TRY(const bool goesOn, readLines());
            if (!goesOn)
                break;
            deadline = SteadyClock::now() + silence;
        }
    }
    if (!m_outcome) {
        m_child.kill();   // it may have closed its output and live on
        while (errorsOpen)
            errorsOpen = readErrors();
    }
    return m_outcome;
}

MediaClient::MediaClient(QString program, ChildLimits limits)
    : m_program(std::move(program))
    , m_limits(limits)
{
}

QString MediaClient::defaultProgram() { return QCoreApplication::applicationDirPath() + u"/dailies-media"_s; }

Result<QJsonObject> MediaClient::run(const QJsonObject &request, const Progress &progress, const StopToken &stop)
{
    TRY_DO(stop.check());
    const Descriptor stopEvent(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!stopEvent.isOpen())
        return base::fail(ErrorKind::Unavailable, u"Too many files are open to start the media program."_s);
    const base::StopCallback wake(stop, [&stopEvent] { ::eventfd_write(stopEvent.number(), 1); });

    QJsonObject whole = request;
    whole[u"limits"_s] = QJsonObject{{u"address_space"_s, m_limits.addressSpaceBytes},
        {u"open_files"_s, m_limits.openFiles}, {u"cpu_per_media_second"_s, m_limits.cpuPerMediaSecond}};

    TRY(Child child, Child::start(m_program));
    Conversation conversation(child, base::toCompactJson(whole) + '\n', progress);
    TRY(const auto outcome, conversation.run(stopEvent.number(), m_limits.silence, stop));
    if (outcome)
        return *outcome;   // all is written and synced by now; the child need not live on
    const QString end = child.wait();
    qCWarning(lcMedia).noquote() << "dailies-media ended with" << end << conversation.errorOutput();
    if (child.endedByProcessorLimit())
        return base::fail(ErrorKind::Forbidden,
            u"This recording takes more processor time than its length allows; it may be damaged on purpose."_s);
    return base::fail(ErrorKind::Unavailable,
        u"The media program ended unexpectedly (%1)."_s.arg(end.isEmpty() ? u"no answer"_s : end));
}

static Result<> refuseOverwriting(const QString &input, std::initializer_list<QString> outputs)
{
    const QString original = QFileInfo(input).canonicalFilePath();
    for (const QString &output : outputs)
        if (!original.isEmpty() && !output.isEmpty() && QFileInfo(output).canonicalFilePath() == original)
            return base::fail(ErrorKind::Invalid, u"The output would overwrite the recording. Choose another."_s);
    return {};
}

/// Half a file is worse than none.
static void discard(std::initializer_list<QString> files)
{
    for (const QString &file : files)
        if (!file.isEmpty())
            QFile::remove(file);
}

Result<domain::Probe> MediaClient::probe(const QString &input, const StopToken &stop)
{
    TRY(const auto answer, run({{u"do"_s, u"probe"_s}, {u"input"_s, protocol::fromPath(input)}}, {}, stop));
    return domain::Probe::fromJson(answer);
}

Result<> MediaClient::analyze(const AnalysisRequest &request, const Progress &progress, const StopToken &stop)
{
    TRY_DO(refuseOverwriting(request.input, {request.loudness, request.waveform, request.speech}));
    const auto answer = run(
        {{u"do"_s, u"analyze"_s}, {u"input"_s, protocol::fromPath(request.input)},
            {u"loudness"_s, protocol::fromPath(request.loudness)},
            {u"waveform"_s, protocol::fromPath(request.waveform)}, {u"speech"_s, protocol::fromPath(request.speech)}},
        progress, stop);
    if (answer)
        return {};
    discard({request.loudness, request.waveform, request.speech});
    return base::fail(answer.error());
}

Result<> MediaClient::poster(const QString &input, MediaTime at, const QString &jpeg, const StopToken &stop)
{
    TRY_DO(refuseOverwriting(input, {jpeg}));
    const auto answer = run({{u"do"_s, u"poster"_s}, {u"input"_s, protocol::fromPath(input)},
                                {u"at"_s, qint64(at.count())}, {u"output"_s, protocol::fromPath(jpeg)}},
        {}, stop);
    if (answer)
        return {};
    discard({jpeg});
    return base::fail(answer.error());
}

Result<RenderReport> MediaClient::render(const RenderRequest &request, const Progress &progress, const StopToken &stop)
{
    TRY_DO(refuseOverwriting(request.input, {request.video, request.audio, request.plan, request.pieces}));
    const auto answer = run(
        {{u"do"_s, u"render"_s}, {u"input"_s, protocol::fromPath(request.input)},
            {u"keep"_s, protocol::fromIntervals(request.keep)}, {u"start_slack"_s, qint64(request.startSlack.count())},
            {u"engine"_s, toString(request.engine)}, {u"settled"_s, protocol::fromTimes(request.settled)},
            {u"video"_s, protocol::fromPath(request.video)}, {u"audio"_s, protocol::fromPath(request.audio)},
            {u"plan"_s, protocol::fromPath(request.plan)}, {u"pieces"_s, protocol::fromPath(request.pieces)}},
        progress, stop);
    if (answer)
        return protocol::toReport(*answer);
    discard({request.video, request.audio, request.plan});
    return base::fail(answer.error());
}

Result<> MediaClient::remux(const QString &input, const QString &output, const QString &title,
    const QList<ChapterMark> &chapters, const StopToken &stop)
{
    TRY_DO(refuseOverwriting(input, {output}));
    QJsonArray marks;
    for (const auto &chapter : chapters)
        marks += QJsonObject{{u"title"_s, chapter.title}, {u"start"_s, qint64(chapter.start.count())}};
    const auto answer = run({{u"do"_s, u"remux"_s}, {u"input"_s, protocol::fromPath(input)},
                                {u"output"_s, protocol::fromPath(output)}, {u"title"_s, title}, {u"chapters"_s, marks}},
        {}, stop);
    if (answer)
        return {};
    discard({output});
    return base::fail(answer.error());
}

Result<QJsonObject> MediaClient::versions(const StopToken &stop) { return run({{u"do"_s, u"versions"_s}}, {}, stop); }

}   // namespace media
