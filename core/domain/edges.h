#pragma once

#include "core/base/result.h"

#include <span>

namespace domain {

/// An allowed move of a state machine.
template <class State> struct Edge {
    State from;
    State to;
};

/// `to` when the table has the move, else Conflict. `what` names the machine's owner: "step".
template <class State>
base::Result<State> walk(std::span<const Edge<State>> edges, State from, State to, const QString &what)
{
    for (const auto &edge : edges)
        if (edge.from == from && edge.to == to)
            return to;
    return base::fail(base::ErrorKind::Conflict,
        QStringLiteral("A %1 that is %2 cannot become %3.").arg(what, toString(from), toString(to)));
}

}   // namespace domain
