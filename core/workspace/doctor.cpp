#include "core/workspace/workspace.h"

#include <QStorageInfo>

#include <sys/timex.h>

using namespace Qt::StringLiterals;

namespace workspace {

static constexpr qint64 gibibyte = 1LL << 30;
static constexpr qint64 leastFreeBytes = 5 * gibibyte;   // an hour of video, twice, and room to breathe

static QList<Check> checkMedia(media::MediaTool &tool, const StopToken &stop)
{
    const auto versions = tool.versions(stop);
    if (!versions)
        return {{u"FFmpeg"_s, false, versions.error().message,
            u"Reinstall Dailies: its helper dailies-media must lie beside it."_s}};
    QList<Check> checks = {{u"FFmpeg"_s, true, versions->value("ffmpeg"_L1).toString(), {}}};
    const QJsonArray encoders = versions->value("encoders"_L1).toArray();
    for (const auto &[encoder, purpose] : {std::pair(u"libx264"_s, u"video"_s), std::pair(u"aac"_s, u"sound"_s)}) {
        const bool present = encoders.contains(encoder);
        checks += {u"Encoder "_s + encoder, present, present ? u"Encodes %1."_s.arg(purpose) : u"Missing."_s,
            present ? QString() : u"Install an FFmpeg that was built with %1."_s.arg(encoder)};
    }
    return checks;
}

static Check checkDisk(const QString &name, const QString &folder)
{
    QString present = folder;   // a folder that isn't made yet lies on its parent's disk
    while (!QFileInfo::exists(present) && present.contains(u'/'))
        present = present.section(u'/', 0, -2);
    const QStorageInfo storage(present.isEmpty() ? u"/"_s : present);
    const qint64 free = storage.bytesAvailable();
    const bool ok = storage.isValid() && !storage.isReadOnly() && free >= leastFreeBytes;
    return {name, ok, u"%1 GB free at %2."_s.arg(free / gibibyte).arg(folder),
        ok                         ? QString()
            : storage.isReadOnly() ? u"The disk is read-only: choose another folder."_s
                                   : u"Free some space or choose a folder on another disk."_s};
}

static Check checkClock(const base::Clock &clock)
{
    timex state{};
    const bool synchronised = ::adjtimex(&state) != TIME_ERROR && !(state.status & STA_UNSYNC);
    return {u"Clock"_s, synchronised,
        base::toRfc3339(clock.now()) + (synchronised ? u", synchronised."_s : u", not known to be synchronised."_s),
        synchronised ? QString() : u"Dates may be wrong: switch time synchronisation on (timedatectl set-ntp true)."_s,
        false};
}

QList<Check> checkHealth(Workspace &workspace, const Environment &environment, const StopToken &stop)
{
    QList<Check> checks = checkMedia(environment.media, stop);
    for (const auto &row : environment.engines.report())
        checks += {row["name"_L1].toString(), row["ok"_L1].toBool(), row["detail"_L1].toString(),
            row["advice"_L1].toString(), row["needed"_L1].toBool()};
    checks += checkDisk(u"Profile"_s, workspace.folder());
    if (const auto config = workspace.config())
        checks += checkDisk(u"Output"_s, config->text(u"platforms.local.folder"));
    if (environment.secrets) {
        const auto probe = environment.secrets->read(u"dailies-doctor"_s);
        const bool ok = probe || probe.error().kind == base::ErrorKind::NotFound;
        checks += {u"Secrets"_s, ok, environment.secrets->description(),
            ok ? QString() : u"%1 Unlock the system's keychain, or start its service."_s.arg(probe.error().message)};
    }
    checks += checkClock(environment.clock);
    return checks;
}

}   // namespace workspace
