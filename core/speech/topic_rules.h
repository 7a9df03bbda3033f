#pragma once

#include "core/domain/topics.h"

namespace speech {

/// Gives topics, sorted by their starts, their ends: the start of the next one or of a break, the last one the end of
/// the text; and puts the breaks between them, named in the text's language.
QList<domain::Topic> withBreaks(
    QList<domain::Topic> topics, const domain::Transcript &transcript, const QString &language);

}   // namespace speech
