#pragma once

#include "core/domain/time_map.h"

#include <vector>

namespace support {

inline constexpr double beepHz = 2'000;
inline constexpr double beepSeconds = 0.020;
inline constexpr double noiseDecibels = -62;   // of the room, in all pauses

/// Phrases with pauses of 0.15 to 8 s between them, over the noise of a room.
struct MarkerSound {
    std::vector<float> samples;   // one channel
    QList<double> events;   // a phrase's beep begins, in seconds: a whole number of `frameRate`ths
    QList<domain::Interval> pauses;   // nothing but noise, those at both ends too
};

/// Speaks by espeak-ng, or, where there is none, in bursts of noise with the loudness of speech. The same seed speaks
/// the same.
class MarkerSpeaker {
public:
    MarkerSound speak(double seconds, int sampleRateHz, int frameRate, quint32 seed);

private:
    std::vector<float> phrase(size_t index, int sampleRateHz);

    std::vector<std::vector<float>> m_spoken;   // at spokenRateHz; empty: not asked for yet
    int m_spokenRateHz = 0;
};

}   // namespace support
