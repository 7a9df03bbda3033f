#include "app/viewmodels/message.h"

#include "app/text.h"

namespace viewmodels {

Message failure(const QString &text, const base::Error &error)
{
    return {.level = Message::Level::Error,
        .text = text,
        .details = app::reasonText(error.message) + u'\n' + app::errorAdvice(error.kind),
        .action = Message::Action::ShowDetails,
        .passing = false};
}

}   // namespace viewmodels
