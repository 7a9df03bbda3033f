#include "app/viewmodels/workspace_library.h"

#include "core/base/files.h"

#include <QFileInfo>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace viewmodels {

WorkspaceLibrary::WorkspaceLibrary(
    std::unique_ptr<workspace::Workspace> workspace, const pipeline::RunnerOptions &options)
    : m_workspace(std::move(workspace))
    , m_options(options)
{
}

WorkspaceLibrary::~WorkspaceLibrary()
{
    m_runner = {};   // before the workspace it works on
}

OpenLibrary WorkspaceLibrary::opener(const workspace::Environment &environment, const pipeline::RunnerOptions &options)
{
    return [&environment, options](const QString &folder) -> Result<std::shared_ptr<Library>> {
        TRY(auto workspace, workspace::Workspace::open(folder, environment));
        return std::shared_ptr<Library>(std::make_shared<WorkspaceLibrary>(std::move(workspace), options));
    };
}

Result<QList<workspace::Overview>> WorkspaceLibrary::recordings(const QList<RecordingId> &ids)
{
    return m_workspace->recordings({.ids = ids});
}

Result<store::RecordingRepository::Changes> WorkspaceLibrary::changedSince(qint64 token)
{
    return m_workspace->changedSince(token);
}

Result<workspace::AddReport> WorkspaceLibrary::add(const QStringList &paths, const StopToken &stop)
{
    return m_workspace->add({.paths = paths}, stop);
}

Result<> WorkspaceLibrary::rename(const RecordingId &id, const QString &title)
{
    return m_workspace->rename(id, title);
}

Result<> WorkspaceLibrary::remove(const QList<RecordingId> &ids) { return m_workspace->remove(ids); }

Result<> WorkspaceLibrary::restore(const QList<RecordingId> &ids) { return m_workspace->restore(ids); }

Result<> WorkspaceLibrary::run(const QList<RecordingId> &ids, bool afresh)
{
    const QJsonObject settings{{u"processing"_s, QJsonObject{{u"allow_skipped"_s, true}}}};
    TRY_DO(m_workspace->run({.recordings = ids, .settings = settings, .force = afresh}));
    wake();
    return {};
}

Result<> WorkspaceLibrary::cancel(const QList<RecordingId> &ids) { return m_workspace->cancel(ids); }

Result<> WorkspaceLibrary::retry(const QList<RecordingId> &ids)
{
    TRY_DO(m_workspace->retry(ids));
    wake();
    return {};
}

void WorkspaceLibrary::wake()
{
    const std::lock_guard lock(m_mutex);
    if (m_runner.runner)
        m_runner.runner->wake();
}

Result<bool> WorkspaceLibrary::work(bool paused)
{
    const std::lock_guard lock(m_mutex);
    if (!m_runner.runner) {
        auto started = m_workspace->startRunner(m_options);
        if (!started && started.error().kind == base::ErrorKind::Conflict)
            return false;
        if (!started)
            return base::fail(started.error());
        m_runner = *std::move(started);
    }
    if (m_runner.runner->isPaused() != paused)
        m_runner.runner->pause(paused);
    return true;
}

Result<workspace::Explanation> WorkspaceLibrary::explain(const RecordingId &id) { return m_workspace->explain(id); }

Result<QList<workspace::PackageFile>> WorkspaceLibrary::files(const RecordingId &id) { return m_workspace->files(id); }

Result<domain::Transcript> WorkspaceLibrary::transcript(const RecordingId &id) { return m_workspace->transcript(id); }

Result<domain::TopicSet> WorkspaceLibrary::topics(const RecordingId &id) { return m_workspace->topics(id); }

Result<domain::CutPlan> WorkspaceLibrary::cuts(const RecordingId &id) { return m_workspace->cuts(id); }

Result<> WorkspaceLibrary::exportCuts(const RecordingId &id, const QString &file)
{
    TRY(const auto format, domain::cutFormatOf(file));
    TRY(const auto bytes, m_workspace->exportCuts(id, format));
    return base::writeFileDurably(file, bytes);
}

Result<> WorkspaceLibrary::resetCuts(const RecordingId &id)
{
    TRY_DO(m_workspace->resetCuts(id));
    return retry({id});   // with the settings of the last run, so that the package stays where it is
}

Result<QByteArray> WorkspaceLibrary::waveform(const RecordingId &id) { return m_workspace->waveform(id); }

Result<QString> WorkspaceLibrary::posterPath(const RecordingId &id) { return m_workspace->posterPath(id); }

Result<QList<domain::Template>> WorkspaceLibrary::templates() { return m_workspace->templates(); }

Result<domain::Template> WorkspaceLibrary::saveTemplate(const domain::Template &value)
{
    return m_workspace->saveTemplate(value);
}

Result<> WorkspaceLibrary::removeTemplate(const domain::TemplateId &id) { return m_workspace->removeTemplate(id); }

Result<domain::Config> WorkspaceLibrary::config() { return m_workspace->config(); }

/// `settings` with the value under a dotted key; a null value takes the key out.
static QJsonObject withValue(QJsonObject settings, QStringView key, const QJsonValue &value)
{
    const auto dot = key.indexOf(u'.');
    const QString name = (dot < 0 ? key : key.first(dot)).toString();
    if (dot >= 0)
        settings.insert(name, withValue(settings.value(name).toObject(), key.mid(dot + 1), value));
    else if (value.isNull())
        settings.remove(name);
    else
        settings.insert(name, value);
    return settings;
}

Result<> WorkspaceLibrary::set(const QString &key, const QJsonValue &value)
{
    const std::lock_guard lock(m_mutex);
    TRY(const auto settings, m_workspace->settings());
    return m_workspace->saveSettings(withValue(settings, key, value));
}

qint64 WorkspaceLibrary::freeBytes()
{
    const auto config = m_workspace->config();
    QString path = config ? config->text(u"platforms.local.folder") : m_workspace->folder();
    while (!path.isEmpty() && !QFileInfo::exists(path))   // a folder that isn't made yet lies on its parent's disk
        path = path.section(u'/', 0, -2);
    const QStorageInfo storage(path.isEmpty() ? u"/"_s : path);
    return storage.isValid() ? storage.bytesAvailable() : -1;
}

}   // namespace viewmodels
