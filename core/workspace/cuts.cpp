#include "core/workspace/workspace_p.h"

#include "core/base/files.h"

#include <QFile>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using domain::Cut;
using domain::CutFormat;
using domain::StepKind;
using pipeline::Artifact;

namespace workspace {

static constexpr qsizetype largestFile = 16 << 20;

struct Workspace::Private::CutState {
    Recording recording;
    domain::Probe probe;
    std::optional<CutList> list;

    [[nodiscard]] QList<Cut> cuts() const { return list ? list->cuts : QList<Cut>(); }
    [[nodiscard]] domain::CutSubject subject() const
    {
        return {.title = recording.title,
            .media = QUrl::fromLocalFile(recording.mediaPath),
            .duration = probe.duration,
            .rate = domain::FrameRate::forPictures(probe.video ? probe.video->framesPerSecond : 0),
            .hasPicture = probe.video.has_value(),
            .hasSound = !probe.audio.isEmpty()};
    }
};

Result<Workspace::Private::CutState> Workspace::Private::cutState(const RecordingId &id)
{
    CutState state;
    TRY(state.recording, store::RecordingRepository(scope()).find(id));
    const auto &edited = state.recording.editedCuts;
    TRY(const auto artifacts, artifactsOf(id));
    if (!artifacts.has(Artifact::Analysis))
        return fail(ErrorKind::NotFound, u"%1 was not analyzed yet. Run it first."_s.arg(state.recording.title));
    TRY(const auto analysis, artifacts.analysis());
    state.probe = analysis.probe;
    TRY(const auto settings, lastRunSettings(state.recording));
    TRY(const auto plan, pipeline::planFor(services(), state.recording, settings));
    const bool rendered = plan.find({.kind = StepKind::Trim, .target = {}})->upToDate;
    CutList list{.cuts = {},
        .duration = state.probe.duration,
        .edited = edited.has_value(),
        .rendered = rendered,
        .refusal = {}};
    if (edited && !rendered) {
        list.cuts = *edited;
        state.list = list;
    } else if (artifacts.has(Artifact::Cuts)) {   // with the edges that rendering gave it
        TRY(const auto cuts, artifacts.cuts());
        list.cuts = cuts.cuts;
        list.refusal = cuts.refusal;
        state.list = list;
    }
    return state;
}

static tl::unexpected<base::Error> noCutsYet(const Recording &recording)
{
    return fail(ErrorKind::NotFound, u"%1 has no cuts yet. Run it first."_s.arg(recording.title));
}

Result<CutList> Workspace::cutList(const RecordingId &id)
{
    TRY(const auto state, d->cutState(id));
    if (!state.list)
        return noCutsYet(state.recording);
    return *state.list;
}

Result<QByteArray> Workspace::exportCuts(const RecordingId &id, CutFormat format)
{
    TRY(const auto state, d->cutState(id));
    if (!state.list)
        return noCutsYet(state.recording);
    return domain::toFile(format, state.cuts(), state.subject());
}

/// Cuts of either list that the other doesn't have, but one that was changed counts once.
static int countChanged(const QList<Cut> &before, const QList<Cut> &after)
{
    const auto missing = [](const QList<Cut> &from, const QList<Cut> &in) {
        return std::count_if(from.begin(), from.end(), [&in](const Cut &cut) { return !in.contains(cut); });
    };
    return static_cast<int>(std::max(missing(before, after), missing(after, before)));
}

Result<Workspace::ImportedCuts> Workspace::importCuts(const RecordingId &id, CutFormat format, const QByteArray &bytes)
{
    if (bytes.size() > largestFile)
        return fail(ErrorKind::Invalid, u"This is no cut list: it has more than 16 MB."_s);
    TRY(const auto state, d->cutState(id));
    TRY(const auto wanted, domain::cutsFromFile(format, bytes, state.subject(), state.cuts()));
    const ImportedCuts report{countChanged(state.cuts(), wanted.cuts), wanted.warnings};
    if (report.changed > 0)
        TRY_DO(store::RecordingRepository(d->scope()).saveCuts(id, wanted.cuts, d->now()));
    return report;
}

Result<bool> Workspace::resetCuts(const RecordingId &id)
{
    store::RecordingRepository recordings(d->scope());
    TRY(const auto recording, recordings.find(id));
    if (!recording.editedCuts)
        return false;
    TRY_DO(recordings.saveCuts(id, std::nullopt, d->now()));
    return true;
}

Result<QByteArray> Workspace::renderPlan(const RecordingId &id)
{
    TRY(const auto artifacts, d->artifactsOf(id));
    const QString path = artifacts.path(Artifact::RenderPlan);
    if (!path.isEmpty() && QFile::exists(path))
        return base::readFile(path);
    return fail(ErrorKind::NotFound,
        u"No plan of its rendering was kept. `dailies run NAME --force` renders it again and keeps one."_s);
}

}   // namespace workspace
