#pragma once

#include "app/theme/tokens.h"

namespace theme {

/// What a palette can't say: corners, lines, paddings. Short on purpose; rows and pills are painted by delegates.
QString styleSheet(const Tokens &tokens);

}   // namespace theme
