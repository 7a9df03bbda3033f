#include "support/marker_picture.h"

extern "C" {
#include <libavutil/frame.h>
}

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace support {

static constexpr uint8_t black = 16;
static constexpr uint8_t white = 235;

MarkerLayout MarkerLayout::of(int width, int height)
{
    const int cell = std::max(8, width / 40 / 8 * 8);
    const int rows = height / cell;
    return {.cell = cell,
        .cellsLeft = 2 * cell,
        .cellsTop = (rows - 2) * cell,
        .flashLeft = (width / cell - 5) * cell,
        .flashTop = (rows - 5) * cell,
        .flashSide = 4 * cell};
}

static uint8_t *luma(const AVFrame *frame, int x, int y) { return frame->data[0] + y * frame->linesize[0] + x; }

static void fill(const AVFrame *frame, int x, int y, int width, int height, uint8_t value)
{
    for (int row = y; row < y + height; ++row)
        std::memset(luma(frame, x, row), value, static_cast<size_t>(width));
}

MarkerPainter::MarkerPainter(int width, int height, quint32 seed)
    : m_width(width)
    , m_height(height)
    , m_layout(MarkerLayout::of(width, height))
    , m_random(seed)
    , m_seed(seed)
    , m_slide(static_cast<size_t>(width) * static_cast<size_t>(height))
{
}

/// Lines of blocks that look like words.
void MarkerPainter::drawSlide()
{
    std::ranges::fill(m_slide, uint8_t(228));
    const int lines = m_random.wholeBetween(5, 9);
    const int bottom = m_layout.flashTop - m_layout.cell;
    const int pitch = (bottom - m_layout.cell) / lines;
    for (int line = 0; line < lines; ++line) {
        const int top = m_layout.cell + line * pitch;
        const int end = m_width * m_random.wholeBetween(40, 65) / 100;
        for (int left = 2 * m_layout.cell; left < end;) {
            const int width = m_random.wholeBetween(m_layout.cell, 5 * m_layout.cell);
            for (int y = top; y < top + pitch / 2; ++y)
                for (int x = left; x < std::min(left + width, end); ++x)
                    m_slide[static_cast<size_t>(y * m_width + x)] = ((x * 7 + y * 13 + width) / 8) % 4 == 0 ? 210 : 30;
            left += width + m_layout.cell;
        }
    }
}

void MarkerPainter::paintWebcam(AVFrame *frame, int number, double seconds) const
{
    const int width = m_width / 5;
    const int height = m_height / 4;
    const int centreX = width / 2 + static_cast<int>(width / 6.0 * std::sin(1.3 * seconds));
    const int centreY = height / 2 + static_cast<int>(height / 10.0 * std::sin(2.1 * seconds));
    quint32 noise = static_cast<quint32>(number) * 2'654'435'761U + m_seed;
    for (int y = 0; y < height; ++y) {
        uint8_t *row = luma(frame, m_width - width - m_layout.cell, m_layout.cell + y);
        for (int x = 0; x < width; ++x) {
            noise = noise * 1'664'525U + 1'013'904'223U;
            const int dx = x - centreX;
            const int dy = y - centreY;
            const bool face = dx * dx + 2 * dy * dy < width * width / 12;
            const int light = face ? 170 + (dx * dy / 16) % 20 : 70 + (x + y) / 8;
            row[x] = static_cast<uint8_t>(light + static_cast<int>(noise >> 30));
        }
    }
}

void MarkerPainter::paintPointer(AVFrame *frame, double seconds) const
{
    const int size = m_layout.cell;
    const int left = static_cast<int>(m_width * (0.35 + 0.25 * std::sin(0.7 * seconds)));
    const int top = static_cast<int>(m_height * (0.45 + 0.25 * std::sin(0.9 * seconds)));
    for (int y = 0; y < size; ++y)
        fill(frame, left, top + y, size - y, 1, black);
}

void MarkerPainter::paintMarks(AVFrame *frame, int number, bool flash) const
{
    const auto bits = static_cast<quint32>(number);
    for (int i = 0; i < MarkerLayout::cells; ++i) {
        const bool set = i < MarkerLayout::numberBits ? (bits >> i & 1U) != 0 : std::popcount(bits) % 2 != 0;
        fill(frame, m_layout.cellsLeft + i * m_layout.cell, m_layout.cellsTop, m_layout.cell, m_layout.cell,
            set ? white : black);
    }
    fill(frame, m_layout.flashLeft, m_layout.flashTop, m_layout.flashSide, m_layout.flashSide, flash ? white : black);
}

void MarkerPainter::paint(AVFrame *frame, int number, double seconds, bool flash)
{
    if (seconds >= m_nextSlide) {
        drawSlide();
        m_nextSlide = seconds + m_random.wholeBetween(60, 200) / 10.0;
    }
    for (int y = 0; y < m_height; ++y)
        std::memcpy(luma(frame, 0, y), m_slide.data() + y * m_width, static_cast<size_t>(m_width));
    for (int plane = 1; plane < 3; ++plane)
        for (int y = 0; y < (m_height + 1) / 2; ++y)
            std::memset(frame->data[plane] + y * frame->linesize[plane], plane == 1 ? 130 : 126,
                static_cast<size_t>(m_width + 1) / 2);
    paintWebcam(frame, number, seconds);
    paintPointer(frame, seconds);
    paintMarks(frame, number, flash);
}

/// Whether the middle of a square is bright.
static bool isBright(const AVFrame *frame, int left, int top, int side)
{
    int sum = 0;
    for (int y = side / 4; y < side - side / 4; ++y)
        for (int x = side / 4; x < side - side / 4; ++x)
            sum += *luma(frame, left + x, top + y);
    const int lines = side - 2 * (side / 4);
    return sum > 126 * lines * lines;
}

std::optional<int> paintedNumber(const AVFrame *frame)
{
    const MarkerLayout layout = MarkerLayout::of(frame->width, frame->height);
    quint32 bits = 0;
    for (int i = 0; i < MarkerLayout::cells; ++i)
        if (isBright(frame, layout.cellsLeft + i * layout.cell, layout.cellsTop, layout.cell))
            bits |= 1U << i;
    if (std::popcount(bits) % 2 != 0)
        return std::nullopt;
    return static_cast<int>(bits & ((1U << MarkerLayout::numberBits) - 1));
}

bool paintedFlash(const AVFrame *frame)
{
    const MarkerLayout layout = MarkerLayout::of(frame->width, frame->height);
    return isBright(frame, layout.flashLeft, layout.flashTop, layout.flashSide);
}

}   // namespace support
