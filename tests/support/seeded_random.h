#pragma once

#include <random>

namespace support {

/// The same numbers from the same seed with every standard library, unlike std::uniform_real_distribution.
class SeededRandom {
public:
    explicit SeededRandom(unsigned seed)
        : m_engine(seed)
    {
    }

    [[nodiscard]] double between(double from, double to)
    {
        return from + (to - from) * static_cast<double>(m_engine()) / 4'294'967'296.0;
    }
    /// `to` too.
    [[nodiscard]] int wholeBetween(int from, int to)
    {
        return from + static_cast<int>(m_engine() % unsigned(to - from + 1));
    }
    [[nodiscard]] bool coin() { return m_engine() % 2 == 0; }

private:
    std::mt19937 m_engine;
};

}   // namespace support
