#include "core/pipeline/plan.h"

#include "core/base/json.h"
#include "core/domain/cut_list.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using domain::Recording;
using domain::Step;
using domain::StepKind;
using domain::StepName;
using domain::StepState;

namespace pipeline {

/// The package on this computer: the one target there is so far.
static const QString folderTarget = u"folder"_s;

namespace {
/// What a step's fingerprint is made of. Raise `version` when the step's code gives another result.
struct Recipe {
    StepKind kind;
    int version;
    QStringList options;   // keys or prefixes that the step reads
    QList<StepKind> inputs;   // steps whose fingerprints are part of this one
    QList<StepKind> after;   // steps that must be settled before
};
}   // namespace

static const QList<Recipe> &recipes()
{
    static const QList<Recipe> table = {
        {StepKind::Analyze, 1, {}, {}, {}},
        {StepKind::Transcribe, 1,
            {u"transcription.language"_s, u"transcription.prompt"_s, u"transcription.vocabulary"_s},
            {StepKind::Analyze}, {StepKind::Analyze}},
        // Words move the edges of cuts, but other words don't move them again: a new cut is a person's wish.
        {StepKind::Trim, 1, {u"trimming"_s}, {StepKind::Analyze}, {StepKind::Analyze}},
        {StepKind::Topics, 2, {u"topics"_s}, {StepKind::Transcribe}, {StepKind::Transcribe}},
        {StepKind::Subtitles, 1, {u"subtitles"_s}, {StepKind::Transcribe, StepKind::Trim},
            {StepKind::Transcribe, StepKind::Trim}},
        {StepKind::Publish, 1, {u"metadata"_s, u"platforms.local"_s},
            {StepKind::Trim, StepKind::Topics, StepKind::Subtitles},
            {StepKind::Trim, StepKind::Topics, StepKind::Subtitles}},
    };
    return table;
}

static StepName nameOf(StepKind kind)
{
    return {.kind = kind, .target = kind == StepKind::Publish ? folderTarget : QString()};
}

/// Why a step is not wanted; empty when it is.
static QString skipReason(StepKind kind, const PlanInput &input)
{
    const domain::Config &config = input.config;
    switch (kind) {
    case StepKind::Transcribe:
        if (!config.boolean(u"transcription.enabled"))
            return u"Transcription is switched off (%1)."_s.arg(config.origin(u"transcription.enabled"));
        return input.transcriber.name.isEmpty() ? input.transcriber.reason : QString();
    case StepKind::Topics:
        if (!config.boolean(u"topics.enabled"))
            return u"Topics are switched off (%1)."_s.arg(config.origin(u"topics.enabled"));
        if (input.topicFinder.name.isEmpty())
            return input.topicFinder.reason;
        return skipReason(StepKind::Transcribe, input).isEmpty() ? QString() : u"Without text there are no topics."_s;
    case StepKind::Subtitles:
        if (!config.boolean(u"subtitles.enabled"))
            return u"Subtitles are switched off (%1)."_s.arg(config.origin(u"subtitles.enabled"));
        return skipReason(StepKind::Transcribe, input).isEmpty() ? QString()
                                                                 : u"Without text there are no subtitles."_s;
    default:
        return {};
    }
}

static QString engineOf(StepKind kind, const PlanInput &input)
{
    switch (kind) {
    case StepKind::Analyze:
        return input.speechDetector;
    case StepKind::Transcribe:
        return input.transcriber.name;
    case StepKind::Topics:
        return input.topicFinder.name;
    default:
        return {};
    }
}

static QString runReason(StepKind kind, const PlanInput &input, const Step *step)
{
    if (input.force)
        return u"Asked to do everything again."_s;
    if (step && step->state == StepState::Failed && step->failure)
        return u"Failed before: %1"_s.arg(step->failure->reason);
    if (kind == StepKind::Trim && input.recording.editedCuts)
        return u"Cuts as they were edited by hand."_s;
    if (step && !step->fingerprint.isEmpty())
        return u"What it depends on has changed."_s;
    switch (kind) {
    case StepKind::Transcribe:
        return input.transcriber.reason;
    case StepKind::Topics:
        return input.topicFinder.reason;
    case StepKind::Trim:
        return input.trimWaitsForWords ? u"Cuts keep off words."_s : u"Cuts by loudness, with padding."_s;
    case StepKind::Publish:
        return u"Into %1."_s.arg(input.config.text(u"platforms.local.folder"));
    default:
        return u"Not done yet."_s;
    }
}

static QString fingerprint(const Recipe &recipe, const PlanInput &input, const QHash<StepKind, QString> &known)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &part) {
        hash.addData(QByteArray::number(part.size()));
        hash.addData(part);
    };
    add(domain::toString(recipe.kind).toUtf8());
    add(QByteArray::number(recipe.version));
    add(input.recording.sourceKey.toUtf8());
    if (recipe.kind == StepKind::Publish || recipe.kind == StepKind::Topics)
        add(input.recording.title.toUtf8());
    add(engineOf(recipe.kind, input).toUtf8());
    const auto &edited = input.recording.editedCuts;
    if (recipe.kind == StepKind::Trim && edited) {   // instead of what the options would cut
        add(input.config.canonical({u"trimming.engine"_s}));
        add(base::toCompactJson({{u"cuts"_s, domain::toJson(*edited)}}));
    } else if (!recipe.options.isEmpty()) {
        add(input.config.canonical(recipe.options));
    }
    for (const StepKind upstream : recipe.inputs)
        add(known.value(upstream).toUtf8());   // empty for a skipped one
    return QString::fromLatin1(hash.result().toHex().first(32));
}

Plan makePlan(const PlanInput &input)
{
    Plan plan;
    QHash<StepKind, QString> fingerprints;
    plan.steps += PlannedStep{.name = nameOf(StepKind::Download), .reason = u"A local file is read where it lies."_s};
    for (const Recipe &recipe : recipes()) {
        PlannedStep planned{.name = nameOf(recipe.kind)};
        for (const StepKind kind : recipe.after)
            planned.after += nameOf(kind);
        if (recipe.kind == StepKind::Trim && input.trimWaitsForWords && !input.recording.editedCuts)
            planned.after += nameOf(StepKind::Transcribe);

        planned.reason = skipReason(recipe.kind, input);
        if (planned.reason.isEmpty()) {
            planned.fingerprint = fingerprint(recipe, input, fingerprints);
            fingerprints.insert(recipe.kind, planned.fingerprint);
            const Step *step = input.recording.step(planned.name);
            // Skipped with a fingerprint: it ran and found nothing to do.
            const bool settled = step && (step->state == StepState::Completed || step->state == StepState::Skipped);
            planned.upToDate = settled && step->fingerprint == planned.fingerprint && !input.force;
            planned.run = !planned.upToDate;
            if (planned.run)
                planned.reason = runReason(recipe.kind, input, step);
            else
                planned.reason = step->state == StepState::Skipped ? step->reason : u"Done already."_s;
        }
        plan.steps += planned;
    }
    return plan;
}

const PlannedStep *Plan::find(const StepName &name) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const auto &step) { return step.name == name; });
    return found == steps.end() ? nullptr : &*found;
}

QString Plan::hash() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const PlannedStep &step : steps) {
        hash.addData(step.name.toString().toUtf8());
        hash.addData(step.run ? "+" : step.upToDate ? "=" : "-");
        hash.addData(step.fingerprint.toUtf8());
    }
    return QString::fromLatin1(hash.result().toHex().first(16));
}

QList<StepName> readySteps(const Plan &plan, const QList<Step> &steps, bool failedTextIsSettled)
{
    const auto stateOf = [&steps](const StepName &name) {
        const auto found =
            std::find_if(steps.begin(), steps.end(), [&](const Step &step) { return step.name == name; });
        return found == steps.end() ? StepState::Pending : found->state;
    };
    // Cutting can do without words: it waits for them, but not for their failure.
    const auto settled = [&](const StepName &name, const StepName &waiting) {
        const PlannedStep *planned = plan.find(name);
        if (!planned || !planned->run)
            return true;
        return name.kind == StepKind::Transcribe && stateOf(name) == StepState::Failed
            && (failedTextIsSettled || waiting.kind == StepKind::Trim);
    };
    QList<StepName> ready;
    for (const PlannedStep &planned : plan.steps)
        if (planned.run && stateOf(planned.name) == StepState::Pending
            && std::all_of(planned.after.begin(), planned.after.end(),
                [&](const StepName &name) { return settled(name, planned.name); }))
            ready += planned.name;
    return ready;
}

}   // namespace pipeline
