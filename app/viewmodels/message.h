#pragma once

#include "core/base/result.h"

namespace viewmodels {

/// Something to tell the person, with at most one thing to do about it.
struct Message {
    enum class Level { Info, Positive, Warning, Error };
    enum class Action { None, Undo, ShowDetails };
    Level level = Level::Info;
    QString text;
    QString details = {};   // more lines, shown when asked for
    Action action = Action::None;
    bool passing = true;   // goes by itself after a while
};

/// `text` says what did not work; the details are the error's own words and what can be done.
Message failure(const QString &text, const base::Error &error);

}   // namespace viewmodels
