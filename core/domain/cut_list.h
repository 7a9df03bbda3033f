#pragma once

#include "core/domain/time_map.h"

#include <QJsonArray>
#include <QJsonObject>

namespace domain {

// Cut lists as people and scripts change them.

/// What a person's cut says when the person did not.
QString cutByHand();

/// [{start, end, kind, reason, edited}]; seconds.
QJsonArray toJson(const QList<Cut> &cuts);
/// The list `cuts` of `json`. A cut without a kind or a reason is a person's. Invalid, with the number of the cut.
base::Result<QList<Cut>> cutsFromJson(const QJsonObject &json);

/// `cuts` in order. Invalid, with what to do, when one is empty or not within [0, duration), when two overlap, or when
/// less than 0.1 s would be left.
base::Result<QList<Cut>> checkedCuts(QList<Cut> cuts, MediaTime duration);

/// `wanted` as a person made it of `present`: a cut that stayed the same (times to the millisecond) is the present one,
/// with its exact times and its mark; every other one is `edited`.
QList<Cut> markedEdits(QList<Cut> wanted, const QList<Cut> &present);

}   // namespace domain
