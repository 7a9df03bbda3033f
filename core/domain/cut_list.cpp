#include "core/domain/cut_list.h"

#include "core/domain/json_fields.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::fail;
using base::Result;

namespace domain {

static constexpr MediaTime shortestResult{100'000};
static constexpr MediaTime sameTime{1'000};   // scripts write milliseconds

QString cutByHand() { return u"Cut by hand."_s; }

QJsonArray toJson(const QList<Cut> &cuts)
{
    QJsonArray json;
    for (const auto &cut : cuts) {
        QJsonObject entry{{"kind"_L1, toString(cut.kind)}, {"reason"_L1, cut.reason}, {"edited"_L1, cut.edited}};
        insertInterval(entry, cut.source);
        json += entry;
    }
    return json;
}

static Result<CutKind> kindFrom(const QString &name)
{
    for (const auto kind : {CutKind::Head, CutKind::Inner, CutKind::Tail, CutKind::Manual})
        if (toString(kind) == name)
            return kind;
    return fail(ErrorKind::Invalid, u"The field \"kind\" must be head, inner, tail or manual, not \"%1\"."_s.arg(name));
}

static Result<Cut> cutFrom(const QJsonObject &json)
{
    Cut cut{.source = {}, .kind = CutKind::Manual, .reason = cutByHand(), .edited = json["edited"_L1].toBool()};
    TRY(cut.source, intervalFields(json));
    if (json.contains("kind"_L1)) {
        TRY(const auto name, textField(json, "kind"_L1));
        TRY(cut.kind, kindFrom(name));
    }
    if (json.contains("reason"_L1)) {
        TRY(cut.reason, textField(json, "reason"_L1));
    }
    return cut;
}

Result<QList<Cut>> cutsFromJson(const QJsonObject &json) { return listField(json, "cuts"_L1, cutFrom); }

/// "12.5 s", as the file has it.
static QString inSeconds(MediaTime time) { return QString::number(base::toSeconds(time), 'g', 12) + u" s"_s; }

static QString named(const Cut &cut)
{
    return u"the cut from %1 to %2"_s.arg(inSeconds(cut.source.start), inSeconds(cut.source.end));
}

Result<QList<Cut>> checkedCuts(QList<Cut> cuts, MediaTime duration)
{
    std::sort(cuts.begin(), cuts.end(), [](const Cut &a, const Cut &b) { return a.source.start < b.source.start; });
    MediaTime left = duration;
    const Cut *before = nullptr;
    for (const auto &cut : std::as_const(cuts)) {
        if (cut.source.end <= cut.source.start)
            return fail(ErrorKind::Invalid,
                u"There is nothing in %1. Give an end after its start, or leave it out."_s.arg(named(cut)));
        if (cut.source.start < MediaTime{} || cut.source.end > duration)
            return fail(ErrorKind::Invalid,
                u"The recording lasts %1, and %2 does not lie in it. Change its times."_s.arg(
                    inSeconds(duration), named(cut)));
        if (before && cut.source.start < before->source.end)
            return fail(ErrorKind::Invalid,
                u"Cuts must not overlap, but %1 and %2 do. Move an edge, or make one cut of them."_s.arg(
                    named(*before), named(cut)));
        left -= cut.source.length();
        before = &cut;
    }
    if (left < shortestResult)
        return fail(ErrorKind::Invalid, u"Nothing would be left of the recording. Keep some of it."_s);
    return cuts;
}

static bool isSame(const Cut &left, const Cut &right)
{
    const auto near = [](MediaTime a, MediaTime b) { return std::chrono::abs(a - b) < sameTime; };
    return near(left.source.start, right.source.start) && near(left.source.end, right.source.end)
        && left.kind == right.kind && left.reason == right.reason;
}

QList<Cut> markedEdits(QList<Cut> wanted, const QList<Cut> &present)
{
    for (auto &cut : wanted) {
        const auto same =
            std::find_if(present.begin(), present.end(), [&cut](const Cut &other) { return isSame(cut, other); });
        if (same != present.end())
            cut = *same;
        else
            cut.edited = true;
    }
    return wanted;
}

}   // namespace domain
