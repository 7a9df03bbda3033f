#pragma once

#include "core/workspace/workspace.h"
#include "support/fake_clock.h"
#include "support/fake_engines.h"
#include "support/fake_media.h"

#include <QTemporaryDir>

/// A workspace with fakes for the media child and the engines, and real everything else.
class World {
public:
    World() { open(); }

    void open();
    /// A new file and its recording.
    domain::RecordingId add(const QString &name = QStringLiteral("talk.mp4"));
    void startRunner();

    /// Waits for the recording to be as wanted; false after ten seconds.
    bool waitFor(const domain::RecordingId &id, const std::function<bool(const workspace::Overview &)> &wanted);
    bool waitUntilIdle(const domain::RecordingId &id);

    workspace::Overview overview(const domain::RecordingId &id);
    QString stateOf(const domain::RecordingId &id, domain::StepKind kind);

    QTemporaryDir folder;
    FakeClock clock;
    FakeMedia media;
    FakeEngines engines;
    std::unique_ptr<workspace::Workspace> workspace;
    workspace::LockedRunner runner;
};
