#include "app/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using domain::StepKind;
using models::Group;
using models::Link;
using models::Pill;
using models::PillState;
using models::RecordingRow;
using models::Situation;

namespace app {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(Text)
};
}   // namespace

// Steps and pills

QString stepName(StepKind step)
{
    switch (step) {
    case StepKind::Download:
        return Text::tr("Get", "step: bring the file here");
    case StepKind::Analyze:
        return Text::tr("Analysis", "step");
    case StepKind::Transcribe:
        return Text::tr("Text", "step: speech to text");
    case StepKind::Trim:
        return Text::tr("Cut", "step: remove silence");
    case StepKind::Topics:
        return Text::tr("Topics", "step");
    case StepKind::Subtitles:
        return Text::tr("Subs", "step: subtitles, short");
    case StepKind::Publish:
        return Text::tr("Folder", "step: write the package into a folder");
    }
    Q_UNREACHABLE();
}

static QString pillSign(PillState state)
{
    switch (state) {
    case PillState::Waiting:
        return u"◷ "_s;
    case PillState::Done:
        return u"✓ "_s;
    case PillState::Skipped:
        return u"⊘ "_s;
    case PillState::Failed:
        return u"✗ "_s;
    case PillState::NeedsUser:
        return u"! "_s;
    case PillState::Resumed:
        return u"◐ "_s;
    case PillState::NotStarted:
    case PillState::Running:
        return {};
    }
    Q_UNREACHABLE();
}

QString pillText(const Pill &pill)
{
    const QString text = pillSign(pill.state) + stepName(pill.step);
    const bool moves = pill.state == PillState::Running || pill.state == PillState::Resumed;
    return moves ? Text::tr("%1 %2%", "step and its percent").arg(text).arg(pill.percent) : text;
}

QString pillStateName(PillState state)
{
    switch (state) {
    case PillState::NotStarted:
        return Text::tr("not started");
    case PillState::Waiting:
        return Text::tr("waiting");
    case PillState::Running:
        return Text::tr("running");
    case PillState::Done:
        return Text::tr("done");
    case PillState::Skipped:
        return Text::tr("skipped");
    case PillState::Failed:
        return Text::tr("failed");
    case PillState::NeedsUser:
        return Text::tr("needs you");
    case PillState::Resumed:
        return Text::tr("resumed");
    }
    Q_UNREACHABLE();
}

QString spokenPill(const Pill &pill)
{
    const QString state = pillStateName(pill.state);
    if (pill.state == PillState::Running || pill.state == PillState::Resumed)
        return Text::tr("%1: %2, %3 percent", "step, state").arg(stepName(pill.step), state).arg(pill.percent);
    return Text::tr("%1: %2", "step, state").arg(stepName(pill.step), state);
}

QString skippedPillText() { return u"⊘ "_s + Text::tr("Skipped", "pill of a recording"); }

static QStringList eachPill(const RecordingRow &row, QString (*text)(const Pill &))
{
    QStringList texts;
    for (const Pill &pill : row.pills)
        texts += text(pill);
    return texts;
}

QString pillsText(const RecordingRow &row)
{
    return row.pills.isEmpty() ? skippedPillText() : eachPill(row, pillText).join(u' ');
}

QString spokenPills(const RecordingRow &row)
{
    return row.pills.isEmpty() ? pillStateName(PillState::Skipped) : eachPill(row, spokenPill).join(u"; "_s);
}

// Recordings

QString groupName(Group group)
{
    switch (group) {
    case Group::All:
        return Text::tr("All", "recordings");
    case Group::NeedsYou:
        return Text::tr("Needs you", "recordings");
    case Group::Running:
        return Text::tr("Running", "recordings");
    case Group::Waiting:
        return Text::tr("Waiting", "recordings");
    case Group::Done:
        return Text::tr("Done", "recordings");
    case Group::Skipped:
        return Text::tr("Skipped", "recordings");
    }
    Q_UNREACHABLE();
}

QString statusName(domain::Status status)
{
    using domain::Status;
    switch (status) {
    case Status::PendingSource:
        return Text::tr("Not ready at its source");
    case Status::Initialized:
        return Text::tr("New");
    case Status::Downloading:
        return Text::tr("Downloading");
    case Status::Downloaded:
        return Text::tr("At hand");
    case Status::Processing:
        return Text::tr("Cutting");
    case Status::Processed:
        return Text::tr("Cut", "state");
    case Status::Transcribing:
        return Text::tr("Transcribing");
    case Status::Preparing:
        return Text::tr("Preparing");
    case Status::Transcribed:
        return Text::tr("Ready to publish");
    case Status::Uploading:
        return Text::tr("Publishing");
    case Status::Uploaded:
        return Text::tr("Partly published");
    case Status::Ready:
        return Text::tr("Done");
    case Status::Skipped:
        return Text::tr("Skipped");
    case Status::Expired:
        return Text::tr("Expired");
    }
    Q_UNREACHABLE();
}

QString stepStateName(domain::StepState state)
{
    using domain::StepState;
    switch (state) {
    case StepState::Pending:
        return pillStateName(PillState::NotStarted);
    case StepState::Running:
        return pillStateName(PillState::Running);
    case StepState::Completed:
        return pillStateName(PillState::Done);
    case StepState::Failed:
        return pillStateName(PillState::Failed);
    case StepState::Skipped:
        return pillStateName(PillState::Skipped);
    }
    Q_UNREACHABLE();
}

QString sourceName(domain::SourceKind kind)
{
    using domain::SourceKind;
    switch (kind) {
    case SourceKind::LocalFile:
        return Text::tr("This computer");
    case SourceKind::Zoom:
        return u"Zoom"_s;
    case SourceKind::YandexDisk:
        return Text::tr("Yandex Disk");
    case SourceKind::GoogleDrive:
        return Text::tr("Google Drive");
    case SourceKind::Dropbox:
        return u"Dropbox"_s;
    case SourceKind::Url:
        return Text::tr("Link", "a source: an address on the web");
    }
    Q_UNREACHABLE();
}

static QString workText(StepKind step)
{
    switch (step) {
    case StepKind::Download:
        return Text::tr("Downloading");
    case StepKind::Analyze:
        return Text::tr("Listening for silence");
    case StepKind::Transcribe:
        return Text::tr("Transcribing");
    case StepKind::Trim:
        return Text::tr("Cutting");
    case StepKind::Topics:
        return Text::tr("Finding topics");
    case StepKind::Subtitles:
        return Text::tr("Making subtitles");
    case StepKind::Publish:
        return Text::tr("Writing the package");
    }
    Q_UNREACHABLE();
}

static QString absentText(StepKind step)
{
    switch (step) {
    case StepKind::Transcribe:
        return Text::tr("Done, without text");
    case StepKind::Topics:
        return Text::tr("Done, without topics");
    default:
        return Text::tr("Done, without subtitles");
    }
}

/// A sentence that goes on with a link.
static QString withoutStop(QString sentence, const QString &otherwise)
{
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence.isEmpty() ? otherwise : sentence;
}

static QString failureSentence(const RecordingRow &row)
{
    const QString step = stepName(row.step.value_or(StepKind::Trim));
    const QString why = row.reason.isEmpty() ? errorMeaning(row.errorKind)
                                             : knownReason(row.reason).value_or(errorMeaning(row.errorKind));
    return withoutStop(Text::tr("%1 failed: %2", "step, reason").arg(step, why), {});
}

static QString retryText(const RecordingRow &row)
{
    const QString when = timeOfDay(*row.nextAttempt);
    switch (row.errorKind) {
    case ErrorKind::RateLimited:
    case ErrorKind::QuotaExceeded:
        return Text::tr("Waits for the service's limit, resumes %1").arg(when);
    default:
        return Text::tr("%1 did not work, next try %2", "step, time of day")
            .arg(stepName(row.step.value_or(StepKind::Trim)), when);
    }
}

QString statusText(const RecordingRow &row, Instant now)
{
    switch (row.situation) {
    case Situation::NotStarted:
        return Text::tr("Not started");
    case Situation::Queued:
        return Text::tr("Waits for its turn");
    case Situation::BetweenSteps:
        return Text::tr("Goes on in a moment");
    case Situation::Running: {
        const QString work = workText(row.step.value_or(StepKind::Trim));
        const auto left = row.timeLeft(now);
        return left ? Text::tr("%1, about %2 left", "work, time").arg(work, aboutText(*left)) : work + u"…"_s;
    }
    case Situation::WaitsToRetry:
        return retryText(row);
    case Situation::PendingSource:
        return Text::tr("Not ready at its source yet");
    case Situation::Failed:
        return failureSentence(row);
    case Situation::Skipped:
        return withoutStop(knownReason(row.reason).value_or(QString()), Text::tr("Skipped"));
    case Situation::Done: {
        const auto shorter = row.duration - row.finalDuration;
        return row.finalDuration > 0ms && shorter >= 1s ? Text::tr("Done, %1 shorter", "time").arg(aboutText(shorter))
                                                        : Text::tr("Done");
    }
    case Situation::DonePartly:
        return absentText(row.step.value_or(StepKind::Transcribe));
    case Situation::Expired:
        return Text::tr("The original is gone from its source");
    }
    Q_UNREACHABLE();
}

QString linkText(Link link)
{
    switch (link) {
    case Link::None:
        return {};
    case Link::Why:
        return Text::tr("Why?", "link: explain this state");
    case Link::Fix:
        return Text::tr("Fix", "link: show what to do about a failure");
    case Link::Open:
        return Text::tr("Open", "link: open the package's folder");
    }
    Q_UNREACHABLE();
}

QString toolTip(const RecordingRow &row, Instant now)
{
    QStringList lines = {row.title, statusText(row, now)};
    if (!row.reason.isEmpty() && row.situation != Situation::Failed)
        lines += reasonText(row.reason);
    lines += eachPill(row, spokenPill);
    lines.removeDuplicates();
    return lines.join(u'\n');
}

// Failures

QString errorMeaning(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid:
        return Text::tr("This can't be worked on as it is.");
    case ErrorKind::NotFound:
        return Text::tr("Something that is needed is not there.");
    case ErrorKind::Conflict:
        return Text::tr("Something else is in the way.");
    case ErrorKind::Forbidden:
        return Text::tr("There is no permission to do this.");
    case ErrorKind::Corrupt:
        return Text::tr("Data was damaged on the way.");
    case ErrorKind::LoginRequired:
        return Text::tr("The service wants you to sign in again.");
    case ErrorKind::NeedsUser:
        return Text::tr("Only you can go on here.");
    case ErrorKind::RateLimited:
        return Text::tr("The service wants fewer requests for a while.");
    case ErrorKind::QuotaExceeded:
        return Text::tr("The limit of the service is used up.");
    case ErrorKind::Interrupted:
        return Text::tr("The program was closed meanwhile.");
    case ErrorKind::Unavailable:
        return Text::tr("It did not work this time.");
    case ErrorKind::Cancelled:
        return Text::tr("You cancelled it.");
    case ErrorKind::Internal:
        return Text::tr("Something unexpected went wrong.");
    }
    Q_UNREACHABLE();
}

QString errorAdvice(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid:
        return Text::tr("Check that the file plays in another program, then retry, or remove the recording here.");
    case ErrorKind::NotFound:
        return Text::tr("Put the file back where it was, or add it again from its new place; then retry.");
    case ErrorKind::Conflict:
        return Text::tr("Move what is in the way, or choose another output folder in Settings; then retry.");
    case ErrorKind::Forbidden:
        return Text::tr("Give yourself the right to read the file and to write to the output folder; then retry.");
    case ErrorKind::Corrupt:
        return Text::tr("Copy the file here again from where it came; then retry.");
    case ErrorKind::LoginRequired:
        return Text::tr("Sign in to the service again; then retry.");
    case ErrorKind::NeedsUser:
        return Text::tr("Do what the message says; then retry.");
    case ErrorKind::RateLimited:
    case ErrorKind::QuotaExceeded:
        return Text::tr("Nothing: it goes on by itself when the limit allows.");
    case ErrorKind::Interrupted:
        return Text::tr("Nothing: it goes on where it stopped.");
    case ErrorKind::Unavailable:
        return Text::tr("Check the disk space and the network; then retry.");
    case ErrorKind::Cancelled:
        return Text::tr("Run it again when you want it.");
    case ErrorKind::Internal:
        return Text::tr("Retry. If it fails again, copy the details and report them.");
    }
    Q_UNREACHABLE();
}

QString errorText(const base::Error &error)
{
    if (error.message.isEmpty())
        return errorMeaning(error.kind);
    return knownReason(error.message).value_or(errorMeaning(error.kind));
}

FailureText failureText(const RecordingRow &row)
{
    QStringList done;
    for (const Pill &pill : row.pills)
        if (pill.state == PillState::Done)
            done += stepName(pill.step);
    const QString already = done.isEmpty()
        ? Text::tr("The original was not touched.")
        : Text::tr("Kept from before: %1. The original was not touched.", "list of steps")
              .arg(QLocale().createSeparatedList(done));
    return {.what = Text::tr("%1 failed", "step").arg(stepName(row.step.value_or(StepKind::Trim))),
        .why = row.reason.isEmpty() ? errorMeaning(row.errorKind)
                                    : knownReason(row.reason).value_or(errorMeaning(row.errorKind)),
        .already = already,
        .advice = errorAdvice(row.errorKind)};
}

QString cutKindName(domain::CutKind kind)
{
    using domain::CutKind;
    switch (kind) {
    case CutKind::Head:
        return Text::tr("Start", "cut before the first words");
    case CutKind::Inner:
        return Text::tr("Silence", "cut in the middle");
    case CutKind::Tail:
        return Text::tr("End", "cut after the last words");
    case CutKind::Manual:
        return Text::tr("By you", "cut made by a person");
    }
    Q_UNREACHABLE();
}

QString valueText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? Text::tr("yes") : Text::tr("no");
    if (value.isDouble())
        return QLocale().toString(value.toDouble());
    if (value.isArray()) {
        QStringList parts;
        for (const auto &part : value.toArray())
            parts += valueText(part);
        return parts.join(u", "_s);
    }
    return value.toString();
}

// Numbers

static QDateTime localTime(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant.time_since_epoch().count()).toLocalTime();
}

QString timeOfDay(Instant instant) { return QLocale().toString(localTime(instant).time(), QLocale::ShortFormat); }

QString dateText(Instant instant, Instant now)
{
    const QDateTime time = localTime(instant);
    const bool thisYear = time.date().year() == localTime(now).date().year();
    const QString day = QLocale().toString(
        time.date(), thisYear ? Text::tr("d MMM", "date format, this year") : Text::tr("d MMM yyyy", "date format"));
    return Text::tr("%1, %2", "day, time of day").arg(day, timeOfDay(instant));
}

QString exactDateText(Instant instant)
{
    const QString day = QLocale().toString(localTime(instant).date(), QLocale::LongFormat);
    return Text::tr("%1, %2", "day, time of day").arg(day, timeOfDay(instant));
}

QString clockText(milliseconds time)
{
    const auto seconds = std::chrono::round<std::chrono::seconds>(time).count();
    const QString rest = u"%1:%2"_s.arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QChar(u'0'))
                             .arg(seconds % 60, 2, 10, QChar(u'0'));
    return seconds >= 3600 ? QString::number(seconds / 3600) + u':' + rest : rest;
}

QString clockText(domain::MediaTime time) { return clockText(std::chrono::round<milliseconds>(time)); }

QString lengthText(milliseconds before, milliseconds after)
{
    if (before <= 0ms)
        return u"–"_s;
    const QString whole = clockText(before);
    const QString rest = clockText(after);
    return after > 0ms && rest != whole ? whole + u" → "_s + rest : whole;
}

QString spokenLength(milliseconds before, milliseconds after)
{
    if (before <= 0ms)
        return Text::tr("length not known yet");
    return after > 0ms && clockText(after) != clockText(before)
        ? Text::tr("%1, cut to %2", "lengths").arg(aboutText(before), aboutText(after))
        : aboutText(before);
}

QString aboutText(milliseconds time)
{
    const auto seconds = std::max<qint64>(1, std::chrono::round<std::chrono::seconds>(time).count());
    if (seconds < 60)
        return Text::tr("%1 s", "seconds").arg(seconds);
    if (seconds < 3600)
        return Text::tr("%1 min", "minutes").arg((seconds + 30) / 60);
    const auto minutes = (seconds + 30) / 60;
    return minutes % 60 == 0 ? Text::tr("%1 h", "hours").arg(minutes / 60)
                             : Text::tr("%1 h %2 min", "hours, minutes").arg(minutes / 60).arg(minutes % 60);
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1000)
        return Text::tr("%n byte(s)", nullptr, static_cast<int>(bytes));
    return QLocale().formattedDataSize(bytes, bytes < (10LL << 30) ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString languageName(const QString &code)
{
    if (code.isEmpty() || code == "auto"_L1)
        return Text::tr("Found by itself", "language");
    if (code == "en"_L1)
        return Text::tr("English");
    if (code == "ru"_L1)
        return Text::tr("Russian");
    const QLocale locale(code);
    return locale.language() == QLocale::C ? code : locale.nativeLanguageName();
}

QString engineName(const QString &engine)
{
    return engine == "local"_L1 ? Text::tr("Dailies itself", "engine") : engine;
}

}   // namespace app
