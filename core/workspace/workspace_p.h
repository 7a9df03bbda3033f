#pragma once

#include "core/pipeline/enqueue.h"
#include "core/platforms/platform.h"
#include "core/workspace/workspace.h"

namespace workspace {

using domain::Recording;
using pipeline::Artifacts;
using pipeline::RunSettings;

class Workspace::Private {
public:
    Private(QString folder, const Environment &environment);

    [[nodiscard]] store::Scope scope() { return {.database = database, .workspace = row.id}; }
    [[nodiscard]] base::Instant now() const { return environment.clock.now(); }

    pipeline::Services services();

    Result<domain::Config> configOf(const Recording *recording, const QJsonObject &runSettings);
    Result<RunSettings> runSettings(const Recording &recording, const QJsonObject &settings);
    Result<RunSettings> lastRunSettings(const Recording &recording);
    Result<Overview> overview(
        const Recording &recording, const QList<domain::Job> &pending, const QHash<QString, QString> &templateNames);
    Result<> mayRun(const Recording &recording, const QJsonObject &settings);
    Result<AddReport::Item> addItem(const platforms::SourceItem &item, const AddRequest &request,
        const QList<domain::Template> &templates, const StopToken &stop);
    Result<Artifacts> artifactsOf(const RecordingId &id);
    /// A recording that was analyzed, and its cuts as they stand. NotFound.
    struct CutState;
    Result<CutState> cutState(const RecordingId &id);

    QString folder;
    const Environment environment;
    store::Database database;
    store::WorkspaceRepository::Row row;
};

}   // namespace workspace
