#include "core/domain/edl.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static const QString rateComment = u"* FRAME RATE: "_s;
static const QString fileReel = u"AX      "_s;   // of what comes from no tape; a reel has eight letters

static QString rateText(const FrameRate &rate) { return QString::number(rate.perSecond(), 'g', 5); }

QByteArray toEdl(const QList<FrameSpan> &kept, const CutSubject &subject)
{
    const FrameRate &rate = subject.rate;
    const QString clip = subject.media.fileName().simplified();
    QStringList channels;
    if (subject.hasPicture)
        channels += u"V"_s;
    if (subject.hasSound)
        channels += u"A"_s;
    QString text =
        u"TITLE: %1\nFCM: NON-DROP FRAME\n%2%3\n"_s.arg(subject.title.simplified(), rateComment, rateText(rate));
    qint64 record = 0;
    int number = 0;
    for (const auto &span : kept) {
        const qint64 recordEnd = record + span.end - span.first;
        text += u'\n';
        ++number;
        for (const QString &channel : channels)
            text += u"%1  %2 %3 C        %4 %5 %6 %7\n"_s.arg(QString::number(number).rightJustified(3, u'0'), fileReel,
                channel.leftJustified(5), rate.timecode(span.first), rate.timecode(span.end), rate.timecode(record),
                rate.timecode(recordEnd));
        text += u"* FROM CLIP NAME: %1\n"_s.arg(clip);
        record = recordEnd;
    }
    return text.toUtf8();
}

namespace {
/// The fields of an event's line.
struct Event {
    QString number;
    QString reel;
    QString transition;
    QString from;
    QString to;
};
}   // namespace

static std::optional<Event> eventFrom(const QString &line)
{
    static const QRegularExpression form(
        u"^(\\d+)\\s+(\\S+)\\s+(\\S+)\\s+([A-Z]\\S*)\\s+(?:\\d+\\s+)?(\\S+)\\s+(\\S+)\\s+\\S+\\s+\\S+$"_s);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    return Event{match.captured(1), match.captured(2), match.captured(4), match.captured(5), match.captured(6)};
}

static Result<FrameSpan> spanOf(const Event &event, const FrameRate &rate)
{
    const auto refuse = [&event](const QString &why) {
        return fail(ErrorKind::Invalid, u"Event %1 %2"_s.arg(event.number, why));
    };
    if (event.transition != "C"_L1)
        return refuse(u"is a transition (%1). Replace it with a cut."_s.arg(event.transition));
    if (event.reel == "BL"_L1)
        return refuse(u"is black. Parts can be left out, but nothing can be put in: remove it."_s);
    const auto first = rate.frameOf(event.from);
    const auto end = rate.frameOf(event.to);
    if (!first || !end)
        return refuse(u"cannot be read: "_s + (first ? end : first).error().message);
    return FrameSpan{*first, *end};
}

/// What a line that is no event says against the whole list; empty: nothing.
static QString faultOf(const QString &line, const FrameRate &rate)
{
    if (line.startsWith("FCM:"_L1) && !line.contains("NON"_L1) && line.contains("DROP"_L1))
        return u"The list is drop frame. Export it as non-drop frame."_s;
    if (line.startsWith("M2"_L1))
        return u"The list changes the speed of a clip (%1). Put it back to normal."_s.arg(line.simplified());
    if (line.startsWith(rateComment) && line.mid(rateComment.size()).trimmed() != rateText(rate))
        return u"The list counts %1 frames a second, but this recording is counted in %2. Export it at that rate."_s
            .arg(line.mid(rateComment.size()).trimmed(), rateText(rate));
    return {};
}

Result<QList<FrameSpan>> keptFromEdl(const QByteArray &bytes, const CutSubject &subject)
{
    QList<FrameSpan> kept;
    QString reel;
    bool anyEvent = false;
    for (const QString &raw : QString::fromUtf8(bytes).split(u'\n')) {
        const QString line = raw.trimmed();
        const auto event = eventFrom(line);
        if (!event) {
            if (const QString fault = faultOf(line, subject.rate); !fault.isEmpty())
                return fail(ErrorKind::Invalid, fault);
            continue;
        }
        TRY(const auto span, spanOf(*event, subject.rate));
        if (anyEvent && event->reel != reel)
            return fail(ErrorKind::Invalid,
                u"The events are of several reels (%1 and %2). A list can be of one recording only."_s.arg(
                    reel, event->reel));
        reel = event->reel;
        anyEvent = true;
        if (kept.isEmpty() || kept.back() != span)   // picture and sound may have an event each
            kept += span;
    }
    if (!anyEvent)
        return fail(ErrorKind::Invalid, u"There is no event in it: this is no edit decision list."_s);
    return kept;
}

}   // namespace domain
