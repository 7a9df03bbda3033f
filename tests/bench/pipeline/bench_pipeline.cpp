// What the pipeline costs around a step: claim, plan, sync, save and enqueue, with steps that do nothing themselves,
// beside the bare start of the media child in the same run.

#include "core/base/files.h"
#include "core/media/media_client.h"
#include "core/workspace/workspace.h"
#include "support/fake_engines.h"
#include "support/fake_media.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static constexpr int recordings = 50;
static constexpr int childStarts = 20;

static double bareStartOfChild()
{
    media::MediaClient client;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < childStarts; ++i)
        if (const auto versions = client.versions({}); !versions)
            qFatal("%s", qPrintable(versions.error().message));
    return static_cast<double>(timer.nsecsElapsed()) / 1e6 / childStarts;
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"core.*.info=false"_s);   // a line for each step
    QTemporaryDir folder;
    base::SystemClock clock;
    FakeMedia media;
    FakeEngines engines;
    auto workspace = workspace::Workspace::open(folder.filePath(u"profile"_s),
        {.clock = clock,
            .media = media,
            .engines = engines,
            .machineSettings = {},
            .outputFolder = folder.filePath(u"out"_s)});
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().message));

    QStringList paths;
    for (int i = 0; i < recordings; ++i) {
        paths += folder.filePath(u"%1.mp4"_s.arg(i));
        if (!base::writeFileDurably(paths.last(), QByteArray::number(i)))
            qFatal("cannot write");
    }
    const auto added = (*workspace)->add({.paths = paths}, {});
    if (!added || added->items.size() != recordings)
        qFatal("cannot add");
    workspace::RunRequest request;
    for (const auto &item : added->items)
        request.recordings += item.recording.id;
    if (const auto run = (*workspace)->run(request); !run)
        qFatal("%s", qPrintable(run.error().message));

    QElapsedTimer timer;
    timer.start();
    double milliseconds = 0;
    int steps = 0;
    {
        const auto runner = (*workspace)->startRunner({});
        if (!runner)
            qFatal("%s", qPrintable(runner.error().message));
        for (bool busy = true; busy;) {
            std::this_thread::sleep_for(5ms);
            const auto overviews = (*workspace)->recordings({});
            busy =
                std::any_of(overviews->begin(), overviews->end(), [](const auto &overview) { return overview.queued; });
        }
        milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    const auto overviews = (*workspace)->recordings({});
    for (const auto &overview : *overviews)
        for (const auto &step : overview.recording.steps)
            steps += step.state == domain::StepState::Completed ? 1 : 0;
    const double perStep = milliseconds / steps;
    const double child = bareStartOfChild();
    std::printf("%d steps of %d recordings in %.0f ms: %.1f ms a step; bare start of the child: %.1f ms; limit: child "
                "+ 20 ms\n",
        steps, recordings, milliseconds, perStep, child);
    return perStep <= child + 20 ? 0 : 1;
}
