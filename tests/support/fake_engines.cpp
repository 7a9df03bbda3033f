#include "support/fake_engines.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

base::Result<domain::Transcript> FakeTranscriber::transcribe(
    const speech::TranscriptionRequest &, const speech::Progress &, const base::StopToken &stop)
{
    TRY_DO(m_before(stop));
    domain::Transcript transcript{.language = u"en"_s, .engine = name(), .duration = 60s};
    for (int i = 0; i < 12; ++i) {
        const base::MediaTime start = i < 4 ? 1s + i * 2s : 31s + (i - 4) * 3s;
        transcript.words += {.text = u"word%1"_s.arg(i), .source = {start, start + 500ms}, .confidence = 0.9};
    }
    transcript.segments = domain::toSegments(transcript.words);
    return transcript;
}

base::Result<domain::TopicVersion> FakeTopicFinder::find(const speech::TopicRequest &, const base::StopToken &stop)
{
    TRY_DO(stop.check());
    return domain::TopicVersion{.engine = name(),
        .mainTopics = {u"Testing"_s},
        .topics = {{u"One"_s, {0s, 10s}}, {u"Two"_s, {30s, 45s}}, {u"Three"_s, {45s, 60s}}}};
}

base::Result<speech::Choice<speech::Transcriber>> FakeEngines::transcriber(
    const domain::Config &, base::MediaTime, const base::Secret &) const
{
    return speech::Choice<speech::Transcriber>{
        std::make_unique<FakeTranscriber>(beforeWords), u"It is a test."_s, speed};
}

base::Result<speech::Choice<speech::TopicFinder>> FakeEngines::topicFinder(
    const domain::Config &, const base::Secret &) const
{
    return speech::Choice<speech::TopicFinder>{std::make_unique<FakeTopicFinder>(), u"It is a test."_s};
}

speech::Choice<speech::SpeechDetector> FakeEngines::speechDetector() const { return {nullptr, u"It is a test."_s}; }
