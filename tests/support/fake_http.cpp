#include "support/fake_http.h"

using namespace Qt::StringLiterals;

void FakeHttp::on(const QString &line, base::Result<net::HttpReply> answer)
{
    const std::lock_guard lock(m_mutex);
    m_scripts[line].answers.push_back(std::move(answer));
}

base::Result<net::HttpReply> FakeHttp::send(const net::HttpRequest &request, const base::StopToken &stop)
{
    TRY_DO(stop.check());
    const std::lock_guard lock(m_mutex);
    m_requests.append(request);
    const QString path = request.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded);
    const QString line = QString::fromLatin1(request.method) + u' ' + path;
    const auto script = m_scripts.find(line);
    if (script == m_scripts.end())
        return base::fail(base::ErrorKind::Internal, u"Nobody expected %1."_s.arg(line));
    script->second.used = true;
    auto answer = script->second.answers.front();
    if (script->second.answers.size() > 1)
        script->second.answers.pop_front();
    if (answer && !request.saveTo.isEmpty() && answer->status / 100 == 2) {
        QFile file(request.saveTo);
        if (!file.open(answer->status == 206 ? QIODevice::Append : QIODevice::WriteOnly)
            || file.write(std::exchange(answer->body, {})) < 0)
            return base::fail(base::ErrorKind::Unavailable, file.errorString());
    }
    return answer;
}

QStringList FakeHttp::unused() const
{
    const std::lock_guard lock(m_mutex);
    QStringList lines;
    for (const auto &[line, script] : m_scripts)
        if (!script.used)
            lines.append(line);
    return lines;
}

QList<net::HttpRequest> FakeHttp::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}
