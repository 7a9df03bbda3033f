#include "app/models/waveform_shape.h"

namespace models {

static constexpr qsizetype mostHeights = 4096;

WaveformShape waveformShape(const QByteArray &peaks, domain::MediaTime duration, const QList<domain::Cut> &cuts)
{
    WaveformShape shape{.duration = duration};
    for (const auto &cut : cuts)
        shape.removed += cut.source;
    const qsizetype pairs = peaks.size() / 2;
    const qsizetype count = std::min(pairs, mostHeights);
    shape.heights.resize(count);
    int loudest = 1;
    for (qsizetype i = 0; i < count; ++i) {
        int height = 0;
        for (qsizetype pair = i * pairs / count; pair < (i + 1) * pairs / count; ++pair) {
            const auto low = static_cast<signed char>(peaks.at(2 * pair));
            const auto high = static_cast<signed char>(peaks.at(2 * pair + 1));
            height = std::max(height, high - low);
        }
        shape.heights[i] = static_cast<char>(static_cast<uchar>(std::min(height, 255)));
        loudest = std::max(loudest, height);
    }
    for (char &height : shape.heights)
        height = static_cast<char>(static_cast<uchar>(static_cast<uchar>(height) * 255 / std::max(loudest, 1)));
    return shape;
}

QList<WaveformShape::Bar> WaveformShape::bars(int count) const
{
    QList<Bar> bars;
    if (isEmpty() || count <= 0)
        return bars;
    bars.reserve(count);
    qsizetype cut = 0;
    for (int i = 0; i < count; ++i) {
        const qsizetype from = heights.size() * i / count;
        const qsizetype to = std::max<qsizetype>(from + 1, heights.size() * (i + 1) / count);
        int sum = 0;
        for (qsizetype at = from; at < std::min(to, heights.size()); ++at)
            sum += static_cast<uchar>(heights.at(at));
        const domain::MediaTime middle = duration * (2 * i + 1) / (2 * count);
        while (cut < removed.size() && removed.at(cut).end <= middle)
            ++cut;
        bars += {.height = sum / (255.0 * static_cast<double>(to - from)),
            .removed = cut < removed.size() && removed.at(cut).contains(middle)};
    }
    return bars;
}

}   // namespace models
