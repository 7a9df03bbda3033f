#include "core/domain/cut_file.h"

#include "core/base/json.h"
#include "core/domain/edl.h"
#include "core/domain/json_fields.h"
#include "core/domain/otio.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static constexpr MediaTime sameLength{100'000};

Result<CutFormat> cutFormatOf(const QString &fileName)
{
    const QString extension = QFileInfo(fileName).suffix().toLower();
    if (extension == "json"_L1)
        return CutFormat::Json;
    if (extension == "edl"_L1)
        return CutFormat::Edl;
    if (extension == "otio"_L1)
        return CutFormat::Otio;
    return fail(ErrorKind::Invalid,
        u"A cut list is a .json, .edl or .otio file, which \"%1\" is not. Give it one of these endings."_s.arg(
            fileName));
}

// Whole frames

QList<FrameSpan> keptFrames(const QList<Cut> &cuts, const CutSubject &subject)
{
    QList<Interval> removed;
    for (const auto &cut : cuts)
        removed += cut.source;
    QList<FrameSpan> kept;
    for (const auto &stretch : complement(removed, subject.duration)) {
        const FrameSpan span{subject.rate.frameAt(stretch.start), subject.rate.frameAt(stretch.end)};
        if (!kept.isEmpty() && kept.back().end == span.first)
            kept.back().end = span.end;   // less than a frame was cut
        else if (span.first < span.end)
            kept += span;
    }
    return kept;
}

static Result<> checkOrder(const QList<FrameSpan> &kept, const CutSubject &subject)
{
    if (kept.isEmpty())
        return fail(ErrorKind::Invalid, u"The list keeps nothing of the recording. Keep some of it."_s);
    const auto named = [&subject](const FrameSpan &span) {
        return u"%1 to %2"_s.arg(subject.rate.timecode(span.first), subject.rate.timecode(span.end));
    };
    const qint64 last = subject.rate.frameAt(subject.duration);
    for (qsizetype i = 0; i < kept.size(); ++i) {
        const FrameSpan &span = kept.at(i);
        if (span.first >= span.end)
            return fail(ErrorKind::Invalid, u"There is nothing in %1. Leave it out of the list."_s.arg(named(span)));
        if (span.first < 0 || span.end > last + 1)   // an editor may round the end up
            return fail(ErrorKind::Invalid,
                u"The recording ends at %1, and %2 does not lie in it. Is it the list of another recording?"_s.arg(
                    subject.rate.timecode(last), named(span)));
        if (i > 0 && span.first < kept.at(i - 1).end)
            return fail(ErrorKind::Invalid,
                u"%1 comes before the end of %2. Only parts can be left out; keep the order of the recording."_s.arg(
                    named(span), named(kept.at(i - 1))));
    }
    return {};
}

Result<CutImport> cutsBetween(const QList<FrameSpan> &kept, const CutSubject &subject, const QList<Cut> &present)
{
    TRY_DO(checkOrder(kept, subject));
    const FrameRate &rate = subject.rate;
    const qint64 last = rate.frameAt(subject.duration);
    bool rounded = false;
    const auto exact = [&](qint64 frame, MediaTime Interval::*edge) {
        if (frame <= 0 || frame >= last)
            return frame <= 0 ? MediaTime{} : subject.duration;
        for (const auto &cut : present)
            if (rate.frameAt(cut.source.*edge) == frame)
                return cut.source.*edge;
        rounded = true;
        return rate.timeOf(frame);
    };
    CutImport found;
    const auto removed = [&](qint64 first, qint64 end) {
        if (first >= end)
            return;
        const Interval source{exact(first, &Interval::start), exact(end, &Interval::end)};
        const auto same =
            std::find_if(present.begin(), present.end(), [&source](const Cut &cut) { return cut.source == source; });
        found.cuts += same == present.end() ? Cut{source, CutKind::Manual, cutByHand()} : *same;
    };
    qint64 from = 0;
    for (const auto &span : kept) {
        removed(from, span.first);
        from = span.end;
    }
    removed(from, last);
    if (rounded)
        found.warnings +=
            u"The file counts whole frames: changed edges lie on frames of 1/%1 s, the others are exact."_s.arg(
                rate.perSecond(), 0, 'g', 4);
    return found;
}

// Our own

static QByteArray toJsonFile(const QList<Cut> &cuts, const CutSubject &subject)
{
    return base::toIndentedJson({{"cuts"_L1, toJson(cuts)}, {"duration"_L1, base::toSeconds(subject.duration)}});
}

static Result<CutImport> fromJsonFile(const QByteArray &bytes, const CutSubject &subject)
{
    TRY(const auto json, base::parseObject(bytes, u"cut list"_s));
    if (json.contains("duration"_L1)) {
        TRY(const auto duration, timeField(json, "duration"_L1));
        if (std::chrono::abs(duration - subject.duration) > sameLength)
            return fail(ErrorKind::Invalid,
                u"This is the list of a recording of %1 s, but %2 lasts %3 s."_s.arg(
                    QString::number(base::toSeconds(duration), 'g', 12), subject.title,
                    QString::number(base::toSeconds(subject.duration), 'g', 12)));
    }
    TRY(const auto cuts, cutsFromJson(json));
    return CutImport{.cuts = cuts, .warnings = {}};
}

// All of them

QByteArray toFile(CutFormat format, const QList<Cut> &cuts, const CutSubject &subject)
{
    switch (format) {
    case CutFormat::Json:
        return toJsonFile(cuts, subject);
    case CutFormat::Edl:
        return toEdl(keptFrames(cuts, subject), subject);
    case CutFormat::Otio:
        return toOtio(keptFrames(cuts, subject), subject);
    }
    Q_UNREACHABLE();
}

static Result<CutImport> read(
    CutFormat format, const QByteArray &bytes, const CutSubject &subject, const QList<Cut> &present)
{
    if (format == CutFormat::Json)
        return fromJsonFile(bytes, subject);
    TRY(const auto kept, format == CutFormat::Edl ? keptFromEdl(bytes, subject) : keptFromOtio(bytes, subject));
    return cutsBetween(kept, subject, present);
}

Result<CutImport> cutsFromFile(
    CutFormat format, const QByteArray &bytes, const CutSubject &subject, const QList<Cut> &present)
{
    TRY(auto found, read(format, bytes, subject, present));
    found.cuts = markedEdits(std::move(found.cuts), present);
    TRY(found.cuts, checkedCuts(std::move(found.cuts), subject.duration));
    return found;
}

}   // namespace domain
