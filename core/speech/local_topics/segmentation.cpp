#include "core/speech/local_topics/segmentation.h"

#include <cmath>
#include <limits>

using base::MediaTime;
using base::Result;

namespace speech::local_topics {

static constexpr double impossible = std::numeric_limits<double>::infinity();
static constexpr double mostForPause = 2.5;   // all in nats, as the costs are
static constexpr double perPauseSecond = 0.8;
static constexpr double forTurning = 1.5;

namespace {
/// The text as numbers: each unit's terms by index, those that come once left out, for they join nothing.
struct Numbered {
    std::vector<std::vector<int>> units;
    int terms = 0;
    double words = 0;
};

struct Lengths {
    MediaTime shortest{};
    MediaTime longest{};
};

class Segmenter {
public:
    Segmenter(const QList<Unit> &units, const QList<qsizetype> &walls);

    /// The best starts with `fewest` to `most` topics of these lengths; empty when there are none.
    [[nodiscard]] Result<QList<qsizetype>> best(
        int fewest, int most, const Lengths &lengths, const base::StopToken &stop) const;

private:
    struct Topic {
        size_t end = 0;
        double cost = 0;
    };
    [[nodiscard]] MediaTime startOf(size_t unit) const;
    /// The topics that may begin with a unit.
    [[nodiscard]] std::vector<Topic> topicsFrom(size_t first, const Lengths &lengths) const;

    const QList<Unit> &m_units;
    Numbered m_text;
    std::vector<double> m_beginning;   // what it costs to begin a topic with a unit
    std::vector<size_t> m_nextWall;   // the first wall after a unit
};
}   // namespace

static Numbered numbered(const QList<Unit> &units)
{
    QHash<QString, int> counts;
    for (const Unit &unit : units)
        for (const TextWord &word : unit.words)
            if (!word.stem.isEmpty())
                ++counts[word.stem];
    QHash<QString, int> indexes;
    Numbered text;
    for (const Unit &unit : units) {
        auto &terms = text.units.emplace_back();
        for (const TextWord &word : unit.words) {
            if (counts.value(word.stem) < 2)
                continue;
            const auto known = indexes.constFind(word.stem);
            terms.push_back(known != indexes.constEnd() ? *known : *indexes.insert(word.stem, text.terms++));
            ++text.words;
        }
    }
    return text;
}

Segmenter::Segmenter(const QList<Unit> &units, const QList<qsizetype> &walls)
    : m_units(units)
    , m_text(numbered(units))
{
    const double perTopic = std::log(std::max(2.0, m_text.words));
    const size_t count = m_text.units.size();
    m_nextWall.resize(count);
    size_t nextWall = count;
    for (size_t i = count; i-- > 0;) {
        m_nextWall[i] = nextWall;
        if (walls.contains(qsizetype(i)))
            nextWall = i;
    }
    for (qsizetype i = 0; i < units.size(); ++i) {
        const MediaTime pause = i == 0 ? MediaTime{} : units[i].source.start - units[i - 1].source.end;
        double bonus = std::clamp(base::toSeconds(pause) * perPauseSecond, 0.0, mostForPause);
        if (units[i].turns)
            bonus += forTurning;
        m_beginning.push_back(perTopic - bonus);
    }
}

MediaTime Segmenter::startOf(size_t unit) const
{
    return unit < m_text.units.size() ? m_units[qsizetype(unit)].source.start : m_units.last().source.end;
}

std::vector<Segmenter::Topic> Segmenter::topicsFrom(size_t first, const Lengths &lengths) const
{
    std::vector<Topic> topics;
    std::vector<int> counts(size_t(m_text.terms), 0);
    double words = 0;
    double information = 0;   // sum of f log(f + 1)
    for (size_t end = first + 1; end <= m_nextWall[first]; ++end) {
        for (const int term : m_text.units[end - 1]) {
            const double f = counts[size_t(term)]++;
            information += (f + 1) * std::log(f + 2) - f * std::log(f + 1);
            ++words;
        }
        const bool atWall = end == m_nextWall[first];
        const MediaTime until = atWall ? m_units[qsizetype(end) - 1].source.end : startOf(end);
        const MediaTime length = until - startOf(first);
        if (length > lengths.longest)
            break;
        if (length >= lengths.shortest)
            topics.push_back({end, m_beginning[first] + words * std::log(words + m_text.terms) - information});
    }
    return topics;
}

Result<QList<qsizetype>> Segmenter::best(
    int fewest, int most, const Lengths &lengths, const base::StopToken &stop) const
{
    struct Step {
        double cost = impossible;
        size_t from = 0;
    };
    const size_t count = m_text.units.size();
    // steps[k][i]: the first i units as k topics
    std::vector<std::vector<Step>> steps(size_t(most) + 1, std::vector<Step>(count + 1));
    steps[0][0].cost = 0;
    for (size_t first = 0; first < count; ++first) {
        TRY_DO(stop.check());
        const auto topics = topicsFrom(first, lengths);
        for (size_t k = 0; k < size_t(most); ++k) {
            const double before = steps[k][first].cost;
            if (before == impossible)
                continue;
            for (const Topic &topic : topics)
                if (before + topic.cost < steps[k + 1][topic.end].cost)
                    steps[k + 1][topic.end] = {before + topic.cost, first};
        }
    }
    size_t chosen = 0;
    for (size_t k = size_t(fewest); k <= size_t(most); ++k)
        if (steps[k][count].cost < (chosen == 0 ? impossible : steps[chosen][count].cost))
            chosen = k;
    QList<qsizetype> starts;
    for (size_t end = count; chosen > 0; --chosen) {
        end = steps[chosen][end].from;
        starts.prepend(qsizetype(end));
    }
    return starts;
}

Result<QList<qsizetype>> topicStarts(const QList<Unit> &units, const domain::TopicBudget &budget,
    const QList<qsizetype> &walls, const base::StopToken &stop)
{
    if (units.isEmpty())
        return QList<qsizetype>();
    const Segmenter segmenter(units, walls);
    const MediaTime all = units.last().source.end - units.first().source.start;
    const int most = std::min(budget.maximum, int(units.size()));
    // Speech need not be as even as the budget is: what does not fit is tried with more room.
    for (const Lengths &lengths : {Lengths{budget.shortest, budget.longest},
             Lengths{budget.shortest / 2, budget.longest * 2}, Lengths{{}, all}}) {
        TRY(const auto starts, segmenter.best(std::min(budget.minimum, most), most, lengths, stop));
        if (!starts.isEmpty())
            return starts;
    }
    return QList<qsizetype>{0} + walls;
}

}   // namespace speech::local_topics
