#pragma once

#include "core/speech/speech.h"

namespace speech::local_topics {

/// Topics by the words alone, without a model or a network. The same text always gives the same topics.
class Finder final : public TopicFinder {
public:
    [[nodiscard]] QString name() const override;
    /// No topics at all for a text too short to have any.
    Result<domain::TopicVersion> find(const TopicRequest &request, const StopToken &stop) override;
};

}   // namespace speech::local_topics
