#pragma once

#include "support/seeded_random.h"

#include <QtGlobal>

#include <cstdint>
#include <optional>
#include <vector>

struct AVFrame;

namespace support {

/// Where the marks lie in a picture. They are squares of whole blocks of 8 pixels, so that they survive any bitrate.
struct MarkerLayout {
    static constexpr int numberBits = 24;
    static constexpr int cells = numberBits + 1;   // the last one is the parity

    int cell = 0;   // side of one
    int cellsLeft = 0;
    int cellsTop = 0;
    int flashLeft = 0;
    int flashTop = 0;
    int flashSide = 0;

    /// At least 232 wide and 120 high.
    static MarkerLayout of(int width, int height);
};

/// Paints slides, a webcam that moves and is noisy, a pointer, and the marks. The same seed paints the same.
class MarkerPainter {
public:
    MarkerPainter(int width, int height, quint32 seed);

    /// `frame`: YUV 4:2:0 of 8 bits. Pictures come in the order of their times.
    void paint(AVFrame *frame, int number, double seconds, bool flash);

private:
    void drawSlide();
    void paintWebcam(AVFrame *frame, int number, double seconds) const;
    void paintPointer(AVFrame *frame, double seconds) const;
    void paintMarks(AVFrame *frame, int number, bool flash) const;

    int m_width;
    int m_height;
    MarkerLayout m_layout;
    SeededRandom m_random;
    quint32 m_seed;
    double m_nextSlide = 0;
    std::vector<uint8_t> m_slide;   // luma
};

/// The number painted into a picture; nothing when its parity is wrong.
std::optional<int> paintedNumber(const AVFrame *frame);
bool paintedFlash(const AVFrame *frame);

}   // namespace support
