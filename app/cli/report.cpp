#include "app/cli/report.h"

#include "app/cli/command.h"

using namespace Qt::StringLiterals;
using domain::StepKind;
using domain::StepState;

namespace cli {

static QJsonValue secondsOf(const domain::Step &step)
{
    if (!step.startedAt || !step.finishedAt)
        return QJsonValue::Null;
    return std::chrono::duration<double>(*step.finishedAt - *step.startedAt).count();
}

bool hasFailed(const workspace::Overview &overview)
{
    return !overview.queued && overview.recording.failedStep() != nullptr;
}

QString reasonOf(const workspace::Overview &overview)
{
    const domain::Recording &recording = overview.recording;
    if (const auto *failed = recording.failedStep())
        return u"%1: %2"_s.arg(stepTitle(failed->name), failed->failure ? failed->failure->reason : failed->reason);
    if (recording.flags.skipped)
        return recording.skipReason;
    if (!overview.queued && recording.status() != domain::Status::Ready)
        for (const auto &step : recording.steps)
            if (step.failure)
                return u"%1: %2"_s.arg(stepTitle(step.name), step.failure->reason);
    return {};
}

QString refusalText(const workspace::AddReport::Refusal &refusal)
{
    const QString &why = refusal.error.message;
    return why.contains(refusal.path) ? why : u"%1: %2"_s.arg(refusal.path, why);
}

QJsonObject toJson(workspace::Workspace &workspace, const workspace::Overview &overview)
{
    const domain::Recording &recording = overview.recording;
    QJsonArray files;
    if (const auto package = workspace.files(recording.id))
        for (const auto &file : *package)
            files += file.name;
    QJsonArray steps;
    for (const auto &step : recording.steps)
        steps += QJsonObject{{u"name"_s, step.name.toString()}, {u"state"_s, domain::toString(step.state)},
            {u"seconds"_s, secondsOf(step)}, {u"reason"_s, step.failure ? step.failure->reason : step.reason}};
    const auto cuts = workspace.cuts(recording.id);
    const auto seconds = [](std::chrono::milliseconds time) { return std::chrono::duration<double>(time).count(); };
    return {{u"id"_s, recording.id.value}, {u"title"_s, recording.title}, {u"path"_s, recording.mediaPath},
        {u"state"_s, domain::toString(recording.status())}, {u"failed"_s, hasFailed(overview)},
        {u"reason"_s, reasonOf(overview)},
        {u"folder"_s, overview.packageFolder.isEmpty() ? QJsonValue() : QJsonValue(overview.packageFolder)},
        {u"files"_s, files}, {u"seconds_in"_s, seconds(recording.duration)},
        {u"seconds_out"_s, seconds(recording.finalDuration)},
        {u"cuts"_s, cuts ? QJsonValue(cuts->cuts.size()) : QJsonValue(0)}, {u"steps"_s, steps}};
}

QJsonObject toJson(const domain::Recording &recording, const pipeline::Plan &plan)
{
    QJsonArray steps;
    for (const auto &step : plan.steps)
        steps += QJsonObject{{u"name"_s, step.name.toString()}, {u"action"_s, step.run ? u"run"_s : u"skip"_s},
            {u"up_to_date"_s, step.upToDate}, {u"reason"_s, step.reason}};
    return {{u"id"_s, recording.id.value}, {u"title"_s, recording.title}, {u"path"_s, recording.mediaPath},
        {u"plan"_s, plan.hash()}, {u"steps"_s, steps}};
}

QString clockTime(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::round<std::chrono::seconds>(time).count();
    const QString minutesAndSeconds = u"%1:%2"_s.arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QChar(u'0'))
                                          .arg(seconds % 60, 2, 10, QChar(u'0'));
    return seconds >= 3600 ? QString::number(seconds / 3600) + u':' + minutesAndSeconds : minutesAndSeconds;
}

QString exactTime(domain::MediaTime time)
{
    const auto milliseconds = std::chrono::round<std::chrono::milliseconds>(time);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(milliseconds);
    return clockTime(seconds) + u".%1"_s.arg((milliseconds - seconds).count(), 3, 10, QChar(u'0'));
}

QString stepTitle(const domain::StepName &step)
{
    switch (step.kind) {
    case StepKind::Download:
        return u"Get"_s;
    case StepKind::Analyze:
        return u"Analysis"_s;
    case StepKind::Transcribe:
        return u"Text"_s;
    case StepKind::Trim:
        return u"Cut"_s;
    case StepKind::Topics:
        return u"Topics"_s;
    case StepKind::Subtitles:
        return u"Subtitles"_s;
    case StepKind::Publish:
        return u"Folder"_s;
    }
    Q_UNREACHABLE();
}

void printPlan(const domain::Recording &recording, const pipeline::Plan &plan)
{
    printOut(u"%1 (%2), plan %3"_s.arg(recording.title, clockTime(recording.duration), plan.hash()));
    for (const auto &step : plan.steps)
        printOut(
            u"  %1  %2  %3"_s.arg(step.run ? u"run "_s : u"skip"_s).arg(step.name.toString(), -15).arg(step.reason));
}

void printSummary(workspace::Workspace &workspace, const workspace::Overview &overview)
{
    const domain::Recording &recording = overview.recording;
    if (overview.packageFolder.isEmpty() || hasFailed(overview)) {
        const QString reason = reasonOf(overview);
        printOut(u"%1: %2"_s.arg(recording.title, reason.isEmpty() ? u"not finished."_s : reason));
        return;
    }
    printOut(u"%1: %2"_s.arg(recording.title, overview.packageFolder));
    if (const auto cuts = workspace.cuts(recording.id)) {
        const auto removed = recording.duration - recording.finalDuration;
        printOut(cuts->cuts.isEmpty() ? u"  Nothing was cut. %1"_s.arg(cuts->refusal).trimmed().prepend(u"  "_s)
                                      : u"  %1 → %2: %3 cuts, %4 less."_s
                                            .arg(clockTime(recording.duration), clockTime(recording.finalDuration))
                                            .arg(cuts->cuts.size())
                                            .arg(clockTime(removed)));
    }
    for (const auto &step : recording.steps)
        if (step.state == StepState::Skipped && step.name.kind != StepKind::Download)
            printOut(u"  No %1: %2"_s.arg(stepTitle(step.name).toLower(), step.reason));
}

}   // namespace cli
