#pragma once

#include "core/base/stop.h"
#include "core/domain/topics.h"
#include "core/domain/transcript.h"

#include <functional>

namespace speech {

using base::Result;
using base::StopToken;
using Progress = std::function<void(double)>;

/// Finds where somebody speaks.
class SpeechDetector {
public:
    virtual ~SpeechDetector() = default;
    /// `wav`: 16 kHz, mono, 16 bit. Sorted, disjoint intervals.
    virtual Result<QList<domain::Interval>> detect(const QString &wav, const StopToken &stop) = 0;
};

struct TranscriptionRequest {
    QString wav = {};   // 16 kHz, mono, 16 bit
    QString language = QStringLiteral("auto");   // ISO 639-1 or "auto"
    QString prompt = {};
    QStringList vocabulary = {};   // names and terms
    std::optional<QList<domain::Interval>> speech = {};   // where to listen; nothing: everywhere
    QString checkpoint = {};   // file to go on from after an interruption; written at least every 60 s of audio
    int threads = 1;
};

class Transcriber {
public:
    virtual ~Transcriber() = default;
    [[nodiscard]] virtual QString name() const = 0;   // for people: "whisper.cpp, model base"
    /// Words and segments in source time, nothing invented in silence.
    /// Errors: Invalid (language not spoken by the engine), NotFound (model), Unavailable, LoginRequired, RateLimited,
    /// QuotaExceeded, Corrupt, and those of `stop`.
    virtual Result<domain::Transcript> transcribe(
        const TranscriptionRequest &request, const Progress &progress, const StopToken &stop) = 0;
};

struct TopicRequest {
    domain::Transcript transcript = {};
    QString title = {};   // of the recording
    domain::Granularity granularity = domain::Granularity::Long;
    int questions = 0;   // self-check questions wanted; local finders give none
};

class TopicFinder {
public:
    virtual ~TopicFinder() = default;
    [[nodiscard]] virtual QString name() const = 0;
    /// Topics in source time, sorted, covering first to last segment, breaks included. `id` and `createdAt` are not
    /// set.
    virtual Result<domain::TopicVersion> find(const TopicRequest &request, const StopToken &stop) = 0;
};

}   // namespace speech
