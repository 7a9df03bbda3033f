#include "support/world.h"

#include "core/base/files.h"

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void World::open()
{
    auto opened = workspace::Workspace::open(folder.filePath(u"profile"_s),
        {.clock = clock,
            .media = media,
            .engines = engines,
            .machineSettings = {},
            .outputFolder = folder.filePath(u"out"_s)});
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    workspace = *std::move(opened);
}

domain::RecordingId World::add(const QString &name)
{
    const QString path = folder.filePath(name);
    const auto written = base::writeFileDurably(path, "the bytes of " + name.toUtf8());
    const auto added = written ? workspace->add({.paths = {path}}, {}) : base::fail(written.error());
    if (!added || added->items.size() != 1)
        qFatal("%s", added ? "not added" : qPrintable(added.error().message));
    return added->items.first().recording.id;
}

void World::startRunner()
{
    auto started = workspace->startRunner({.heartbeat = 50ms, .lease = 10min, .poll = 20ms});
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    runner = *std::move(started);
}

bool World::waitFor(const domain::RecordingId &id, const std::function<bool(const workspace::Overview &)> &wanted)
{
    for (int i = 0; i < 1'000; ++i) {
        if (wanted(overview(id)))
            return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

bool World::waitUntilIdle(const domain::RecordingId &id)
{
    return waitFor(id, [](const auto &overview) { return !overview.queued; });
}

workspace::Overview World::overview(const domain::RecordingId &id)
{
    auto found = workspace->recording(id.value);
    if (!found)
        qFatal("%s", qPrintable(found.error().message));
    return *std::move(found);
}

QString World::stateOf(const domain::RecordingId &id, domain::StepKind kind)
{
    const auto recording = overview(id).recording;
    const auto *step = recording.step({kind, {}});
    return domain::toString(step ? step->state : domain::StepState::Pending);
}
